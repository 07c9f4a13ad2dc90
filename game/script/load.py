"""From files, or from the bytes a log kept, to a script that can be played, or to what is wrong.

Puts the room's parts in order. Must not know what a play does, nor who asks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Protocol

from game.script import models, reader
from game.script.binders import Binder as BinderFile
from game.script.binders import judged_by
from game.script.bundle import bundled, unbundled
from game.script.document import Document, Reading, read_document
from game.script.merge import merged
from game.script.odds import Suspicion, odds
from game.script.problems import Mark, Problem, error, in_order, quoted, suggest
from game.script.reader import AnyPath, Source, Unreadable
from game.script.references import binder_references, listed_names, references
from game.script.shape import shaped
from game.script.story import story
from scoring.binder import Binder

__all__ = [
    "Loaded",
    "LoadedBinder",
    "Script",
    "Suspicion",
    "load_binder",
    "load_scenario",
    "load_sources",
    "unchanged",
]


_TOLD = 300
"""Problems told of one scenario: past that, mending the first ones comes first."""


@dataclass(frozen=True, slots=True)
class Script:
    """A scenario and its binder, read and found whole, with the bytes they were read from.

    Where the scenario uses pieces they are merged into `scenario`, and `scenario_source` is the
    bundle of all its files. The digests are the sha256 of the sources, in hex.
    """

    id: str
    scenario: models.Scenario
    binder_id: str
    binder: Binder
    scenario_source: bytes
    binder_source: bytes
    scenario_digest: str
    binder_digest: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A script, or None where an error keeps it from being played; every problem either way.

    `suspicions` are odds that break their rule in a state a play may or may not reach. `title` is
    the scenario's as far as it could be read, and `sought` the (folder, name) of every file it
    names, found or not. `document` keeps a place for each of its values, pieces merged in, and
    `lines` the lines of each file, for whoever finds more to say of them. `scenario` is there
    wherever its shape is whole, though names in it may lead nowhere.
    """

    script: Script | None
    problems: tuple[Problem, ...] = ()
    suspicions: tuple[Suspicion, ...] = ()
    title: str = ""
    sought: tuple[tuple[str, str], ...] = ()
    document: Document | None = None
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scenario: models.Scenario | None = None

    def with_line(self, problem: Problem) -> Problem:
        """The problem with the line it points at."""
        return _with_line(problem, self.lines)


@dataclass(frozen=True, slots=True)
class LoadedBinder:
    """A binder, or None where an error is among the problems, with its bytes and their digest."""

    binder: Binder | None
    problems: tuple[Problem, ...]
    source: bytes = b""
    digest: str = ""


def load_scenario(path: AnyPath, shelves: Sequence[AnyPath] = ()) -> Loaded:
    """A scenario file with the binder and the pieces it names. Never raises."""
    try:
        source = reader.read(path)
    except Unreadable as bad:
        return Loaded(None, (_unreadable(str(path), bad),))
    return _load(reader.id_of(path, shelves), source, _OnDisk(path, shelves))


def unchanged(script: Script, path: AnyPath, shelves: Sequence[AnyPath] = ()) -> bool:
    """Whether a scenario's files hold, byte for byte, what this script was made of."""
    main, pieces = unbundled(script.scenario_source)
    finder = _OnDisk(path, shelves)
    made_of = {("binders", script.binder_id): script.binder_source}
    made_of |= {("pieces", name): content for name, content in pieces.items()}
    try:
        if reader.read(path).content != main:
            return False
        found = {place: finder.find(*place) for place in made_of}
    except Unreadable:
        return False
    return made_of == {place: source and source.content for place, source in found.items()}


def load_binder(path: AnyPath) -> LoadedBinder:
    """A binder file alone. Never raises."""
    try:
        source = reader.read(path)
    except Unreadable as bad:
        return LoadedBinder(None, (_unreadable(str(path), bad),))
    desk = _Desk()
    binder, _ = desk.binder(source)
    problems = desk.told()
    kept = None if any(p.severity == "error" for p in problems) else binder
    return LoadedBinder(kept, problems, source.content, _digest(source.content))


