"""How far a long command has come: a line on the terminal that the answer takes the place of.

Nothing is written where standard error is no terminal. Knows nothing of what is counted.
"""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

_EVERY_S = 0.1
_WIPE = "\r\x1b[K"


class Progress:
    """`Checked 120,000 of 1,100,000 (10%)`, while the block lasts."""

    def __init__(self, what: str, whole: int) -> None:
        self._what = what
        self._whole = whole
        self._shown = sys.stderr.isatty()
        self._next = time.monotonic() + _EVERY_S
        self._drawn = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._drawn:
            sys.stderr.write(_WIPE)
            sys.stderr.flush()

    def at(self, count: int) -> None:
        """Say that so many are done, if it is time to say so again."""
        if not self._shown or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _EVERY_S
        percent = min(100, count * 100 // max(1, self._whole))
        told = f" of {self._whole:,} ({percent}%)" if self._whole else ""
        sys.stderr.write(f"{_WIPE}{self._what} {count:,}{told}")
        sys.stderr.flush()
        self._drawn = True
