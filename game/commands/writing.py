"""How a command writes: whole lines of text, or one JSON document that a terminal survives."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable

_UNSAFE = re.compile("[\x7f-\x9f\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""What JSON allows as it is, and a terminal obeys or a reader cannot see."""


def write_lines(lines: Iterable[str]) -> None:
    """Lines that are safe already, on standard output."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def write_json(document: object) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(json_text(document, indent=2) + "\n")


def json_text(document: object, indent: int | None = None) -> str:
    """A JSON text that people can read, with every control character as an escape."""
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    # Such a character can stand only inside a string, where its escape means the same.
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
