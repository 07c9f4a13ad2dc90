"""`sixty` at the other end of a pseudo-terminal, byte by byte. Not a test itself."""

from __future__ import annotations

import codecs
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.commands import sixty
from tests.conftest import ROOT
from tests.plain.warm import Zygote

pty = pytest.importorskip("pty")

PROMPT = "? (? for help)\r\n"
# So that Ctrl-C reaches it, as from a real terminal. Done by the program itself: between a fork and
# the program nothing may be done that a thread of ours could have begun.
IN_ITS_TERMINAL = """
import fcntl, runpy, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
runpy.run_module("game", run_name="__main__", alter_sys=True)
"""


class Line:
    """`sixty` at the other end of a pseudo-terminal, read byte by byte."""

    def __init__(self, *arguments: str, term: str = "xterm-256color") -> None:
        self._master, slave = pty.openpty()
        try:
            self._start(slave, arguments, term)
        finally:
            os.close(slave)
        self.text = ""
        # A read may end in the middle of a letter.
        self._letters = codecs.getincrementaldecoder("utf-8")()

    def _start(self, slave: int, arguments: tuple[str, ...], term: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", IN_ITS_TERMINAL, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=ROOT,
            env={**os.environ, "TERM": term},
            start_new_session=True,
        )

    def read_until(self, seen: Callable[[str], bool], limit: float = 180) -> None:
        """Read on until `seen` holds or the program has ended; a limit only for hangs."""
        end = time.monotonic() + limit
        while not seen(self.text):
            assert time.monotonic() < end, self.text
            ready, _, _ = select.select([self._master], [], [], 1.0)
            if not ready:
                continue
            try:
                data = os.read(self._master, 65536)
            except OSError:  # Linux says so when the last writer is gone
                return
            if not data:
                return
            self.text += self._letters.decode(data)

    def type(self, line: str) -> None:
        os.write(self._master, line.encode())

    def end(self) -> int:
        """Read to the end; the exit code."""
        self.read_until(lambda _: False)
        return self.process.wait(timeout=180)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._master)


class ForkedLine(Line):
    """The same with a fork of a warmed-up `sixty`, which has its imports done."""

    def __init__(self, zygote: Zygote, home: Path, *arguments: str) -> None:
        self._zygote, self._home = zygote, home
        self._code: int | None = None
        super().__init__(*arguments)

    def _start(self, slave: int, arguments: tuple[str, ...], term: str) -> None:
        name = os.ttyname(slave)
        self._pid = self._zygote.start(self._home, name, name, *arguments)

    def end(self) -> int:
        self.read_until(lambda _: False)
        self._code = self._zygote.wait()
        return self._code

    def close(self) -> None:
        if self._code is None:
            os.kill(self._pid, signal.SIGKILL)
            self._zygote.wait()
        os.close(self._master)


def prompted(times: int) -> Callable[[str], bool]:
    return lambda text: text.count(PROMPT) >= times


def the_log() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(sixty("log", "--json").stdout)["runs"]
    return found
