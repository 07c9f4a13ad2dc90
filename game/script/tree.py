"""YAML's stream of events folded into text, lists and keys, without recursion and within bounds.

Knows YAML and nothing of scenarios. What YAML itself cannot read is raised as a Snag, unexplained.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from game.script.mistyped import lone_words
from game.script.problems import Mark, Problem, error, is_hidden, quoted, warning
from game.script.snags import Shift, Snag

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML without libyaml reads the same, more slowly
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

Data = None | str | list["Data"] | dict[str, "Data"]
Path = tuple[str | int, ...]

DEPTH = 30
"""Levels of nesting that are read; a scenario that uses every key at once needs about fifteen."""
PARTS = 30_000
"""Keys and values that are read, repeats by `*name` counted each time."""

_SENTENCES = frozenset(
    {"about", "coach", "cue", "do", "hint", "label", "really", "say", "says", "seen", "tells"}
    | {"title", "who", "why"}
)
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_NOTE = re.compile(r"([ \t]+)(#.+)")


@dataclass(slots=True)
class Tree:
    """What was built so far."""

    data: Data = None
    marks: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Frame:
    """A list or a set of keys that is still open; `path` is None inside what is thrown away."""

    children: list[Data] | dict[str, Data]
    path: Path | None
    mark: Mark
    flow: bool
    as_key: bool
    anchor: str | None
    key: str | None = None
    key_end: tuple[int, int] = (-1, -1)
    waiting: bool = False
    lone: list[tuple[str, Mark]] = field(default_factory=list)


def build(file: str, lines: Sequence[str], shifts: Mapping[int, Shift]) -> Tree:
    """The tree of a file's lines; `shifts` puts columns of mended lines back. Raises Snag."""
    builder = _Builder(file, lines, shifts)
    text = "\n".join(lines)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as bad:
        raise _snag(bad, lines) from None
    except yaml.YAMLError:
        raise Snag("", "unreadable", 0, 0) from None
    return builder.tree


def _snag(bad: yaml.MarkedYAMLError, lines: Sequence[str]) -> Snag:
    last = max(0, len(lines) - 1)
    at, around = bad.problem_mark or bad.context_mark, bad.context_mark
    return Snag(
        str(bad.context or ""),
        str(bad.problem or ""),
        min(at.line, last) if at else last,
        at.column if at else 0,
        min(around.line, last) if around else None,
        around.column if around else 0,
    )


def _start(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line, mark.column) if mark else (0, 0)


def _end(event: yaml.Event) -> tuple[int, int]:
    mark = event.end_mark
    return (mark.line, mark.column) if mark else (0, 0)


