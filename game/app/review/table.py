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


class Table(NamedTuple):
    """Columns side by side, and the cells of air between them."""

    columns: Sequence[Column]
    gap: int = GAP

    @property
    def width(self) -> int:
        """Cells of a line."""
        return sum(column.width + self.gap for column in self.columns) - self.gap

    def rows(self) -> Iterator[str]:
        """The line of heads, and then each line of figures."""
        for row in zip(*((each.head, *each.cells) for each in self.columns), strict=True):
            yield (" " * self.gap).join(
                f"{cell:>{column.width}}" for cell, column in zip(row, self.columns, strict=True)
            )


def fitting(columns: Sequence[Column], room: int) -> Table:
    """The columns for which there is room, in cells; the air between them goes before they do."""
    left = list(columns)
    for gone in range(len(FIRST_TO_GO) + 1):
        left = [column for column in columns if column.head not in FIRST_TO_GO[:gone]]
        for gap in (GAP, 1):
            if Table(left, gap).width <= room:
                return Table(left, gap)
    return Table(left, 1)


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
