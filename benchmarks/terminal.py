"""A program in a pseudo-terminal, timed by what it writes. POSIX only.

Knows nothing of what runs in it. It answers none of the terminal's questions, like a plain one.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import NamedTuple

COLUMNS, ROWS = 120, 40
LIMIT = 60.0
"""Seconds after which a program that shows nothing is given up."""
FIRST = 5.0
"""Seconds in which a key that changes anything has begun to."""
_STYLE = re.compile(rb"\x1b\[[0-9;:?<=>]*[A-Za-z]")


class SilentError(Exception):
    """The program never showed what was waited for."""


class Pressed(NamedTuple):
    """What a key did: seconds to the last byte it changed, None where nothing changed; the words
    that were written."""

    seconds: float | None
    words: str


class Program:
    """A program on a terminal of 120 × 40."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str]) -> None:
        full = {**env, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        for name in ("COLUMNS", "LINES", "NO_COLOR"):
            full.pop(name, None)
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            # The size is set before the program can ask for it.
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execvpe(command[0], list(command), full)
        self._seen = b""

    def wait_for(self, *words: str) -> None:
        """Return at the first moment that all the words have been written since the last wait.

        Raises SilentError where they never are.
        """
        end = monotonic() + LIMIT
        wanted = [word.encode() for word in words]
        while not all(word in _STYLE.sub(b"", self._seen) for word in wanted):
            data = self._read(end - monotonic())
            if not data:
                last = _STYLE.sub(b"", self._seen).decode(errors="replace").split()[-40:]
                raise SilentError(f"{words} never shown; the last that was: {' '.join(last)}")
            self._seen += data
        self._seen = b""

    def press(self, key: str, quiet: float) -> Pressed:
        """Write a key and read all that it changes: from its first byte, which a busy machine is
        given time for, until `quiet` seconds pass in silence. To be pressed into silence."""
        began = monotonic()
        self.type(key)
        last, written, data = None, b"", self._read(FIRST)
        while data and (last is None or last - began < LIMIT):
            last = monotonic()
            written += data
            data = self._read(quiet)
        words = _STYLE.sub(b"", written).decode(errors="replace")
        return Pressed(None if last is None else last - began, words)

    def type(self, key: str) -> None:
        """Write a key, and wait for nothing."""
        os.write(self._terminal, key.encode())

    def answer(self, key: str, sign: str) -> Pressed:
        """Write a key and read until a sign is written after it: seconds to the sign, None where
        it does not come; and all that was written, before the key as well."""
        before = b""
        while data := self._read(0):
            before += data
        began = monotonic()
        self.type(key)
        written, wanted = b"", sign.encode()
        while wanted not in written and (left := began + FIRST - monotonic()) > 0:
            written += self._read(left)
        seconds = monotonic() - began if wanted in written else None
        return Pressed(seconds, _STYLE.sub(b"", before + written).decode(errors="replace"))

    def settle(self, quiet: float) -> None:
        """Read until `quiet` seconds pass in silence. Raises SilentError where they never do."""
        end = monotonic() + LIMIT
        while self._read(quiet):
            if monotonic() > end:
                raise SilentError("the program never stops writing")

    def cpu(self) -> float | None:
        """CPU-seconds so far, to a hundredth; None where the system does not tell."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2]
        except OSError:
            return None
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def kill(self) -> float:
        """End it on the spot; CPU-seconds it had used, precisely."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        _, _, used = os.wait4(self.pid, 0)
        os.close(self._terminal)
        return used.ru_utime + used.ru_stime

    def _read(self, limit: float) -> bytes:
        ready, _, _ = select.select([self._terminal], [], [], max(0.0, limit))
        if not ready:
            return b""
        try:
            return os.read(self._terminal, 1 << 16)
        except OSError:  # Linux says so when the program is gone
            return b""
