"""A file with mistakes, read as it was surely meant, so that what lies behind them shows as well.

A wrong name is taken for the one that was suggested, a scene without an end for an ending, odds
that do not come to 100 for even ones. None of it is ever played: only what is found then is told.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from game.script.document import Document
from game.script.document import Path as Place
from game.script.load import Loaded, load_sources
from game.script.problems import Mark, Problem
from game.script.reader import Unreadable, find_beside, read

_ROUNDS = 5
_MOST = 60
"""Problems past which nobody could say what was meant."""
_LARGEST = 128 * 1024
"""Bytes past which a file is not read again and again: what is cut off makes no sense."""
_NAME = re.compile(r"“([^“”…]+)”")
_MEANT = re.compile(r"Did you mean “([^“”…]+)”\?")
_SHAPE = "SX030"
"""The first code of what is wrong with more than the YAML, which was stepped over already."""
_OUT = "(the way out)"


class Assumed(NamedTuple):
    """What was loaded of the file as it was meant, and what was found on the way beside the
    problems that are known, each with its place in the file as it stands."""

    loaded: Loaded
    later: tuple[Problem, ...]


def assumed(path: Path, shelves: Sequence[Path], loaded: Loaded) -> Assumed | None:
    """The file as it was surely meant; None where that cannot be told."""
    document = loaded.document
    binder = _binder(document, path, shelves)
    if document is None or binder is None or len(loaded.problems) > _MOST:
        return None
    return _guess(path.stem, document, binder, loaded.problems)


def _guess(
    id: str, document: Document, binder: bytes, problems: Sequence[Problem]
) -> Assumed | None:
    data: Any = copy.deepcopy(document.data)
    data.pop("use", None)
    known = {_where(problem) for problem in problems}
    later: dict[tuple[str, str, int, int], Problem] = {}
    now = document
    for _ in range(_ROUNDS):
        if not _mended(data, now, problems):
            return None
        text = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")[:_LARGEST]
        again = load_sources(id, text, str(data.get("binder")), binder)
        if again.document is None:
            return None
        now, problems = again.document, again.problems
        for problem in _brought_back(problems, now, document):
            if _where(problem) not in known:
                later.setdefault(_where(problem), problem)
        if again.script is not None:
            return Assumed(again, tuple(later.values()))
    return None


def _binder(document: Document | None, path: Path, shelves: Sequence[Path]) -> bytes | None:
    name = document.data.get("binder") if document and isinstance(document.data, dict) else None
    found = find_beside("binders", name, path, shelves) if isinstance(name, str) else None
    try:
        return None if found is None else read(found).content
    except Unreadable:
        return None


def _where(problem: Problem) -> tuple[str, str, int, int]:
    return problem.code, problem.file, problem.line, problem.column


def _brought_back(
    problems: Iterable[Problem], now: Document, document: Document
) -> Iterable[Problem]:
    """Problems of the file as it was meant, at their places in the file as it stands."""
    keys, values = _places(now.keys), _places(now.marks)
    for problem in problems:
        at = problem.line, problem.column
        for places, mark in ((keys, document.key_at), (values, document.at)):
            if at in places and _OUT not in str(places[at]):
                there: Mark = mark(places[at][0])
                yield replace(
                    problem, file=there.file, line=there.line, column=there.column, excerpt=""
                )
                break


def _places(marks: Mapping[Place, Mark]) -> dict[tuple[int, int], list[Place]]:
    found: dict[tuple[int, int], list[Place]] = {}
    for place, mark in marks.items():
        found.setdefault((mark.line, mark.column), []).append(place)
    return found


def _mended(data: dict[str, Any], document: Document, problems: Iterable[Problem]) -> bool:
    """Whether every error could be taken for what was meant, in the data."""
    by_mark: dict[Mark, list[Place]] = {}
    for marks in (document.keys, document.marks):
        for place, mark in marks.items():
            by_mark.setdefault(mark, []).append(place)
    for problem in problems:
        if problem.severity != "error" or problem.code < _SHAPE:
            continue
        places = by_mark.get(Mark(problem.file, problem.line, problem.column), [])
        mend = _named if _MEANT.match(problem.suggestion) else _MENDS.get(problem.code)
        try:
            done = mend is not None and any(mend(data, place, problem) for place in places)
        except (LookupError, TypeError, ValueError, AttributeError):
            return False  # the file is of some other shape there
        if not done:
            return False
    return True


def _at(data: Any, place: Place) -> Any:
    for part in place:
        data = data[part]
    return data


def _named(data: dict[str, Any], place: Place, problem: Problem) -> bool:
    """A wrong name, of a key or in a value, taken for the one that was suggested."""
    meant, name = _MEANT.match(problem.suggestion), _wrong_name(problem)
    if meant is None or name is None or not place:
        return False
    right = meant[1].removesuffix(":")
    around = _at(data, place[:-1])
    if isinstance(around, dict) and place[-1] == name and right not in around:
        renamed = {right if key == name else key: value for key, value in around.items()}
        around.clear()
        around.update(renamed)
        return True
    if around[place[-1]] == name:
        around[place[-1]] = right
        return True
    return False


def _wrong_name(problem: Problem) -> str | None:
    names = _NAME.findall(problem.message)
    return names[0].removesuffix(":") if names else None


def _ended(data: dict[str, Any], place: Place, _problem: Problem) -> bool:
    """A scene that neither goes on nor ends, taken for an ending."""
    scene = _scene(data, place)
    if scene is None:
        return False
    if "choices" in scene:
        scene.pop("ending", None)
    else:
        scene["ending"] = "lost"
    return True


def _led_out(data: dict[str, Any], place: Place, _problem: Problem) -> bool:
    """Scenes from which no ending can be reached, given a way out."""
    scene = _scene(data, place)
    if scene is None or not isinstance(scene.get("choices"), list):
        return False
    scene["choices"].append({"do": _OUT, "takes": "1 min", "to": "the-way-out"})
    data["scenes"]["the-way-out"] = {"ending": "lost", "tells": _OUT}
    return True


def _scene(data: dict[str, Any], place: Place) -> dict[str, Any] | None:
    if len(place) < 2 or place[0] != "scenes":
        return None
    scene = data["scenes"].get(place[1])
    return scene if isinstance(scene, dict) else None


def _even(data: dict[str, Any], place: Place, _problem: Problem) -> bool:
    """Odds that do not come to 100, taken for even ones."""
    ways = _at(data, place)
    if not isinstance(ways, list) or not all(isinstance(way, dict) for way in ways):
        return False
    odds = [way for way in ways if "odds" in way]
    for way in odds:
        way["odds"] = str(100 // len(odds))
    if odds:
        del odds[-1]["odds"]
    return bool(odds)


def _even_truths(data: dict[str, Any], _place: Place, _problem: Problem) -> bool:
    truths = list(data["customer"]["truth"].values())
    for truth in truths:
        truth["odds"] = str(100 // len(truths))
    truths[-1]["odds"] = str(100 - (len(truths) - 1) * (100 // len(truths)))
    return True


def _told_apart(data: dict[str, Any], place: Place, problem: Problem) -> bool:
    """A choice with the id or the words of another, given an id."""
    for parts in (place, place[:-1]):
        choice = _at(data, parts)
        if isinstance(choice, dict):
            choice["id"] = f"again-{problem.line}-{problem.column}"
            return True
    return False


def _uncovered(data: dict[str, Any], place: Place, _problem: Problem) -> bool:
    """A covered step that nothing can judge, or that is covered twice, taken out of `covers`."""
    covers = data.get("covers")
    if place[:1] != ("covers",) or not isinstance(covers, list) or len(place) < 2:
        return False
    covers[int(place[1])] = None
    data["covers"] = [step for step in covers if step is not None]
    return True


def _unasked(data: dict[str, Any], place: Place, _problem: Problem) -> bool:
    """A choice that asks for the truth, no longer asking."""
    around = _at(data, place[:-1])
    around.pop("truth", None)
    if not around:
        _at(data, place[:-2]).pop(place[-2], None)
    return True


_MENDS: dict[str, Callable[[dict[str, Any], Place, Problem], bool]] = {
    "SX048": _ended,
    "SX067": _told_apart,
    "SX068": _even_truths,
    "SX070": _uncovered,
    "SX071": _unasked,
    "SX074": _led_out,
    "SX075": _even,
    "SX079": _uncovered,
}
