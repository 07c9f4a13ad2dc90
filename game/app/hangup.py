"""Ends the app when its terminal has gone and nobody told it so, and when the system says so.

A closed window sends SIGHUP to the shell, and the shell sends it on. Under a program that keeps it
(`make play` in a window of its own) the terminal is simply not there any more, and Textual would go
on reading nothing from it for ever. Knows no screen.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
from collections.abc import Callable

SECONDS = 1.0
"""How often it is asked whether the terminal is still there."""


def watch(every: Callable[[float, Callable[[], None]], object]) -> None:
    """Begin to ask; `every` calls a function each so many seconds. Nothing is done off POSIX."""
    if sys.platform == "win32" or not sys.stdin.isatty():
        return
    asked = select.poll()
    asked.register(sys.stdin.fileno(), 0)

    def look() -> None:
        if any(event & select.POLLHUP for _, event in asked.poll(0)):
            # Every decision is in the log already: this ends as a closed window always does, even
            # where whoever started it (nohup) had the signal ignored.
            signal.signal(signal.SIGHUP, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGHUP)

    every(SECONDS, look)


def heed(leave: Callable[[int], None]) -> None:
    """Leave when the system asks for it (SIGTERM), with the code that shells know it by, so that
    the terminal gets its own state back. Nothing is done off POSIX."""
    if sys.platform != "win32":
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, leave, 128 + signal.SIGTERM)
