"""A file looked through in a process of its own, so that a screen never waits and leaving stops it.

The process stays for the next file and ends with the one that asked. Knows no screen.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import IO, Any

import game
from game.author.check.memory import Memory
from game.author.report import Report, look_into

ROOM = Path(game.__file__).parents[1]
"""Where the other process finds the code that this one runs."""


class Apart:
    """Asked and stopped from any thread; one question at a time, the others wait their turn."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._asking = Lock()
        self._starting = Lock()

    def look_into(
        self, path: Path, shelves: Sequence[Path], doing: Callable[[str], None]
    ) -> Report | None:
        """What `report.look_into` finds; None where it was stopped meanwhile."""
        with self._asking:
            try:
                asked, told = self._started()
                _write(asked, (path, tuple(shelves)))
                while isinstance(word := _read(told), str):
                    doing(word)
            except (EOFError, OSError, ValueError):
                return None
            finally:
                self._tidy()
            return word if isinstance(word, Report) else None

    def stop(self) -> None:
        """End what is under way. The next question starts anew."""
        with self._starting:
            if self._process is not None:
                self._process.kill()
                self._process.wait()
        if self._asking.acquire(blocking=False):  # else whoever asks finds out, and tidies up
            self._tidy()
            self._asking.release()

    def _tidy(self) -> None:
        """Forget a process that has ended."""
        with self._starting:
            if self._process is not None and self._process.poll() is not None:
                _let_go(self._process)
                self._process = None

    def _started(self) -> tuple[IO[bytes], IO[bytes]]:
        with self._starting:
            if self._process is None:
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", __name__],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, "PYTHONPATH": _beside(os.environ.get("PYTHONPATH"))},
                )
            asked, told = self._process.stdin, self._process.stdout
            if asked is None or told is None:
                raise OSError("there is no line to the process")
            return asked, told


def _beside(path: str | None) -> str:
    return str(ROOM) if not path else os.pathsep.join((str(ROOM), path))


def _let_go(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):  # what was still to be said is of no use to it any more
            if stream is not None:
                stream.close()


def _write(stream: IO[bytes], what: object) -> None:
    pickle.dump(what, stream)
    stream.flush()


def _read(stream: IO[bytes]) -> Any:
    return pickle.load(stream)  # noqa: S301 - what the other end of our own line wrote


def _serve() -> None:
    """Answer until nobody asks any longer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that asked
    memory = Memory()
    with suppress(EOFError, OSError):
        while True:
            path, shelves = _read(sys.stdin.buffer)
            found = look_into(path, shelves, lambda word: _write(sys.stdout.buffer, word), memory)
            _write(sys.stdout.buffer, found)


if __name__ == "__main__":
    _serve()
