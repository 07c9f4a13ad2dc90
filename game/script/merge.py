"""A scenario's document with the pieces it uses merged in, each value keeping its own place.

A name that two of the files give is a problem, never an override. Knows no model.
"""

from __future__ import annotations

from collections.abc import Mapping

from game.script.document import Data, Document, Path
from game.script.problems import Mark, Problem, error, quoted

_HOMES: dict[str, Path] = {
    "facts": ("facts",),
    "notes": ("notes",),
    "promises": ("promises",),
    "scenes": ("scenes",),
    "starts": ("customer", "starts"),
}
"""Where in a scenario the parts of a piece belong."""


def merged(main: Document, pieces: Mapping[str, Document]) -> tuple[Document, tuple[Problem, ...]]:
    """The scenario with everything its pieces bring, and every name that two files give."""
    if not isinstance(main.data, dict):
        return main, ()
    merging = _Merging(main)
    for name, piece in pieces.items():
        for part, home in _HOMES.items():
            brought = piece.data.get(part) if isinstance(piece.data, dict) else None
            if isinstance(brought, dict):
                merging.bring(name, piece, part, brought, home)
    return Document(merging.data, merging.marks, merging.keys), tuple(merging.problems)


class _Merging:
    def __init__(self, main: Document) -> None:
        self.data: dict[str, Data] = dict(main.data) if isinstance(main.data, dict) else {}
        self.marks = dict(main.marks)
        self.keys = dict(main.keys)
        self.problems: list[Problem] = []

    def bring(
        self, name: str, piece: Document, part: str, brought: dict[str, Data], home: Path
    ) -> None:
        """Merges one part of a piece into its home."""
        room = self._room(home, piece.at((part,)))
        if room is None:
            return
        for key, value in brought.items():
            origin, target = (part, key), (*home, key)
            if key in room:
                first = self.keys.get(target) or self.marks[target]
                mark = piece.key_at(origin)
                where = first.seen_from(mark)
                message = f"The piece {quoted(name)} brings {quoted(key)}, which {where} has too."
                mend = "Give one of the two another name, or take it out."
                self.problems.append(error("SX083", mark, message, mend))
                continue
            room[key] = value
            self._move(piece, origin, target)

    def _room(self, home: Path, mark: Mark) -> dict[str, Data] | None:
        room = self.data
        for i, step in enumerate(home):
            key = str(step)
            inner = room.get(key)
            if inner is None:
                inner = {}
                self.marks.setdefault(home[: i + 1], mark)
            if not isinstance(inner, dict):
                return None
            room[key] = dict(inner)
            room = room[key]  # type: ignore[assignment]
        return room

    def _move(self, piece: Document, origin: Path, target: Path) -> None:
        for places, moved in ((piece.marks, self.marks), (piece.keys, self.keys)):
            for path, mark in places.items():
                if path[: len(origin)] == origin:
                    moved[(*target, *path[len(origin) :])] = mark
