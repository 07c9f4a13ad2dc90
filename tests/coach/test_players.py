"""Players with judgement: what they are expected to come to is what they come to, and their habits
hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.coach.grades import review
from game.coach.players import PLAYERS, NothingToTakeError, play
from game.coach.study import Study
from game.engine.run import start
from tests.coach.plainly import small_pairs
from tests.engine.tale import tale
from tests.generate import Pair

SEEDS = st.integers(0, 2**53 - 1)


@settings(max_examples=25)
@given(small_pairs(), st.sampled_from(PLAYERS), SEEDS)
def test_every_player_comes_to_an_ending_and_only_the_worst_one_fouls(
    pair: Pair, name: str, seed: int
) -> None:
    run = play(Study(pair.program), name, start(pair.program, seed))
    assert run.over
    assert name == "worst" or not run.scorecard().fouls


@settings(max_examples=25)
@given(small_pairs(), SEEDS)
def test_the_best_player_keeps_all_the_value(pair: Pair, seed: int) -> None:
    study = Study(pair.program)
    run = play(study, "best", start(pair.program, seed))
    found = review(study, run)
    assert found.value_kept == 100
    assert all(grade.loss == 0 for grade in found.grades)


HABITS = """
lot:
  choices:
    - {do: Log it., id: log, does: log, to: end}
    - {say: Buy it?, id: ask, does: greet, trust: +9, to: sold}
    - {say: Stay., id: stay, trust: -1, to: lot}
    - {say: Bye., id: bye, trust: -2, to: end}
end: {ending: lost}
sold: {ending: sold, today: 300}
"""
STEPS = """
log: {label: Log, points: 10, secures: next-step}
greet: {label: Greet, points: 30}
"""


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("best", ["ask"]),
        ("never-asks", ["log"]),
        ("never-logs", ["ask"]),
        ("lingers", ["stay", "ask"]),
        ("worst", ["stay", "bye"]),
    ],
)
def test_each_plays_by_its_name(name: str, choices: list[str]) -> None:
    program = tale(HABITS, covers="log, greet", steps=STEPS)
    run = play(Study(program), name, start(program, 1))
    assert [turn.row.id for turn in run.taken] == choices


def test_a_player_without_a_fair_way_on_says_where() -> None:
    scenes = "lot: {choices: [{say: Lie., foul: lied, to: end}]}\nend: {ending: lost}"
    program = tale(scenes, binder="fouls: {lied: Lied}")
    with pytest.raises(NothingToTakeError) as told:
        play(Study(program), "best", start(program, 1))
    assert told.value.scene == "lot"
    assert play(Study(program), "worst", start(program, 1)).over
