"""The value line over a run: what sixty could still come to, and the chance of a sale today.

Drawn in cells with a terminal's own lines, so that solid is told from dotted without colour
(docs/decisions/0009). Figures in, lines out; knows no run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Final, NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message

from game.app.page import Line, Page, Row
from game.app.text import plain
from game.session.words import percent

LEFT: Final = 9
"""Cells of the scale at the left."""
LEAST_STEP: Final = 4
"""Cells from one decision to the next where a run is so long that only a part of it fits."""
MOST_STEP: Final = 14
LEAST_ROWS: Final = 5
MOST_ROWS: Final = 12
"""Lines of the plot; the legend above and the numbers below are one more each."""
BESIDE: Final = 10
"""Lines of a screen that are never the plot's: head and foot, legend and numbers, some of what was
said."""
TICKS: Final = (100, 50, 0)

NAMES: Final = ("── sixty", ""), ("·· a sale today", " %")


class Plot(NamedTuple):
    """What is drawn. `sixty` and `today` have a figure, 0..100, for each decision and one for what
    the run came to; `mattered` are indices of decisions, and `current` is the one looked at.
    `names` say what the lines are, and what stands after their figures; `said` stands for those
    figures where they are not told as a percent alone. `least` cells are from one to the next."""

    sixty: tuple[Fraction, ...]
    today: tuple[Fraction, ...]
    mattered: frozenset[int]
    current: int
    names: tuple[tuple[str, str], tuple[str, str]] = NAMES
    said: tuple[str, str] | None = None
    least: int = LEAST_STEP


class _Cell(NamedTuple):
    character: str = " "
    style: str = ""


Grid = list[list[_Cell]]


def rows_for(height: int) -> int:
    """Lines of the plot on a screen of so many lines."""
    return max(LEAST_ROWS, min(MOST_ROWS, (height - BESIDE) // 2))


def in_sight(count: int, current: int, width: int, least: int = LEAST_STEP) -> tuple[range, int]:
    """Which of `count` figures fit into `width` cells, `current` among them, and the cells from
    one to the next, at least so many."""
    if (count - 1) * least <= width - 3:
        return range(count), min(MOST_STEP, (width - 3) // max(1, count - 1))
    room = max(2, (width - 3) // least)
    first = max(0, min(current - room // 2, count - room))
    return range(first, first + room), least


def curve(plot: Plot, width: int, rows: int) -> Iterator[Content]:
    """The legend, so many rows of plot, and the decisions' numbers, at a width in cells."""
    shown, step = in_sight(len(plot.sixty), plot.current, width - LEFT, plot.least)
    columns = {index: 2 + place * step for place, index in enumerate(shown)}
    grid: Grid = [[_Cell()] * (width - LEFT) for _ in range(rows)]
    _dots(grid, _legs(columns, plot.today, rows))
    _solid(grid, _legs(columns, plot.sixty, rows))
    _marks(grid, columns, plot)
    yield _legend(plot)
    ticks = {_row(Fraction(tick), rows): str(tick) for tick in TICKS}
    for number, line in enumerate(grid):
        tick = ticks.get(number, "")
        left = f"{tick:>{LEFT - 2}} {'┤' if tick else '│'}"
        yield Content.assemble((left, ".soft"), *_runs(line))
    yield _numbers(columns, plot, width)


def empty(decisions: int, said: str, width: int, rows: int) -> Iterator[Content]:
    """The same place before there is anything to draw: as many lines, and what is to be said."""
    words = plain(said, ".soft").wrap(max(1, width - LEFT - 4))[: rows - 1]
    first = 1 + (rows - len(words)) // 2
    nothing = (Fraction(0),) * (decisions + 1)
    *lines, numbers = curve(Plot(nothing, nothing, frozenset(), -1), width, rows)
    for number, line in enumerate(lines):
        at = number - first
        left = line[:LEFT] if number else Content("")
        yield Content.assemble(left, "  ", words[at]) if 0 <= at < len(words) else left
    yield numbers


def _row(figure: Fraction, rows: int) -> int:
    return floor((100 - figure) * (rows - 1) / 100 + Fraction(1, 2))


class _Leg(NamedTuple):
    """From one decision's column to the next one's: the rows, and the column they change in."""

    first: int
    turn: int
    last: int
    here: int
    there: int


