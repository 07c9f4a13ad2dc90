"""Grades: a score is the best line's, less what was lost, and luck; and a label says how much."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.coach import grades
from game.coach.grades import review
from game.coach.study import Study
from game.engine.run import Run, start
from tests.coach.plainly import small_pairs
from tests.engine.tale import tale
from tests.generate import Pair, pick, picks
from tests.oracles.plain_solver import expected

ONE = """
lot: {choices: [{say: One., id: one, to: bye}, {say: Two., id: two, to: bye}]}
bye: {ending: lost}
"""

few = settings(max_examples=25)


def played(pair: Pair, numbers: list[int], seed: int) -> Run:
    run = start(pair.program, seed)
    while not run.over:
        run = run.take(pick(numbers, len(run.taken), run.offered()), run.offered())
    return run


def percent(earned: int, possible: int) -> Fraction:
    return Fraction(100 * earned, possible) if possible else Fraction(100)


def score(run: Run) -> Fraction:
    """The total of a run from its scorecard alone."""
    card = run.scorecard()
    first, second = run.program.judge.binder.yardstick
    process = percent(card.process.earned, card.process.possible)
    sixty = percent(card.sixty.earned, card.sixty.possible)
    return (first * process + second * sixty) / (first + second)


SEEDS = st.integers(0, 2**53 - 1)


@given(small_pairs(), st.lists(st.tuples(picks(), SEEDS), min_size=1, max_size=5))
def test_a_score_is_the_best_value_less_the_losses_and_with_the_luck(
    pair: Pair, plays: list[tuple[list[int], int]]
) -> None:
    study = Study(pair.program)
    for numbers, seed in plays:
        run = played(pair, numbers, seed)
        found = review(study, run)
        losses = sum((grade.loss for grade in found.grades), Fraction(0))
        luck = sum((grade.luck for grade in found.grades), Fraction(0))
        assert score(run) == found.start.total - losses + luck + found.truth


@few
@given(small_pairs(), picks(), SEEDS)
def test_no_fair_choice_gains_on_the_best_line(pair: Pair, numbers: list[int], seed: int) -> None:
    run = played(pair, numbers, seed)
    for turn, grade in zip(run.taken, review(Study(pair.program), run).grades, strict=True):
        assert turn.row.fouls or grade.loss >= 0
        assert (turn.row.id in grade.best) == (grade.loss == 0 and not turn.row.fouls)
        assert grade.best


@few
@given(small_pairs(), SEEDS)
def test_the_best_line_keeps_all_the_value_and_only_luck_moves_it(pair: Pair, seed: int) -> None:
    study = Study(pair.program)
    run = start(pair.program, seed)
    while not run.over:
        run = run.choose(
            review(study, run.take(run.offered()[0], run.offered())).grades[-1].best[0]
        )
    found = review(study, run)
    assert found.value_kept == 100
    assert all(grade.loss == 0 for grade in found.grades)
    assert all(grade.label in {None, "best", "great"} for grade in found.grades)


@few
@given(small_pairs())
def test_a_run_that_has_not_begun_stands_at_the_best_value(pair: Pair) -> None:
    study = Study(pair.program)
    *_, plain = expected(pair.program).values()
    found = review(study, start(pair.program, 0))
    assert found.start.total == plain.best
    assert found.truth == 0


@pytest.mark.parametrize(
    ("w", "label"),
    [
        (0, "best"),
        (Fraction(1, 10**9), "good"),
        (Fraction(499, 100), "good"),
        (5, "inaccuracy"),
        (Fraction(999, 100), "inaccuracy"),
        (10, "mistake"),
        (Fraction(1499, 100), "mistake"),
        (15, "blunder"),
        (100, "blunder"),
    ],
)
def test_labels_have_the_cut_offs_of_chess(w: Fraction | int, label: str) -> None:
    row = tale(ONE).choices[0]
    assert grades.label(row, Fraction(w) / 2, [Fraction(1)], Fraction(2)) == label


def test_a_best_choice_whose_every_alternative_is_a_blunder_is_great() -> None:
    row = tale(ONE).choices[0]
    assert grades.label(row, Fraction(0), [Fraction(15), Fraction(40)], Fraction(1)) == "great"
    assert grades.label(row, Fraction(0), [Fraction(14), Fraction(40)], Fraction(1)) == "best"


FOUL = """
lot:
  choices:
    - {say: True., id: true, to: bye}
    - {say: A lie., id: lie, foul: lied, trust: +5, to: bye}
    - {say: Rude., id: rude, trust: -2, to: bye}
bye: {ending: lost}
"""


def test_a_foul_is_called_one_and_counts_as_no_gain_of_value() -> None:
    program = tale(FOUL, binder="fouls: {lied: Lied}")
    study = Study(program)
    lie, rude = (review(study, start(program, 0).choose(id)) for id in ("lie", "rude"))
    assert lie.grades[0].label == "foul"
    assert lie.grades[0].loss < 0
    assert lie.value_kept == 100
    assert lie.grades[0].best == ("true",)
    assert rude.value_kept < 100


def test_what_makes_no_difference_is_not_graded() -> None:
    program = tale(ONE)
    grade = review(Study(program), start(program, 0).choose("one")).grades[0]
    assert grade.label is None
    assert grade.loss == 0


@pytest.mark.parametrize(("points", "graded"), [(4, True), (3, False)])
def test_a_decision_is_graded_from_two_points_between_its_choices_on(
    points: int, graded: bool
) -> None:
    program = tale(
        """
        lot:
          choices:
            - {say: One., id: one, does: greet, to: bye}
            - {say: Two., id: two, to: bye}
        bye: {ending: lost}
        """,
        covers="greet, rest",
        steps=f"""
        greet: {{label: Greet, points: {points}}}
        rest: {{label: The rest, points: {100 - points}}}
        """,
    )
    grade = review(Study(program), start(program, 0).choose("two")).grades[0]
    assert grade.loss == Fraction(points, 2)
    assert (grade.label is not None) == graded
