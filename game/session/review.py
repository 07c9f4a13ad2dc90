"""A run's review: what each decision cost and on which score, the best line, and luck, apart.

Frozen values in exact fractions, which `game.session.coach` works out; how a figure is rounded is
the business of whoever shows it. Knows no screen and no solver.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from game.coach.grades import Label
    from game.session.debrief import Decision

MATTERED: frozenset[Label] = frozenset({"great", "inaccuracy", "mistake", "blunder", "foul"})
"""The labels of a decision that made a difference: the costly ones, and those where every other
choice would have been."""


class Points(NamedTuple):
    """A gain (above 0) or a loss, in points of the coach's total and of the percent of each score.
    `process` is None where the binder's yardstick leaves process out, so that nothing is known."""

    total: Fraction
    process: Fraction | None
    sixty: Fraction


class Line(NamedTuple):
    """A best choice of a decision: its words, what its coach says of it, and the labels of the
    binder's steps in scope that it does."""

    choice: str
    text: str
    spoken: bool
    coach: str | None
    serves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision reviewed; `chosen` is the choice's id.

    `cost` is what it changed in what the best line could expect (a loss is below 0; luck is no part
    of it), `share` what it took off value kept, 0 or more. `label` is None where nothing hung on
    it. `best` are the best choices, the best line's own first. `luck` is what chance then gave, and
    `chance`, 0..1, what followed had."""

    decision: Decision
    chosen: str
    label: Label | None
    debatable: bool
    cost: Points
    share: Fraction
    best: tuple[Line, ...]
    luck: Points
    chance: Fraction

    @property
    def was_best(self) -> bool:
        """Whether the choice was one of the best."""
        return any(line.choice == self.chosen for line in self.best)

    @property
    def mattered(self) -> bool:
        """Whether it is one to look at."""
        return self.label in MATTERED


@dataclass(frozen=True, slots=True)
class Review:
    """`value_kept` is 0..100, `start` the total that the best line could expect at the start, and
    `truth` what was given by what was true of the customer and could not be known.

    `sixty` and `today` have a figure, 0..100, for each decision as it stood open (the final sixty
    percent, and the chance of a sale, under the best line from there), and one more for what the
    run came to, or for where it stands."""

    value_kept: Fraction
    start: Fraction
    judged: tuple[Judged, ...]
    truth: Points
    sixty: tuple[Fraction, ...]
    today: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class NoReview:
    """A run that cannot be reviewed; `sentence` says why, to whoever played it."""

    sentence: str
