"""Lines for a terminal, cut between words and not where the terminal's edge happens to be.

Text in, text out, but for one look at how wide a terminal is. Knows no screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

_NARROWEST = 40
_EXCERPT = re.compile(r"\s*[0-9]* \| ")
"""A line of a file that is shown as it stands, or the caret below it."""


def folded_for(out: TextIO, lines: Iterable[str]) -> Iterator[str]:
    """The lines as `out` should have them: folded on a terminal, as they are anywhere else."""
    if not out.isatty():
        yield from lines
        return
    import shutil

    across = shutil.get_terminal_size().columns
    for text in lines:
        for line in text.split("\n"):
            yield from folded(line, across)


def folded(line: str, across: int) -> tuple[str, ...]:
    """A line in parts of at most so many characters, cut between words; what goes on below stands
    two further in. A word that is longer, and a line of somebody's file, stay whole."""
    if len(line) <= across or across < _NARROWEST or _EXCERPT.match(line):
        return (line,)
    import textwrap

    further = " " * (len(line) - len(line.lstrip(" ")) + 2)
    parts = textwrap.wrap(
        line,
        across,
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
        expand_tabs=False,
        replace_whitespace=False,
    )
    return tuple(parts) or (line,)
