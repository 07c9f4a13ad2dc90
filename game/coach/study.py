"""One scenario looked through: its graph and values, and what each way of playing is worth in it.

Everything is found when it is first asked for, and kept. Knows no proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np

from game.coach.bots import BOTS
from game.coach.exact import NEAR, Exact, Worth
from game.coach.expected import Kept, expected, kept
from game.coach.explorer import explore
from game.coach.graph import CAP, Graph, Layer
from game.coach.habits import (
    HABITS,
    alike,
    anything,
    favourites,
    habit,
    honest,
    meets,
    weigh_liked,
)
from game.coach.marks import explore_marks, fatal, passing
from game.coach.met import Met, Player, meet
from game.coach.nodes import Node, follow, locate, opening
from game.coach.plays import Plays
from game.coach.sweep import (
    Ahead,
    Place,
    backward,
    evenly,
    forward,
    gathered,
    without_fouls,
)
from game.coach.tilt import best_under, moved, presets, tilt, tilted, told
from game.coach.values import Values, solve
from game.engine.program import ChoiceRow, Program
from game.script.presets import Preset

FEW = 100
"""States up to which a bot's figures are added up exactly where nothing hangs on it."""


class Amount(NamedTuple):
    """A figure that is shown. `exact` is None where it was not settled, which only the figures of
    players without judgement may be."""

    about: float
    exact: Fraction | None = None


class Showing(NamedTuple):
    """What a bot or habit may expect: the total, the process percent and the sixty percent, 0..100,
    and the chance of a pass, 0..1."""

    expected: Amount
    process: Amount
    sixty: Amount
    passes: Amount


class Company(NamedTuple):
    """What players other than the best come to. `chance` is the highest chance of a pass, 0..1,
    that any play has; `fatal` has the ids of choices, no fouls, that always make a pass impossible
    where it was possible; `bots` what each bot may expect; `habits` what best play but for each
    that the scenario gives room may expect, None where it comes to nothing."""

    chance: float
    fatal: tuple[str, ...]
    bots: dict[str, Showing]
    habits: dict[str, Worth | None]


class _Tilts(NamedTuple):
    """Best play under other odds, and what it may expect that is told each truth."""

    under: dict[tuple[int, ...], Exact]
    told: tuple[Worth | None, ...]


