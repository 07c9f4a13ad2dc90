"""One YAML file as plain text, lists and keys, with a place kept for every value and every key.

Every word stays text (`no`, `10:40` and `1e3` never turn into something else); numbers are read by
the models. Safe on any bytes: size, depth, parts and repeats are bounded. Knows no scenario.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from game.script import snags, traps
from game.script.lookalikes import as_meant, lookalikes
from game.script.problems import Mark, Problem, error, is_hidden, warning
from game.script.reader import LARGEST, Source
from game.script.tree import Data, Path, Tree, build

__all__ = ["Data", "Document", "Path", "Reading", "read_document"]

_MENDS = 20
"""How many of YAML's traps are stepped over in one file, so that every problem shows at once."""
_THEN = "What else there may be in the file is told once this is mended."
"""Told where no reading of a line is sure: what would be found behind it may be nonsense."""
_MENDED_SIZE = 128 * 1024
"""Past this many characters a file is not read again and again to find its later traps."""
_SIGNS_LISTED = 20
_LETTERS = 8
"""Bytes at the front of a file by which UTF-16 without its mark is told."""
_BREAKS = re.compile(r"\r\n|\r|\n")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_TOLD = re.compile(f"{_FORBIDDEN.pattern[:-1]}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_BOUNDARY = re.compile(r"--- # piece: ")


@dataclass(frozen=True, slots=True)
class Document:
    """A file's data; `marks` places each value and `keys` each key, by the path to it."""

    data: Data
    marks: Mapping[Path, Mark] = field(default_factory=dict)
    keys: Mapping[Path, Mark] = field(default_factory=dict)

    def at(self, path: Sequence[object]) -> Mark:
        """The place of a value, or of the nearest thing around it that stands in the file."""
        return self.marks[self.resolve(path)]

    def key_at(self, path: Sequence[object]) -> Mark:
        """The place of a key, or of its value where it has none."""
        resolved = self.resolve(path)
        return self.keys.get(resolved, self.marks[resolved])

    def resolve(self, path: Sequence[object]) -> Path:
        """The path with every step left out that the file does not spell out."""
        known: Path = ()
        for part in path:
            if isinstance(part, (str, int)) and (*known, part) in self.marks:
                known = (*known, part)
        return known

    def value(self, path: Sequence[object]) -> Data:
        """What stands at that place."""
        found = self.data
        for part in self.resolve(path):
            found = found[part]  # type: ignore[index]
        return found


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, or None where the file is not YAML at all, with what is wrong and its lines."""

    document: Document | None
    problems: tuple[Problem, ...]
    lines: tuple[str, ...] = ()


def read_document(source: Source) -> Reading:
    """Reads one file. Never raises: whatever is wrong is listed."""
    text = _decoded(source)
    if isinstance(text, Problem):
        return Reading(None, (text,))
    lines = _BREAKS.split(text)
    problems, clean = _signs(source.file, lines)
    for number, line in enumerate(lines, 1):
        if _BOUNDARY.match(line):
            message = "“--- # piece:” marks where a piece begins in Sixty's own log."
            mark = Mark(source.file, number, 1)
            problems.append(error("SX010", mark, message, "Write that line another way."))
            return Reading(None, tuple(problems), tuple(lines))
    tree = _mended(source.file, clean, problems)
    if tree is None:
        return Reading(None, tuple(problems), tuple(lines))
    if () not in tree.marks:
        if all(problem.severity == "warning" for problem in problems):
            top = Mark(source.file, 0, 0)
            mend = "Start from another scenario, or from the guide beside the scenarios."
            problems.append(error("SX026", top, "This file is empty.", mend))
        return Reading(None, tuple(problems), tuple(lines))
    document = Document(tree.data, tree.marks, tree.keys)
    return Reading(document, tuple(problems), tuple(lines))


def _decoded(source: Source) -> str | Problem:
    top = Mark(source.file, 0, 0)
    if len(source.content) > LARGEST:
        message = f"This file is larger than {LARGEST // 1024} KB."
        return error("SX002", top, message, "Split it into several scenarios.")
    mend = "Save it as UTF-8 (in most editors: Save As, Encoding, UTF-8)."
    if _is_utf_16(source.content):
        return error("SX003", top, "This file is saved as UTF-16, not as UTF-8.", mend)
    try:
        return source.content.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        before = _BREAKS.split(source.content[: bad.start].decode("utf-8-sig", "replace"))
        mark = Mark(source.file, len(before), len(before[-1]) + 1)
        return error("SX003", mark, "A character here is not saved as UTF-8.", mend)


def _is_utf_16(content: bytes) -> bool:
    """By its mark; without one, by the zero beside each of its first letters."""
    begins = content[:_LETTERS]
    if begins[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    return len(begins) == _LETTERS and not (any(begins[::2]) and any(begins[1::2]))


def _signs(file: str, lines: list[str]) -> tuple[list[Problem], list[str]]:
    """What is hidden in the lines, and the lines as YAML can read them, column for column."""
    problems: list[Problem] = []
    clean = list(lines)
    for number, line in enumerate(lines, 1):
        if line.isascii() and line.isprintable():
            continue
        plain = clean[number - 1] = _plain(file, number, line, problems)
        if _TOLD.search(line) is None:
            continue
        clean[number - 1] = _FORBIDDEN.sub(
            lambda m: " " if is_hidden(m[0]) or m[0] == "\x85" else "\ufffd", plain
        )
        for sign in islice(_TOLD.finditer(line), _SIGNS_LISTED - len(problems)):
            hidden = is_hidden(sign[0]) or sign[0] == "\x85"
            make = warning if hidden else error
            kind = "hidden" if hidden else "control"
            mark = Mark(file, number, sign.start() + 1)
            message = f"There is a {kind} character here (U+{ord(sign[0]):04X})."
            problems.append(make("SX004", mark, message, "Delete it and type the words again."))
    return problems, clean


def _plain(file: str, number: int, line: str, problems: list[Problem]) -> str:
    """The line without signs that only look like the right ones; told of once a line."""
    found = lookalikes(line, traps.format_keys())
    for sign in found[:1]:
        mark = Mark(file, number, sign.column + 1)
        if sign.meant == "-":
            message = f"An item begins with a plain dash -, and this is another sign: {sign.sign}"
            problems.append(error("SX028", mark, message, "Type a plain dash and a space."))
        else:
            message = (
                f"This only looks like a space (U+{ord(sign.sign):04X}); it came with a paste."
            )
            problems.append(warning("SX004", mark, message, "Delete it and type a space."))
    return as_meant(line, found)


def _mended(file: str, lines: list[str], problems: list[Problem]) -> Tree | None:
    """The tree of the lines, stepping over traps that have one sure reading; None where it ends."""
    shifts: dict[int, snags.Shift] = {}
    seen: set[tuple[int, int]] = set()
    mends = _MENDS if sum(map(len, lines)) <= _MENDED_SIZE else 0
    while True:
        try:
            tree = build(file, lines, shifts)
        except snags.Snag as snag:
            trap = traps.explain(snag, lines)
            column = shifts[trap.line].back(trap.column) if trap.line in shifts else trap.column
            stepped_over = trap.mended is not None and len(seen) < mends and trap.line not in shifts
            if (trap.line, column) not in seen:
                mark = Mark(file, trap.line + 1, column + 1)
                mend = trap.suggestion if stepped_over else f"{trap.suggestion} {_THEN}"
                problems.append(error(trap.code, mark, trap.message, mend))
            if trap.mended is None or not stepped_over:
                return None
            seen.add((trap.line, column))
            shifts[trap.line] = snags.Shift.between(lines[trap.line], trap.mended)
            lines[trap.line] = trap.mended
        else:
            problems += tree.problems
            return tree
