"""One scenario looked through: its graph and values, and what each way of playing is worth in it.

Everything is found when it is first asked for, and kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from game.coach.bots import BOTS
from game.coach.graph import CAP, Graph, Layer, explore
from game.coach.habits import Allowed, habit, weigh_bot, weigh_liked
from game.coach.plays import Plays
from game.coach.sweep import (
    Ahead,
    Floats,
    Join,
    Place,
    Weigh,
    backward,
    evenly,
    forward,
    fouls,
    highest,
    through,
)
from game.coach.values import Values, passing, solve
from game.engine.program import ChoiceRow, Program


class Study:
    """A program solved. Raises TooManyStatesError when first asked for what has to be explored."""

    def __init__(self, program: Program, cap: int = CAP) -> None:
        self.program = program
        self._cap = cap
        self._passes: dict[str, float] = {}
        self._expected: dict[str, float] = {}

    @cached_property
    def graph(self) -> Graph:
        """Every state."""
        return explore(self.program, self._cap)

    @cached_property
    def values(self) -> Values:
        """Best, worst and mean of every state."""
        return solve(self.graph)

    @cached_property
    def marked(self) -> Graph:
        """Every state, those that may pass told from those that may not."""
        return explore(self.program, self._cap, marks=True)

    @cached_property
    def passed(self) -> Ahead:
        """The chance of a pass at every ending of `marked`."""
        return passing(self.marked)

    @cached_property
    def reach(self) -> Ahead:
        """How likely one who takes any choice is to meet each state."""
        return forward(self.graph, evenly)

    @cached_property
    def plays(self) -> Plays:
        """The shortest play to each state."""
        return Plays(self.graph)

    @property
    def best(self) -> float:
        """The best expected total from the start."""
        return self._at_start(self.values.best)

    @property
    def worst(self) -> float:
        """The worst expected total from the start."""
        return self._at_start(self.values.worst)

    @property
    def mean(self) -> float:
        """What one who takes any choice may expect."""
        return self._at_start(self.values.mean)

    def layers(self) -> Iterator[tuple[Place, Layer]]:
        """Every layer with its place."""
        for key, scenes in self.graph.layers.items():
            for scene, layer in scenes.items():
                yield (key, scene), layer

    def layer(self, place: Place) -> Layer:
        """The layer at a place."""
        return self.graph.layers[place[0]][place[1]]

    def expected(self, name: str) -> float:
        """The expected total of a bot or habit. Raises KeyError."""
        if name not in self._expected:
            values = self.values
            join = (
                _weighed(weigh_bot(self.graph, name))
                if name in BOTS
                else _best_of(habit(self.program, name))
            )
            ahead = backward(self.graph, values.final, join, values.unit)
            self._expected[name] = self._at_start(ahead)
        return self._expected[name]

    def passes(self, name: str) -> float:
        """The chance that a bot or habit passes. Raises KeyError."""
        if name not in self._passes:
            graph = self.marked
            if name in BOTS:
                weigh = weigh_bot(graph, name)
            else:
                weigh = _best_weights(graph, habit(self.program, name))
            ahead = backward(graph, self.passed, _weighed(weigh, free_of_fouls=True))
            self._passes[name] = float(ahead[graph.start][0])
        return self._passes[name]

    def can_pass(self) -> bool:
        """Whether any play, with luck, is a pass."""
        ahead = backward(self.marked, self.passed, highest(fouls))
        return float(ahead[self.marked.start][0]) > 0

    def without_sale(self) -> float | None:
        """The best expected total of a play that never comes to a sale; None where none can."""
        final = {
            place: np.full_like(each, -np.inf)
            if self.program.scenes[place[1]].kind == "sold"
            else each
            for place, each in self.values.final.items()
        }
        ahead = backward(self.graph, final, highest(fouls), self.values.unit)
        return _finite(self._at_start(ahead))

    def within(self, decisions: int) -> float | None:
        """The best expected total of a play that is over within so many decisions."""
        ahead = {
            place: self.values.final.get(place, np.full(layer.rows.shape[1], -np.inf))
            for place, layer in self.layers()
        }
        for _ in range(decisions):
            now = dict(ahead)
            for place, layer in self.layers():
                if layer.moves:
                    figures = [through(move, ahead, self.values.unit) for move in layer.moves]
                    now[place] = highest(fouls)(layer, figures)
            ahead = now
        return _finite(self._at_start(ahead))

    def longest(self) -> int:
        """The most decisions a play can have."""
        longest: dict[Place, int] = {}
        for key in sorted(self.graph.layers, reverse=True):
            for scene, layer in self.graph.layers[key].items():
                ahead = [longest[a.layer, a.scene] for m in layer.moves for a in m.arcs]
                longest[key, scene] = 1 + max(ahead, default=-1)
        return longest[self.graph.start]

    def line(self) -> Iterator[tuple[str, str]]:
        """Scene and choice of the best play, with the likeliest luck."""
        place, at = self.graph.start, 0
        while (layer := self.layer(place)).moves:
            found = []
            for number, move in enumerate(layer.moves):
                where = int(np.searchsorted(move.offered, at))
                if where == len(move.offered) or move.offered[where] != at or move.choice.fouls:
                    continue
                worth = through(move, self.values.best, self.values.unit)[where]
                found.append((-round(float(worth), 6), number, where))
            if not found:
                return
            _, number, where = min(found)
            move = layer.moves[number]
            yield self.program.scenes[place[1]].id, move.choice.id
            ways = [
                (-float(arc.chance[source]), arc.scene, arc, int(source))
                for arc in move.arcs
                for source in np.flatnonzero(arc.source == where)
            ]
            _, _, likeliest, from_here = min(ways, key=lambda way: way[:2])
            place, at = (likeliest.layer, likeliest.scene), int(likeliest.at[from_here])

    def _at_start(self, ahead: Ahead) -> float:
        return float(ahead[self.graph.start][0])


def _finite(figure: float) -> float | None:
    return figure if np.isfinite(figure) else None


def _honest(allowed: Allowed) -> Allowed:
    """What is allowed of the choices that are no foul."""

    def liked(rows: Sequence[ChoiceRow]) -> Sequence[ChoiceRow]:
        honest = [row for row in rows if not row.fouls]
        return allowed(honest) if honest else []

    return liked


def _best_of(allowed: Allowed) -> Join:
    weigh = weigh_liked(_honest(allowed))

    def join(layer: Layer, figures: Sequence[Floats]) -> Floats:
        best = np.full(layer.rows.shape[1], -np.inf)
        for move, share, each in zip(layer.moves, weigh(layer), figures, strict=True):
            held = np.where(share > 0, each, -np.inf)
            best[move.offered] = np.maximum(best[move.offered], held)
        return best

    return join


def _best_weights(graph: Graph, allowed: Allowed) -> Weigh:
    """Taking the first of the best choices that are allowed."""
    values = solve(graph)
    ahead = backward(graph, values.final, _best_of(allowed), values.unit)
    mask = weigh_liked(_honest(allowed))

    def weigh(layer: Layer) -> Sequence[Floats]:
        count = layer.rows.shape[1]
        best, chosen = np.full(count, -np.inf), np.full(count, -1)
        for at, (move, share) in enumerate(zip(layer.moves, mask(layer), strict=True)):
            each = np.where(share > 0, through(move, ahead, values.unit), -np.inf)
            better = each > best[move.offered] + 1e-9
            chosen[move.offered[better]] = at
            best[move.offered[better]] = each[better]
        return [
            (chosen[move.offered] == at).astype(np.float64) for at, move in enumerate(layer.moves)
        ]

    return weigh


def _weighed(weigh: Weigh, *, free_of_fouls: bool = False) -> Join:
    def join(layer: Layer, figures: Sequence[Floats]) -> Floats:
        total = np.zeros(layer.rows.shape[1])
        for move, share, each in zip(layer.moves, weigh(layer), figures, strict=True):
            if not (free_of_fouls and move.choice.fouls):
                total[move.offered] += share * each
        return total

    return join
