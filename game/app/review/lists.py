"""Lists of a review, set as blocks: runs, what was chosen at a decision, what is to be inspected.

Values in, blocks out; computes no figure. Words speak of decisions, never of the person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from textual.content import Content

from game.app.page import Block
from game.app.review.table import INDENT, cut
from game.app.review.values import Stop
from game.app.text import plain
from game.records.export import time_text

if TYPE_CHECKING:
    from game.app.review.setting import Set
    from game.app.review.values import InspectSeen, RunsSeen, TalkSeen
    from game.records.queries import RunLine
    from game.records.ratio import Ratio

HEADS: Final = f"{'process':>13}{'sixty':>13}{'lost':>6}"
"""Over the figures of a list of runs."""
WHOLE_DATE: Final = 90
"""Cells of a page from which on there is room for the year of a run."""


def talk(page: Set, seen: TalkSeen) -> Iterator[Block]:
    """What was chosen at a decision, and the runs in which one choice was taken."""
    yield Block(
        plain("What was chosen here", ".title"),
        lead=INDENT,
        above=1,
        right=plain(f"{'taken':>10}{'each':>7}{'lost':>7}", ".soft"),
    )
    for each in seen.choices:
        said = f"“{each.words}”" if each.spoken else each.words
        mark = "● " if each.choice == seen.choice else "  "
        cost = -round(each.lost / 1000 / max(1, each.taken.part))
        figures = f"{each.taken.counted:>10}{cost:>7}{-round(each.lost / 1000):>7}"
        yield Block(plain(said), lead=plain(INDENT + mark), right=plain(figures, ".soft"))
        yield Block(plain(_bar(each.taken, page.width - 12), ".gain"), lead=INDENT + "  ")
    yield Block(plain("Where ● was chosen, the costliest first", ".title"), lead=INDENT, above=1)
    for taken in seen.taken:
        who = seen.names.get(taken.person, "(name taken away)")
        yield Block(
            plain(f"{_when(taken.started_ms)}  {cut(who, 24)}"),
            lead=INDENT,
            right=plain(f"decision {taken.number + 1}{-round(taken.loss / 1000):>7}", ".soft"),
            key=page.way(Stop("run", (taken.run, str(taken.number)))),
        )
    yield from more(page, seen.after)


def runs(page: Set, seen: RunsSeen) -> Iterator[Block]:
    """A list of runs."""
    title, heads = plain(f"Runs, {seen.said}", ".title"), plain(HEADS, ".soft")
    if title.cell_length + len(HEADS) + len(INDENT) + 2 <= page.width:
        yield Block(title, lead=INDENT, above=1, right=heads)
    else:
        yield Block(title, lead=INDENT, above=1)
        yield Block(lead=INDENT, right=heads)
    if not seen.lines:
        yield Block(plain("None.", ".soft"), lead=INDENT)
    for line in seen.lines:
        yield run(page, line, seen.names)
    yield from more(page, seen.after)


def more(page: Set, after: Stop | None) -> Iterator[Block]:
    """The way to what did not go on the page."""
    if after is not None:
        yield Block(plain("More runs", ".soft"), lead=INDENT, key=page.way(after))


def run(page: Set, line: RunLine, names: Mapping[str, str], *, titled: bool = True) -> Block:
    """A run in a list; `titled` says of which scenario, as far as there is room for it."""
    if line.state == "finished":
        lost = "…" if line.loss is None else str(-round(line.loss / 1000))
        figures = f"{line.process!s:>13}{line.sixty!s:>13}{lost:>6}"
    else:
        figures = line.state
    notes = "" if line.counts else "  not counted"
    notes += "  foul" if line.fouls != "[]" else ""
    when = _when(line.started_ms)
    when = f"{when if page.width > WHOLE_DATE else when[5:]}  "
    room = page.width - len(INDENT) - len(HEADS) - 2 - len(when) - len(notes)
    cells = min(12, room)  # a narrow page has room for both notes and half a name
    left = f"{when}{cut(names.get(line.person, '(name taken away)'), cells):<{cells}}"
    room -= cells + 2
    what = f"  {cut(line.scenario, room)}" if titled and room > 4 else ""
    words = Content.assemble(plain(left), plain(what), plain(notes, ".loss"))
    key = page.way(Stop("run", (line.run,)))
    return Block(words, lead=INDENT, right=plain(figures, ".soft"), key=key)


def inspect(page: Set, seen: InspectSeen) -> Iterator[Block]:
    """What was drawn and is open."""
    yield Block(plain("Runs to inspect, drawn by lot", ".title"), lead=INDENT, above=1)
    if not seen.open:
        words = "None is open. d draws some, written into the log."
        yield Block(plain(words, ".soft"), lead=INDENT)
    before = None
    for each, record in seen.open:
        if each.draw != before:
            drawn = f"Drawn {time_text(each.drawn_ms)[:10]}, seed {each.seed}"
            yield Block(plain(drawn, ".soft"), lead=INDENT, above=0 if before is None else 1)
            before = each.draw
        who = cut(record.name or "(name taken away)", 16)
        due = "overdue since" if each.overdue else "due"
        yield Block(
            plain(f"{who:<18}{cut(record.started.scenario, page.width - 48)}"),
            lead=INDENT,
            right=plain(
                f"{due} {time_text(each.due_ms)[:10]}", ".alarm" if each.overdue else ".soft"
            ),
            key=page.way(Stop("run", (each.run,))),
        )
    yield from said(page, seen)


def said(page: Set, seen: InspectSeen) -> Iterator[Block]:
    """What people made of runs beside the coach, where they differ first."""
    if not seen.said:
        return
    yield Block(plain("People beside the coach", ".title"), lead=INDENT, above=1)
    for each, record in seen.said:
        who = cut(record.name or "(name taken away)", 16)
        what = "the run" if each.index is None else f"decision {each.index + 1}"
        differs = "agreed" if each.verdict == "agree" else each.label or "other scores"
        at = () if each.index is None else (str(each.index),)
        yield Block(
            plain(f"{who:<18}{cut(record.started.scenario, page.width - 54)}"),
            lead=INDENT,
            right=plain(f"{what}  {differs:>12}", ".soft"),
            key=page.way(Stop("run", (each.run, *at))),
        )


def _bar(part: Ratio, width: int) -> str:
    cells = max(1, width) * part.part // max(1, part.whole)
    return "━" * cells or "·"


def _when(at_ms: int) -> str:
    return time_text(at_ms)[:16].replace("T", " ")
