"""Every state a program can reach, found scene by scene in packed columns, with what leads where.

Scenes are taken in groups that can lead back to one another, and within a group by how many of its
choices have been taken: both only grow, so each layer is whole when its turn comes, small, sorted
and final. Knows no values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.coach.beliefs import Beliefs
from game.coach.columns import (
    BELIEF_BITS,
    Columns,
    Flags,
    Packing,
    Words,
    apply,
    has_all,
    hold,
    make_packing,
    of_state,
    pack,
    set_bits,
    unpack,
)
from game.coach.liveness import components, liveness, paid_when_done
from game.coach.rows import unique
from game.coach.sightings import Sightings, shares_by_truth
from game.engine.program import ChoiceRow, Program
from game.engine.step import begin

CAP = 3_000_000
"""Past this many states a scenario is refused (shared design; authored ones have 10³ to 10⁵)."""

MOST_BELIEFS = 1 << BELIEF_BITS
"""So many beliefs can be told apart in a packed state."""

Places = NDArray[np.int32]
Key = tuple[int, int]
NOWHERE: Places = np.zeros(0, dtype=np.int32)


class TooManyStatesError(Exception):
    """More reachable states than the cap. Its text names the scene that multiplies them."""


@dataclass(slots=True)
class Arc:
    """Where a choice leads from some states of a layer: `source` are places among the states the
    choice is offered in, `at` the places of those it comes to among the states of `scene` in
    `layer`, `chance` of each; `seen` is the number of each one's sighting, None where seeing the
    scene open tells nothing of the truth."""

    scene: int
    layer: Key
    source: Places
    chance: NDArray[np.float64]
    at: Places
    seen: Places | None


class Moves(NamedTuple):
    """One choice from a layer: the states it is offered in, the process points it is paid at once,
    and its arcs."""

    choice: ChoiceRow
    offered: Places
    points: NDArray[np.int32]
    arcs: tuple[Arc, ...]


@dataclass(slots=True)
class Layer:
    """States of one scene that wait for the same turn: packed, sorted, each once.

    `offers` is what is offered together, once somebody asked: for each state the number of its
    pattern, and each pattern as the choices in it, in file order.
    """

    scene: int
    rows: Words
    moves: tuple[Moves, ...]
    offers: tuple[NDArray[np.intp], tuple[tuple[ChoiceRow, ...], ...]] | None = None


@dataclass(slots=True)
class Graph:
    """A program's reachable states. `layers` are in an order in which every arc goes forward,
    the scenes of one layer key side by side: a key is the number of the scene's group, and how
    many of the choices in the group's scenes (bits, by number, in `members`) have been taken."""

    program: Program
    packings: tuple[Packing, ...]
    sightings: Sightings
    group: dict[int, int]
    members: tuple[int, ...]
    layers: dict[Key, dict[int, Layer]]
    states: int
    transitions: int

    @property
    def beliefs(self) -> Beliefs:
        """Every belief met."""
        return self.sightings.beliefs

    @property
    def start(self) -> tuple[Key, int]:
        """Where the first scene opens: the one state of its layer."""
        return min(self.layers), self.program.first


Alive = Callable[[Key, int, Words], Flags]
"""Which of the states of a layer and scene are worth looking at; the others are left out."""


class Narrow(NamedTuple):
    """A closer look at a graph: only at the states that are `alive`, with the graph's beliefs."""

    alive: Alive
    beliefs: Beliefs


def explore(program: Program, cap: int = CAP, narrow: Narrow | None = None) -> Graph:
    """Every reachable state; or those a closer look keeps, told apart by the process points
    settled so far too, with nothing beyond a foul.

    Raises TooManyStatesError.
    """
    return _Explorer(program, cap, narrow).run()


