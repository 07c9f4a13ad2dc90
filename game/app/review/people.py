"""Everybody on a page: the map of the steps they skip, and their scores.

Values in, blocks out. Where there is room both stand in one table, else one below the other.
Darker characters mean done more often, and every cell has its fraction, so that nobody needs a
colour to read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.content import Content

from game.app.page import Block
from game.app.review.table import ARROWS, INDENT, INKS, Column, Table, filled, fitting
from game.app.review.values import Stop
from game.app.text import plain
from game.office.review import shade

if TYPE_CHECKING:
    from game.app.review.setting import Set
    from game.office.review import Line, Overview

MOST: Final = 40
"""People on a page: setting more of them would keep a key waiting."""
MOST_TWICE: Final = 20
"""The same, where each stands in two tables."""
NAME: Final = 11
"""Cells of a name, its air included."""
LONGEST: Final = 28
"""The same, where there is more room for it."""
FEWEST: Final = 8
"""Steps that must fit beside the figures, or all there are; else the map stands above them."""
WIDEST: Final = 14
"""Cells of a step's column at most."""


class Cells(NamedTuple):
    """Columns of the map: so many, each so wide, its air included, with so many for figures."""

    columns: int
    width: int
    figures: int


def everybody(page: Set, first: int, found: Overview) -> Iterator[Block]:
    """A page of people, from the one with this number (from 0) on."""
    room = page.width - len(INDENT)
    lines = found.lines[first : first + MOST]
    scores = Table(_scores(lines))
    beside = room - NAME - scores.width - 2
    if beside >= _least(lines) * min(FEWEST, len(found.steps)):
        cells = _cells(found, lines, beside)
        yield from _map(page, found, lines, cells, list(scores.rows()))
    else:
        lines = lines[:MOST_TWICE]
        cells = _cells(found, lines, room - NAME + 1)
        if found.steps:
            yield from _map(page, found, lines, cells)
        yield from _table(page, lines, room)
    left = len(found.lines) - first - len(lines)
    if left:
        key = page.way(Stop("people", (str(first + len(lines)),)))
        yield Block(plain(f"{left} more people", ".soft"), lead=INDENT, key=key)


def _figures(lines: Sequence[Line]) -> int:
    """Cells of the map's longest fraction."""
    return max((len(done.counted) for line in lines for done in line.steps.values()), default=3)


def _least(lines: Sequence[Line]) -> int:
    """Cells of a column of the map at least: two of shade, a fraction, and air."""
    return 2 + 1 + _figures(lines) + 1


def _cells(found: Overview, lines: Sequence[Line], room: int) -> Cells:
    """As many columns as fit, as wide as their names where there is room for that."""
    least = _least(lines)
    count = max(1, min(len(found.steps), room // least))
    named = max((plain(step).cell_length for step in found.steps), default=0) + 1
    return Cells(count, max(least, min(room // count, named, WIDEST)), _figures(lines))


def _map(
    page: Set,
    found: Overview,
    lines: Sequence[Line],
    cells: Cells,
    beside: Sequence[str] | None = None,
) -> Iterator[Block]:
    """Who skips which step: people down, steps across; `beside` stands at the right of it."""
    steps = found.steps[page.first_step :][: cells.columns]
    page.steps_shown = cells.columns
    heads, *figures = beside or [""] * (len(lines) + 1)
    names = "".join(filled(step, cells.width) for step in steps).rstrip()
    yield Block(
        plain(f"{'':<{NAME}}{names}", ".soft"),
        lead=INDENT,
        right=plain(heads, ".soft"),
        above=1,
    )
    for line, theirs in zip(lines, figures, strict=True):
        yield Block(
            _shaded(line, steps, cells),
            lead=INDENT,
            right=plain(theirs),
            key=page.way(Stop("person", (line.figures.person,))),
        )
    if len(steps) < len(found.steps):
        last = page.first_step + len(steps)
        yield legend(f"steps {page.first_step + 1} to {last} of {len(found.steps)}, ← →")
    elif steps:
        yield legend()


def _shaded(line: Line, steps: Sequence[str], cells: Cells) -> Content:
    """A row of the map."""
    parts = [plain(filled(line.name, NAME))]
    for step in steps:
        done = line.steps.get(step)
        if done is None:
            parts.append(plain(" " * cells.width))
            continue
        sign = shade(done)
        shaded = (sign * cells.width)[: cells.width - cells.figures - 2]
        parts.append(plain(shaded, INKS.get(sign, "")))
        parts.append(plain(f" {done.counted:>{cells.figures}} ", ".soft"))
    return Content("").join(parts).rstrip()


def _table(page: Set, lines: Sequence[Line], room: int) -> Iterator[Block]:
    """Everybody's scores, the names as long as there is room for."""
    table = fitting(_scores(lines), room - NAME)
    name = max(NAME, min(LONGEST, room - table.width))
    heads, *figures = table.rows()
    yield Block(plain(f"{'':<{name}}{heads}", ".soft"), lead=INDENT, above=1)
    for line, theirs in zip(lines, figures, strict=True):
        key = page.way(Stop("person", (line.figures.person,)))
        yield Block(plain(f"{filled(line.name, name)}{theirs}"), lead=INDENT, key=key)


def _scores(lines: Sequence[Line]) -> list[Column]:
    told = any(line.process_trend or line.sixty_trend for line in lines)
    of = [(line, line.figures) for line in lines]
    return [
        Column(head, tuple(cells))
        for head, cells in (
            ("process", [f"{f.process}{ARROWS[each.process_trend] * told}" for each, f in of]),
            ("sixty", [f"{f.sixty}{ARROWS[each.sixty_trend] * told}" for each, f in of]),
            ("shoppers", [str(f.sixty_shoppers) for _, f in of]),
            ("buyers", [str(f.sixty_buyers) for _, f in of]),
            ("passed", [each.passes.counted for each, _ in of]),
            ("fouls", [each.fouls.counted for each, _ in of]),
            ("runs", [each.entering.counted for each, _ in of]),
        )
    ]


def legend(shown: str = "") -> Block:
    """What the map's characters mean; and which of the steps it shows, where not all."""
    words = "Done: ██ 90% or more  ▓▓ 70%  ▒▒ 40%  ░░ less"
    return Block(plain(words, ".soft"), lead=INDENT, right=plain(shown, ".soft"))
