"""Every state a program can reach, in packed columns, and what leads where from each.

Only what is held: how it is found is `explorer`'s. Knows no values.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.coach.beliefs import Beliefs
from game.coach.columns import Whole, Words
from game.coach.packing import Packing
from game.coach.sightings import Sightings
from game.engine.program import ChoiceRow, Program

CAP = 3_000_000
"""Past this many states a scenario is refused (shared design; authored ones have 10³ to 10⁵)."""

Places = NDArray[np.int32]
Key = tuple[int, int]


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


class Ending(NamedTuple):
    """What the states of an ending come to, whatever the odds: process points that are settled only
    there, sixty points of every measure but `outcome`, and the belief."""

    unpaid: Whole
    sixty: Whole
    belief: Whole


class Lead(NamedTuple):
    """Where a choice leads from one state: to the state `at` of the layer at `place`, by this
    chance; `seen` is the number of the sighting, None where it tells nothing of the truth."""

    chance: float
    place: tuple[Key, int]
    at: int
    seen: int | None


class Offer(NamedTuple):
    """A choice that one state offers, the process points it is paid, and where it leads by
    scene."""

    choice: ChoiceRow
    points: int
    leads: dict[int, Lead]


@dataclass(slots=True)
class Graph:
    """A program's reachable states. `layers` are in an order in which every arc goes forward,
    the scenes of one layer key side by side: a key is the number of the scene's group, and how
    many of the choices in the group's scenes (bits, by number, in `members`) have been taken. What
    the states of endings come to stands in `endings`, and what single states offer in `offered`,
    once somebody asked."""

    program: Program
    packings: tuple[Packing, ...]
    sightings: Sightings
    group: dict[int, int]
    members: tuple[int, ...]
    layers: dict[Key, dict[int, Layer]]
    states: int
    transitions: int
    belief_bits: int
    endings: dict[tuple[Key, int], Ending] = field(default_factory=dict)
    offered: dict[tuple[tuple[Key, int], int], tuple[Offer, ...]] = field(default_factory=dict)

    @property
    def beliefs(self) -> Beliefs:
        """Every belief met."""
        return self.sightings.beliefs

    @property
    def start(self) -> tuple[Key, int]:
        """Where the first scene opens: the one state of its layer."""
        return min(self.layers), self.program.first

    def offers(self, place: tuple[Key, int], at: int) -> tuple[Offer, ...]:
        """What the state `at` of a layer offers, in file order."""
        if (place, at) not in self.offered:
            moves = self.layers[place[0]][place[1]].moves
            found = [
                Offer(move.choice, int(move.points[stands]), _leads(move, stands))
                for move in moves
                if (stands := _stands(move.offered, at)) is not None
            ]
            self.offered[place, at] = tuple(found)
        return self.offered[place, at]


def _leads(move: Moves, offered: int) -> dict[int, Lead]:
    """Where a choice leads from one of the states it is offered in."""
    return {
        arc.scene: Lead(
            float(arc.chance[at]),
            (arc.layer, arc.scene),
            int(arc.at[at]),
            None if arc.seen is None else int(arc.seen[at]),
        )
        for arc in move.arcs
        if (at := _stands(arc.source, offered)) is not None
    }


def _stands(places: Places, at: int) -> int | None:
    """Where a number stands among sorted ones; None where it does not."""
    found = int(places.searchsorted(np.int32(at)))
    return found if found < len(places) and places[found] == at else None
