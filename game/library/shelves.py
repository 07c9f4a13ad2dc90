"""The folders that hold scenarios, and the way from a name to a file.

Knows paths alone; what stands in the files is for `cards`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from game.script.reader import SUFFIXES, AnyPath, full

OWN_SHELVES = "SIXTY_SCENARIOS"
"""The environment variable that names folders of the store's own, before the built-in ones."""

_ASIDE = frozenset({"binders", "pieces", "schema"})
"""Folders whose files are no scenarios."""
_DEEPEST = 6
_MOST = 5_000
"""Scenario files listed of one shelf: past that a shelf is some other folder by mistake."""
_ID = re.compile(r"\w[\w.-]*(/\w[\w.-]*)*")


class NotFound(Exception):
    """There is no such scenario; the text is one sentence with the nearest right names."""


def built_in() -> Path:
    """The scenarios that come with Sixty: the checkout's, else those packed with this room."""
    room = Path(__file__).parent
    checkout = room.parents[1]
    beside = checkout / "scenarios"
    return (
        beside
        if (checkout / "pyproject.toml").is_file() and beside.is_dir()
        else (room / "scenarios")
    )


def shelves(environ: Mapping[str, str] | None = None) -> tuple[Path, ...]:
    """The store's own folders in their order, then the built-in library."""
    named = (os.environ if environ is None else environ).get(OWN_SHELVES, "")
    own = (full(Path(folder).expanduser()) for folder in named.split(os.pathsep) if folder.strip())
    return tuple(dict.fromkeys((*own, built_in())))


def files(shelf: AnyPath) -> Iterator[tuple[str, Path]]:
    """Every scenario file under a shelf as (id, path), by name; what is hidden is passed over."""
    top = full(shelf)
    listed = 0
    for folder, folders, names in os.walk(top):
        here = Path(folder)
        depth = len(here.relative_to(top).parts)
        folders[:] = sorted(
            name
            for name in folders
            if depth < _DEEPEST and name not in _ASIDE and not name.startswith(".")
        )
        seen: set[str] = set()
        for name in sorted(names):
            path = here / name
            if path.suffix not in SUFFIXES or name.startswith(".") or path.stem in seen:
                continue
            seen.add(path.stem)
            listed += 1
            if listed > _MOST:
                return
            yield path.relative_to(top).with_suffix("").as_posix(), path


def find(name: str, shelves: Sequence[AnyPath]) -> Path:
    """The file of a scenario named by its id (`showroom/just-looking`) or by its path.

    Raises NotFound with one sentence that has the nearest right names.
    """
    given = Path(name).expanduser()
    if given.suffix in SUFFIXES and _is_file(given):
        return given
    id = name.removesuffix(".yaml").removesuffix(".yml")
    if _ID.fullmatch(id):
        for shelf in shelves:
            for suffix in SUFFIXES:
                found = full(shelf) / (id + suffix)
                if not _ASIDE & set(id.split("/")) and _is_file(found):
                    return found
    if _is_file(given):
        return given
    for suffix in SUFFIXES:
        if _is_file(given.with_name(given.name + suffix) if given.name else given):
            return given.with_name(given.name + suffix)
    raise NotFound(_sentence(id, name, shelves))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _beside(path: Path) -> list[str]:
    """The names of the files in the folder of a path that could be scenarios."""
    try:
        return sorted(each.name for each in path.parent.iterdir() if each.suffix in SUFFIXES)
    except (OSError, ValueError):
        return []


def _sentence(id: str, name: str, shelves: Sequence[AnyPath]) -> str:
    from game.script.problems import listed, nearest, quoted

    ids = list(dict.fromkeys(i for shelf in shelves for i, _ in files(shelf)))
    given = Path(name).expanduser()
    is_file_name = given.suffix in SUFFIXES
    if is_file_name and (beside := nearest(given.name, _beside(given))) is not None:
        meant = str(given.with_name(beside))
        return f"There is no file {quoted(name)}; did you mean {quoted(meant)}?"
    said = f"There is no scenario {quoted(name)}"
    last = [i for i in ids if i.rpartition("/")[2] == id.rpartition("/")[2]]
    near = nearest(id, ids)
    by_last = nearest(id.rpartition("/")[2], (i.rpartition("/")[2] for i in ids))
    close = [*last, *([near] if near else [])]
    close += [i for i in ids if by_last is not None and i.rpartition("/")[2] == by_last]
    if close:
        return f"{said}; did you mean {listed(list(dict.fromkeys(close))[:3])}?"
    if not ids:
        return f"{said}, and no scenarios are in the library at all."
    if is_file_name:
        return f"There is no file {quoted(name)}, and the library has no scenario of that name."
    return f"{said}; the library has {listed(ids[:6], 'and')}{' among others' * (len(ids) > 6)}."
