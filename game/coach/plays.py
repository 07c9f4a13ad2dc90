"""The shortest play that comes to a state, as the ids of its choices; and what stands there.

Knows no values.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.coach.graph import Arc, Graph, Moves
from game.coach.nodes import Node, Spot, opening, see
from game.coach.sweep import Place
from game.engine.program import ChoiceRow

Counts = NDArray[np.int32]

FAR = np.iinfo(np.int32).max


class _Came(NamedTuple):
    """For each state of a layer: the least decisions that come to it, and the last of them: the
    number of the place and state it was taken in, and the choice."""

    decisions: Counts
    place: Counts
    at: Counts
    choice: Counts


class Plays:
    """A shortest play to each state of a graph, luck helping it along."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._places: list[Place] = [
            (key, scene) for key in sorted(graph.layers) for scene in graph.layers[key]
        ]
        self._nodes: dict[Spot, Node] = {(graph.start, 0): opening(graph.program)}

    def decisions(self, spot: Spot) -> int:
        """How many decisions it takes to come there, at the least."""
        return int(self._came[spot[0]].decisions[spot[1]])

    def to(self, spot: Spot) -> tuple[str, ...]:
        """The ids of the choices of a shortest play."""
        way = list[str]()
        while self.decisions(spot):
            came, at = self._came[spot[0]], spot[1]
            way.append(self._graph.program.choices[int(came.choice[at])].id)
            spot = self._places[int(came.place[at])], int(came.at[at])
        return tuple(way[::-1])

    def node(self, spot: Spot) -> Node:
        """A node of the engine's that stands there, by whatever play."""
        way: list[tuple[Spot, ChoiceRow, Spot]] = []
        there = spot
        while there not in self._nodes:
            before, row = self._before(there)
            way.append((before, row, there))
            there = before
        for before, row, there in reversed(way):
            node = see(self._graph.program, self._nodes[before], row, there[0][1]).node
            self._nodes[there] = node
        return self._nodes[spot]

    def _before(self, spot: Spot) -> tuple[Spot, ChoiceRow]:
        """A state that leads to another, and the choice that does."""
        for place, move, arc in self._coming[spot[0]]:
            found = np.flatnonzero(arc.at == spot[1])
            if len(found):
                return (place, int(move.offered[arc.source[found[0]]])), move.choice
        raise KeyError(spot)

    @cached_property
    def _coming(self) -> dict[Place, list[tuple[Place, Moves, Arc]]]:
        """What leads to each layer."""
        found: dict[Place, list[tuple[Place, Moves, Arc]]] = defaultdict(list)
        for key, scene in self._places:
            for move in self._graph.layers[key][scene].moves:
                for arc in move.arcs:
                    found[arc.layer, arc.scene].append(((key, scene), move, arc))
        return found

    @cached_property
    def _came(self) -> dict[Place, _Came]:
        """How each state is come to soonest."""
        graph = self._graph
        found: dict[Place, _Came] = {}
        for key, scene in self._places:
            count = graph.layers[key][scene].rows.shape[1]
            far = np.full(count, FAR, dtype=np.int32)
            found[key, scene] = _Came(far, far.copy(), far.copy(), far.copy())
        found[graph.start].decisions[0] = 0
        for number, (key, scene) in enumerate(self._places):
            here = found[key, scene].decisions
            for move in graph.layers[key][scene].moves:
                for arc in move.arcs:
                    there = found[arc.layer, arc.scene]
                    source = move.offered[arc.source]
                    at = _come(there, arc.at, source, here[source] + 1)
                    there.place[at] = number
                    there.choice[at] = move.choice.at
        return found


def _come(there: _Came, to: Counts, source: Counts, offer: Counts) -> Counts:
    """Let states come to others by so many decisions; returns those this is sooner for."""
    better = np.flatnonzero(offer < there.decisions[to])
    # Of several that come to one state the last written stays, so the shortest goes last.
    better = better[np.argsort(-offer[better], kind="stable")]
    at = to[better]
    there.decisions[at] = offer[better]
    there.at[at] = source[better]
    return at
