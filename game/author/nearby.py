"""The binders that a scenario in a folder could be judged by: the store's own, then the library's.

Finds and reads files by way of `game.script`; knows no terminal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from game.script.load import load_binder
from game.script.reader import find_beside, names_beside
from scoring.binder import Binder


@dataclass(frozen=True, slots=True)
class Shelved:
    """A binder by its name, and its file's bytes."""

    name: str
    binder: Binder
    source: bytes


@dataclass(frozen=True, slots=True)
class Nearby:
    """The binders that can be chosen by name, the nearest first, and the files of those that have
    mistakes."""

    binders: Mapping[str, Shelved]
    spoilt: Mapping[str, Path]


def nearby(place: Path, shelves: Sequence[Path]) -> Nearby:
    """Every binder that a scenario at that path, or in that folder, could name."""
    beside = place / "any.yaml" if place.is_dir() else place
    binders, spoilt = {}, {}
    for name in names_beside("binders", beside, shelves):
        path = find_beside("binders", name, beside, shelves)
        if path is not None:
            loaded = load_binder(path)
            if loaded.binder is None:
                spoilt[name] = path
            else:
                binders[name] = Shelved(name, loaded.binder, loaded.source)
    return Nearby(binders, spoilt)
