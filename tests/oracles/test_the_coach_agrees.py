"""The coach beside an expectimax of its own kind, and its one identity, on drawn plays.

A sample here; `SIXTY_ORACLES=full` asks for 500 scenarios and more than 3,000 plays.
"""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from game.coach.grades import NothingToGradeError, review
from game.coach.nodes import Node, follow, locate, settled
from game.coach.study import Study
from game.coach.values import point_worth
from game.engine.program import Program, compile_script
from game.engine.run import Run, start
from game.engine.step import offered
from game.library.shelves import built_in, files
from game.script.load import load_scenario
from tests.generate import Pair
from tests.oracles.plain_expectimax import Expectimax, Place
from tests.oracles.tools import count, drawn

SCENARIOS = count(12, 500)
PLAYS = count(120, 3200)


@pytest.mark.slow
def test_best_worst_and_mean_are_those_of_a_plain_expectimax_at_every_state() -> None:
    for pair in drawn(SCENARIOS):
        same_everywhere(pair)


def same_everywhere(pair: Pair) -> None:
    """Both at every node that a play can come to, in step."""
    study, plain = Study(pair.program), Expectimax(pair.scenario, pair.binder, pair.ids)
    unit = point_worth(pair.program)
    met: set[Node] = set()
    work: list[tuple[Node, Place]] = [(study.start, plain.start)]
    while work:
        node, place = work.pop()
        if node in met:
            continue
        met.add(node)
        value = plain.value(place)
        best, worst = study.best.worth(node), study.worst.worth(node)
        assert (None if best is None else best.total) == value.best
        assert worst is not None
        assert worst.total == value.worst
        spot, at = locate(study.graph, node)
        mean = study.values.mean[spot][at] + float(unit * settled(pair.program, node.state))
        assert math.isclose(mean, value.mean, abs_tol=1e-9)
        for row in offered(pair.program, node.state):
            scene = pair.program.scenes[row.scene].id
            ways = plain.after(place, pair.ids[scene].index(row.id))
            for chance, after in follow(pair.program, node, row):
                likely, there = ways.pop(pair.program.scene(after.state).id)
                assert likely == chance
                work.append((after, there))
            assert not ways
    assert study.settle("random").expected == plain.value(plain.start).mean


def library() -> list[Program]:
    shelf = built_in()
    scripts = [load_scenario(path, [shelf]).script for _, path in files(shelf)]
    return [compile_script(script) for script in scripts if script is not None]


def at_random(program: Program, seed: int) -> Run:
    """A play whose picks come from the seed too."""
    run = start(program, seed)
    while not run.over:
        rows = run.offered()
        seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
        run = run.take(rows[(seed >> 33) % len(rows)], rows)
    return run


def score(run: Run) -> Fraction:
    """The total of a run, from its scorecard alone."""
    card = run.scorecard()
    first, second = run.program.judge.binder.yardstick
    process = (
        Fraction(100 * card.process.earned, card.process.possible)
        if card.process.possible
        else Fraction(100)
    )
    return (first * process + second * Fraction(100 * card.sixty.earned, card.sixty.possible)) / (
        first + second
    )


@pytest.mark.slow
def test_a_score_is_the_best_value_less_what_was_lost_and_with_the_luck() -> None:
    library_programs = library()
    programs = library_programs + [pair.program for pair in drawn(PLAYS // 20)]
    # Half of the plays are of the library, which has the longest.
    share = [PLAYS // 2 // len(library_programs)] * len(library_programs)
    left = PLAYS - sum(share)
    rest = len(programs) - len(library_programs)
    total = 0
    share += [left // rest + (at < left % rest) for at in range(rest)]
    for program, plays in zip(programs, share, strict=True):
        study = Study(program)
        graded = seed = 0
        while graded < plays and seed < 4 * plays:
            run = at_random(program, seed)
            seed += 1
            try:
                found = review(study, run)
            except NothingToGradeError:  # from somewhere on every play ends with a foul
                continue
            losses = sum((grade.loss for grade in found.grades), Fraction(0))
            luck = sum((grade.luck for grade in found.grades), Fraction(0)) + found.truth
            assert score(run) == found.start.total - losses + luck
            graded += 1
        total += graded
    assert total >= PLAYS * 0.95
