"""What an ending keeps of `outcome`: by its kind, by its own figure, or by the truth."""

from __future__ import annotations

import pytest

from game.engine.program import Program
from game.engine.run import start
from tests.engine.tale import line, play, tale

KEEPS = {
    "sold": 30,
    "referred": 30,
    "appointment": 24,
    "handed-over": 21,
    "follow-up": 18,
    "lost": 0,
}
HEAD = """
customer:
  name: Dana
  truth: {shopper: {odds: 60}, buyer: {odds: 40}}
"""


def ends(ending: str, *, binder: str = "", head: str = "customer: {name: Dana}") -> Program:
    scenes = f"""
    lot: {{says: Hi., choices: [{{say: Bye., id: bye, to: gone}}]}}
    gone: {{tells: Gone., {ending}}}
    """
    return tale(scenes, binder=binder, head=head)


@pytest.mark.parametrize(("kind", "points"), [*KEEPS.items()])
def test_each_kind_keeps_the_tenths_of_the_format_where_the_binder_says_nothing(
    kind: str, points: int
) -> None:
    assert line(play(ends(f"ending: {kind}"), "bye"), "outcome").earned == points


def test_the_binder_may_say_what_a_kind_keeps() -> None:
    binder = "outcomes: {sold: 4}"
    assert line(play(ends("ending: sold", binder=binder), "bye"), "outcome").earned == 12
    assert line(play(ends("ending: referred", binder=binder), "bye"), "outcome").earned == 30


def test_an_ending_may_keep_more_or_less_than_its_kind() -> None:
    assert line(play(ends("ending: lost, keeps: 9"), "bye"), "outcome").earned == 27
    assert line(play(ends("ending: sold, keeps: 0"), "bye"), "outcome").earned == 0


def test_an_ending_may_keep_a_number_for_each_truth_and_its_kinds_for_the_rest() -> None:
    program = ends("ending: appointment, keeps: {buyer: 4}", head=HEAD)
    kept = {
        truth: line(play(program, "bye", truth=truth), "outcome").earned
        for truth in ("buyer", "shopper")
    }
    assert kept == {"buyer": 12, "shopper": 24}


def test_a_start_that_is_an_ending_is_a_run_of_no_decisions() -> None:
    program = tale("gone: {tells: Gone., ending: follow-up, today: 40}")
    run = start(program, 1)
    card = run.scorecard()
    assert run.over
    assert line(run, "outcome").decision is None
    assert card.process == (0, 0)
    assert tuple(run.money()) == (None, 40, 0)
