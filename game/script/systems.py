"""The systems of the sales floor that scenarios exercise: their names, and what each is about.

The words are `systems.toml`. Must not know which scenario exercises what.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from game.script.reader import packed

SYSTEMS = tuple(f"S{number}" for number in range(1, 23))
"""What the systems are called in files, in their order."""


@dataclass(frozen=True, slots=True)
class System:
    """One system: its name, and what the game does with it in a sentence or two. `beyond` is the
    part of it that no scenario can exercise, as a clause; empty where there is none."""

    id: str
    name: str
    does: str
    beyond: str = ""


@cache
def systems() -> dict[str, System]:
    """Every system by its id, in order."""
    table = tomllib.loads(packed("systems.toml").decode("utf-8"))
    return {id: System(id, **row) for id, row in table.items()}
