"""Text from files and people, made safe for a terminal: a control character becomes a visible sign.

For whichever front end writes it. Knows no terminal; the signs are `game.script.problems`'s.
"""

from __future__ import annotations

import json
import re
import shlex

from game.script.problems import visible

_UNSAFE = re.compile("[\x7f-\x9f\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""What JSON allows as it is, and a terminal obeys or a reader cannot see."""


_BARE = re.compile(r"[\w@%+=:,./\\-]+")
_OBEYED = re.compile(r'["$`!]')


def safe(text: str) -> str:
    """The text on one line: line breaks and tabs read as blanks, control characters as signs."""
    return visible(" ".join(text.split("\n")).replace("\t", " ").strip())


def safe_lines(text: str) -> list[str]:
    """The text line by line, as it was laid out; no line holds a control character."""
    return [visible(line.replace("\t", "    ").rstrip()) for line in text.strip("\n").split("\n")]


def quoted_argument(text: str) -> str:
    """The text as it is typed on a command line: in quotation marks where it has blanks, or signs
    that a shell takes for its own."""
    shown = safe(text)
    if _BARE.fullmatch(shown):
        return shown
    # The double ones, which every system's shell knows, as long as nothing in them is one's own.
    return shlex.quote(shown) if _OBEYED.search(shown) else f'"{shown}"'


def json_text(document: object, indent: int | None = None) -> str:
    """A JSON text that people can read, with every control character as an escape."""
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    # Such a character can stand only inside a string, where its escape means the same.
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
