"""Other odds on the same graph are what a graph of their own says; and what a mentor is told."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings

from game.coach.reports import dead_weight, debatable, worth_of_asking
from game.coach.study import Study
from game.coach.tilt import moved
from game.engine.program import Program
from tests.coach.plainly import coach_nodes, small_pairs
from tests.engine.tale import tale
from tests.generate import Pair

few = settings(max_examples=20)


def odds(program: Program) -> tuple[int, ...]:
    return tuple(truth.odds for truth in program.truths)


@few
@given(small_pairs())
def test_other_odds_on_the_graph_explored_are_worth_what_exploring_anew_says(pair: Pair) -> None:
    study = Study(pair.program)
    for weights, other in zip(moved(odds(pair.program)), study.others, strict=True):
        truths = tuple(
            replace(truth, odds=weight)
            for truth, weight in zip(pair.program.truths, weights, strict=True)
        )
        anew = replace(pair.program, truths=truths)
        fresh = Study(anew)
        for node in coach_nodes(anew):
            assert other.worth(node) == fresh.best.worth(node)


def test_moved_odds_move_one_truth_by_a_quarter_and_scale_the_others() -> None:
    found = {tuple(Fraction(each, sum(way)) for each in way) for way in moved((60, 30, 10))}
    assert (Fraction(45, 100), Fraction(55 * 3, 400), Fraction(55, 400)) in found
    assert (Fraction(75, 100), Fraction(25 * 3, 400), Fraction(25, 400)) in found
    assert len(found) == 6
    assert moved((100,)) == []
    assert moved((90, 10)) == [way for way in moved((90, 10)) if all(way)]


GUESS = """
lot:
  choices:
    - {say: Sell now., id: sells, to: sale}
    - {say: Wait., id: waits, to: later}
    - {say: Wave., id: waves, to: bye}
    ASK
sale: {ending: sold, keeps: {buyer: 10, shopper: 0}}
later: {ending: follow-up, keeps: {buyer: 0, shopper: 10}}
bye: {ending: lost}
"""
OUTCOME = "sixty: {trust: 0, ease: 0, value: 0, understanding: 0, next-step: 0, outcome: 100}"


def guess(buyers: int, ask: str = "") -> Study:
    head = (
        f"customer: {{name: Dana, truth: {{buyer: {{odds: {buyers}}}, "
        f"shopper: {{odds: {100 - buyers}}}}}}}"
    )
    return Study(tale(GUESS.replace("ASK", ask), head=head, binder=OUTCOME))


def test_a_guess_near_even_odds_is_debatable_and_a_clear_one_is_not() -> None:
    assert debatable(guess(53)) == (("lot", "sells"),)
    assert debatable(guess(80)) == ()
    assert not guess(80).debatable(guess(80).start)


def test_asking_is_worth_what_the_truth_would_bring() -> None:
    # Half of the total is sixty: a guess at six in ten earns 30 of 50, the truth all 50.
    assert worth_of_asking(guess(60)) == 20
    free = "- {say: When?, id: when, to: [{if: {truth: buyer}, go: sale}, {go: later}]}"
    assert worth_of_asking(guess(60, free)) == 0


def test_dead_weight_is_what_is_never_best_and_what_is_not_read() -> None:
    found = dead_weight(guess(60))
    assert found.never_best == ("waits", "waves")
    assert found.always_best == ("sells",)
    assert found.meters == ("trust", "pressure", "value")


def test_a_temptation_is_no_dead_weight() -> None:
    bully = "- {say: Now!, id: now, tone: pressure, to: bye}"
    assert "now" not in dead_weight(guess(60, bully)).never_best


def test_facts_and_steps_that_nothing_reads_are_dead_weight() -> None:
    program = tale(
        """
        lot:
          choices:
            - {say: A., id: a, does: [greet, idle], learn: [seats, name], to: bye}
            - {say: B., id: b, if: {trust: at least 2}, to: bye}
        bye: {ending: lost}
        """,
        covers="greet, idle",
        steps="greet: {label: Greet, points: 10}\nidle: {label: Idle, points: 0}",
        head="customer: {name: Dana}\n"
        "facts: {seats: {says: S., worth: 2}, name: {says: N., worth: 0}}",
    )
    found = dead_weight(Study(program))
    assert (found.facts, found.steps, found.meters) == (("name",), ("idle",), ())


def test_a_choice_after_which_no_pass_is_possible_is_told() -> None:
    program = tale(
        """
        lot:
          choices:
            - {say: A., id: a, does: greet, to: hub}
            - {say: B., id: b, to: hub}
            - {say: C., id: c, trust: +1, to: bye}
        hub:
          choices: [{say: D., id: d, does: greet, to: bye}, {say: E., id: e, to: bye}]
        bye: {ending: lost}
        """,
        covers="greet",
        binder="pass: {sixty: 10}",
    )
    # After A, both D and E may pass; after B, only D; C leaves without a greeting.
    assert Study(program).company.fatal == ("c",)


def test_a_scene_that_offers_nothing_any_more_is_looked_over_without_a_word_of_numpys() -> None:
    program = tale(
        """
        lot:
          choices:
            - {say: A., id: a, to: lot}
            - {say: B., id: b, to: lot}
            - {say: C., id: c, if: {trust: at least 9}, to: bye}
            - {say: D., id: d, if: {not-done: greet}, does: greet, to: hub}
        hub: {choices: [{say: E., id: e, to: lot}, {say: F., id: f, if: {said: a}, to: bye}]}
        bye: {ending: lost}
        """,
        covers="greet",
    )
    assert "e" not in dead_weight(Study(program)).always_best
