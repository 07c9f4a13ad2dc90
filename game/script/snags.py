"""Where YAML stopped reading, and the line as it was surely meant: the values that traps work on.

Plain values. Must not know why reading stopped.
"""

from __future__ import annotations

from dataclasses import dataclass


class Snag(Exception):
    """Where YAML stopped reading: its own words (never shown) and the place, counted from 0."""

    def __init__(  # noqa: PLR0917 -- raised in one place, in the library's own order
        self,
        context: str,
        problem: str,
        line: int,
        column: int,
        context_line: int | None = None,
        context_column: int = 0,
    ) -> None:
        super().__init__(problem)
        self.context = context
        self.problem = problem
        self.line = line
        self.column = column
        self.context_line = context_line
        self.context_column = context_column


@dataclass(frozen=True, slots=True)
class Shift:
    """How the columns of a mended line lie against those of the line in the file."""

    first: int
    added: int

    @classmethod
    def between(cls, line: str, mended: str) -> Shift:
        """The shift of one line: where the two first differ, and by how much one is longer."""
        pairs = enumerate(zip(line, mended, strict=False))
        first = next((i for i, (a, b) in pairs if a != b), min(len(line), len(mended)))
        return cls(first, len(mended) - len(line))

    def back(self, column: int) -> int:
        """The column in the file of a column in the mended line."""
        return column if column <= self.first else max(self.first, column - self.added)


@dataclass(frozen=True, slots=True)
class Trap:
    """A trap explained; `line` and `column` count from 0. `mended` is the line as surely meant."""

    code: str
    line: int
    column: int
    message: str
    suggestion: str
    mended: str | None = None