class _Explorer:
    def __init__(self, program: Program, cap: int, narrow: Narrow | None) -> None:
        self.program = program
        self.cap = cap
        self.narrow = narrow
        live = liveness(program, marks=narrow is not None)
        self.packings = tuple(make_packing(program, each) for each in live)
        self.live = live
        odds = tuple(truth.odds for truth in program.truths)
        self.sightings = Sightings(Beliefs(odds) if narrow is None else narrow.beliefs)
        self.paid = {done: points for done, _, points in paid_when_done(program)}
        self.group: dict[int, int] = {}
        self.members: list[int] = []
        for number, scenes in enumerate(components(program)):
            bits = 0
            for scene in scenes:
                self.group[scene] = number
                for row in program.scenes[scene].choices:
                    bits |= row.bit
            self.members.append(bits)
        self.waiting: dict[Key, dict[int, list[tuple[Words, Arc | None]]]]
        self.waiting = defaultdict(lambda: defaultdict(list))
        self.states = self.transitions = 0

    def run(self) -> Graph:
        program = self.program
        opening = begin(program).state
        first = of_state(program, opening)
        scene = program.first
        rows = pack(first, self.packings[scene])
        self.waiting[self.group[scene], 0][scene].append((rows, None))
        layers: dict[Key, dict[int, Layer]] = {}
        while self.waiting:
            key = min(self.waiting)
            layers[key] = {
                scene: self._layer(key, scene, coming)
                for scene, coming in sorted(self.waiting.pop(key).items())
            }
        return Graph(
            program,
            self.packings,
            self.sightings,
            self.group,
            tuple(self.members),
            layers,
            self.states,
            self.transitions,
        )

    def _layer(self, key: Key, scene: int, waiting: list[tuple[Words, Arc | None]]) -> Layer:
        rows, where = unique(np.concatenate([coming for coming, _ in waiting], axis=1))
        begin_at = 0
        for coming, arc in waiting:
            if arc is not None:
                arc.at = where[begin_at : begin_at + coming.shape[1]].astype(np.int32)
            begin_at += coming.shape[1]
        if self.narrow is not None:
            rows = _keep(rows, self.narrow.alive(key, scene, rows), waiting)
        self.states += rows.shape[1]
        if self.states > self.cap or len(self.sightings.beliefs.weights) > MOST_BELIEFS:
            name = self.program.scenes[scene].id
            raise TooManyStatesError(
                f"More than {self.cap:,} states can be reached; most of the last came up in scene"
                f" {name}. Fewer choices that lead back to it, or fewer different times they take,"
                " would tame it."
            )
        columns = unpack(rows, self.packings[scene])
        moves = tuple(
            move
            for row in self.program.scenes[scene].choices
            if (move := self._moves(key, row, columns)) is not None
        )
        return Layer(scene, rows, moves)

    def _moves(self, key: Key, row: ChoiceRow, columns: Columns) -> Moves | None:
        open_now = ~has_all(columns, row.bit)
        if row.guard is not None:
            open_now &= hold(row.guard, columns, -1)
        offered = np.flatnonzero(open_now)
        if not len(offered):
            return None
        after = columns.take(offered)
        after.pass_time(row.takes)
        set_bits(after, row.bit)
        points = np.zeros(len(offered), dtype=np.int32)
        for done, first, kept in apply(after, row.effect):
            full = self.paid.get(done, 0)
            points += np.where(kept, full, np.where(first, full // 2, 0)).astype(np.int32)
        after.points = after.points + points
        dead = row.fouls and self.narrow is not None
        arcs = () if dead else tuple(self._arcs(key, row, after))
        self.transitions += sum(len(arc.source) for arc in arcs)
        return Moves(row, offered.astype(np.int32), points, arcs)

    def _arcs(self, key: Key, row: ChoiceRow, after: Columns) -> list[Arc]:
        shares = shares_by_truth(self.program, row, after)
        arcs = []
        for scene, by_truth in shares.items():
            source = np.flatnonzero(by_truth.any(axis=0))
            if not len(source):
                continue
            coming = after.take(source)
            chance, seen = self._learn(coming, by_truth[:, source], scene)
            possible = chance > 0
            if not possible.all():
                # Seen only under truths that what came before has ruled out.
                kept = np.flatnonzero(possible)
                source, chance, coming = source[kept], chance[kept], coming.take(kept)
                seen = None if seen is None else seen[kept]
            if not len(source):
                continue
            there = self.program.scenes[scene]
            coming.pass_time(there.wait)
            apply(coming, there.effect)
            rows = pack(coming, self.packings[scene])
            group = self.group[scene]
            turn = key[1] + 1 if group == key[0] else 0
            arc = Arc(scene, (group, turn), source.astype(np.int32), chance, NOWHERE, seen)
            self.waiting[group, turn][scene].append((rows, arc))
            arcs.append(arc)
        return arcs

    def _learn(
        self, coming: Columns, shares: NDArray[np.int64], scene: int
    ) -> tuple[NDArray[np.float64], Places | None]:
        """Update the beliefs by having seen the scene open; the chance that it does, and the
        sighting where it tells one truth from another."""
        chance: NDArray[np.float64]
        if (shares == shares[0]).all():
            chance, seen = shares[0] / 100, None
        else:
            coming.belief, chance, seen = self.sightings.see(coming.belief, shares)
        if not self.live[scene].truth:
            coming.belief = np.zeros(len(coming), dtype=np.int64)
        return chance, seen


def _keep(rows: Words, alive: Flags, waiting: list[tuple[Words, Arc | None]]) -> Words:
    """Leave out states, and what leads to them."""
    if alive.all():
        return rows
    number = (np.cumsum(alive) - 1).astype(np.int32)
    for _, arc in waiting:
        if arc is not None:
            kept = np.flatnonzero(alive[arc.at])
            arc.source, arc.chance = arc.source[kept], arc.chance[kept]
            arc.at = number[arc.at[kept]]
            arc.seen = None if arc.seen is None else arc.seen[kept]
    return rows[:, alive]
