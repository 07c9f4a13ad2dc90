"""A problem code in a mentor's words, with a bad and a good example, as lines for a page.

Works on the table of codes alone: not how a problem is found, nor where the lines are written.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from game.script.codes import codes
from game.script.problems import visible

if TYPE_CHECKING:
    from game.script.codes import Code

WIDTH = 80
"""Columns of the page; no line is longer."""

_FILES = {"scenario": "a scenario", "binder": "a binder", "piece": "a piece"}


def find(asked: str, table: Mapping[str, Code] | None = None) -> Code | None:
    """The code that was meant, as `SX015`, `sx15` or `15`; None where there is none."""
    number = _number(asked)
    return None if number is None else (table or codes()).get(f"SX{number:03d}")


def like(asked: str, table: Mapping[str, Code] | None = None) -> tuple[Code, ...]:
    """Up to three codes that may have been meant: the nearest by number, or those that speak of
    the words; none where nothing is like it."""
    known = tuple((table or codes()).values())
    number = _number(asked)
    if number is not None:
        near = sorted(known, key=lambda code: (abs(int(code.code[2:]) - number), code.code))
        return tuple(sorted(near[:3], key=lambda code: code.code))
    words = re.findall(r"\w{3,}|[^\w\s]", asked.casefold())
    found = sorted((-_speaks(code, words), code.code, code) for code in known)
    return tuple(code for score, _, code in found[:3] if score)


def page(code: Code) -> Iterator[str]:
    """A code explained, in lines of at most WIDTH columns."""
    yield from textwrap.wrap(f"{code.code}  {code.title}", WIDTH)
    yield ""
    yield from _told(code.means)
    yield ""
    yield f"  Like this, in {_FILES[code.inside]}:"
    yield ""
    yield from _shown(code.bad)
    yield ""
    yield "  Better:"
    yield ""
    # Where the whole file is the mend there is nothing to show but that there is one.
    yield from _shown(
        "(any whole scenario: sixty new writes one)" if code.good == "*" else code.good
    )


def index(table: Mapping[str, Code] | None = None) -> Iterator[str]:
    """Every code with its title, a line each."""
    for code in (table or codes()).values():
        yield from textwrap.wrap(f"{code.code}  {code.title}", WIDTH, subsequent_indent=" " * 7)


def _number(asked: str) -> int | None:
    found = re.fullmatch(r"(?:SX)?[ -]?([0-9]{1,6})", asked.strip(), re.IGNORECASE | re.ASCII)
    return int(found[1]) if found else None


def _speaks(code: Code, words: list[str]) -> int:
    """How many of the words a code speaks of, its title counting double."""
    title, means = code.title.casefold(), code.means.casefold()
    return sum(2 * (word in title) + (word in means) for word in words)


def _told(text: str) -> Iterator[str]:
    for line in textwrap.wrap(visible(text), WIDTH - 2, break_long_words=True):
        yield f"  {line}"


def _shown(lines: str) -> Iterator[str]:
    """Lines of a file as they stand there, what cannot be seen as a sign, long ones cut."""
    room = WIDTH - 6
    for line in lines.split("\n"):
        shown = visible(line.rstrip(" "))
        yield f"    | {shown}" if len(shown) <= room else f"    | {shown[: room - 1]}…"
