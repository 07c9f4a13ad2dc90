"""Lines out and lines in: the whole of what the plain mode knows of a terminal.

What is written has passed `safe` where it was made; nothing here draws, moves or colours.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from game.session.folding import folded_for


class LeftError(Exception):
    """Nobody answers any more: the input has come to its end."""


class Talk:
    """A conversation over two streams. All that was said is out before an answer is waited for."""

    def __init__(self, read: TextIO, out: TextIO) -> None:
        self._read = read
        self._out = out

    def say(self, lines: Iterable[str]) -> None:
        """Write these lines; on a terminal none is cut within a word."""
        self._out.write("".join(f"{line}\n" for line in folded_for(self._out, lines)))

    def flush(self) -> None:
        """What was said is out when this returns."""
        self._out.flush()

    def ask(self, question: str) -> str:
        """Write a line and wait for one; blanks around the answer are dropped. Raises LeftError."""
        self.say([question])
        self.flush()
        line = self._read.readline()
        if not line:
            raise LeftError
        return line.strip()
