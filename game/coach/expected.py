"""What a player without judgement may expect, in floats, from one pass forth over a graph.

Knows no bot: a player is how likely each choice is. Settles nothing exactly; that is `met`'s.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from game.coach.graph import Graph
from game.coach.sweep import Floats, Place, Weigh, flow
from game.coach.values import at_ending, endings

Kept = dict[Place, tuple[Floats, Floats]]
"""For each state of each ending, the process points that are settled only there, and the sixty
percent."""


class Expected(NamedTuple):
    """The process and the sixty percent that may be expected, 0..100, and how many states a play
    may meet."""

    process: float
    sixty: float
    states: int


def kept(graph: Graph) -> Kept:
    """What every ending keeps, by its place."""
    points = graph.program.judge.binder.weights["outcome"]
    found: Kept = {}
    for key, layer in endings(graph):
        tenths = graph.program.scenes[layer.scene].tenths
        outcome = [points * tenth // 10 for tenth in tenths]
        by_belief = [
            sum(w * each for w, each in zip(weights, outcome, strict=True)) / sum(weights)
            for weights in graph.beliefs.weights
        ]
        ending = at_ending(graph, key, layer)
        sixty = ending.sixty + np.array(by_belief)[ending.belief]
        found[key, layer.scene] = ending.unpaid.astype(np.float64), sixty
    return found


def expected(graph: Graph, weigh: Weigh, ends: Kept) -> Expected:
    """What one who takes choices by these weights may expect from the start on, by what the
    endings keep."""
    reach, points = flow(graph, weigh)
    sixty = ended = 0.0
    for place, (unpaid, worth) in ends.items():
        points += float((reach[place] * unpaid).sum())
        sixty += float((reach[place] * worth).sum())
        ended += float(reach[place].sum())
    possible = sum(step.points for step in graph.program.judge.scope)
    # Where no step counts an ending has all the process there is, and what comes to none nothing.
    process = 100 * points / possible if possible else 100 * ended
    met = sum(int(np.count_nonzero(each)) for each in reach.values())
    return Expected(process, sixty, met)
