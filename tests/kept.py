"""Scenarios of the repository are read once a process, for as long as no byte of them changes.

Reading has tests of its own; to the others it is only their largest cost. Not a test itself.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from game.engine.program import Program
from game.script.load import load_sources, unchanged
from game.session import opening

ROOT = Path(__file__).resolve().parent.parent

_programs: dict[tuple[Path, tuple[Path, ...]], Program] = {}
_read = opening._opened
sources = functools.lru_cache(maxsize=50)(load_sources)
"""In place of `load_sources`, for runs of the log that are played again."""


def opened(name: str, path: Path, shelves: Sequence[Path]) -> Program:
    """In place of `opening._opened`: a program that was read before, if it still is what the files
    say."""
    key = path, tuple(shelves)
    kept = _programs.get(key)
    if kept is not None and unchanged(kept.script, path, shelves):
        return kept
    program = _read(name, path, shelves)
    if ROOT in path.parents:
        _programs[key] = program
    return program
