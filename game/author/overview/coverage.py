"""Which scenario exercises which system of the floor, and with which decision.

Takes a scenario's `exercises:` at its word. Knows no proof and no format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from game.script.ids import choice_id
from game.script.load import Script
from game.script.models import Scene
from game.script.systems import System, systems


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice or a scene in which a system comes up, by its id in the scenario, with its words:
    what is said or done, or what the scene opens with."""

    id: str
    kind: Literal["say", "do", "scene"]
    words: str


@dataclass(frozen=True, slots=True)
class Use:
    """A scenario, by its name in the library, with the decisions that exercise a system."""

    scenario: str
    title: str
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """A system with every scenario that exercises it, in the order of the library."""

    system: System
    uses: tuple[Use, ...]


def coverage(scripts: Iterable[tuple[str, Script]]) -> tuple[Covered, ...]:
    """Every system in its order, with what the scenarios (each with its name in the library)
    exercise of it."""
    uses: dict[str, list[Use]] = {system: [] for system in systems()}
    for id, script in scripts:
        scenario = script.scenario
        choices = {decision.id: decision for decision in _choices(script)}
        for system, names in scenario.exercises.items():
            decisions = tuple(
                choices.get(name) or Decision(name, "scene", _opening(scenario.scenes[name]))
                for name in names
            )
            uses[system].append(Use(id, scenario.title, decisions))
    return tuple(Covered(system, tuple(uses[id])) for id, system in systems().items())


def _choices(script: Script) -> Iterator[Decision]:
    for name, scene in script.scenario.scenes.items():
        for choice in scene.choices:
            kind: Literal["say", "do"] = "do" if choice.say is None else "say"
            yield Decision(choice_id(name, choice), kind, choice.text)


def _opening(scene: Scene) -> str:
    return scene.says or scene.tells or scene.cue or ""
