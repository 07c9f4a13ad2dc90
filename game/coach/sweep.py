"""Two passes over a graph: back for what a way of playing is worth, forth for what it meets.

A way of playing is anything that says what to make of a layer's choices. Floats; knows no proof.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from game.coach.columns import pick
from game.coach.graph import Graph, Key, Layer, Moves
from game.engine.program import ChoiceRow

Floats = NDArray[np.float64]
Place = tuple[Key, int]
Ahead = dict[Place, Floats]
"""A figure for each state of each layer and scene."""

Join = Callable[[Layer, Sequence[Floats]], Floats]
"""Makes one figure for each state of a layer from those of its choices, where each is offered."""

Likes = Callable[[ChoiceRow], bool]
"""Whether a player considers a choice."""

Weigh = Callable[[Layer], Sequence[Floats | float | None]]
"""For each of a layer's choices, how likely it is to be taken in each state it is offered in: one
number where that is everywhere the same, None where it is never taken."""

Places = NDArray[np.integer]

_SPARSE = 8
"""Where a layer has more than so many states to each that is met, the others are passed over."""


def backward(graph: Graph, final: Ahead, join: Join, unit: float = 0.0) -> Ahead:
    """The figure of every state: `final` at the endings, `join` of the choices elsewhere. `unit`
    is what a process point adds where it is paid."""
    ahead: Ahead = {}
    for key in sorted(graph.layers, reverse=True):
        for scene, layer in graph.layers[key].items():
            if graph.program.scenes[scene].kind is not None:
                ahead[key, scene] = final[key, scene]
            else:
                figures = [through(move, ahead, unit) for move in layer.moves]
                ahead[key, scene] = join(layer, figures)
    return ahead


def through(move: Moves, ahead: Ahead, unit: float) -> Floats:
    """What a choice is worth in each state it is offered in."""
    length = len(move.offered)
    figures: Floats | None = None
    for arc in move.arcs:
        coming = ahead[arc.layer, arc.scene].take(arc.at)
        if arc.chance.strides[0]:
            coming *= arc.chance
        elif len(arc.chance) and arc.chance[0] != 1:
            coming *= arc.chance[0]
        if len(coming) == length:
            figures = coming if figures is None else np.add(figures, coming, out=figures)
        else:
            figures = np.zeros(length) if figures is None else figures
            figures[arc.source] += coming
    if figures is None:
        figures = np.zeros(length)
    if move.points.strides[0]:
        figures += unit * move.points
    elif length and move.points[0]:
        figures += unit * move.points[0]
    return figures


def luckiest(graph: Graph, final: Ahead, unit: float = 0.0) -> Ahead:
    """The highest figure that any play without a foul can come to with luck; `unit` is what a
    process point adds where it is paid."""
    ahead: Ahead = {}
    for key in sorted(graph.layers, reverse=True):
        for scene, layer in graph.layers[key].items():
            if graph.program.scenes[scene].kind is not None:
                ahead[key, scene] = final[key, scene]
                continue
            top = ahead[key, scene] = np.full(layer.rows.shape[1], -np.inf)
            for move in layer.moves:
                if move.choice.fouls:
                    continue
                for arc in move.arcs:
                    figures = ahead[arc.layer, arc.scene].take(arc.at)
                    if unit:
                        figures += unit * pick(move.points, arc.source)
                    if len(figures) == len(top):
                        np.maximum(top, figures, out=top)
                    else:
                        at = pick(move.offered, arc.source)
                        top[at] = np.maximum(top[at], figures)
    return ahead


def without_fouls(layer: Layer, figures: Sequence[Floats]) -> Floats:
    """The best of the choices that are no foul; minus infinity where all are."""
    best = np.full(layer.rows.shape[1], -np.inf)
    for move, each in zip(layer.moves, figures, strict=True):
        if not move.choice.fouls:
            _raise(best, move, each)
    return best


def lowest(layer: Layer, figures: Sequence[Floats]) -> Floats:
    """The worst of all choices."""
    worst = np.full(layer.rows.shape[1], np.inf)
    for move, each in zip(layer.moves, figures, strict=True):
        if len(each) == len(worst):
            np.minimum(worst, each, out=worst)
        else:
            worst[move.offered] = np.minimum(worst[move.offered], each)
    return worst


def first_of(liked: Sequence[Likes]) -> Join:
    """The best of the choices that the first of these leaves, where it leaves any; else of those
    that the next one does; minus infinity where none does."""

    def join(layer: Layer, figures: Sequence[Floats]) -> Floats:
        count = layer.rows.shape[1]
        best, settled = np.full(count, -np.inf), np.zeros(count, dtype=bool)
        for likes in liked:
            these = [
                (move, each)
                for move, each in zip(layer.moves, figures, strict=True)
                if likes(move.choice)
            ]
            found = np.full(count, -np.inf)
            for move, each in these:
                _raise(found, move, each)
            everywhere = any(len(each) == count for _, each in these)
            if everywhere and not settled.any():
                return found
            any_left = np.zeros(count, dtype=bool)
            for move, _ in these:
                any_left[move.offered] = True
            best = np.where(any_left & ~settled, found, best)
            settled |= any_left
            if settled.all():
                break
        return best

    return join


def _raise(best: Floats, move: Moves, figures: Floats) -> None:
    if len(figures) == len(best):
        np.maximum(best, figures, out=best)
    else:
        best[move.offered] = np.maximum(best[move.offered], figures)


def mean(layer: Layer, figures: Sequence[Floats]) -> Floats:
    """What taking any of the choices is worth, each as likely as another."""
    total = np.zeros(layer.rows.shape[1])
    count = np.zeros(layer.rows.shape[1])
    for move, each in zip(layer.moves, figures, strict=True):
        total[move.offered] += each
        count[move.offered] += 1
    return total / np.maximum(count, 1)


def evenly(layer: Layer) -> Sequence[Floats]:
    """Any choice, each as likely as another."""
    count = np.zeros(layer.rows.shape[1])
    for move in layer.moves:
        count[move.offered] += 1
    return [1 / count[move.offered] for move in layer.moves]


def forward(graph: Graph, weigh: Weigh) -> Ahead:
    """How likely each state is to be met by one who takes choices by these weights."""
    return flow(graph, weigh)[0]


def gathered(graph: Graph, weigh: Weigh, final: Ahead) -> float:
    """The figure that one who takes choices by these weights may expect from the start on, as
    `backward` would find it."""
    reach = forward(graph, weigh)
    return sum(float((reach[at] * each).sum()) for at, each in final.items())


def flow(graph: Graph, weigh: Weigh) -> tuple[Ahead, float]:
    """How likely each state is to be met, as `forward` has it, and the process points that are to
    be expected on the way."""
    reach = {
        (key, scene): np.zeros(layer.rows.shape[1])
        for key, scenes in graph.layers.items()
        for scene, layer in scenes.items()
    }
    if len(reach[graph.start]):
        reach[graph.start][0] = 1.0
    paid = 0.0
    for key in sorted(graph.layers):
        for scene, layer in graph.layers[key].items():
            here = reach[key, scene]
            if not layer.moves or not here.any():
                continue
            few = np.flatnonzero(here)
            met = few if _SPARSE * len(few) < len(here) else None
            for move, share in zip(layer.moves, weigh(layer), strict=True):
                if share is not None:
                    paid += _take(move, share, here, met, reach)
    return reach, paid


def _take(
    move: Moves, share: Floats | float, here: Floats, met: Places | None, reach: Ahead
) -> float:
    """Let a choice be taken by these shares; the points to be expected of it. `met` are the states
    of its layer that are met, where they are few: then nothing else is looked at."""
    if met is None:
        stands, taken = None, here if len(move.offered) == len(here) else here[move.offered]
    else:
        among, stands = _found(move.offered, met, len(here))
        taken = here[met if among is None else met[among]]
    if isinstance(share, float):
        taken = taken if share == 1 else taken * share
    else:
        taken = taken * (share if stands is None else share[stands])
    if not taken.any():
        return 0.0
    for arc in move.arcs:
        there = reach[arc.layer, arc.scene]
        if stands is None:
            coming = taken if len(arc.source) == len(taken) else taken[arc.source]
            coming = _times(coming, arc.chance)
            there += np.bincount(arc.at, coming, minlength=len(there))
        else:
            among, place = _found(arc.source, stands, len(move.offered))
            coming = _times(taken if among is None else taken[among], pick(arc.chance, place))
            np.add.at(there, arc.at[place], coming)
    if not move.points.strides[0]:
        return float(taken.sum() * move.points[0]) if move.points[0] else 0.0
    return float((taken * (move.points if stands is None else move.points[stands])).sum())


def _found(some: Places, few: Places, length: int) -> tuple[Places | None, Places]:
    """Which of a few places, none beyond the length, are among some that are in order, each once
    (None where all are), and where those stand there."""
    if len(some) == length:
        return None, few
    at = np.minimum(some.searchsorted(few), len(some) - 1)
    among = np.flatnonzero(some[at] == few)
    return among, at[among]


def _times(figures: Floats, chance: Floats) -> Floats:
    if not chance.strides[0] and (not len(chance) or chance[0] == 1):
        return figures
    return figures * chance
