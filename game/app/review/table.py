"""Tables of a review: columns of figures as they fit a page, and the signs that stand in them.

Values in, text out. A ratio comes in as a `Ratio` and has its fraction in every cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from game.app.text import plain

if TYPE_CHECKING:
    from game.office.review import Trend

INDENT: Final = "   "
GAP: Final = 2
ARROWS: Final = {"up": " ↗", "down": " ↘", "steady": " →", None: "  "}
INKS: Final = {"██": ".gain", "▓▓": ".gain", "▒▒": ".loss", "░░": ".loss"}
FIRST_TO_GO: Final = ("passed", "buyers", "shoppers")
"""Columns for which a narrow page may have no room, the first to go first. They stand on the page
behind the line; what stays keeps its fractions."""


class Column(NamedTuple):
    """Figures below a head."""

    head: str
    cells: tuple[str, ...]

    @property
    def width(self) -> int:
        """Cells, the air before it not among them."""
        return max(map(len, (self.head, *self.cells)))


def fitting(columns: Sequence[Column], room: int) -> list[Column]:
    """The columns for which there is room, in cells."""
    left = list(columns)
    for head in FIRST_TO_GO:
        if wide(left) <= room:
            break
        left = [column for column in left if column.head != head]
    return left


def wide(columns: Sequence[Column]) -> int:
    """Cells that the columns take, with the air before each."""
    return sum(GAP + column.width for column in columns)


def rows(columns: Sequence[Column]) -> Iterator[str]:
    """The line of heads, and then each line of figures, without the air before the first."""
    for row in zip(*((column.head, *column.cells) for column in columns), strict=True):
        yield (" " * GAP).join(
            f"{cell:>{column.width}}" for cell, column in zip(row, columns, strict=True)
        )


def trend_words(found: Trend | None) -> str:
    """A trend as an arrow and a word; nothing under ten runs."""
    return {"up": "↗ going up", "down": "↘ going down", "steady": "→ steady", None: ""}[found]


def cut(text: str, cells: int) -> str:
    """So much of somebody's text as fits, and a sign where there was more."""
    shown = plain(text)
    return shown.truncate(cells, ellipsis=True).plain if shown.cell_length > cells else shown.plain


def filled(text: str, cells: int) -> str:
    """The same, with air after it up to so many cells."""
    shown = cut(text, cells - 1)
    return shown + " " * (cells - plain(shown).cell_length)
