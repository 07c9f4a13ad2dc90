"""What the library remembers between starts: what it read of a file, by the digest of its bytes.

A plain JSON file that anyone may delete. Nothing in it is trusted: what does not fit is forgotten.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import game.script
import scoring

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

_KIND = "sixty library index 1"
_MOST = 2_000
"""Scenarios remembered; the oldest are forgotten first."""
_LARGEST = 16 * 1024 * 1024

Sought = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a card is made of, apart from where its file stands."""

    title: str = ""
    about: str = ""
    channel: str = ""
    seat: str = ""
    minutes: int = 0
    covers: tuple[str, ...] = ()
    customer: str = ""
    digest: str = ""
    broken: str | None = None


@dataclass(slots=True)
class Index:
    """The index of one listing; `sought` has the files that a scenario's bytes name."""

    sought: dict[str, Sought] = field(default_factory=dict)
    cards: dict[str, Kept] = field(default_factory=dict)
    changed: bool = False

    @classmethod
    def read(cls, file: str | os.PathLike[str] | None) -> Index:
        """The index as it was written, or an empty one where it was not written by us."""
        index = cls()
        if file is None:
            return index
        try:
            path = Path(file)
            if path.stat().st_size > _LARGEST:
                return index
            raw: Any = json.loads(path.read_bytes())
            if not isinstance(raw, dict) or raw.get("kind") != _KIND or raw["rules"] != rules():
                return index
            sought = {str(own): _sought(names) for own, names in raw["sought"].items()}
            cards = {str(key): _kept(card) for key, card in raw["cards"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return index
        index.sought, index.cards = sought, cards
        return index

    def find(self, key: str) -> Kept | None:
        """What was read of these very bytes, or None."""
        return self.cards.get(key)

    def keep(self, own: str, sought: Sought, key: str, card: Kept) -> None:
        """Remembers what was read."""
        self.sought.pop(own, None)
        self.sought[own] = sought
        self.cards.pop(key, None)
        self.cards[key] = card
        self.changed = True

    def write(self, file: str | os.PathLike[str] | None) -> None:
        """Writes the index whole or not at all, where anything in it is new."""
        if file is None or not self.changed:
            return
        document = {
            "kind": _KIND,
            "rules": rules(),
            "sought": dict(list(self.sought.items())[-_MOST:]),
            "cards": {key: asdict(card) for key, card in list(self.cards.items())[-_MOST:]},
        }
        path = Path(file)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        with suppress(OSError, ValueError):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                beside.write_text(json.dumps(document), encoding="utf-8")
                beside.replace(path)
            finally:
                beside.unlink(missing_ok=True)


def rules(rooms: Sequence[ModuleType] = (game.script, scoring)) -> str:
    """A digest of the code in some rooms, of what reads scenarios unless told otherwise: a newer
    Sixty reads them anew."""
    whole = hashlib.sha256()
    for room in rooms:
        for folder in room.__path__:
            with suppress(OSError), os.scandir(folder) as entries:
                for name, size, changed in sorted(
                    (e.name, e.stat().st_size, e.stat().st_mtime_ns)
                    for e in entries
                    if e.name.endswith(".py")
                ):
                    whole.update(f"{name} {size} {changed}\n".encode())
    return whole.hexdigest()


def _sought(raw: Any) -> Sought:
    return tuple((_text(folder), _text(name)) for folder, name in raw)


def _kept(raw: Any) -> Kept:
    if set(raw) != {f.name for f in fields(Kept)}:
        raise ValueError("a card of another kind")
    minutes = raw["minutes"]
    if isinstance(minutes, bool) or not isinstance(minutes, int) or not 0 <= minutes <= 120:
        raise ValueError("minutes out of range")
    if not isinstance(raw["covers"], list):
        raise TypeError("covers is no list")
    broken = raw["broken"]
    texts = ("title", "about", "channel", "seat", "customer", "digest")
    return Kept(
        **{name: _text(raw[name]) for name in texts},
        minutes=minutes,
        covers=tuple(_text(step) for step in raw["covers"]),
        broken=None if broken is None else _text(broken),
    )


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise TypeError("text is wanted here")
    return raw
