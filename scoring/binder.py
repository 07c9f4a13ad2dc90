"""The store's written process as the judge reads it: steps with their rules, fouls, weights.

Plain frozen values. Must not know how a binder is written down (that is `game.script`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

MEASURES = ("trust", "ease", "value", "understanding", "next-step", "outcome")
"""What keeping a customer's future business is made of, in the order the ledger lists it."""

ENDINGS = ("sold", "appointment", "follow-up", "handed-over", "referred", "lost")
"""The kinds of ending a conversation can have."""

METERS = ("trust", "pressure", "value")
"""What moves inside the customer, each a whole number from 0 to `METER_TOP`."""

METER_TOP = 10


@dataclass(frozen=True, slots=True)
class Deadline:
    """So many simulated minutes since `of`, bound included: at most (`within T of M`) or at least
    (`apart T from X`). `of` is a moment; after `apart` a step too, by its first doing."""

    minutes: int
    of: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the binder. `points` is 0 or more; all of its rules must be kept to earn them."""

    id: str
    label: str
    points: int
    why: str = ""
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    within: tuple[Deadline, ...] = ()
    apart: tuple[Deadline, ...] = ()
    unless: tuple[str, ...] = ()
    secures_next_step: bool = False


@dataclass(frozen=True, slots=True)
class Foul:
    """Something no score hides: `says` is the sentence the debrief opens with."""

    id: str
    says: str


@dataclass(frozen=True, slots=True)
class Binder:
    """A store's process for one kind of customer.

    `weights` are the points of the six sixty measures, together 100; `outcomes` the tenths (0..10)
    of the `outcome` measure that each kind of ending keeps; `pass_process` and `pass_sixty` whole
    percents a run must reach; `yardstick` the coach's weights for process and sixty.
    """

    title: str
    steps: tuple[Step, ...]
    moments: tuple[str, ...] = ()
    fouls: tuple[Foul, ...] = ()
    weights: dict[str, int] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)
    pass_process: int = 70
    pass_sixty: int = 60
    yardstick: tuple[int, int] = (50, 50)

    def step(self, id: str) -> Step:
        """The step of that id. Raises KeyError where the binder has none."""
        for step in self.steps:
            if step.id == id:
                return step
        raise KeyError(id)