def load_sources(id: str, scenario_source: bytes, binder_id: str, binder_source: bytes) -> Loaded:
    """The script of a logged run again, from the sources kept with it; touches no file."""
    main, pieces = unbundled(scenario_source)
    kept = _InLog(binder_id, binder_source, pieces)
    return _load(id, Source(f"{id}.yaml", main), kept)


class _Finder(Protocol):
    """Where the files that a scenario names come from."""

    def find(self, folder: str, name: str) -> Source | None:
        """The file of that name, None where there is none. Raises Unreadable."""

    def names(self, folder: str) -> tuple[str, ...]:
        """The names that could be found, for suggestions."""


@dataclass(frozen=True, slots=True)
class _OnDisk:
    path: AnyPath
    shelves: Sequence[AnyPath]

    def find(self, folder: str, name: str) -> Source | None:
        found = reader.find_beside(folder, name, self.path, self.shelves)
        return None if found is None else reader.read(found)

    def names(self, folder: str) -> tuple[str, ...]:
        return reader.names_beside(folder, self.path, self.shelves)


@dataclass(frozen=True, slots=True)
class _InLog:
    binder_id: str
    binder_source: bytes
    pieces: Mapping[str, bytes]

    def find(self, folder: str, name: str) -> Source | None:
        file = f"{folder}/{name}.yaml"
        if folder == "binders":
            return Source(file, self.binder_source) if name == self.binder_id else None
        return Source(file, self.pieces[name]) if name in self.pieces else None

    def names(self, folder: str) -> tuple[str, ...]:
        return (self.binder_id,) if folder == "binders" else tuple(self.pieces)


class _Desk:
    """The problems of one loading, and the lines they point at."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self.lines: dict[str, tuple[str, ...]] = {}
        self.sought: list[tuple[str, str]] = []

    def say(self, *problems: Problem) -> None:
        self._problems += problems

    def document(self, source: Source) -> Document | None:
        return self._told_of(source, read_document(source))

    def binder(self, source: Source) -> tuple[Binder | None, Document | None]:
        reading, binder, problems = _read_binder(source)
        document = self._told_of(source, reading)
        self.say(*problems)
        return binder, document

    def piece(self, source: Source) -> tuple[Document | None, tuple[Problem, ...]]:
        """A piece, and what is wrong with its shape."""
        reading, problems = _read_piece(source)
        return self._told_of(source, reading), problems

    def _told_of(self, source: Source, reading: Reading) -> Document | None:
        self.say(*reading.problems)
        self.lines[source.file] = reading.lines
        return reading.document

    @property
    def refused(self) -> bool:
        return any(p.severity == "error" for p in self._problems)

    def told(self) -> tuple[Problem, ...]:
        """The problems in order, errors first to be kept where there are more than anyone reads."""
        cut = {(p.file, p.line) for p in self._problems if p.code == "SX016"}
        # What a # cut off is told of as cut off, and not as left out besides.
        kept = [p for p in self._problems if p.code != "SX032" or (p.file, p.line) not in cut]
        if len(kept) > _TOLD:
            kept = sorted(kept, key=lambda p: p.severity)[:_TOLD]
        return in_order(map(self.with_line, kept), self.lines)

    def with_line(self, problem: Problem) -> Problem:
        return _with_line(problem, self.lines)


# Most scenarios name the same few binders and pieces, and a document is never changed.
@lru_cache(maxsize=16)
def _read_binder(source: Source) -> tuple[Reading, Binder | None, tuple[Problem, ...]]:
    """A binder's file, with what is wrong with its shape and its names."""
    reading = read_document(source)
    if reading.document is None:
        return reading, None, ()
    model, problems = shaped(reading.document, BinderFile)
    told = (*problems, *binder_references(reading.document))
    return reading, (None if model is None else judged_by(model)), told


@lru_cache(maxsize=16)
def _read_piece(source: Source) -> tuple[Reading, tuple[Problem, ...]]:
    """A piece's file, with what is wrong with its shape."""
    reading = read_document(source)
    return reading, (() if reading.document is None else shaped(reading.document, models.Piece)[1])


def _with_line(problem: Problem, lines: Mapping[str, tuple[str, ...]]) -> Problem:
    here = lines.get(problem.file, ())
    if not 0 < problem.line <= len(here):
        return problem
    return replace(problem, excerpt=here[problem.line - 1])


