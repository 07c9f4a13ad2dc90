"""The shortest play that comes to a state, as the ids of its choices. Knows no values."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.coach.graph import Graph
from game.coach.sweep import Place

Counts = NDArray[np.int32]

FAR = np.iinfo(np.int32).max


class Plays:
    """How many decisions it takes to come to each state of a graph, at the least."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.decisions: dict[Place, Counts] = {
            (key, scene): np.full(layer.rows.shape[1], FAR, dtype=np.int32)
            for key, scenes in graph.layers.items()
            for scene, layer in scenes.items()
        }
        self._from: dict[Place, list[Place]] = {place: [] for place in self.decisions}
        self.decisions[graph.start][0] = 0
        for key in sorted(graph.layers):
            for scene, layer in graph.layers[key].items():
                here = self.decisions[key, scene]
                for move in layer.moves:
                    next_one = here[move.offered] + 1
                    for arc in move.arcs:
                        there = arc.layer, arc.scene
                        self._shorten(self.decisions[there], arc.at, next_one[arc.source])
                        if (key, scene) not in self._from[there]:
                            self._from[there].append((key, scene))

    @staticmethod
    def _shorten(decisions: Counts, at: NDArray[np.int32], offer: Counts) -> None:
        np.minimum.at(decisions, at, offer)

    def to(self, place: Place, index: int) -> tuple[str, ...]:
        """The choices of a shortest play to the state at `index`; luck has to help it along."""
        ids: list[str] = []
        left = int(self.decisions[place][index])
        while left:
            left -= 1
            place, index, choice = self._step_back(place, index, left)
            ids.append(choice)
        return tuple(reversed(ids))

    def _step_back(self, place: Place, index: int, left: int) -> tuple[Place, int, str]:
        for key, scene in self._from[place]:
            here = self.decisions[key, scene]
            for move in self._graph.layers[key][scene].moves:
                for arc in move.arcs:
                    if (arc.layer, arc.scene) != place:
                        continue
                    sources = move.offered[arc.source[np.flatnonzero(arc.at == index)]]
                    near = sources[here[sources] == left]
                    if len(near):
                        return (key, scene), int(near[0]), move.choice.id
        raise ValueError(f"no play comes to state {index} of {place}")
