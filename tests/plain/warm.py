"""Holds on to a warmed-up `sixty` (`zygote`), which plays in a fork at once. Not a test itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


class Zygote:
    """The warmed-up process, one play at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.plain.zygote"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, home: Path, typed: str, written: str, *arguments: str) -> int:
        """Fork a play; its process id. Streams are files, or twice the same terminal."""
        self._tell(json.dumps([str(home), typed, written, arguments]))
        return self._told()

    def wait(self) -> int:
        """Wait until the play is gone, by itself or not; its exit code, or less the signal's."""
        self._tell("gone?")
        return self._told()

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=180)
        self._process.stdout.close()

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def _told(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())
