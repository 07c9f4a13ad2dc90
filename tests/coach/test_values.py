"""The coach's columns say what a slow, plain expectimax over the engine's own steps says."""

from __future__ import annotations

import math

from hypothesis import given

from game.coach.graph import explore
from game.coach.values import solve
from tests.generate import Pair, pairs
from tests.oracles.plain_solver import expected


@given(pairs())
def test_best_worst_and_mean_are_those_of_plain_expectimax(pair: Pair) -> None:
    program = pair.program
    *_, plain = expected(program).values()
    values = solve(explore(program))
    key = min(values.graph.layers)
    here = key, program.first
    best = -math.inf if plain.best is None else float(plain.best)
    assert math.isclose(values.best[here][0], best, abs_tol=1e-9)
    assert math.isclose(values.worst[here][0], float(plain.worst), abs_tol=1e-9)
    assert math.isclose(values.mean[here][0], float(plain.mean), abs_tol=1e-9)


@given(pairs())
def test_what_the_coach_merges_is_never_more_than_what_there_is(pair: Pair) -> None:
    nodes = expected(pair.program)
    assert explore(pair.program).states <= len(nodes)
