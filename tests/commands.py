"""`sixty` as a person or a script calls it, for the tests; and a small story to play.

Not a test itself.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.conftest import ROOT

SHELF = Path(__file__).parent / "plain" / "shelf"
"""A shelf of its own: `corner`, short, with a foul, a truth and chance."""

CORNER = str(SHELF / "corner.yaml")


def sixty(
    *arguments: str | Path,
    typed: str = "",
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    limit: float = 120,
) -> subprocess.CompletedProcess[str]:
    """How the installed command ended: its code, what it wrote and what it said went wrong."""
    return subprocess.run(
        [sys.executable, "-m", "game", *map(str, arguments)],
        cwd=cwd,
        input=typed,
        timeout=limit,  # only so that a hang ends
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
        check=False,
    )


def one_sentence(ended: subprocess.CompletedProcess[str]) -> str:
    """What was said on standard error, having seen that it is one line and no traceback."""
    lines = ended.stderr.splitlines()
    assert len(lines) == 1, ended.stderr
    assert lines[0].startswith("sixty: ")
    assert "Traceback" not in ended.stderr
    return lines[0].removeprefix("sixty: ")
