"""The table of all scenarios and the coverage as plain lines of at most 80 columns.

Knows what it is given, and no terminal.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from game.author.overview import figures as shown
from game.author.overview.coverage import Covered, Decision, Use
from game.author.overview.rows import Row, by_folder
from game.script.problems import visible

_WIDE = 79
_WORDS = 60
_ABOUT = (
    "best, any: what best play and any play may expect, 0 to 100. margin: points that the nearest"
    " temptation loses. asking: points that knowing the truth from the start would be worth."
    " passes: a bot's chance of a pass, in percent."
)


def table(rows: Sequence[Row]) -> Iterator[str]:
    """The table, a few lines a scenario, by folder."""
    yield from textwrap.wrap(_ABOUT, _WIDE)
    for folder, inside in by_folder(rows).items():
        yield ""
        head = ("states", "best", "any", "margin", "asking", "min")
        yield _line(shown.cut(folder or ".", 24), head, "preset")
        for row in inside:
            yield from _scenario(row)
    yield ""
    yield from textwrap.wrap(shown.counted(rows), _WIDE)
    yield from textwrap.wrap(shown.missing(rows), _WIDE)
    yield from textwrap.wrap(shown.guesses(rows), _WIDE)


def _scenario(row: Row) -> Iterator[str]:
    name = visible(row.id.rpartition("/")[2])
    if len(name) > 22:
        yield f"  {shown.cut(name, _WIDE - 2)}"
        name = ""
    asking = shown.points(row.asking)
    cells = (shown.states(row), shown.best(row), shown.anything(row), shown.margin(row), asking)
    yield _line(f"  {name}", (*cells, shown.minutes(row)), row.preset or shown.NONE)
    if row.passes:
        told = "  ".join(f"{bot} {shown.percent(chance)}" for bot, chance in row.passes)
        yield f"      passes: {told}"
    if row.systems:
        yield from _folded(f"exercises {' '.join(row.systems)}")
    for preset in row.overturned:
        yield from _folded(f"Under the preset {preset} the best line is another.")
    if row.problems:
        yield from _folded(f"Not right: {', '.join(row.problems)} (sixty check {row.id})")


def _line(name: str, cells: Sequence[str], last: str) -> str:
    widths = (9, 6, 6, 7, 7, 4)
    told = "".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True))
    return f"{name:24}{told}  {last}".rstrip()


def _folded(text: str) -> Iterator[str]:
    yield from textwrap.wrap(
        visible(text), _WIDE, initial_indent=" " * 6, subsequent_indent=" " * 8
    )


def covered(systems: Sequence[Covered]) -> Iterator[str]:
    """The coverage, a paragraph a system."""
    for at, each in enumerate(systems):
        system = each.system
        if at:
            yield ""
        yield f"{system.id:4}{system.name}"
        yield from textwrap.wrap(
            system.does, _WIDE, initial_indent="    ", subsequent_indent="    "
        )
        for use in each.uses:
            yield from _use(use)
        if not each.uses:
            yield "    Not yet."
        elif system.beyond:
            yield f"    Not yet: {system.beyond}."


def _use(use: Use) -> Iterator[str]:
    yield f"  - {shown.cut(use.scenario, _WIDE - 4)}"
    for decision in use.decisions:
        yield f"      {_decision(decision)}"


def _decision(decision: Decision) -> str:
    words = shown.cut(decision.words, _WORDS)
    return {"say": f"“{words}”", "do": f"({words})", "scene": f"scene “{words}”"}[decision.kind]
