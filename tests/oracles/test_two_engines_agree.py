"""The real engine and the plain one, side by side, on drawn scenarios and drawn plays.

Whatever the format's text leaves open is not compared; all that it settles is, at every step.
"""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.program import Program
from game.engine.run import Run, start
from game.engine.step import act, ways
from scoring.binder import METERS
from scoring.events import made
from tests.generate import Pair, pairs, pick, picks
from tests.oracles.plain_engine import PlainRun


def truth_of(program: Program, run: Run) -> str | None:
    return program.truths[run.truth].id


def same_so_far(run: Run, plain: PlainRun, pair: Pair) -> None:
    """Everything the format settles about a state, read from both."""
    layout, state = run.program.judge.layout, run.state
    assert run.scene.id == plain.scene
    assert run.minute == plain.minute
    assert run.over == plain.over
    assert {m: layout.meter(state, m) for m in METERS} == plain.meters
    ids = pair.ids.get(plain.scene, ())
    assert [row.id for row in run.offered()] == [ids[place] for place in plain.offered()]
    kept = set(plain.names("step")) - plain.broken
    for bits, names in (
        (layout.facts, plain.names("fact")),
        (layout.done, plain.names("step")),
        (layout.moments, plain.names("moment") + [made(p) for p in plain.names("promise")]),
        (layout.fouls, plain.names("foul")),
        (layout.noted, plain.names("entry") if layout.noted else []),
        (layout.promises, plain.names("kept")),
    ):
        assert {name for name, bit in bits.items() if state & bit} == set(names)
    for step in run.program.judge.scope:
        assert bool(state & layout.kept[step.id]) == (step.id in kept)


def same_at_the_end(run: Run, plain: PlainRun) -> None:
    """The ledger line by line, both scores, the fouls, the pass, and the days after."""
    card = run.scorecard()
    steps = {line.cites: line for line in card.ledger if line.score == "process"}
    lines = plain.step_lines()
    assert sorted(steps) == sorted(line.step for line in lines)
    for line in lines:
        mine = steps[line.step]
        assert (mine.earned, mine.possible) == (line.earned, line.possible)
        assert mine.decision == line.decision
        assert (mine.said == "did not apply") == (line.how == "did-not-apply")
    measures = {line.cites: line.earned for line in card.ledger if line.score == "sixty"}
    expected = plain.measures()
    assert measures == {name: expected[name] for name in measures}
    assert not any(points for name, points in expected.items() if name not in measures)
    assert tuple(card.process) == plain.process()
    assert tuple(card.sixty) == plain.sixty()
    assert dict(card.fouls) == {one.name: one.decision for one in plain.log if one.kind == "foul"}
    assert card.passed == plain.passed()
    after, expected_after = run.afterwards(), plain.afterwards()
    assert (after and after.tells) == (expected_after and expected_after["tells"])
    money = run.money()
    assert money.cost == plain.scenario.get("cost")
    assert money.today == plain.now.get("today", 0)
    assert money.later == (expected_after or {}).get("brings", 0)


def played(pair: Pair, seed: int, numbers: list[int]) -> Iterator[tuple[Run, PlainRun]]:
    """Both engines through one play, at the opening and after each decision."""
    program = pair.program
    run = start(program, seed)
    plain = PlainRun(pair.scenario, pair.binder, truth_of(program, run))
    yield run, plain
    while not run.over:
        row = pick(numbers, len(run.taken), run.offered())
        place = pair.ids[run.scene.id].index(row.id)
        low, minute = act(program, run.state, row)
        mine = ways(program, row, low, minute, 1 << run.truth)
        run = run.choose(row.id)
        plain.take(place, row.id)
        shares: dict[str, int] = {}
        for share, scene in mine:
            name = program.scenes[scene].id
            shares[name] = shares.get(name, 0) + share
        theirs = plain.ways(place)
        assert shares == theirs
        assert run.scene.id in theirs
        plain.open(run.scene.id)
        yield run, plain


@given(pairs(), st.integers(0, 2**53 - 1), picks())
@settings(max_examples=200)
def test_the_engine_does_what_the_format_says_step_by_step_and_line_by_line(
    pair: Pair, seed: int, numbers: list[int]
) -> None:
    for run, plain in played(pair, seed, numbers):
        same_so_far(run, plain, pair)
        if run.over:
            same_at_the_end(run, plain)


@given(pairs())
@settings(max_examples=30)
def test_a_pair_reads_the_same_written_by_hand_and_as_json(pair: Pair) -> None:
    by_hand, as_json = pair.script(), pair.script(as_json=True)
    assert by_hand.scenario == as_json.scenario
    assert by_hand.binder == as_json.binder
