"""The review of a run: it adds up to the score, tells both scores apart, and luck from what it
cost."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.coach.study import Study
from game.engine.run import Run, start
from game.session.coach import Coach, StoppedError, review
from game.session.review import NoReview, Points, Review
from game.session.words import in_hundred, points
from tests.coach.plainly import small_pairs
from tests.engine.tale import play, tale
from tests.generate import Pair, pick, picks


def played(pair: Pair, seed: int, numbers: list[int], most: int) -> Run:
    run = start(pair.program, seed)
    while not run.over and len(run.taken) < most:
        run = run.choose(pick(numbers, len(run.taken), run.offered()).id)
    return run


RUNS = st.builds(played, small_pairs(), st.integers(0, 2**53 - 1), picks(), st.integers(0, 40))


def percent(earned: int, possible: int) -> Fraction:
    return Fraction(100 * earned, possible) if possible else Fraction(100)


@settings(max_examples=40)
@given(RUNS)
def test_start_and_costs_and_luck_add_up_to_the_total_and_to_the_sixty_score(run: Run) -> None:
    told = review(Study(run.program), run)
    gains = [*(j.cost for j in told.judged), *(j.luck for j in told.judged), told.truth]
    sixty = told.sixty[0] + sum(gain.sixty for gain in gains)
    assert sixty == told.sixty[-1]
    assert len(told.sixty) == len(told.today) == len(run.taken) + 1
    if run.over:
        card = run.scorecard()
        first, second = run.program.judge.binder.yardstick
        process = percent(*card.process)
        assert sixty == percent(*card.sixty)
        total = (first * process + second * sixty) / (first + second)
        assert told.start + sum(gain.total for gain in gains) == total
        assert told.today[-1] == (100 if run.scene.kind == "sold" else 0)


@settings(max_examples=40)
@given(RUNS)
def test_value_kept_is_a_hundred_less_what_each_decision_took(run: Run) -> None:
    told = review(Study(run.program), run)
    taken = sum((each.share for each in told.judged), Fraction(0))
    assert told.value_kept == max(Fraction(0), 100 - taken)
    assert all(each.share >= 0 for each in told.judged)


@settings(max_examples=40)
@given(RUNS)
def test_what_a_decision_cost_is_split_by_the_weights_of_the_yardstick(run: Run) -> None:
    first, second = run.program.judge.binder.yardstick
    for each in review(Study(run.program), run).judged:
        for gain in (each.cost, each.luck):
            if gain.process is None:
                assert first == 0
                assert gain.total == gain.sixty
            else:
                both = (first * gain.process + second * gain.sixty) / (first + second)
                assert both == gain.total
        if each.chance == 1:
            assert not any(each.luck)


CORNER = """
lot:
  choices:
    - {say: Ask., id: ask, does: greet, trust: +2, coach: It is what she came for., to: end}
    - {say: Push., id: push, tone: pressure, trust: -3, to: end}
    - {say: As well., id: also, trust: +2, does: greet, to: end}
    - say: Bet.
      id: bet
      to: [{odds: 30, go: end}, {go: sold}]
end: {ending: lost}
sold: {ending: sold, today: 300}
"""
GREET = "greet: {label: Greet her, points: 10}"


def reviewed(*choices: str, seed: int = 1) -> Review:
    program = tale(CORNER, covers="greet", steps=GREET)
    return review(Study(program), play(program, *choices, seed=seed))


def test_the_best_line_has_its_words_its_coach_and_the_binder_lines_it_serves() -> None:
    (judged,) = reviewed("push").judged
    line = judged.best[0]
    assert (line.text, line.spoken) == ("Ask.", True)
    assert line.coach == "It is what she came for."
    assert line.serves == ("Greet her",)
    assert not judged.was_best
    assert judged.mattered
    (best,) = reviewed("also").judged
    assert best.was_best
    assert [each.choice for each in best.best] == ["ask", "also"]


def test_chance_is_told_apart_from_what_the_choice_cost() -> None:
    gained = {}
    for seed in range(40):
        told = reviewed("bet", seed=seed)
        (judged,) = told.judged
        gained[judged.chance] = judged.luck.sixty
        assert judged.cost == reviewed("bet", seed=0).judged[0].cost
        assert told.today[-1] == (100 if judged.chance == Fraction(7, 10) else 0)
    assert set(gained) == {Fraction(3, 10), Fraction(7, 10)}
    assert sum(chance * luck for chance, luck in gained.items()) == 0


def test_a_yardstick_of_sixty_alone_says_nothing_of_process() -> None:
    program = tale(CORNER, covers="greet", steps=GREET, binder="weigh: {process: 0, sixty: 100}")
    (judged,) = review(Study(program), play(program, "push")).judged
    assert judged.cost.process is None
    assert judged.cost.sixty == judged.cost.total < 0


ONLY_FOULS = """
lot:
  choices:
    - {say: Walk., id: walk, to: wall}
    - {say: Go., id: go, to: end}
wall: {choices: [{say: Lie., id: lie, foul: lied, to: end}]}
end: {ending: lost}
"""


def test_where_only_fouls_are_left_there_is_no_review_and_a_sentence_says_why() -> None:
    program = tale(ONLY_FOULS, binder="fouls: {lied: Lied}")
    told = Coach().review(play(program, "walk"))
    assert isinstance(told, NoReview)
    assert "ends in a foul" in told.sentence


def test_a_scenario_past_the_cap_has_no_review(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.session.coach.Study", lambda program: Study(program, cap=1))
    told = Coach().review(play(tale(CORNER), "push"))
    assert isinstance(told, NoReview)
    assert "more ways than can be worked out" in told.sentence


def test_a_review_nobody_waits_for_stops() -> None:
    asked = iter([False, True])
    with pytest.raises(StoppedError):
        Coach().review(play(tale(CORNER), "push"), lambda: next(asked))


def test_a_scenario_is_solved_once_for_all_its_runs_and_anew_when_its_file_changes() -> None:
    coach = Coach()
    first = coach.study(tale(CORNER))
    assert coach.study(tale(CORNER)) is first
    assert coach.study(tale(CORNER.replace("trust: -3", "trust: -2"))) is not first


def test_points_are_whole_but_for_those_below_one() -> None:
    told = [points(Fraction(text)) for text in ("0", "19/2", "-19", "-2/5", "1/100", "-37/4")]
    assert told == ["0", "+10", "−19", "−0.4", "0", "−9"]
    shown = [in_hundred(Fraction(text)) for text in ("1", "3/10", "1/1000", "999/1000")]
    assert shown == ["always", "30 times in 100", "1 time in 100", "99 times in 100"]
    assert Points(Fraction(1), None, Fraction(1)).process is None
