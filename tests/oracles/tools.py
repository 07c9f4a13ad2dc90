"""Where the oracles' tools live, and how much is asked of them. No tool is ever imported here.

`SIXTY_ORACLES=full` asks for the whole count of everything. `SIXTY_ORACLES_MAKE=yes` installs what
is missing into a cache folder of its own (`SIXTY_ORACLES_FOLDER`); without it a test whose tool is
not there is skipped, and says so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import platformdirs
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.coach.plainly import small_pairs
from tests.generate import Pair

PINNED = {
    "stormpy": "stormpy==2.0.0",
    "bink": "bink==0.7.1",
    "inkjs": "inkjs@2.4.0",
    "mermaid": "mermaid@11.17.2",
    "jsdom": "jsdom@29.1.1",
}
"""What is installed; stormpy is GPL, so it is only ever run as a program of its own."""


def count(quick: int, full: int) -> int:
    """How many: a sample, or all of them where the environment asks for it."""
    return full if os.environ.get("SIXTY_ORACLES") == "full" else quick


def drawn(number: int) -> list[Pair]:
    """So many generated scenarios, the same ones every time."""
    found: list[Pair] = []

    @settings(
        max_examples=number,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(small_pairs())
    def collect(pair: Pair) -> None:
        found.append(pair)

    collect()
    return found[:number]


def python_with(package: str) -> str:
    """A Python that has a package; skips the test where there is none."""
    folder = _folder() / package
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        if not _may_make():
            pytest.skip(f"{package} is not installed: SIXTY_ORACLES_MAKE=yes installs it")
        venv.create(folder, with_pip=True)
        try:
            _run([str(python), "-m", "pip", "install", "-q", PINNED[package]])
        except AssertionError as error:
            shutil.rmtree(folder)
            pytest.skip(f"{package} cannot be installed here: {error}")
    return str(python)


def ink_compiler() -> list[str]:
    """The call that compiles ink; skips the test where there is none."""
    folder = node_with("inkjs")
    return ["node", str(folder / "node_modules" / "inkjs" / "bin" / "inkjs-compiler.js")]


def node_with(*packages: str) -> Path:
    """A folder whose node_modules has these packages; skips the test where there is none."""
    first = packages[0]
    folder = _folder() / first
    if shutil.which("node") is None:
        pytest.skip(f"{first} needs node, which is not on PATH")
    if not all((folder / "node_modules" / package).is_dir() for package in packages):
        if not _may_make() or shutil.which("npm") is None:
            pytest.skip(f"{first} is not installed: SIXTY_ORACLES_MAKE=yes installs it, with npm")
        folder.mkdir(parents=True, exist_ok=True)
        named = [PINNED[package] for package in packages]
        _run(["npm", "install", "--silent", "--prefix", str(folder), *named])
    return folder


def _folder() -> Path:
    named = os.environ.get("SIXTY_ORACLES_FOLDER")
    return Path(named) if named else Path(platformdirs.user_cache_dir("sixty-oracles"))


def _may_make() -> bool:
    return os.environ.get("SIXTY_ORACLES_MAKE") == "yes"


def _run(call: list[str]) -> None:
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
