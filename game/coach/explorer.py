"""Finds every state a program can reach, scene by scene in packed columns, with what leads where.

Scenes are taken in groups that can lead back to one another, and within a group by how many of its
choices have been taken: both only grow, so each layer is whole when its turn comes, small, sorted
and final. Knows no values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.coach.beliefs import Beliefs
from game.coach.columns import (
    Columns,
    Flags,
    Whole,
    Words,
    apply,
    has_all,
    hold,
    of_state,
    set_bits,
    spread,
)
from game.coach.crowd import too_many
from game.coach.graph import CAP, Arc, Graph, Key, Layer, Moves, Places, TooManyStatesError
from game.coach.liveness import components, guards, liveness, paid_when_done
from game.coach.packing import BELIEF_BITS, make_packing, pack, unpack
from game.coach.rows import joined, unique
from game.coach.sightings import Sightings, shares_by_truth
from game.engine.program import ChoiceRow, Program
from game.engine.step import begin

BLOCK = 1 << 14
"""States looked at together: as many as leave what is worked on in a core's own cache."""

NOWHERE: Places = np.zeros(0, dtype=np.int32)


def explore(program: Program, cap: int = CAP) -> Graph:
    """Every reachable state. Raises TooManyStatesError."""
    for bits in BELIEF_BITS[:-1]:
        with suppress(_TooManyBeliefsError):
            return _Explorer(program, cap, bits).run()
    return _Explorer(program, cap, BELIEF_BITS[-1]).run()


class _TooManyBeliefsError(TooManyStatesError):
    """More beliefs than a packed state can tell apart."""


@dataclass(slots=True)
class Leads:
    """Where a choice leads from some states of a block to one scene: as an arc, with the states it
    comes to packed."""

    source: Places
    chance: NDArray[np.float64]
    seen: Places | None
    rows: Words


class _Part(NamedTuple):
    """A choice from the states of one block: where it is offered in the layer, the points it is
    paid, and where it leads, by scene."""

    offered: Places
    points: Places
    leads: dict[int, Leads]


Coming = tuple[list[Words], Arc | None]
"""Packed states that wait for their layer, and the arc that came to them."""


