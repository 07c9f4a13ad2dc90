"""What stands under an `if`: one test for each kind, at the place where it turns."""

from __future__ import annotations

import pytest

from tests.engine.tale import offered, play, tale

SCENES = """
lot:
  says: Hi.
  choices:
    - {say: Warm., id: warm, trust: +1, to: lot}
    - {say: Press., id: press, pressure: +4, to: lot}
    - {say: Ask., id: ask, learn: seats, does: discover, to: lot}
    - {say: Ask more., id: more, learn: lease, does: greet, to: lot}
    - {say: Leave., id: leave, moment: leaves, to: lot}
    - {say: Nineteen., id: nineteen, takes: 19 min, to: lot}
    - {say: Twenty., id: twenty, takes: 20 min, to: lot}
    - {say: Asked., id: asked, if: {CONDITION}, to: gone}
    - {say: Bye., id: bye, to: gone}
gone: {tells: Gone., ending: lost}
"""
STEPS = """
greet: {label: Greet, points: 10}
discover: {label: Discover, points: 10, after: leaves}
"""
HEAD = """
customer: {name: Dana, starts: {trust: 3, pressure: 2, value: 2}}
facts: {seats: {says: Two seats.}, lease: {says: Five weeks.}}
"""


def holds(condition: str, *choices: str) -> bool:
    program = tale(
        SCENES.replace("CONDITION", condition), steps=STEPS, binder="moments: leaves", head=HEAD
    )
    return "asked" in offered(play(program, *choices))


@pytest.mark.parametrize(
    ("condition", "true_after", "false_after"),
    [
        ("trust: at least 4", [("warm",)], [()]),
        ("trust: at most 3", [()], [("warm",)]),
        ("trust: [at least 3, at most 3]", [()], [("warm",)]),
        ("pressure: at least 6", [("press",)], [()]),
        ("knows: seats", [("ask",)], [(), ("more",)]),
        ("knows: [seats, lease]", [("ask", "more")], [("ask",), ("more",)]),
        ("done: [discover, greet]", [("ask", "more")], [("ask",), ("more",)]),
        ("done: discover", [("ask",), ("leave", "ask")], [()]),
        ("not-done: [discover, greet]", [(), ("leave",)], [("ask",), ("more",)]),
        ("said: [ask, warm]", [("ask", "warm")], [("ask",), ("warm",)]),
        ("happened: leaves", [("leave",)], [()]),
        ("after: 20 min", [("twenty",), ("nineteen", "warm")], [("nineteen",), ()]),
        ("before: 20 min", [("nineteen",), ()], [("twenty",), ("nineteen", "warm")]),
        ("any: [{knows: seats}, {happened: leaves}]", [("ask",), ("leave",)], [()]),
        ("any: [{trust: at least 4, knows: seats}]", [("ask", "warm")], [("ask",), ("warm",)]),
        ("trust: at least 4, any: [{knows: seats}, {happened: leaves}]",
         [("warm", "ask"), ("warm", "leave")], [("warm",), ("ask", "leave")]),
        ("any: [{any: [{knows: seats}]}, {any: [{happened: leaves}]}]", [("leave",)], [()]),
    ],
)  # fmt: skip
def test_a_condition_holds_after_these_plays_and_not_after_those(
    condition: str, true_after: list[tuple[str, ...]], false_after: list[tuple[str, ...]]
) -> None:
    assert all(holds(condition, *choices) for choices in true_after)
    assert not any(holds(condition, *choices) for choices in false_after)


def test_the_days_after_are_the_first_entry_that_matches_at_the_endings_own_minute() -> None:
    program = tale(
        """
        lot:
          says: Hi.
          choices:
            - {say: Warm., id: warm, trust: +4, to: gone}
            - {say: Bye., id: bye, to: gone}
            - {say: Late., id: late, takes: 20 min, to: gone}
        gone:
          tells: Gone.
          wait: 10 min
          ending: follow-up
          today: 40
          afterwards:
            - {if: {trust: at least 7}, day: 16, tells: Bought., brings: 450}
            - {if: {after: 30 min}, day: 20, tells: Too late., brings: 5}
            - {if: {trust: at most 7}, day: 23, tells: Bought elsewhere.}
        """
    )
    brought = {choice: play(program, choice).money().later for choice in ("warm", "bye", "late")}
    assert brought == {"warm": 450, "bye": 0, "late": 5}
    assert play(program, "bye").money().today == 40
    after = play(program, "bye").afterwards()
    assert after is not None
    assert (after.day, after.tells) == (23, "Bought elsewhere.")


def test_where_no_entry_matches_nothing_is_told_of_the_days_after() -> None:
    program = tale(
        """
        lot: {says: Hi., choices: [{say: Bye., id: bye, to: gone}]}
        gone:
          tells: Gone.
          ending: lost
          afterwards: [{if: {trust: at least 7}, day: 16, tells: Bought., brings: 450}]
        """
    )
    run = play(program, "bye")
    assert run.afterwards() is None
    assert run.money().later == 0


def test_money_is_none_where_the_file_does_not_say_or_the_run_goes_on() -> None:
    program = tale(
        """
        lot: {says: Hi., choices: [{say: Bye., id: bye, to: gone}]}
        gone: {tells: Gone., ending: lost}
        """
    )
    assert tuple(play(program).money()) == (None, None, None)
    assert tuple(play(program, "bye").money()) == (None, 0, 0)
