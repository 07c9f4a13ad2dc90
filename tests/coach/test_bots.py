"""Bots: each takes its favourite, draws where it has none, and is the same for everyone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.coach.bots import BOTS, TURN_OVER_IDS, courtesy, pick, turn_overs
from game.engine.program import Program, compile_script
from game.engine.run import Run, start
from game.script.load import load_sources
from scoring.binder import Binder, Step
from tests.generate import Pair, pairs

SEEDS = st.integers(0, 2**53 - 1)
few = settings(max_examples=25)  # drawing a whole scenario is what costs


def play(program: Program, bot: str, seed: int) -> Run:
    run = start(program, seed)
    while not run.over:
        rows = run.offered()
        run = run.take(pick(bot, program.script.binder, rows, seed, len(run.taken)), rows)
    return run


def a_scene_of_ten() -> Program:
    choices = "".join(f"      - {{say: Line {number}., to: end}}\n" for number in range(10))
    scenario = (
        "title: Ten\nbinder: one\ncustomer: {name: Ada}\nstart: lot\nscenes:\n"
        f"  lot:\n    choices:\n{choices}  end: {{ending: lost}}\n"
    )
    loaded = load_sources(
        "ten", scenario.encode(), "one", b"title: One\nsteps: {a: {label: A, points: 1}}\n"
    )
    assert loaded.script is not None, loaded.problems
    return compile_script(loaded.script)


def binder(*steps: tuple[str, str]) -> Binder:
    return Binder("A binder", tuple(Step(id, label, 10) for id, label in steps))


@few
@given(pairs(), st.sampled_from(sorted(BOTS)), SEEDS)
def test_every_bot_plays_every_scenario_to_an_ending(pair: Pair, bot: str, seed: int) -> None:
    assert play(pair.program, bot, seed).over


@few
@given(pairs(), st.sampled_from(sorted(BOTS)), SEEDS)
def test_a_bot_plays_the_same_run_twice(pair: Pair, bot: str, seed: int) -> None:
    first, again = play(pair.program, bot, seed), play(pair.program, bot, seed)
    assert [turn.row.id for turn in first.taken] == [turn.row.id for turn in again.taken]


@few
@given(pairs(), SEEDS)
def test_first_takes_what_stands_first_in_the_file(pair: Pair, seed: int) -> None:
    for turn in play(pair.program, "first", seed).taken:
        assert turn.row.id == turn.offered[0]


@few
@given(pairs(), SEEDS)
def test_longest_never_passes_over_a_longer_label(pair: Pair, seed: int) -> None:
    rows = {row.id: row for row in pair.program.choices}
    for turn in play(pair.program, "longest", seed).taken:
        longest = max(len(rows[id].source.text) for id in turn.offered)
        assert len(turn.row.source.text) == longest


@few
@given(pairs(), SEEDS)
def test_polite_never_passes_over_a_more_courteous_line(pair: Pair, seed: int) -> None:
    rows = {row.id: row for row in pair.program.choices}
    for turn in play(pair.program, "polite", seed).taken:
        most = max(courtesy(rows[id].source.text) for id in turn.offered)
        assert courtesy(turn.row.source.text) == most


@few
@given(pairs())
def test_random_plays_all_it_is_offered_at_the_start_over_enough_seeds(pair: Pair) -> None:
    program = pair.program
    rows = start(program, 0).offered()
    met = {
        pick("random", program.script.binder, rows, seed, 0).id for seed in range(60 * len(rows))
    }
    assert met == {row.id for row in rows}


def test_a_draw_of_the_bot_is_not_a_draw_of_the_run() -> None:
    # Two bots that have no favourite draw apart from each other, each in a stream of its own.
    # Ten lines without a courtesy, in one scene.
    rows = a_scene_of_ten().choices
    drawn = {
        bot: [pick(bot, binder(), rows, seed, 0).at for seed in range(40)]
        for bot in ("random", "polite")
    }
    assert drawn["random"] != drawn["polite"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("What would it take to put you in this one today?", 0),
        ("Thank you. Would you mind, please, if I asked?", 3),
        ("PLEASE, ma’am.", 2),
        ("He pleased them with a pleaser.", 0),
        ("Thanks, thanks, and thanks.", 3),
    ],
)
def test_courtesy_counts_whole_words_as_often_as_they_stand_there(line: str, words: int) -> None:
    assert courtesy(line) == words


def test_the_word_list_of_courtesies_can_be_another() -> None:
    assert courtesy("Bitte sehr, bitte.", ["bitte"]) == 2


@pytest.mark.parametrize(
    ("step", "label", "found"),
    [
        *((id, "Do it", True) for id in TURN_OVER_IDS),
        ("manager", "Introduce a manager before they leave", True),
        ("lou", "T.O. before the door", True),
        ("log-visit", "Log the visit to the CRM", False),
        ("together", "Sit together", False),
    ],
)
def test_a_turn_over_is_known_by_its_id_or_its_label(step: str, label: str, found: bool) -> None:
    assert turn_overs(binder((step, label))) == (frozenset({step}) if found else frozenset())


def test_a_bot_there_is_none_of_is_an_error() -> None:
    with pytest.raises(KeyError):
        pick("best", binder(), a_scene_of_ten().choices, 0, 0)