class _Builder:
    def __init__(self, file: str, lines: Sequence[str], shifts: Mapping[int, Shift]) -> None:
        self.tree = Tree()
        self._file = file
        self._lines = lines
        self._shifts = shifts
        self._open: list[_Frame] = []
        self._anchors: dict[str, Path | None] = {}
        self._parts = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> bool:
        """Folds one event in; False where nothing after it is worth reading."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._opens(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._closes()
        elif isinstance(event, yaml.DocumentStartEvent):
            return self._document(event)
        return self._parts <= PARTS and len(self._open) <= DEPTH

    def _document(self, event: yaml.Event) -> bool:
        self._documents += 1
        if self._documents == 1:
            return True
        message = "A line of dashes starts a second document here; a file holds one."
        mend = "Take the line “---” out, or move what follows to a file of its own."
        self._say(error("SX010", self._mark(event), message, mend))
        self.tree.marks.clear()
        return False

    def _mark(self, event: yaml.Event) -> Mark:
        return self._place_of(*_start(event))

    def _place_of(self, line: int, column: int) -> Mark:
        shift = self._shifts.get(line)
        return Mark(self._file, line + 1, (shift.back(column) if shift else column) + 1)

    def _say(self, problem: Problem) -> None:
        self.tree.problems.append(problem)

    def _counted(self, mark: Mark) -> None:
        self._parts += 1
        if self._parts == PARTS + 1:
            message = f"This file has more than {PARTS} parts, repeats by * counted each time."
            self._say(error("SX007", mark, message, "Split it into several scenarios."))

    def _is_key(self) -> bool:
        frame = self._open[-1] if self._open else None
        return frame is not None and isinstance(frame.children, dict) and not frame.waiting

    def _next_path(self) -> Path | None:
        if not self._open:
            return ()
        frame = self._open[-1]
        if frame.path is None:
            return None
        if isinstance(frame.children, list):
            return (*frame.path, len(frame.children))
        return None if frame.key is None else (*frame.path, frame.key)

    def _place(self, value: Data, path: Path | None, mark: Mark) -> None:
        if path is not None:
            self.tree.marks[path] = mark
        if not self._open:
            self.tree.data = value
            return
        frame = self._open[-1]
        if isinstance(frame.children, list):
            frame.children.append(value)
            return
        if frame.key is not None and path is not None:
            frame.children[frame.key] = value
        frame.waiting = False

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        mark = self._mark(event)
        self._counted(mark)
        if event.tag is not None:
            raise Snag("", "tag", *_start(event))
        if self._is_key():
            self._key(event, mark)
            return
        path = self._next_path()
        value: str | None = event.value
        if event.style in ("|", ">"):
            value = event.value.rstrip("\n")
        elif not event.style:
            if self._lone(event, mark):
                return
            self._hash(event, path)
            self._list_in_words(event, path)
            value = event.value or None
        if event.style == '"' and (sign := _CONTROL.search(event.value)):
            self._escaped(sign[0], mark)
        self._place(value, path, mark)
        if event.anchor:
            self._anchors[event.anchor] = path
            if path and path[-1] in _SENTENCES and not event.style:
                message = f"The word {quoted(f'&{event.anchor}')} is read as a name and dropped."
                mend = "Put the whole sentence in quotes."
                self._say(warning("SX020", mark, message, mend))

    def _escaped(self, character: str, mark: Mark) -> None:
        if is_hidden(character) and character in self._lines[mark.line - 1]:
            return  # it stands in the file itself and was reported there
        message = f"A control character is written here (U+{ord(character):04X})."
        mend = "It will be shown as a sign; take it out."
        self._say(warning("SX004", mark, message, mend))

    def _key(self, event: yaml.ScalarEvent, mark: Mark) -> None:
        frame = self._open[-1]
        frame.waiting, frame.key = True, None
        frame.key_end = _end(event)
        name = event.value
        if not event.style and name == "<<":
            message = "“<<” (taking over the keys of something else) is not read here."
            self._say(error("SX012", mark, message, "Write the keys out."))
        elif not name:
            message = "There is a colon here with no key before it."
            self._say(error("SX014", mark, message, "Write the key before the colon."))
        elif frame.path is not None and name in frame.children:
            first = self.tree.keys[(*frame.path, name)]
            key = quoted(f"{name}:")
            message = f"{key} stands here a second time; the first is on line {first.line}."
            self._say(error("SX013", mark, message, "Take one of the two out."))
        else:
            frame.key = name
            if frame.path is not None:
                self.tree.keys[(*frame.path, name)] = mark

    def _lone(self, event: yaml.ScalarEvent, mark: Mark) -> bool:
        """Whether a word stands alone inside braces: then the comma before it cut a sentence."""
        frame = self._open[-1] if self._open else None
        if frame is None or not frame.flow or not isinstance(frame.children, dict):
            return False
        if event.value or frame.key is None or _start(event) != frame.key_end:
            return False
        at = self.tree.keys.pop((*frame.path, frame.key), mark) if frame.path is not None else mark
        frame.lone.append((frame.key, at))
        frame.waiting = False
        return True

    def _hash(self, event: yaml.ScalarEvent, path: Path | None) -> None:
        """Words that a ` #` in a sentence silently dropped."""
        line, end = _end(event)
        if line >= len(self._lines):
            return
        note = _NOTE.match(self._lines[line], end)
        if note is None:
            return
        gap, dropped = note.groups()
        key = next((part for part in reversed(path or ()) if isinstance(part, str)), "")
        close = not dropped[1].isspace() and dropped[1] not in "#-=*!"
        sentence = (
            key in _SENTENCES
            and len(gap) == 1
            and " " in event.value
            and event.value[-1] not in '.?!…”")'
        )
        if not close and not sentence:
            return
        mark = self._place_of(line, end + len(gap))
        message = f"From the # on, {quoted(dropped)} is read as a note to yourself and dropped."
        mend = "Put the whole sentence in quotes, or a space after # where it is a note."
        self._say(warning("SX016", mark, message, mend))

    def _list_in_words(self, event: yaml.ScalarEvent, path: Path | None) -> None:
        """A list under a sentence, which runs on into it with its dashes."""
        if not path or path[-1] not in _SENTENCES:
            return
        for line in range(_start(event)[0] + 1, min(_end(event)[0] + 1, len(self._lines))):
            text = self._lines[line]
            if text.lstrip().startswith("- "):
                mark = self._place_of(line, len(text) - len(text.lstrip()))
                message = "This line is read as more of the sentence above, dash and all."
                mend = "Write it as a sentence, or put it in quotes where the dash belongs to it."
                self._say(warning("SX029", mark, message, mend))
                return

    def _opens(self, event: yaml.CollectionStartEvent) -> None:
        mark = self._mark(event)
        self._counted(mark)
        if len(self._open) >= DEPTH:
            self._too_deep(mark)
        if event.tag is not None:
            message = "“!” before a list or keys gives it a type, and none is read here."
            self._say(error("SX011", mark, message, "Take the word that begins with ! out."))
        as_key = self._is_key()
        if as_key:
            self._lost_key(mark)
        frame = _Frame(
            [] if isinstance(event, yaml.SequenceStartEvent) else {},
            None if as_key else self._next_path(),
            mark,
            flow=bool(event.flow_style),
            as_key=as_key,
            anchor=event.anchor,
        )
        if event.anchor:
            self._anchors[event.anchor] = None
        self._open.append(frame)

    def _too_deep(self, mark: Mark) -> None:
        message = f"This is nested more than {DEPTH} levels deep."
        self._say(error("SX006", mark, message, "Take the extra indentation or brackets out."))

    def _lost_key(self, mark: Mark) -> None:
        self._open[-1].waiting, self._open[-1].key = True, None
        message = "A list or a set of keys stands where a key should."
        mend = "A key is a plain word with a colon after it; a sentence in [ ] or { } needs quotes."
        self._say(error("SX014", mark, message, mend))

    def _closes(self) -> None:
        frame = self._open.pop()
        self._report_lone(frame)
        if frame.as_key:
            return
        self._place(frame.children, frame.path, frame.mark)
        if frame.anchor:
            self._anchors[frame.anchor] = frame.path

    def _report_lone(self, frame: _Frame) -> None:
        if frame.lone:
            at, *told = lone_words([name for name, _ in frame.lone], others=bool(frame.children))
            self._say(error(told[0], frame.lone[at][1], *told[1:]))

    def _alias(self, event: yaml.AliasEvent) -> None:
        mark = self._mark(event)
        self._counted(mark)
        if self._is_key():
            self._lost_key(mark)
            return
        if event.anchor not in self._anchors:
            raise Snag("", "alias", *_start(event))
        origin = self._anchors[event.anchor]
        path = self._next_path()
        if origin is None:
            message = f"{quoted(f'*{event.anchor}')} repeats something that holds it, without end."
            self._say(error("SX009", mark, message, "Write out what should stand here."))
            self._open[-1].waiting = False
            return
        value = self._found(origin)
        copy = self._copied(value, origin, path, mark, len(self._open))
        self._place(copy, path, mark)

    def _found(self, path: Path) -> Data:
        """What was read at that path; part of it may still be in an open frame."""
        for frame in reversed(self._open):
            if frame.path is not None and path[: len(frame.path)] == frame.path:
                found: Data = frame.children
                rest = path[len(frame.path) :]
                break
        else:
            return None
        for part in rest:
            found = found[part]  # type: ignore[index]
        return found

    def _copied(self, value: Data, origin: Path, path: Path | None, mark: Mark, deep: int) -> Data:
        """A copy with marks of its own, counted part by part so that repeats of repeats end."""
        self._counted(mark)
        if self._parts > PARTS:
            return None
        if deep > DEPTH:
            self._too_deep(mark)
            self._parts = PARTS + 2
            return None
        if path is not None:
            self.tree.marks[path] = self.tree.marks.get(origin, mark)
            if origin in self.tree.keys:
                self.tree.keys.setdefault(path, self.tree.keys[origin])
        if isinstance(value, list):
            return [
                self._copied(item, (*origin, i), _under(path, i), mark, deep + 1)
                for i, item in enumerate(value)
            ]
        if isinstance(value, dict):
            return {
                key: self._copied(item, (*origin, key), _under(path, key), mark, deep + 1)
                for key, item in value.items()
            }
        return value


def _under(path: Path | None, part: str | int) -> Path | None:
    return None if path is None else (*path, part)
