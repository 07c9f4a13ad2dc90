"""Whether a run passes: the binder's two marks, seen from every state.

A total can be had without the process points settled so far; a pass cannot, so states are told
apart by them here, and those no pass can be reached from are left out. Knows no player.
"""

from __future__ import annotations

import numpy as np

from game.coach.columns import Flags, Words
from game.coach.graph import CAP, Graph, Key, Layer, Narrow, explore
from game.coach.liveness import process_mark
from game.coach.packing import Packing, unpack
from game.coach.rows import places
from game.coach.sweep import Ahead, Floats, luckiest
from game.coach.values import endings, sixty_without_outcome, unpaid_process


def explore_marks(graph: Graph, cap: int = CAP) -> Graph:
    """The states of a graph, told apart by process points, from which a pass can be reached by a
    play without a foul. Its start has no state where there is none.

    Raises TooManyStatesError.
    """
    need = process_mark(graph.program)
    layers = {(key, layer.scene): layer for key, layer in endings(graph)}
    points = luckiest(graph, {place: _unpaid(graph, each) for place, each in layers.items()}, 1.0)
    sixty = luckiest(graph, {place: _sixty(graph, each) for place, each in layers.items()})

    def alive(key: Key, scene: int, rows: Words, packing: Packing) -> Flags:
        layer = graph.layers[key][scene]
        plain, settled = _without_points(rows, packing)
        at = places(plain, layer.rows)
        held: Flags = settled + points[key, scene][at] >= need
        held &= sixty[key, scene][at] > 0
        return held

    return explore(graph.program, cap, Narrow(alive, graph))


def passing(graph: Graph) -> Ahead:
    """How likely a run that came to each state of each ending is a pass, if it is free of fouls,
    in a graph of `explore_marks`."""
    need = process_mark(graph.program)
    found: Ahead = {}
    for key, layer in endings(graph):
        columns = unpack(layer.rows, graph.packings[layer.scene])
        process = columns.points + unpaid_process(graph.program, columns) >= need
        found[key, layer.scene] = process * _sixty(graph, layer)
    return found


def _unpaid(graph: Graph, layer: Layer) -> Floats:
    columns = unpack(layer.rows, graph.packings[layer.scene])
    return unpaid_process(graph.program, columns).astype(np.float64)


def _sixty(graph: Graph, layer: Layer) -> Floats:
    """How likely the sixty mark is reached at the states of an ending."""
    program = graph.program
    binder = program.judge.binder
    columns = unpack(layer.rows, graph.packings[layer.scene])
    sixty = sixty_without_outcome(program, columns)
    odds = np.array([[w / sum(each) for w in each] for each in graph.beliefs.weights])
    chances = np.zeros(len(columns))
    for truth, tenths in enumerate(program.scenes[layer.scene].tenths):
        kept = sixty + binder.weights["outcome"] * tenths // 10
        reached = 100 * kept >= binder.pass_sixty * sum(binder.weights.values())
        chances += np.where(reached, odds[columns.belief, truth], 0.0)
    return chances


def _without_points(rows: Words, packing: Packing) -> tuple[Words, Floats]:
    """Rows of a graph with marks as its plain graph has them, and the points taken out of them."""
    for name, packed, at, width in packing.numbers:
        if name == "points":
            if at == 0 and packed:
                return rows[:-1], rows[-1].astype(np.float64)
            points = rows[-1] >> np.uint64(at) & np.uint64((1 << width) - 1)
            plain = rows.copy()
            plain[-1] ^= points << np.uint64(at)
            return plain, points.astype(np.float64)
    return rows, np.zeros(rows.shape[1])
