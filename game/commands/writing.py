"""How a command writes: whole lines of text, or one JSON document that a terminal survives."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from game.session.folding import folded_for
from game.session.safe import json_text


def write_lines(lines: Iterable[str]) -> None:
    """Lines that are safe already, on standard output; on a terminal none is cut within a word."""
    sys.stdout.write("".join(f"{line}\n" for line in folded_for(sys.stdout, lines)))


def write_json(document: object) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(json_text(document, indent=2) + "\n")
