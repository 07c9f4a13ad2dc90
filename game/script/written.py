"""What a scenario's conditions ask and what its card may hold, gathered from the models.

Plain walks over what was read. Knows no play, and imports no pydantic, for the engine asks here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.script.models import Condition, Scenario

EVERYTHING = "all"
"""`writes: all` puts everything that is known on the card."""


def conditions(scenario: Scenario) -> Iterator[Condition]:
    """Every condition that is read while a run goes on, those under `any:` too."""
    for scene in scenario.scenes.values():
        for choice in scene.choices:
            for when in (choice.when, *(branch.when for branch in choice.to)):
                yield from nested(when)


def last_conditions(scenario: Scenario) -> Iterator[Condition]:
    """Every condition that is read once a run is over: those of `afterwards`."""
    for scene in scenario.scenes.values():
        for after in scene.afterwards:
            yield from nested(after.when)


def nested(when: Condition | None) -> Iterator[Condition]:
    """A condition and those under its `any:`."""
    if when is not None:
        yield when
        for inner in when.any:
            yield from nested(inner)


def reads_the_card(scenario: Scenario) -> bool:
    """Whether what is on the card makes a difference to a run, and not only to who looks at it."""
    return (
        bool(scenario.card)
        or any(scene.takes_over is not None for scene in scenario.scenes.values())
        or any(when.noted for when in (*conditions(scenario), *last_conditions(scenario)))
    )