def _legs(columns: dict[int, int], figures: Sequence[Fraction], rows: int) -> Iterator[_Leg]:
    """A figure is held until the next decision has changed it, halfway between the two."""
    for (index, first), (after, last) in pairwise(columns.items()):
        here, there = _row(figures[index], rows), _row(figures[after], rows)
        yield _Leg(first, (first + last) // 2, last, here, there)


def _dots(grid: Grid, legs: Iterable[_Leg]) -> None:
    for first, turn, last, here, there in legs:
        for column in range(first + first % 2, last + 1, 2):
            grid[here if column <= turn else there][column] = _Cell("·", ".loss")
        for row in range(min(here, there) + 1, max(here, there)):
            grid[row][turn] = _Cell("┊", ".loss")


def _solid(grid: Grid, legs: Iterable[_Leg]) -> None:
    for first, turn, last, here, there in legs:
        for column in range(first, last + 1):
            row = here if column <= turn else there
            # Where both run along one row, every other dot of the one below shows through.
            if grid[row][column].character != "·" or column % 4:
                grid[row][column] = _Cell("─", ".gain")
        if here != there:
            up = there < here
            for row in range(min(here, there) + 1, max(here, there)):
                grid[row][turn] = _Cell("│", ".gain")
            grid[here][turn] = _Cell("╯" if up else "╮", ".gain")
            grid[there][turn] = _Cell("╭" if up else "╰", ".gain")


def _marks(grid: Grid, columns: dict[int, int], plot: Plot) -> None:
    for index, column in columns.items():
        row = _row(plot.sixty[index], len(grid))
        if index in plot.mattered:
            grid[row][column] = _Cell("●", ".strong")
        elif index == plot.current:
            grid[row][column] = _Cell("○", ".strong")
        if index == plot.current:
            for below in range(row + 1, len(grid)):
                if grid[below][column].character == " ":
                    grid[below][column] = _Cell("┆", ".soft")


def _runs(line: Sequence[_Cell]) -> Iterable[tuple[str, str]]:
    """Neighbours of one style as one piece of text."""
    text, style = "", ""
    for cell in line:
        if cell.style != style and cell.character != " ":
            yield text, style
            text, style = "", cell.style
        text += cell.character
    yield text.rstrip(), style


def _legend(plot: Plot) -> Content:
    """The names of the two lines, with their figures at the decision looked at."""
    if plot.current < 0:
        return Content("")
    (solid, of_solid), (dotted, of_dotted) = plot.names
    at = plot.current
    sixty, today = plot.said or (percent(plot.sixty[at]), percent(plot.today[at]))
    return Content.assemble(
        (" " * LEFT, ""),
        (solid, ".gain"),
        (f" {sixty}{of_solid}", ".strong"),
        "     ",
        (dotted, ".loss"),
        (f" {today}{of_dotted}", ".strong"),
    )


def _numbers(columns: dict[int, int], plot: Plot, width: int) -> Content:
    """The decisions' numbers below the plot; the one looked at between brackets."""
    last = len(plot.sixty) - 1
    axis = ["─"] * min(width - LEFT, columns[max(columns)] + 2)
    chosen = (0, 0)
    for index, column in columns.items():
        if index == last:
            continue
        word, at = str(index + 1), column
        if index == plot.current:
            word, at = f"[{word}]", column - 1
            chosen = at, at + len(word)
        axis[at : at + len(word)] = word
    line = "".join(axis)
    first, end = chosen
    return Content.assemble(
        (" " * (LEFT - 1) + "└", ".soft"),
        (line[:first], ".soft"),
        (line[first:end], ".strong"),
        (line[end:], ".soft"),
    )


class Curve(Page):
    """The plot as a widget: set it again whenever another decision is looked at."""

    class Picked(Message):
        """Somebody clicked on a decision; its index."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._plot: Plot | None = None
        self._said: tuple[int, str] = (1, "")
        self._height = LEAST_ROWS

    def set_plot(self, plot: Plot, rows: int) -> None:
        """Draw this, in so many rows."""
        self._plot = plot
        self._again(rows)

    def set_empty(self, decisions: int, said: str, rows: int) -> None:
        """Nothing to draw yet, or ever; what is to be said of that."""
        self._plot, self._said = None, (decisions, said)
        self._again(rows)

    def _again(self, rows: int) -> None:
        higher, self._height = rows != self._height, rows
        self._forget()
        self.clear_cached_dimensions()
        self.refresh(layout=higher)

    def _set(self, width: int) -> Iterable[Row]:
        width = max(width, LEFT + 2 * LEAST_STEP)
        if self._plot is None:
            drawn = empty(*self._said, width, self._height)
        else:
            drawn = curve(self._plot, width, self._height)
        return (Row(Line(line), 0) for line in drawn)

    def on_click(self, event: events.Click) -> None:
        """The decision nearest to the click."""
        plot = self._plot
        if plot is None:
            return
        width = self.size.width - LEFT
        shown, step = in_sight(len(plot.sixty), plot.current, width, plot.least)
        place = (event.x - LEFT - 2 + step // 2) // step
        index = shown[max(0, min(place, len(shown) - 1))]
        self.post_message(self.Picked(min(index, len(plot.sixty) - 2)))
