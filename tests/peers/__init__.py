"""Programs that nobody here wrote, each in a place of its own, for the tests to ask.

`make peers` brings them; a test whose program is not here is skipped with a loud word. None of them
is a dependency, and none is ever imported: pm4py is AGPL, stormpy GPL.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from pathlib import Path

import platformdirs
import pytest

VARIABLE = "SIXTY_PEERS"
"""Names the folder they are in; without it that is a cache folder."""

PINS = Path(__file__).parent
"""A `NAME.in` and its lock for each that pip brings, a `NAME/package.json` for each of npm's."""


def names() -> list[str]:
    """All of them."""
    return sorted(file.stem for file in PINS.glob("*.in")) + sorted(
        file.parent.name for file in PINS.glob("*/package.json")
    )


def lock(name: str) -> Path:
    """What is pinned, by version and hash."""
    of_pip = PINS / f"{name}.lock"
    return of_pip if of_pip.exists() else PINS / name / "package-lock.json"


def place(name: str) -> Path:
    """Where it is, or would be: another folder for another lock and for another Python."""
    root = os.environ.get(VARIABLE) or platformdirs.user_cache_dir("sixty-peers", appauthor=False)
    made_of = lock(name).read_bytes() + sys.version.encode()
    return Path(root) / f"{name}-{hashlib.sha256(made_of).hexdigest()[:12]}"


def python(folder: Path) -> Path:
    """The Python of a virtual environment."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def python_with(name: str) -> str:
    """A Python that has it; skips the test where there is none."""
    there = python(place(name))
    if not there.exists():
        pytest.skip(missing(name))
    return str(there)


def node_with(name: str) -> Path:
    """A folder whose node_modules has it; skips the test where there is none."""
    there = place(name)
    if not there.is_dir() or shutil.which("node") is None:
        pytest.skip(missing(name))
    return there


def missing(name: str) -> str:
    """What a test that is skipped says."""
    return f"NO PEER: {name} is not here to be asked; `make peers` brings it"