class _Explorer:
    def __init__(self, program: Program, cap: int, belief_bits: int) -> None:
        self.program = program
        self.cap = cap
        self.belief_bits = belief_bits
        live = liveness(program)
        self.packings = tuple(make_packing(program, each, belief_bits) for each in live)
        self.live = live
        self.reads = 0
        for each in live:
            self.reads |= each.bits
        for guard in (guard for row in program.choices for guard in guards(row)):
            self.reads |= guard.need | guard.bar
        self.telling = {
            row.at for row in program.choices if any(guard.truths != -1 for guard in guards(row))
        }
        odds = tuple(truth.odds for truth in program.truths)
        self.sightings = Sightings(Beliefs(odds))
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
        self.waiting: dict[Key, dict[int, list[Coming]]]
        self.waiting = defaultdict(lambda: defaultdict(list))
        self.states = self.transitions = 0

    def run(self) -> Graph:
        program = self.program
        opening = begin(program).state
        first = of_state(program, opening)
        scene = program.first
        rows = pack(first, self.packings[scene])
        self.waiting[self.group[scene], 0][scene].append(([rows], None))
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
            self.belief_bits,
        )

    def _layer(self, key: Key, scene: int, waiting: list[Coming]) -> Layer:
        coming = [piece for pieces, _ in waiting for piece in pieces]
        rows, where = unique(np.concatenate(coming, axis=1))
        begin_at = 0
        for pieces, arc in waiting:
            length = sum(piece.shape[1] for piece in pieces)
            pieces.clear()
            if arc is not None:
                arc.at = where[begin_at : begin_at + length]
            begin_at += length
        self.states += rows.shape[1]
        crowded = len(self.sightings.beliefs.weights) > 1 << self.belief_bits
        if self.states > self.cap or crowded:
            what = too_many(self.program, self.cap, scene, self.packings[scene], rows)
            raise (_TooManyBeliefsError if crowded else TooManyStatesError)(what)
        return Layer(scene, rows, self._moves(key, scene, rows))

    def _moves(self, key: Key, scene: int, rows: Words) -> tuple[Moves, ...]:
        choices = self.program.scenes[scene].choices
        found: dict[int, list[_Part]] = {row.at: [] for row in choices}
        for begin_at in range(0, rows.shape[1], BLOCK):
            block = unpack(rows[:, begin_at : begin_at + BLOCK], self.packings[scene])
            for row in choices:
                part = self._part(row, block, begin_at)
                if part is not None:
                    found[row.at].append(part)
        return tuple(self._move(key, row, found[row.at]) for row in choices if found[row.at])

    def _move(self, key: Key, row: ChoiceRow, parts: list[_Part]) -> Moves:
        """One choice's parts put together."""
        sources: dict[int, list[Leads]] = {}
        base = 0
        for part in parts:
            for scene, leads in part.leads.items():
                leads.source += np.int32(base)
                sources.setdefault(scene, []).append(leads)
            base += len(part.offered)
        arcs = []
        for scene, pieces in sources.items():
            group = self.group[scene]
            turn = key[1] + 1 if group == key[0] else 0
            arc = Arc(
                scene,
                (group, turn),
                joined([piece.source for piece in pieces]),
                joined([piece.chance for piece in pieces]),
                NOWHERE,
                _joined_sightings(pieces),
            )
            self.waiting[group, turn][scene].append(([piece.rows for piece in pieces], arc))
            arcs.append(arc)
            self.transitions += len(arc.source)
        offered = joined([part.offered for part in parts])
        return Moves(row, offered, joined([part.points for part in parts]), tuple(arcs))

    def _part(self, row: ChoiceRow, block: Columns, begin_at: int) -> _Part | None:
        open_now = self._open(row, block)
        offered = np.arange(len(block)) if open_now is None else open_now.nonzero()[0]
        if not len(offered):
            return None
        after = block.take(offered)
        after.pass_time(row.takes)
        if self.reads & row.bit:
            set_bits(after, row.bit)
        points = spread(np.int32(0), len(offered))
        for done, first, kept in apply(after, row.effect):
            full = self.paid.get(done, 0)
            if full:
                points = points + np.where(kept, full, first * (full // 2)).astype(np.int32)
        leads = dict(self._leads(row, after))
        return _Part((offered + begin_at).astype(np.int32), points, leads)

    def _open(self, row: ChoiceRow, columns: Columns) -> Flags | None:
        """Where a choice is offered; None where that is everywhere."""
        spent = self.live[row.scene].bits & row.bit
        if row.guard is None:
            return ~has_all(columns, row.bit) if spent else None
        open_now = hold(row.guard, columns, -1)
        if spent:
            open_now &= ~has_all(columns, row.bit)
        return open_now

    def _leads(self, row: ChoiceRow, after: Columns) -> Iterator[tuple[int, Leads]]:
        everywhere = np.arange(len(after))
        telling = row.at in self.telling
        if row.sure is not None and not telling:
            arrived = self._arrived(after, row.sure)
            chance = spread(np.float64(1), len(after))
            yield row.sure, Leads(everywhere.astype(np.int32), chance, None, arrived)
            return
        for scene, by_truth in shares_by_truth(self.program, row, after).items():
            if by_truth.strides[1]:
                some = by_truth.any(axis=0) if by_truth.strides[0] else by_truth[0]
                source = np.flatnonzero(some)
            else:
                sometimes = by_truth[0, 0] if not by_truth.strides[0] else by_truth[:, 0].any()
                source = everywhere if sometimes else everywhere[:0]
            if not len(source):
                continue
            coming = after.take(source)
            shares = by_truth if len(source) == len(after) else by_truth[:, source]
            chance, seen = self._learn(coming, shares, scene, telling)
            if seen is not None and not chance.all():
                # Seen only under truths that what came before has ruled out.
                kept = np.flatnonzero(chance)
                source, chance, coming = source[kept], chance[kept], coming.take(kept)
                seen = seen[kept]
            if not len(source):
                continue
            arrived = self._arrived(coming, scene)
            yield scene, Leads(source.astype(np.int32), chance, seen, arrived)

    def _arrived(self, coming: Columns, scene: int) -> Words:
        """The states that a scene opens in, packed."""
        there = self.program.scenes[scene]
        coming.pass_time(there.wait)
        apply(coming, there.effect)
        return pack(coming, self.packings[scene])

    def _learn(
        self, coming: Columns, shares: NDArray[np.int64], scene: int, telling: bool
    ) -> tuple[NDArray[np.float64], Places | None]:
        """Update the beliefs by having seen the scene open; the chance that it does, and the
        sighting where the choice can tell one truth from another: in every block of a layer alike,
        for the sightings of all its blocks are joined."""
        chance: NDArray[np.float64]
        if not telling:
            chance, seen = _parts(shares[0]), None
        else:
            coming.belief, chance, seen = self.sightings.see(coming.belief, shares)
        if not self.live[scene].truth:
            coming.belief = spread(np.int64(0), len(coming))
        return chance, seen


def _joined_sightings(pieces: list[Leads]) -> Places | None:
    """The sightings of all pieces; None where none tells anything of the truth."""
    if all(piece.seen is None for piece in pieces):
        return None
    return joined([piece.seen for piece in pieces if piece.seen is not None])


def _parts(percent: Whole) -> NDArray[np.float64]:
    """Whole percent as parts of 1."""
    return percent / 100 if percent.strides[0] else spread(percent[0] / 100, len(percent))