class Study:
    """A program solved. Whatever has to explore it raises TooManyStatesError past `cap`; `few` is
    how many nodes of a bot's are added up exactly."""

    def __init__(self, program: Program, cap: int = CAP, few: int = FEW) -> None:
        self.program = program
        self._few = few
        self._cap = cap
        self._habits: dict[str, Exact] = {}
        self._coming: Callable[[], Company] | None = None

    @cached_property
    def graph(self) -> Graph:
        """Every state."""
        return explore(self.program, self._cap)

    @cached_property
    def values(self) -> Values:
        """Best, worst and mean of every state, in floats."""
        return solve(self.graph)

    @cached_property
    def best(self) -> Exact:
        """Best play, exactly."""
        return Exact(self.graph, self.values.best, honest)

    @cached_property
    def worst(self) -> Exact:
        """Worst play, exactly."""
        return Exact(self.graph, self.values.worst, anything, "lowest")

    @cached_property
    def marked(self) -> Graph:
        """Every state that a pass can be reached from."""
        return explore_marks(self.graph, self._cap)

    @cached_property
    def _passing(self) -> Ahead:
        """How likely a pass is at each ending of those."""
        return passing(self.marked)

    @cached_property
    def reach(self) -> Ahead:
        """How likely one who takes any choice is to meet each state."""
        return forward(self.graph, evenly)

    @cached_property
    def _kept(self) -> Kept:
        """What every ending keeps."""
        return kept(self.graph)

    @cached_property
    def plays(self) -> Plays:
        """The shortest play to each state."""
        return Plays(self.graph)

    @cached_property
    def start(self) -> Node:
        """Where every run begins."""
        return opening(self.program)

    @cached_property
    def worth(self) -> Worth | None:
        """What best play may expect; None where every play comes to where only fouls are left."""
        return self.best.worth(self.start)

    @cached_property
    def company(self) -> Company:
        """What players other than the best come to."""
        return self.keep_company() if self._coming is None else self._coming()

    def expect_company(self, coming: Callable[[], Company]) -> None:
        """Have `company` found by somebody else: `coming` waits for it."""
        self._coming = coming

    def keep_company(self) -> Company:
        """Find what players other than the best come to: half of what a look through takes."""
        return Company(
            chance=_first(self.marked, backward(self.marked, self._passing, without_fouls)),
            fatal=fatal(self.marked, self._passing),
            bots=self._keep_bots(),
            habits={
                name: self.habit(name).worth(self.start)
                for name in HABITS
                if meets(self.program, name)
            },
        )

    def _keep_bots(self) -> dict[str, Showing]:
        found: dict[str, Showing] = {}
        for name in (alike(self.program, bot) for bot in BOTS):
            if name not in found:
                found[name] = self._about(name) or _settled(self.settle(name))
        return {bot: found[alike(self.program, bot)] for bot in BOTS}

    @property
    def mean(self) -> Amount:
        """What one who takes any choice may expect."""
        return self.company.bots["random"].expected

    def layers(self) -> Iterator[tuple[Place, Layer]]:
        """Every layer with its place."""
        for key, scenes in self.graph.layers.items():
            for scene, layer in scenes.items():
                yield (key, scene), layer

    def layer(self, place: Place) -> Layer:
        """The layer at a place."""
        return self.graph.layers[place[0]][place[1]]

    def habit(self, name: str) -> Exact:
        """Best play but for a habit, exactly. Raises KeyError for a habit there is none of."""
        if name not in self._habits:
            player = habit(self.program, name)
            ahead = backward(self.graph, self.values.final, player.best(), self.values.unit)
            self._habits[name] = Exact(self.graph, ahead, player.allowed)
        return self._habits[name]

    @cached_property
    def without_sale(self) -> Exact:
        """The best play that never comes to a sale."""
        final = {
            place: np.full_like(each, -np.inf)
            if self.program.scenes[place[1]].kind == "sold"
            else each
            for place, each in self.values.final.items()
        }
        ahead = backward(self.graph, final, without_fouls, self.values.unit)
        return Exact(self.graph, ahead, honest)

    @cached_property
    def others(self) -> tuple[Exact, ...]:
        """Best play had the odds of a truth been a little different, each truth's moved in turn."""
        return tuple(self._tilts.under[each] for each in self._moved)

    @cached_property
    def presets(self) -> dict[Preset, Exact]:
        """Best play under each preset but the one that the odds rest on."""
        return {name: self._tilts.under[each] for name, each in presets(self.program).items()}

    @property
    def told(self) -> tuple[Worth | None, ...]:
        """What best play may expect that is told from the start which truth it is, for each in
        turn; None where it comes to nothing, and where that truth has no odds."""
        return self._tilts.told

    @cached_property
    def _moved(self) -> list[tuple[int, ...]]:
        return moved(tuple(truth.odds for truth in self.program.truths))

    @cached_property
    def _tilts(self) -> _Tilts:
        """Everything under other odds, in one pass: alone each would take nearly as long."""
        under = dict.fromkeys((*self._moved, *presets(self.program).values()))
        truths = [at for at, truth in enumerate(self.program.truths) if truth.odds]
        tilts = [tilted(self.graph, each) for each in under]
        tilts += [told(self.graph, at) for at in truths]
        aheads = best_under(self.graph, tilts, self.values.best, self.values.unit)
        found = list(zip(tilts, aheads, strict=True))
        worths = {
            at: Exact(self.graph, ahead, honest, chances=tilt.chances, truth=at).worth(self.start)
            for at, (tilt, ahead) in zip(truths, found[len(under) :], strict=True)
        }
        return _Tilts(
            {
                each: Exact(tilt.graph, ahead, honest, chances=tilt.chances)
                for each, (tilt, ahead) in zip(under, found, strict=False)
            },
            tuple(map(worths.get, range(len(self.program.truths)))),
        )

    def debatable(self, node: Node) -> bool:
        """Whether the best line's choice at a node would not be one of the best, had the odds of a
        truth been a little different."""
        return self.overturned(node, self.others)

    def overturned(self, node: Node, others: Iterable[Exact]) -> bool:
        """Whether the best line's choice at a node is none of the best under any of other odds."""
        row = self.best.choice(node)
        if row is None:
            return False
        spot = locate(self.graph, node)
        return any(
            other.misses(spot, row, partial(tilt, node, self.graph, other.graph))
            for other in others
        )

    def met(self, name: str) -> Showing:
        """What a bot or habit may expect. Raises KeyError for one there is none of."""
        return self.company.bots.get(name) or _settled(self.settle(name))

    def settle(self, name: str) -> Met:
        """The same exactly, however many nodes that takes."""
        found = meet(self.graph, self.start, self._player(name))
        if found is None:
            raise ValueError("there is no cap to be past")
        return found

    @cached_property
    def played(self) -> tuple[tuple[Node, ChoiceRow], ...]:
        """Every node that best play can come to, with its choice, by the number of decisions."""
        found: list[tuple[Node, ChoiceRow]] = []
        layer = {self.start: None}
        while layer:
            coming: dict[Node, None] = {}
            for node in layer:
                row = self.best.choice(node)
                if row is not None:
                    found.append((node, row))
                    coming |= {opened.node: None for opened in follow(self.program, node, row)}
            layer = coming
        return tuple(found)

    def line(self) -> Iterator[tuple[str, str]]:
        """Scene and choice of the best play, with the likeliest luck."""
        node = self.start
        while (row := self.best.choice(node)) is not None:
            yield self.program.scenes[row.scene].id, row.id
            node = max(follow(self.program, node, row), key=lambda opened: opened.chance).node

    def _about(self, name: str) -> Showing | None:
        """A bot's figures in floats; None where they can be settled exactly."""
        weigh = weigh_liked(favourites(self.program, name))
        found = expected(self.graph, weigh, self._kept)
        if found.states <= self._few:
            return None
        first, second = self.program.judge.binder.yardstick
        total = (first * found.process + second * found.sixty) / (first + second)
        passes = gathered(self.marked, weigh, self._passing)
        return Showing(*map(Amount, (total, found.process, found.sixty, passes)))

    def _player(self, name: str) -> Player:
        if name in BOTS:
            liked = favourites(self.program, name)

            def bot(_node: Node, rows: Sequence[ChoiceRow]) -> Sequence[ChoiceRow]:
                return liked(rows)

            return bot
        exact = self.habit(name)

        def player(node: Node, _rows: Sequence[ChoiceRow]) -> Sequence[ChoiceRow]:
            row = exact.choice(node)
            return () if row is None else (row,)

        return player


def near(first: float, second: float) -> bool:
    """Whether two floats are too close for floats to tell which is more."""
    return abs(first - second) <= NEAR


def _first(graph: Graph, ahead: Ahead) -> float:
    """The figure of the start; 0 where it was left out of the graph."""
    found = ahead[graph.start]
    return float(found[0]) if len(found) else 0.0


def _settled(met: Met) -> Showing:
    return Showing(*(Amount(float(each), each) for each in met))
