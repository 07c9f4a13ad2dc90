"""Scenarios and steps of a review, set as blocks: the other ways down to the same runs.

Values in, blocks out; computes no figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content

from game.app.page import Block
from game.app.review import lists, table
from game.app.review.table import INDENT, cut, fraction, score
from game.app.review.values import Stop
from game.app.text import plain
from game.office.review import percent, shade

if TYPE_CHECKING:
    from game.app.review.setting import Set
    from game.app.review.values import ScenarioSeen
    from game.office.review import Talk
    from game.office.tallies import ScenarioLine, StepLine
    from game.records.ratio import Ratio
    from game.records.scenarios import ScenarioFigures

MOST: Final = 30
"""Scenarios on a page."""
TITLE: Final = 14
"""Cells of a title at least."""
HEADS: Final = ("runs", "passed", "fouls", "process", "sixty", "buyers", "shoppers")


def scenarios(page: Set, first: int, lines: Sequence[ScenarioLine]) -> Iterator[Block]:
    """Every scenario, and under each what cost most there."""
    if not lines:
        yield from nothing()
        return
    shown = lines[first : first + MOST]
    rows = [_cells(line.figures) for line in shown]
    widths = [max(map(len, column)) for column in zip(HEADS, *rows, strict=True)]
    room = page.width - len(INDENT)
    gap = 2 if sum(widths) + 2 * len(widths) + 2 * TITLE <= room else 1
    title = max(TITLE, room - sum(widths) - gap * len(widths) - 1)
    yield Block(lead=INDENT, right=plain(_row(HEADS, widths, gap), ".soft"), above=1)
    for line, cells in zip(shown, rows, strict=True):
        yield Block(
            plain(cut(line.title, title)),
            lead=INDENT,
            right=plain(_row(cells, widths, gap)),
            key=page.way(Stop("scenario", (line.figures.scenario,))),
        )
        if line.costliest is not None:
            yield _costliest(page, line.costliest)
    left = len(lines) - first - len(shown)
    if left:
        key = page.way(Stop("scenarios", (str(first + MOST),)))
        yield Block(plain(f"{left} more scenarios", ".soft"), lead=INDENT, key=key)
    yield Block(
        plain("Scores and passes are of the runs that were finished without a foul.", ".soft"),
        lead=INDENT,
        above=1,
    )


def _cells(figures: ScenarioFigures) -> tuple[str, ...]:
    return (
        fraction(figures.entering),
        fraction(figures.passes),
        fraction(figures.fouls),
        score(figures.process),
        score(figures.sixty),
        score(figures.sixty_buyers),
        score(figures.sixty_shoppers),
    )


def _row(cells: Sequence[str], widths: Sequence[int], gap: int) -> str:
    spaced = (f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
    return (" " * gap).join(spaced)


def _costliest(page: Set, talk: Talk) -> Block:
    words = f"“{talk.words}”" if talk.spoken else talk.words
    figures = f"taken {fraction(talk.taken)}  lost {-talk.points}"
    return Block(
        plain(cut(words, max(TITLE, page.width - len(INDENT) - len(figures) - 5)), ".soft"),
        lead=f"{INDENT}  ",
        right=plain(figures, ".loss"),
        key=page.way(Stop("talk", (talk.scenario, talk.scene, talk.choice, ""))),
    )


def scenario(page: Set, which: str, seen: ScenarioSeen) -> Iterator[Block]:
    """One scenario: its figures with their fractions, what cost most, and its runs."""
    line = seen.line
    if line is None:
        yield from nothing()
        return
    figures = line.figures
    yield Block(
        plain(line.title, ".title"),
        lead=INDENT,
        above=1,
        right=plain(f"{fraction(figures.entering)} runs in the averages", ".soft"),
    )
    yield Block(plain(which, ".soft"), lead=INDENT)
    of = "", which
    yield page.figure("Process", figures.process, behind=(*of, "averages"))
    yield page.figure("Sixty", figures.sixty, behind=(*of, "averages"))
    yield page.figure("  with shoppers", figures.sixty_shoppers, behind=(*of, "shoppers"))
    yield page.figure("  with buyers", figures.sixty_buyers, behind=(*of, "buyers"))
    passed = f"{_in_hundred(figures.passes)}  {fraction(figures.passes)} runs"
    yield page.fact("Passed", passed, (*of, "passed"))
    fouls = f"{_in_hundred(figures.fouls)}  {fraction(figures.fouls)} finished runs"
    yield page.fact("Fouls", fouls, (*of, "fouls"))
    yield from page.talks(seen.talks, "", titled=False)
    yield Block(
        plain("Runs, the latest first", ".title"),
        lead=INDENT,
        above=1,
        right=plain(lists.HEADS, ".soft"),
    )
    for each in seen.runs:
        yield lists.run(page, each, seen.names, titled=False)
    if len(seen.runs) < figures.runs:
        yield from lists.more(page, Stop("runs", ("", which, "all", str(len(seen.runs)))))


def steps(page: Set, lines: Sequence[StepLine]) -> Iterator[Block]:
    """Every step, the most skipped first."""
    if not lines:
        yield from nothing()
        return
    yield Block(
        plain("Steps, the most skipped first", ".title"),
        lead=INDENT,
        above=1,
        right=plain("done", ".soft"),
    )
    for line in lines:
        yield _done(page, line.step, line.done, Stop("step", (line.step,)))
    yield Block()
    yield from table.legend()


def step(page: Set, which: str, line: StepLine | None) -> Iterator[Block]:
    """One step: everybody to whom it applied, those first who skipped it most."""
    if line is None:
        yield from nothing()
        return
    yield Block(
        plain(f"Who skips {which}", ".title"),
        lead=INDENT,
        above=1,
        right=plain("done", ".soft"),
    )
    yield Block(plain(f"In all it was done in {fraction(line.done)} runs.", ".soft"), lead=INDENT)
    for doer in line.doers:
        yield _done(page, doer.name, doer.done, Stop("skipped", (doer.person, which)))


def _done(page: Set, name: str, done: Ratio, stop: Stop) -> Block:
    sign = shade(done)
    figures = f"{fraction(done)}  {percent(done):>3} in 100"
    words = cut(name, max(TITLE, page.width - len(INDENT) - len(figures) - 7))
    return Block(
        Content.assemble(plain(sign, table.INKS.get(sign, "")), "  ", plain(words)),
        lead=INDENT,
        right=plain(figures, ".soft"),
        key=page.way(stop),
    )


def nothing() -> Iterator[Block]:
    """What is said where nothing is among what was asked for, and how to ask for more."""
    yield Block(plain("No run that counts is among these."), lead=INDENT, above=1)
    yield Block(
        plain("/ asks for others: days=all, mode=any, or a name alone.", ".soft"), lead=INDENT
    )


def _in_hundred(part: Ratio) -> str:
    return f"{score(part):>3}"
