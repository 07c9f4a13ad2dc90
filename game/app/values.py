"""What the app's screens are given, as frozen values, beside what game.session gives.

Knows no screen, no store and no engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.session.card import Card
    from game.session.debrief import Debrief
    from game.session.view import SceneView


@dataclass(frozen=True, slots=True)
class Offer:
    """A scenario in the library. `minutes` is how long it takes to play; `wrong` is the sentence
    that says why it cannot be played, None where it can."""

    id: str
    folder: str
    title: str
    about: str
    channel: str
    minutes: int
    wrong: str | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """A run that was left: `decisions` were taken and are kept."""

    run: str
    scenario: str
    decisions: int


@dataclass(frozen=True, slots=True)
class Result:
    """A finished run in the list of the last ones; percents rounded down."""

    scenario: str
    process: int
    sixty: int
    passed: bool
    fouls: int


@dataclass(frozen=True, slots=True)
class Past:
    """What the log knows of somebody. `results` are the latest finished runs, oldest first;
    `played` says when each scenario was last begun (UTC, milliseconds)."""

    name: str
    begun: tuple[Begun, ...] = ()
    results: tuple[Result, ...] = ()
    played: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the binder as it is read in the panel."""

    label: str
    why: str
    points: int
    when: str


@dataclass(frozen=True, slots=True)
class BinderPages:
    """The binder a scenario is judged by: the steps in scope there, and its fouls."""

    title: str
    steps: tuple[Rule, ...]
    fouls: tuple[str, ...]
    pass_process: int
    pass_sixty: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """A run as the scene screen needs it; `debrief` once it is over."""

    run: str
    scenario: str
    view: SceneView
    card: Card
    binder: BinderPages
    debrief: Debrief | None
