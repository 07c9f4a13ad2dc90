"""Text from files and people, made safe for a terminal: a control character becomes a visible sign.

For whichever front end writes it. Knows no terminal; the signs are `game.script.problems`'s.
"""

from __future__ import annotations

from game.script.problems import visible


def safe(text: str) -> str:
    """The text on one line: line breaks and tabs read as blanks, control characters as signs."""
    return visible(" ".join(text.split("\n")).replace("\t", " ").strip())


def safe_lines(text: str) -> list[str]:
    """The text line by line, as it was laid out; no line holds a control character."""
    return [visible(line.replace("\t", "    ").rstrip()) for line in text.strip("\n").split("\n")]


def quoted_argument(text: str) -> str:
    """The text as it is typed on a command line: in quotation marks where it has blanks."""
    shown = safe(text)
    return f'"{shown}"' if " " in shown or not shown else shown
