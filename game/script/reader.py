"""The one place of this room that touches files: reads them, and finds what a scenario names.

Light to import, so that the library can use it before the first frame. Knows no YAML.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

AnyPath = str | os.PathLike[str]

LARGEST = 512 * 1024
"""Bytes of one file that are read: some forty times the longest scenario written so far."""

SUFFIXES = (".yaml", ".yml")
_FOLDERS_ABOVE = 6
"""How far above a file outside every shelf its binders are looked for."""
_SAFE = re.compile(r"\w[\w.-]*(/\w[\w.-]*)*")


class Unreadable(Exception):
    """A file that cannot be read: `reason` is a sentence's second half in a mentor's words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Source:
    """A file's bytes and the name under which problems speak of it."""

    file: str
    content: bytes


def read(path: AnyPath) -> Source:
    """A file's bytes, at most one more than `LARGEST`. Raises Unreadable with the reason."""
    try:
        found = Path(path)
        if found.is_dir():
            raise Unreadable("is a folder, not a file")
        if found.exists() and not found.is_file():
            raise Unreadable("is not an ordinary file")
        with found.open("rb") as stream:
            return Source(os.fspath(path), stream.read(LARGEST + 1))
    except FileNotFoundError:
        raise Unreadable("is not there") from None
    except PermissionError:
        raise Unreadable("may not be read by you; ask whoever owns it") from None
    except (OSError, ValueError):
        raise Unreadable("cannot be opened") from None


def full(path: AnyPath) -> Path:
    """The path from the root, without `..`; links stay as they are."""
    return Path(os.path.abspath(os.fspath(path)))  # noqa: PTH100 -- resolve() would follow links


def shelf_of(path: AnyPath, shelves: Sequence[AnyPath]) -> Path | None:
    """The first shelf that the file stands under, or None outside all of them."""
    here = full(path)
    return next((s for s in map(full, shelves) if s in here.parents), None)


def id_of(path: AnyPath, shelves: Sequence[AnyPath]) -> str:
    """A scenario's id: its path from its shelf without suffix, or its bare name outside all."""
    here = full(path)
    shelf = shelf_of(here, shelves)
    return here.stem if shelf is None else here.relative_to(shelf).with_suffix("").as_posix()


def find_beside(folder: str, name: str, path: AnyPath, shelves: Sequence[AnyPath]) -> Path | None:
    """`binders/NAME.yaml` (or pieces) for a scenario, None where there is none.

    Looked for in the scenario's folder, then each folder above it up to its shelf (or six above a
    file outside all shelves), then in every shelf. A name that would lead elsewhere finds nothing.
    """
    if not _SAFE.fullmatch(name):
        return None
    for place in _places(path, shelves):
        for suffix in SUFFIXES:
            found = place / folder / (name + suffix)
            try:
                if found.is_file():
                    return found
            except (OSError, ValueError):
                continue
    return None


def names_beside(folder: str, path: AnyPath, shelves: Sequence[AnyPath]) -> tuple[str, ...]:
    """Every name that `find_beside` would find in that folder's top, for suggestions."""
    found: dict[str, None] = {}
    for place in _places(path, shelves):
        try:
            entries = sorted((place / folder).iterdir())
        except OSError:
            continue
        found |= {entry.stem: None for entry in entries[:500] if entry.suffix in SUFFIXES}
    return tuple(found)


def _places(path: AnyPath, shelves: Sequence[AnyPath]) -> Iterator[Path]:
    here = full(path)
    shelf = shelf_of(here, shelves)
    for folder in here.parents[: None if shelf is not None else _FOLDERS_ABOVE + 1]:
        yield folder
        if folder == shelf:
            break
    yield from (s for s in map(full, shelves) if s != shelf)


def packed(name: str) -> bytes:
    """A file that comes with this room."""
    return Path(__file__).with_name(name).read_bytes()
