"""What a table's columns are called, so that an LMS takes it: a map of their names to ours.

`Learner ID=person, Course="SALES-101"`, or a file with one of these a line. Knows no log.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_BETWEEN = re.compile(r',(?=(?:[^"]*"[^"]*")*[^"]*$)')
"""A comma that stands in no quotation."""


class ColumnMapError(Exception):
    """The map cannot be used; the text is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, and our column in it or the same words in every row."""

    head: str
    ours: str | None
    words: str = ""

    def value(self, row: Mapping[str, object]) -> object:
        """What a row has in it."""
        return self.words if self.ours is None else row[self.ours]


def all_of(columns: Sequence[str]) -> tuple[Column, ...]:
    """Our own columns under their own names."""
    return tuple(Column(name, name) for name in columns)


def read_map(said: str, known: Sequence[str]) -> tuple[Column, ...]:
    """The columns that a map asks for, in its order. `said` is the map, or the path of its file.

    A line or an item is `THEIRS=ours`, `ours` alone, or `THEIRS="the same words"`; a line that
    begins with # says nothing. Raises ColumnMapError.
    """
    try:
        lines = Path(said).read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise ColumnMapError(f"The column map {said} is not written in UTF-8.") from error
    except (OSError, ValueError):
        if said and "=" not in said and said not in known and "," not in said:
            raise ColumnMapError(
                f"There is no column map {said}: give the path of a file, or the map itself, as in "
                "--columns 'Learner=person,Score=sixty_percent'."
            ) from None
        lines = _BETWEEN.split(said)
    items = [line.strip() for line in lines]
    columns = tuple(_column(item, known) for item in items if item and not item.startswith("#"))
    if not columns:
        raise ColumnMapError("The column map names no column.")
    return columns


def _column(item: str, known: Sequence[str]) -> Column:
    head, equals, ours = (part.strip() for part in item.partition("="))
    if not equals:
        ours = head
    if len(ours) > 1 and ours[0] == ours[-1] == '"':
        return Column(head, None, ours[1:-1])
    if ours not in known:
        raise ColumnMapError(
            f"The column map asks for {ours!r}, and there is no such column; there is "
            f"{', '.join(known)}."
        )
    return Column(head, ours)
