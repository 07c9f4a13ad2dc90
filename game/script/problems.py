"""What is wrong with a file, as a value: a stable code, a place, one sentence, and the mend.

Knows how a problem is written out as text; must not know how it was found.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "advice"]
_COMPARED, _CANDIDATES = 40, 150
"""Characters of a name, and names, that are compared: a file may hold thousands of long ones."""
_SHOWN_WIDTH = 72
"""Columns of the offending line that are written out: one terminal line, with room for the rest."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file; `line` and `column` count from 1, in characters."""

    file: str
    line: int
    column: int

    def seen_from(self, here: Mark) -> str:
        """`line 4`, with the file's name where that is another one."""
        name = re.split(r"[\\/]", self.file)[-1]
        return f"line {self.line}" if self.file == here.file else f"line {self.line} of {name}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. An error of the file keeps it from being played, one of a proof from being
    trusted; a warning does neither, and advice is for the author to judge.

    `line` and `column` count from 1; 0 is the file as a whole. `message` is one sentence on what
    is wrong and `suggestion` how to mend it; `excerpt` is the offending line as it stands there.
    """

    code: str
    severity: Severity
    file: str
    line: int
    column: int
    message: str
    suggestion: str = ""
    excerpt: str = ""

    @property
    def sentence(self) -> str:
        """What is wrong and where, on one line, safe to show anywhere."""
        place = f"line {self.line}: " if self.line else ""
        return visible(f"{place}{self.message}")


def error(code: str, mark: Mark, message: str, suggestion: str = "") -> Problem:
    """A problem that keeps the file from being played."""
    return Problem(code, "error", mark.file, mark.line, mark.column, message, suggestion)


def warning(code: str, mark: Mark, message: str, suggestion: str = "") -> Problem:
    """A problem that the file can be played with."""
    return Problem(code, "warning", mark.file, mark.line, mark.column, message, suggestion)


def sign(character: str) -> str:
    """The visible sign of one character that would otherwise move or hide text, else itself."""
    point = ord(character)
    if point < 0x20:
        return chr(0x2400 + point)
    if point == 0x7F:
        return "\u2421"
    if is_hidden(character) or unicodedata.category(character) in ("Cc", "Cs"):
        return "\ufffd"
    return character


def is_hidden(character: str) -> bool:
    """Whether a character turns the direction of text or breaks a line without being seen."""
    return character in "\u2028\u2029\ufeff\u200e\u200f\u061c" or (
        "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"
    )


def visible(text: str) -> str:
    """The text with every control character as a visible sign, one character for one."""
    return text if text.isascii() and text.isprintable() else "".join(map(sign, text))


def quoted(name: object) -> str:
    """A name or a piece of text as a message quotes it: visible, cut at forty characters."""
    text = visible(str(name))
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name most like the one given, or None where nothing is like it."""
    wanted = name.casefold()[:_COMPARED]
    known = sorted(set(names), key=lambda known: (abs(len(known) - len(name)), known))
    folded = {known.casefold()[:_COMPARED]: known for known in reversed(known[:_CANDIDATES])}
    if wanted in folded:
        return folded[wanted]
    near = difflib.get_close_matches(wanted, folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def suggest(name: str, names: Iterable[str], otherwise: str = "") -> str:
    """How to mend a wrong name: the nearest right one, else the right ones where they are few."""
    known = list(dict.fromkeys(names))
    near = nearest(name, known)
    if near is not None:
        return f"Did you mean {quoted(near)}?"
    if known and len(known) <= 8:
        return f"It can be {listed(known)}."
    return otherwise


def listed(names: Iterable[object], last: str = "or") -> str:
    """Names in a sentence: `“a”, “b” or “c”`."""
    shown = [quoted(name) for name in names]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {last} {shown[-1]}"


def _width(text: str) -> int:
    return sum(
        0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def _window(excerpt: str, column: int) -> tuple[str, int]:
    at = min(max(column - 1, 0), len(excerpt))
    first = max(0, at - _SHOWN_WIDTH * 3 // 4) if len(excerpt) > _SHOWN_WIDTH else 0
    shown = visible(excerpt[first : first + _SHOWN_WIDTH])
    if first:
        shown = "…" + shown[1:]
    if first + _SHOWN_WIDTH < len(excerpt):
        shown = shown[:-1] + "…"
    return shown, _width(shown[: at - first])


def as_text(problem: Problem) -> str:
    """The problem in lines for a person: place, code, sentence, the line with a caret, the mend."""
    place = visible(problem.file)
    if problem.line:
        place += f":{problem.line}:{problem.column}"
    lines = [f"{place}: {problem.severity} {problem.code}: {visible(problem.message)}"]
    if problem.excerpt and not problem.excerpt.isspace():
        shown, at = _window(problem.excerpt, problem.column)
        number = str(problem.line)
        lines += [f"  {number} | {shown}", f"  {' ' * len(number)} | {' ' * at}^"]
    if problem.suggestion:
        lines.append(f"  {visible(problem.suggestion)}")
    return "\n".join(lines)


def in_order(problems: Iterable[Problem], files: Iterable[str]) -> tuple[Problem, ...]:
    """Every problem once, by file in the order given, then by place; errors before warnings."""
    order = {name: i for i, name in enumerate(dict.fromkeys(files))}
    return tuple(
        sorted(
            dict.fromkeys(problems),
            key=lambda p: (
                order.get(p.file, len(order)),
                p.line,
                p.column,
                p.severity,
                p.code,
                p.message,
            ),
        )
    )
