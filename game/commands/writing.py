"""How a command writes: whole lines of text, or one JSON document that a terminal survives."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from collections.abc import Iterable

from game.session.safe import json_text

_NARROWEST = 40
_EXCERPT = re.compile(r"\s*[0-9]* \| ")
"""A line of a file that is shown as it stands, or the caret below it."""


def write_lines(lines: Iterable[str]) -> None:
    """Lines that are safe already, on standard output; on a terminal none is cut within a word."""
    if sys.stdout.isatty():
        across = shutil.get_terminal_size().columns
        single = (line for text in lines for line in text.split("\n"))
        lines = (part for line in single for part in folded(line, across))
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def folded(line: str, across: int) -> tuple[str, ...]:
    """A line in parts of at most so many characters, cut between words; what goes on below stands
    two further in. A word that is longer, and a line of somebody's file, stay whole."""
    if len(line) <= across or across < _NARROWEST or _EXCERPT.match(line):
        return (line,)
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


def write_json(document: object) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(json_text(document, indent=2) + "\n")
