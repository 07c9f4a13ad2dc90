"""The best, worst and random player's expected totals from every state, by backward induction.

A total is the binder's yardstick: the mean of process percent and sixty percent, as the binder
weighs them, 0..100. Floats here find what is near; `exact` settles what is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from game.coach.columns import Columns, has_all, has_any, meter
from game.coach.graph import Ending, Graph, Key, Layer
from game.coach.liveness import paid_when_done
from game.coach.packing import unpack
from game.coach.sweep import Ahead, Floats, backward, lowest, mean, without_fouls
from game.engine.program import Program
from scoring.binder import METER_TOP


@dataclass
class Values:
    """Expected totals ahead of each state of each layer, what has been paid before left out; each
    found when it is first asked for.

    `unit` is the total one process point is worth.
    """

    graph: Graph
    unit: float
    final: Ahead

    @cached_property
    def best(self) -> Ahead:
        """Of best play; minus infinity where nothing but a foul is left."""
        return backward(self.graph, self.final, without_fouls, self.unit)

    @cached_property
    def worst(self) -> Ahead:
        """Of worst play."""
        return backward(self.graph, self.final, lowest, self.unit)

    @cached_property
    def mean(self) -> Ahead:
        """Of one who takes any choice."""
        return backward(self.graph, self.final, mean, self.unit)


def solve(graph: Graph) -> Values:
    """The values of every state of a graph."""
    return Values(graph, float(point_worth(graph.program)), totals(graph))


def point_worth(program: Program) -> Fraction:
    """The total that one process point is worth."""
    process, sixty = program.judge.binder.yardstick
    possible = sum(step.points for step in program.judge.scope)
    return Fraction(100 * process, (process + sixty) * possible) if possible else Fraction(0)


def totals(graph: Graph) -> Ahead:
    """The totals of every state of every ending."""
    return {(key, layer.scene): _final(graph, key, layer) for key, layer in endings(graph)}


def endings(graph: Graph) -> Iterator[tuple[Key, Layer]]:
    """The layers of endings."""
    for key, scenes in graph.layers.items():
        for scene, layer in scenes.items():
            if graph.program.scenes[scene].kind is not None:
                yield key, layer


def _final(graph: Graph, key: Key, layer: Layer) -> Floats:
    """The totals of the states of an ending, what was paid at the doing left out."""
    program = graph.program
    process, sixty = program.judge.binder.yardstick
    points = program.judge.binder.weights["outcome"]
    tenths = program.scenes[layer.scene].tenths
    by_belief = np.array(
        [
            sum(w * (points * t // 10) for w, t in zip(weights, tenths, strict=True)) / sum(weights)
            for weights in graph.beliefs.weights
        ]
    )
    found = at_ending(graph, key, layer)
    weigh = process + sixty
    kept = found.unpaid * float(point_worth(program)) + sixty / weigh * found.sixty
    if not any(step.points for step in program.judge.scope):
        kept = kept + 100 * process / weigh
    result: Floats = kept + sixty / weigh * by_belief[found.belief]
    return result


def at_ending(graph: Graph, key: Key, layer: Layer) -> Ending:
    """What the states of an ending come to, whatever the odds; kept with the graph."""
    place = key, layer.scene
    if place not in graph.endings:
        columns = unpack(layer.rows, graph.packings[layer.scene])
        graph.endings[place] = Ending(
            unpaid_process(graph.program, columns),
            sixty_without_outcome(graph.program, columns),
            columns.belief,
        )
    return graph.endings[place]


def unpaid_process(program: Program, columns: Columns) -> NDArray[np.int64]:
    """Process points that are settled only at the ending: those of steps with an `unless`."""
    layout = program.judge.layout
    paid = {done for done, _, _ in paid_when_done(program)}
    points = np.zeros(len(columns), dtype=np.int64)
    for step in program.judge.scope:
        if layout.done[step.id] in paid:
            continue
        excused = np.zeros(len(columns), dtype=bool)
        for moment in step.unless:
            excused |= has_any(columns, layout.moments[moment])
        done = has_all(columns, layout.done[step.id])
        full = excused | has_all(columns, layout.kept[step.id])
        points += np.where(full, step.points, np.where(done, step.points // 2, 0))
    return points


def sixty_without_outcome(program: Program, columns: Columns) -> NDArray[np.int64]:
    """Sixty points of every measure but `outcome`, each rounded down."""
    judge = program.judge
    layout, weights = judge.layout, judge.binder.weights
    points = np.zeros(len(columns), dtype=np.int64)
    points += weights["trust"] * meter(columns, layout.meters["trust"]) // METER_TOP
    pressure = meter(columns, layout.meters["pressure"])
    points += weights["ease"] * (METER_TOP - pressure) // METER_TOP
    points += weights["value"] * meter(columns, layout.meters["value"]) // METER_TOP
    everything = sum(judge.worth.values())
    if everything:
        worth = np.zeros(len(columns), dtype=np.int64)
        for fact, bit in layout.facts.items():
            worth += judge.worth[fact] * has_all(columns, bit)
        points += weights["understanding"] * worth // everything
    else:
        points += weights["understanding"]
    applied = np.zeros(len(columns), dtype=np.int64)
    halves = np.zeros(len(columns), dtype=np.int64)
    for step in judge.scope:
        if not step.secures_next_step:
            continue
        applies = np.ones(len(columns), dtype=bool)
        for moment in step.unless:
            applies &= ~has_any(columns, layout.moments[moment])
        applied += applies
        halves += applies * has_all(columns, layout.done[step.id])
        halves += applies * has_all(columns, layout.kept[step.id])
    share = weights["next-step"] * halves // np.maximum(2 * applied, 1)
    points += np.where(applied > 0, share, weights["next-step"])
    return points
