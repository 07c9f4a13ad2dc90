"""The pages docs/library.md and docs/coverage.md, as Markdown.

What stands in a scenario comes out as the same letters and as no mark-up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from game.author.overview import figures as shown
from game.author.overview.coverage import Covered, Decision, Use
from game.author.overview.rows import Row
from game.coach.bots import BOTS

_SIGN = re.compile(r"[\\`*_\[\]<>|~#]")
_WORDS = 80

_LIBRARY = """# The library

Every scenario, solved. `make library` writes this page from the files; change those.

- *best* and *any* are the totals that best play and any play may expect, 0 to 100.
- *margin* is what the nearest temptation loses: the smallest of the six proofs' margins, in points.
- *asking* is what knowing the truth from the start would be worth, in points.
- Under each bot stands its chance of a pass, in percent; the proofs allow 20.
- *preset* is the figure of when customers buy that the odds rest on, where they rest on one.
"""
_COVERAGE = """# What the library exercises

The systems of the sales floor, what the game does with each, and the decisions in which a trainee
meets it. What no scenario plays is *not yet*. `make library` writes this page from `exercises:` in
the scenarios; change that.
"""


def library_page(rows: Sequence[Row]) -> Iterator[str]:
    """docs/library.md, in lines."""
    yield from _LIBRARY.splitlines()
    yield ""
    left = ("scenario", "title")
    figures = ("states", "best", "any", *BOTS, "margin", "asking", "minutes")
    yield _cells((*left, *figures, "preset", "systems"))
    yield _cells((*("---" for _ in left), *("---:" for _ in figures), "---", "---"))
    for row in rows:
        passes = dict(row.passes)
        yield _cells(
            (
                f"`{row.id}`",
                _plain(row.title),
                shown.states(row),
                shown.best(row),
                shown.anything(row),
                *(shown.percent(passes[bot]) if bot in passes else shown.NONE for bot in BOTS),
                shown.margin(row),
                shown.points(row.asking),
                shown.minutes(row),
                row.preset or shown.NONE,
                " ".join(row.systems) or shown.NONE,
            )
        )
    yield ""
    yield f"{shown.counted(rows)} {shown.missing(rows)}"
    yield ""
    yield shown.guesses(rows)
    yield from _told(
        "Under another preset the best line is another:",
        [f"`{row.id}`: {', '.join(row.overturned)}" for row in rows if row.overturned],
    )
    yield from _told(
        "Not right:",
        [f"`{row.id}`: {', '.join(row.problems)}" for row in rows if row.problems],
    )


def coverage_page(systems: Sequence[Covered]) -> Iterator[str]:
    """docs/coverage.md, in lines."""
    yield from _COVERAGE.splitlines()
    for each in systems:
        system = each.system
        yield ""
        yield f"## {system.id} · {system.name}"
        yield ""
        yield system.does
        yield ""
        for use in each.uses:
            yield f"- **{_plain(use.title)}** (`{use.scenario}`): {_decisions(use)}"
        if not each.uses:
            yield "*not yet*"
        elif system.beyond:
            yield f"- *not yet*: {system.beyond}"


def _told(head: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield head
        yield ""
        yield from (f"- {line}" for line in lines)


def _decisions(use: Use) -> str:
    return " · ".join(map(_decision, use.decisions))


def _decision(decision: Decision) -> str:
    words = _plain(shown.cut(decision.words, _WORDS))
    return {"say": f"“{words}”", "do": f"({words})", "scene": f"the scene “{words}”"}[decision.kind]


def _cells(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    return _SIGN.sub(r"\\\g<0>", shown.cut(text, 200))
