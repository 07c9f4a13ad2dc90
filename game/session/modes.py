"""Practice or floor: what a person chose on this computer, and what holds until they choose.

One small file that anyone may edit or delete, for both front ends alike. Knows no screen.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.records.entries import Mode

MODES_FILE = "modes.json"
_LARGEST = 256 * 1024

FIRST_SHELF = "first/"
"""The folder of the first day, whose customers are practice until somebody chooses."""

MEANS = {
    "practice": "Practice: hints, taking back, and the mentor's word after every decision.",
    "floor": "The floor: no hints, nothing taken back, and no word from the mentor until the end.",
}
"""What each means, in a line."""


def mode_for(scenario: str, chosen: Mode | None) -> Mode:
    """How a scenario is played. Where nobody chose: the first day in practice, the rest on the
    floor, so that a first finished floor run is a first meeting and not a rehearsed one."""
    if chosen is not None:
        return chosen
    return "practice" if scenario.startswith(FIRST_SHELF) else "floor"


def chosen_mode(home: Path, person: str) -> Mode | None:
    """What a person (a pseudonym) chose here last; None where nothing readable says so."""
    mode = _all(home).get(person)
    if mode == "practice":
        return "practice"
    return "floor" if mode == "floor" else None


def choose_mode(home: Path, person: str, mode: Mode) -> None:
    """Remember it; a folder that cannot be written to is no reason to complain."""
    with suppress(OSError):
        told = json.dumps(_all(home) | {person: mode}, indent=0)
        (home / MODES_FILE).write_text(told + "\n", encoding="utf-8")


def _all(home: Path) -> dict[str, Any]:
    file = home / MODES_FILE
    with suppress(OSError, ValueError, RecursionError):
        if file.stat().st_size <= _LARGEST:
            told = json.loads(file.read_bytes())
            if isinstance(told, dict):
                return told
    return {}
