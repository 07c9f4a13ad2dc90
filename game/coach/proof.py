"""What a proof comes to, and how it picks the states it shows. Knows none of the proofs."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from game.coach.kinds import Kind
from game.coach.nodes import Spot
from game.coach.study import Study
from game.coach.sweep import Place

LEAST_LOSS = 3
"""Points a temptation must cost at least (shared design, “What check proves”)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What shows that a proof fails: the ids of a shortest play, the scene it comes to (None where
    it is about the whole scenario), and what is seen there, in words that end a sentence. `choice`
    is the id of a choice that is at fault, `who` the bot or habit, and `figure` what was lost, in
    points, or a bot's chance of a pass, 0..1."""

    play: tuple[str, ...]
    scene: str | None
    says: str
    choice: str | None = None
    kind: Kind = "stuck"
    who: str = ""
    figure: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof. `margin` is what the nearest temptation loses, in points; None where there is none
    and where the proof is not about points. `shown` has one entry a scene, the worst first."""

    name: str
    margin: Fraction | None = None
    shown: tuple[Shown, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing shows that it fails."""
        return not self.shown

    @property
    def witness(self) -> tuple[str, ...]:
        """The choices of the shortest play to the first state that shows a failure; none where the
        proof holds, and where it is about no state (`game.coach.witness` has a play for these)."""
        return self.shown[0].play if self.shown else ()


class Likeliest:
    """For each scene the likeliest of the states that show something."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._spots: dict[int, tuple[float, Spot]] = {}

    def among(self, place: Place, states: NDArray[np.intp]) -> None:
        """Take these states in."""
        if not len(states):
            return
        chances = self._study.reach[place][states]
        best = int(chances.argmax())
        before = self._spots.get(place[1])
        if before is None or before[0] < chances[best]:
            self._spots[place[1]] = float(chances[best]), (place, int(states[best]))

    def likelier(self, place: Place, states: NDArray[np.intp]) -> NDArray[np.intp]:
        """Those of the states that would take the place of what is known of their scene, the
        likeliest first."""
        if not len(states):
            return states
        chances = self._study.reach[place][states]
        before = self._spots.get(place[1])
        order = np.argsort(-chances, kind="stable")
        return states[order if before is None else order[chances[order] > before[0]]]

    def by_scene(self) -> list[tuple[str, Spot]]:
        """Scene ids in file order, each with its state."""
        scenes = self._study.program.scenes
        return [(scenes[at].id, spot) for at, (_, spot) in sorted(self._spots.items())]


def points(figure: Fraction) -> str:
    """A figure as it is told."""
    return f"{float(figure):.2f} points"
