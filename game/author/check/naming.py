"""What a person asked to have checked, as files: names of the library, paths, folders, or all.

Lists folders; reads no file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from game.library.shelves import NotFound, files, find
from game.script.problems import visible
from game.script.reader import SUFFIXES, full


class BadNameError(Exception):
    """What was asked for is not there, or cannot be checked; the text says so in a sentence."""


def named(asked: Sequence[str], shelves: Sequence[Path]) -> list[Path]:
    """The files meant, each once: those named, those under a folder named, or the whole library.

    Raises BadNameError.
    """
    paths: dict[Path, None] = {}
    for name in asked or map(str, shelves):
        paths |= dict.fromkeys(_named(name, shelves))
    if not paths:
        raise BadNameError("There is no scenario or binder there to check.")
    return list(paths)


def _named(name: str, shelves: Sequence[Path]) -> Iterator[Path]:
    given = Path(name).expanduser()
    if given.is_dir():
        given = full(given)
        yield from (path for _, path in files(given))
        binders = given.iterdir() if given.name == "binders" else given.rglob("binders/*")
        yield from (path for path in sorted(binders) if path.suffix in SUFFIXES)
        return
    try:
        found = full(find(name, shelves))
    except NotFound as missing:
        raise BadNameError(str(missing)) from missing
    if found.parent.name == "pieces":
        raise BadNameError(
            f"{visible(found.name)} is a piece: it is checked with the scenarios that use it."
        )
    yield found
