"""What the scene and the debrief are given, as frozen values, beside what game.session gives.

Knows no screen, no store and no engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.records.entries import Mode
    from game.session.card import Card
    from game.session.debrief import Debrief
    from game.session.view import SceneView


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
class Word:
    """The mentor's word on the last of so many decisions: what the file's author says of it."""

    decisions: int
    coach: str | None


@dataclass(frozen=True, slots=True)
class Sitting:
    """A run as the scene screen needs it; `debrief` once it is over, `word` in practice and where
    a decision has just been made."""

    run: str
    scenario: str
    mode: Mode
    view: SceneView
    card: Card
    binder: BinderPages
    debrief: Debrief | None
    word: Word | None = None

    @property
    def helped(self) -> bool:
        """Whether a hint can be asked for, and a decision taken back."""
        return self.mode == "practice" and self.debrief is None