def _load(id: str, source: Source, finder: _Finder) -> Loaded:
    desk = _Desk()
    main = desk.document(source)
    if main is None:
        return Loaded(None, desk.told())
    scenario, shape_problems = shaped(main, models.Scenario)
    desk.say(*shape_problems)
    pieces, all_found = _pieces(desk, main, finder)
    whole = main
    if pieces:
        whole, clashes = merged(main, {name: document for name, (_, document) in pieces.items()})
        desk.say(*clashes)
        if scenario is not None and not desk.refused:
            scenario, shape_problems = shaped(whole, models.Scenario)
            desk.say(*(p for p in shape_problems if p.severity == "error"))
    binder_source, binder, binder_document = _binder(desk, main, finder)
    desk.say(*references(whole, binder_document, all_found=all_found))
    suspicions: tuple[Suspicion, ...] = ()
    if scenario is not None:
        wrong, suspicions = odds(scenario, whole)
        desk.say(*wrong)
        if binder is not None and not desk.refused:
            desk.say(*story(scenario, binder, whole))
    sought = tuple(desk.sought)
    loaded = Loaded(None, desk.told(), (), _title(main), sought, whole, desk.lines, scenario)
    if scenario is None or binder is None or binder_source is None or desk.refused:
        return loaded
    kept = bundled(source.content, {name: piece.content for name, (piece, _) in pieces.items()})
    script = Script(
        id=id,
        scenario=scenario,
        binder_id=scenario.binder,
        binder=binder,
        scenario_source=kept,
        binder_source=binder_source.content,
        scenario_digest=_digest(kept),
        binder_digest=_digest(binder_source.content),
    )
    placed = (replace(s, problem=desk.with_line(s.problem)) for s in suspicions)
    return replace(loaded, script=script, suspicions=tuple(placed))


def _title(main: Document) -> str:
    title = main.data.get("title") if isinstance(main.data, dict) else None
    return title[:120] if isinstance(title, str) else ""


def _binder(
    desk: _Desk, main: Document, finder: _Finder
) -> tuple[Source | None, Binder | None, Document | None]:
    name = main.data.get("binder") if isinstance(main.data, dict) else None
    if not isinstance(name, str):
        return None, None, None
    source = _found(desk, main.at(("binder",)), "binder", name, finder)
    return (None, None, None) if source is None else (source, *desk.binder(source))


def _pieces(
    desk: _Desk, main: Document, finder: _Finder
) -> tuple[dict[str, tuple[Source, Document]], bool]:
    """The pieces used, and whether every one of them could be read."""
    uses = main.data.get("use") if isinstance(main.data, dict) else None
    pieces: dict[str, tuple[Source, Document]] = {}
    all_found = True
    for path, name in listed_names(uses, ("use",)):
        if name in pieces:
            message = f"The piece {quoted(name)} is used twice."
            desk.say(error("SX083", main.at(path), message, "Take one of the two out."))
            continue
        source = _found(desk, main.at(path), "piece", name, finder)
        document, problems = desk.piece(source) if source is not None else (None, ())
        if source is None or document is None:
            all_found = False
            continue
        desk.say(*problems)
        pieces[name] = (source, document)
    return pieces, all_found


def _found(desk: _Desk, mark: Mark, kind: str, name: str, finder: _Finder) -> Source | None:
    folder = f"{kind}s"
    code = "SX080" if kind == "binder" else "SX081"
    desk.sought.append((folder, name))
    try:
        source = finder.find(folder, name)
    except Unreadable as bad:
        message = f"The {kind} {quoted(name)} {bad.reason}."
        desk.say(error(code, mark, message, f"See to the file {folder}/{name}.yaml."))
        return None
    if source is None:
        message = f"There is no {kind} {quoted(name)}: no file {folder}/{name}.yaml here or above."
        desk.say(error(code, mark, message, suggest(name, finder.names(folder), "Add the file.")))
    return source


def _unreadable(file: str, bad: Unreadable) -> Problem:
    message = f"The file {quoted(file)} {bad.reason}."
    return error("SX001", Mark(file, 0, 0), message, "Check the name and the folder.")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
