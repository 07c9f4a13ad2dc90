"""Whether a run passes: the binder's two marks, seen from every state.

A total can be had without the process points settled so far; a pass cannot, so states are told
apart by them here, and those no pass can be reached from are left out. Knows no player.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.coach.columns import Flags, Number, spread
from game.coach.crowd import too_many
from game.coach.graph import CAP, Arc, Graph, Key, Layer, Moves, Places, TooManyStatesError
from game.coach.liveness import process_mark
from game.coach.rows import unique
from game.coach.sweep import Ahead, Floats, Place, luckiest
from game.coach.values import at_ending, endings

Codes = NDArray[np.int64]
"""States by their place in a layer of the graph and the process points settled, as one number."""


def explore_marks(graph: Graph, cap: int = CAP) -> Graph:
    """The states of a graph, told apart by process points, from which a pass can be reached by a
    play without a foul. Its start has no state where there is none. Of its rows the last holds the
    points, up to the mark.

    Raises TooManyStatesError.
    """
    return _Marker(graph, cap).run()


def passing(graph: Graph) -> Ahead:
    """How likely a run that came to each state of each ending is a pass, if it is free of fouls,
    in a graph of `explore_marks`."""
    need = process_mark(graph.program)
    found: Ahead = {}
    for key, layer in endings(graph):
        process = layer.rows[-1].astype(np.int64) + at_ending(graph, key, layer).unpaid >= need
        found[key, layer.scene] = process * _sixty(graph, key, layer)
    return found


def fatal(marked: Graph, passes: Ahead) -> tuple[str, ...]:
    """The ids of choices, no fouls, that always make a pass impossible where it was possible, in a
    graph of `explore_marks` with what `passing` says of it."""
    possible = luckiest(marked, passes)
    tried: set[int] = set()
    harmless: set[int] = set()
    for key, scenes in marked.layers.items():
        for scene, layer in scenes.items():
            for move in layer.moves:
                left = np.zeros(len(move.offered), dtype=bool)
                for arc in move.arcs:
                    left[arc.source] |= possible[arc.layer, arc.scene][arc.at] > 0
                open_before = possible[key, scene][move.offered] > 0
                if open_before.any():
                    tried.add(move.choice.at)
                if (left & open_before).any():
                    harmless.add(move.choice.at)
    rows = marked.program.choices
    return tuple(row.id for row in rows if row.at in tried - harmless and not row.fouls)


class _Coming(NamedTuple):
    """States that wait for their layer, and the arc that came to them."""

    codes: Codes
    arc: Arc | None


@dataclass(slots=True)
class _Open:
    """What is known of a layer of the graph: the most points that luck may add to each state's,
    and whether the sixty mark can still be reached."""

    points: Floats
    sixty: Flags


class _Marker:
    """Goes through a graph again by its arcs, with the points beside each state."""

    def __init__(self, graph: Graph, cap: int) -> None:
        self.graph = graph
        self.cap = cap
        self.need = process_mark(graph.program)
        unpaid, reached = dict[Place, Floats](), dict[Place, Floats]()
        for key, layer in endings(graph):
            unpaid[key, layer.scene] = at_ending(graph, key, layer).unpaid.astype(np.float64)
            reached[key, layer.scene] = _sixty(graph, key, layer)
        points, sixty = luckiest(graph, unpaid, 1.0), luckiest(graph, reached)
        self.open = {place: _Open(points[place], sixty[place] > 0) for place in points}
        self.waiting: dict[Place, list[_Coming]] = defaultdict(list)
        self.states = self.transitions = 0

    def run(self) -> Graph:
        graph = self.graph
        start = np.zeros(1, dtype=np.int64)
        self.waiting[graph.start].append(_Coming(start[self._alive(graph.start, start)], None))
        layers: dict[Key, dict[int, Layer]] = {}
        for key, scenes in sorted(graph.layers.items()):
            found = {
                scene: self._layer((key, scene), layer)
                for scene, layer in scenes.items()
                if (key, scene) in self.waiting
            }
            if found:
                layers[key] = found
        return Graph(
            graph.program,
            graph.packings,
            graph.sightings,
            graph.group,
            graph.members,
            layers,
            self.states,
            self.transitions,
            graph.belief_bits,
        )

    def _alive(self, place: Place, codes: Codes) -> Flags:
        at, settled = np.divmod(codes, self.need + 1)
        held: Flags = settled + self.open[place].points[at] >= self.need
        held &= self.open[place].sixty[at]
        return held

    def _layer(self, place: Place, layer: Layer) -> Layer:
        waiting = self.waiting.pop(place)
        coming = np.concatenate([each.codes for each in waiting])
        once, where = unique(coming.view(np.uint64)[np.newaxis])
        codes = once[0].view(np.int64)
        begin_at = 0
        for each in waiting:
            if each.arc is not None:
                each.arc.at = where[begin_at : begin_at + len(each.codes)]
            begin_at += len(each.codes)
        at, settled = np.divmod(codes, self.need + 1)
        rows = np.concatenate((layer.rows[:, at], settled.astype(np.uint64)[np.newaxis]))
        self.states += len(codes)
        if self.states > self.cap:
            packing = self.graph.packings[layer.scene]
            what = too_many(self.graph.program, self.cap, layer.scene, packing, layer.rows)
            raise TooManyStatesError(what)
        moves = tuple(self._moves(layer, at, settled))
        return Layer(layer.scene, rows, moves)

    def _moves(self, layer: Layer, at: Codes, settled: Codes) -> Iterator[Moves]:
        """The choices of a layer, from those of its states that are kept, as often as they are."""
        for move in layer.moves:
            offered, place = _among(move.offered, at, layer.rows.shape[1])
            if not len(offered):
                continue
            points = _held(move.points, place)
            after = np.minimum(settled[offered] + points, self.need)
            arcs = () if move.choice.fouls else tuple(self._arcs(move, place, after))
            yield Moves(move.choice, offered, points, arcs)

    def _arcs(self, move: Moves, place: Codes, after: Codes) -> Iterator[Arc]:
        for arc in move.arcs:
            source, among = _among(arc.source, place, len(move.offered))
            codes = arc.at[among] * np.int64(self.need + 1) + after[source]
            alive = self._alive((arc.layer, arc.scene), codes)
            if not alive.all():
                source, among, codes = source[alive], among[alive], codes[alive]
            if not len(source):
                continue
            seen = None if arc.seen is None else arc.seen[among]
            chance = _held(arc.chance, among)
            kept = Arc(arc.scene, arc.layer, source, chance, arc.at[:0], seen)
            self.waiting[arc.layer, arc.scene].append(_Coming(codes, kept))
            self.transitions += len(source)
            yield kept


def _among(some: Places, places: Codes, length: int) -> tuple[Places, Codes]:
    """Which of the places, none beyond the length, are among some that are in order, each once;
    and where each of those stands there."""
    if len(some) == length:
        return np.arange(len(places), dtype=np.int32), places
    number = np.full(length, -1, dtype=np.int64)
    number[some] = np.arange(len(some))
    found = number[places]
    kept = np.flatnonzero(found >= 0).astype(np.int32)
    return kept, found[kept]


def _held(column: NDArray[Number], places: Codes) -> NDArray[Number]:
    """What a column holds at these places."""
    return column.take(places) if column.strides[0] else spread(column[0], len(places))


def _sixty(graph: Graph, key: Key, layer: Layer) -> Floats:
    """How likely the sixty mark is reached at the states of an ending."""
    program = graph.program
    binder = program.judge.binder
    found = at_ending(graph, key, layer)
    odds = np.array([[w / sum(each) for w in each] for each in graph.beliefs.weights])
    chances = np.zeros(len(found.sixty))
    for truth, tenths in enumerate(program.scenes[layer.scene].tenths):
        kept = found.sixty + binder.weights["outcome"] * tenths // 10
        reached = 100 * kept >= binder.pass_sixty * sum(binder.weights.values())
        chances += np.where(reached, odds[found.belief, truth], 0.0)
    return chances
