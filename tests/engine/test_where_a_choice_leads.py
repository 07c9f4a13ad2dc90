"""How `to` is read, after a choice has taken hold: the fifth sentence of what happens, in order."""

from __future__ import annotations

import pytest

from game.engine.step import ScenarioFaultError, act, ways
from tests.engine.tale import play, tale


def branching(to: str, *, choice: str = "", head: str = "customer: {name: Dana}") -> set[str]:
    """The scenes one choice can lead to, with percents: `sold 30`."""
    program = tale(
        f"""
        lot:
          says: Hi.
          choices:
            - say: Go.
              id: go
              {choice or "takes: 1 min"}
              to: {to}
        a: {{tells: A., ending: sold}}
        b: {{tells: B., ending: lost}}
        c: {{tells: C., ending: lost}}
        """,
        binder="moments: leaves",
        head=head,
    )
    run = play(program)
    low, minute = act(program, run.state, run.offered()[0])
    found = ways(program, run.offered()[0], low, minute, 1)
    return {f"{program.scenes[scene].id} {share}" for share, scene in found}


def test_branches_are_read_top_to_bottom_skipping_those_whose_if_fails() -> None:
    to = "[{if: {trust: at least 9}, go: a}, {if: {trust: at least 3}, go: b}, {go: c}]"
    assert branching(to) == {"b 100"}


def test_branches_are_read_on_the_state_after_the_choice() -> None:
    assert branching("[{if: {trust: at least 5}, go: a}, {go: b}]", choice="trust: +2") == {"a 100"}
    assert branching("[{if: {happened: leaves}, go: a}, {go: b}]", choice="moment: leaves") == {
        "a 100"
    }
    assert branching("[{if: {done: greet}, go: a}, {go: b}]", choice="does: greet") == {"a 100"}
    assert branching("[{if: {after: 20 min}, go: a}, {go: b}]", choice="takes: 20 min") == {"a 100"}
    assert branching("[{if: {said: go}, go: a}, {go: b}]") == {"a 100"}


def test_odds_are_percents_of_the_whole_and_the_first_branch_without_takes_the_rest() -> None:
    assert branching("[{odds: 30, go: a}, {odds: 20, go: b}, {go: c}]") == {"a 30", "b 20", "c 50"}
    skipped = "[{if: {trust: at least 9}, odds: 30, go: a}, {odds: 20, go: b}, {go: c}]"
    assert branching(skipped) == {"b 20", "c 80"}


def test_nothing_below_the_first_branch_without_odds_is_read() -> None:
    to = "[{odds: 30, go: a}, {if: {trust: at least 3}, go: b}, {odds: 70, go: c}]"
    assert branching(to) == {"a 30", "b 70"}


def test_odds_that_come_to_exactly_100_need_no_branch_without() -> None:
    assert branching("[{odds: 30, go: a}, {odds: 70, go: b}]") == {"a 30", "b 70"}


def test_the_truth_decides_between_branches_by_any_of_the_names() -> None:
    to = "[{if: {truth: [buyer, shopper]}, odds: 100, go: a}, {if: {truth: other}, go: b}]"
    program = tale(
        f"""
        lot: {{says: Hi., choices: [{{say: Go., id: go, to: {to}}}]}}
        a: {{tells: A., ending: sold}}
        b: {{tells: B., ending: lost}}
        """,
        head="""
        customer:
          name: Dana
          truth: {shopper: {odds: 30}, buyer: {odds: 30}, other: {odds: 40}}
        """,
    )
    ends = {truth: play(program, "go", truth=truth).scene.id for truth in ("shopper", "other")}
    assert ends == {"shopper": "a", "other": "b"}


SUSPECT = """
lot:
  says: Hi.
  choices:
    - {say: Warm., id: warm, if: {trust: at most 3}, trust: +5, to: lot}
    - say: Go.
      id: go
      to: BRANCHES
a: {tells: A., ending: sold}
b: {tells: B., ending: lost}
"""


@pytest.mark.parametrize(
    ("branches", "says"),
    [
        ("[{odds: 60, go: a}, {if: {trust: at least 8}, odds: 60, go: b}, {go: b}]", "120 percent"),
        ("[{if: {trust: at most 7}, go: a}, {odds: 60, go: b}]", "60 percent, and no branch"),
    ],
)
def test_odds_that_do_not_come_to_100_are_a_fault_where_they_meet_and_nowhere_else(
    branches: str, says: str
) -> None:
    program = tale(SUSPECT.replace("BRANCHES", branches))
    assert play(program, "go").over
    with pytest.raises(ScenarioFaultError, match=says):
        play(program, "warm", "go")


def test_what_was_seen_is_the_scene_never_which_branch_led_there() -> None:
    program = tale(
        """
        lot:
          says: Hi.
          choices:
            - {say: Go., id: go, to: [{odds: 50, go: hall}, {go: hall}]}
        hall: {says: In., choices: [{say: Bye., id: bye, to: gone}]}
        gone: {tells: Gone., ending: lost}
        """
    )
    assert len({play(program, "go", seed=seed).state for seed in range(40)}) == 1
