"""Scenarios and steps of a review, set as blocks: the other ways down to the same runs.

Values in, blocks out; computes no figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content

from game.app.page import Block
from game.app.review import lists, people, table
from game.app.review.table import INDENT, Column, cut
from game.app.review.values import Stop
from game.app.text import plain
from game.office.review import shade

if TYPE_CHECKING:
    from game.app.review.setting import Set
    from game.app.review.values import ScenarioSeen
    from game.office.review import Talk
    from game.office.tallies import ScenarioLine, StepLine
    from game.records.ratio import Ratio

MOST: Final = 30
"""Scenarios on a page."""
TITLE: Final = 20
"""Cells of a title at least."""


def scenarios(page: Set, first: int, lines: Sequence[ScenarioLine]) -> Iterator[Block]:
    """Every scenario, and under each what cost most there."""
    if not lines:
        yield from nothing()
        return
    shown = lines[first : first + MOST]
    room = page.width - len(INDENT)
    columns = table.fitting(_columns(shown), room - TITLE)
    heads, *figures = columns.rows()
    title = max(TITLE, room - columns.width)
    yield Block(plain(f"{'':<{title}}{heads}", ".soft"), lead=INDENT, above=1)
    for line, its in zip(shown, figures, strict=True):
        yield Block(
            plain(f"{table.filled(line.title, title)}{its}"),
            lead=INDENT,
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


def _columns(lines: Sequence[ScenarioLine]) -> list[Column]:
    of = [line.figures for line in lines]
    return [
        Column("process", tuple(str(each.process) for each in of)),
        Column("sixty", tuple(str(each.sixty) for each in of)),
        Column("shoppers", tuple(str(each.sixty_shoppers) for each in of)),
        Column("buyers", tuple(str(each.sixty_buyers) for each in of)),
        Column("passed", tuple(each.passes.counted for each in of)),
        Column("fouls", tuple(each.fouls.counted for each in of)),
        Column("runs", tuple(each.entering.counted for each in of)),
    ]


def _costliest(page: Set, talk: Talk) -> Block:
    words = f"“{talk.words}”" if talk.spoken else talk.words
    figures = f"taken {talk.taken.counted}  lost {-talk.points}"
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
        right=plain(f"{figures.entering.counted} runs in the averages", ".soft"),
    )
    yield Block(plain(which, ".soft"), lead=INDENT)
    of = "", which
    for name, ratio, kind, counted in (
        ("Process", figures.process, "averages", "points"),
        ("Sixty", figures.sixty, "averages", "points"),
        ("  with shoppers", figures.sixty_shoppers, "shoppers", "points"),
        ("  with buyers", figures.sixty_buyers, "buyers", "points"),
        ("Passed", figures.passes, "passed", "runs in the averages"),
        ("Fouls", figures.fouls, "fouls", "finished runs"),
    ):
        yield page.fact(name, ratio, (*of, kind), counted)
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
        yield done(page, line.step, line.done, Stop("step", (line.step,)))
    yield Block()
    yield people.legend()


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
    yield Block(plain(f"In all it was done in {line.done.told} runs.", ".soft"), lead=INDENT)
    for doer in line.doers:
        yield done(page, doer.name, doer.done, Stop("skipped", (doer.person, which)))


def done(page: Set, name: str, ratio: Ratio, stop: Stop) -> Block:
    """How often a step was done, by its shade and in figures, and a way to the runs without it."""
    sign, figures = shade(ratio), str(ratio)
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
