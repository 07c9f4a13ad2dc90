"""The shortest play that comes to a state, as the ids of its choices. Knows no values."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.coach.graph import Arc, Graph
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
        self._program = graph.program
        self._places: list[Place] = [
            (key, scene) for key in sorted(graph.layers) for scene in graph.layers[key]
        ]
        self._came: dict[Place, _Came] = {}
        for key, scene in self._places:
            count = graph.layers[key][scene].rows.shape[1]
            far = np.full(count, FAR, dtype=np.int32)
            self._came[key, scene] = _Came(far, far.copy(), far.copy(), far.copy())
        self._came[graph.start].decisions[0] = 0
        self._nodes: dict[Spot, Node] = {(graph.start, 0): opening(graph.program)}
        for number, (key, scene) in enumerate(self._places):
            here = self._came[key, scene].decisions
            for move in graph.layers[key][scene].moves:
                for arc in move.arcs:
                    self._come(arc, here, move.offered[arc.source], number, move.choice)

    def _come(
        self, arc: Arc, here: Counts, source: NDArray[np.int32], number: int, choice: ChoiceRow
    ) -> None:
        there = self._came[arc.layer, arc.scene]
        offer = here[source] + 1
        better = np.flatnonzero(offer < there.decisions[arc.at])
        # Of several that come to one state the last written stays, so the shortest goes last.
        better = better[np.argsort(-offer[better], kind="stable")]
        at = arc.at[better]
        there.decisions[at] = offer[better]
        there.place[at] = number
        there.at[at] = source[better]
        there.choice[at] = choice.at

    def decisions(self, spot: Spot) -> int:
        """How many decisions it takes to come there, at the least."""
        return int(self._came[spot[0]].decisions[spot[1]])

    def to(self, spot: Spot) -> tuple[str, ...]:
        """The ids of the choices of a shortest play."""
        return tuple(row.id for row, _ in self._way(spot))

    def node(self, spot: Spot) -> Node:
        """A node of the engine's that stands there: what that shortest play comes to."""
        if spot in self._nodes:
            return self._nodes[spot]
        for row, there in self._way(spot):
            if there not in self._nodes:
                before = self._nodes[self._before(there)]
                opened = see(self._program, before, row, there[0][1])
                self._nodes[there] = opened.node
        return self._nodes[spot]

    def _way(self, spot: Spot) -> list[tuple[ChoiceRow, Spot]]:
        """The choices of the play, each with where it led."""
        way = []
        while self.decisions(spot):
            choice = int(self._came[spot[0]].choice[spot[1]])
            way.append((self._program.choices[choice], spot))
            spot = self._before(spot)
        return way[::-1]

    def _before(self, spot: Spot) -> Spot:
        came, at = self._came[spot[0]], spot[1]
        return self._places[int(came.place[at])], int(came.at[at])
