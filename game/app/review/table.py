"""The people's table with its map of skipped steps, set as lines of a page.

Values in, blocks out. Darker characters mean done more often, and every cell has its fraction, so
that nobody needs a colour to read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content

from game.app.page import Block
from game.app.text import plain
from game.office.review import percent, shade

if TYPE_CHECKING:
    from game.office.review import Line, Trend
    from game.records.ratio import Ratio

INDENT: Final = "   "
NAME: Final = 11
"""Cells of a name in the table, its air included."""
TAIL: Final = 33
"""Cells of the figures at the right, and of the air before them."""
ARROWS: Final = {"up": "↗", "down": "↘", "steady": "→", None: " "}
INKS: Final = {"██": ".gain", "▓▓": ".gain", "▒▒": ".loss", "░░": ".loss"}


def cell_width(lines: Sequence[Line]) -> int:
    """Cells of a column of the map: as many as its longest fraction needs."""
    longest = max(
        (len(fraction(done)) for line in lines for done in line.steps.values()), default=3
    )
    return longest + 4


def fits(lines: Sequence[Line], width: int) -> int:
    """How many columns of the map fit beside the figures."""
    return max(1, (width - len(INDENT) - NAME - TAIL + 1) // cell_width(lines))


def fraction(part: Ratio) -> str:
    """So many of so many."""
    return f"{part.part}/{part.whole}"


def score(points: Ratio) -> str:
    """A percent; a dash where nothing was possible."""
    known = percent(points)
    return "–" if known is None else str(known)


def head(steps: Sequence[str], lines: Sequence[Line]) -> Block:
    """The columns' names."""
    cells = cell_width(lines)
    named = "".join(f"{cut(step, cells - 1):<{cells}}" for step in steps).rstrip()
    tail = f"{'process':>8}{'sixty':>8}{'fouls':>7}{'runs':>8}"
    return Block(
        plain(f"{'':<{NAME}}{named}", ".soft"), lead=INDENT, right=plain(tail, ".soft"), above=1
    )


def row(line: Line, steps: Sequence[str], lines: Sequence[Line], key: str) -> Block:
    """Somebody's row."""
    cells = cell_width(lines)
    parts: list[Content] = [plain(f"{cut(line.name, NAME - 1):<{NAME}}")]
    for step in steps:
        done = line.steps.get(step)
        sign = "" if done is None else shade(done)
        rest = "" if done is None else f" {fraction(done)}"
        parts.append(plain(sign, INKS.get(sign, "")))
        parts.append(plain(rest.ljust(cells - len(sign)), ".soft"))
    figures = line.figures
    tail = (
        f"{score(figures.process):>6} {ARROWS[line.process_trend]}"
        f"{score(figures.sixty):>6} {ARROWS[line.sixty_trend]}"
        f"{_fouls(line):>7}{fraction(line.entering):>8}"
    )
    return Block(Content("").join(parts).rstrip(), lead=INDENT, right=plain(tail), key=key)


def _fouls(line: Line) -> str:
    return fraction(line.fouls) if line.fouls.part else "–"


def trend_words(found: Trend | None) -> str:
    """A trend as an arrow and a word; nothing under ten runs."""
    return {"up": "↗ going up", "down": "↘ going down", "steady": "→ steady", None: ""}[found]


def cut(text: str, cells: int) -> str:
    """So much of somebody's text as fits, and a sign where there was more."""
    shown = plain(text)
    return shown.truncate(cells, ellipsis=True).plain if shown.cell_length > cells else shown.plain


def legend() -> Iterator[Block]:
    """What the characters mean."""
    words = "Steps done:  ██ 90 in 100 or more   ▓▓ 70   ▒▒ 40   ░░ less"
    yield Block(plain(words, ".soft"), lead=INDENT)
