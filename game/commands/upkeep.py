"""`sixty where` and `sixty doctor`: what is used from where, and what is wrong with it."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.errors import CallError
from game.commands.setting import Setting, setting
from game.commands.writing import write_lines
from game.records.errors import RecordsError
from game.session.safe import safe

if TYPE_CHECKING:
    from game.records.store import Store

TEXTUAL = "8.2.8"
"""The Textual the screens were drawn and tested with (pyproject.toml pins it)."""

_WRONG = "Not right: "


def where(_call: argparse.Namespace) -> int:
    """Write the folders and the database in use."""
    place = setting()
    lines = [
        f"Data folder: {place.home}",
        f"Score log: {_shown(place.url)}",
        f"Library index: {place.index}",
        f"Details of errors: {place.errors}",
        *(f"Scenarios: {shelf}" for shelf in place.shelves),
    ]
    write_lines(safe(line) for line in lines)
    return 0


def doctor(_call: argparse.Namespace) -> int:
    """Write how every part of this installation is; 1 where one is not right."""
    place = setting()
    right = True
    for line in _checks(place):
        right = right and not line.startswith(_WRONG)
        write_lines([safe(line)])
    write_lines(["All is well." if right else "Something is not right: see above."])
    return 0 if right else 1


def _shown(url: str) -> str:
    """The log's address without the password that may be in it."""
    from game.records.dialect import place_of

    try:
        place = place_of(url)
    except RecordsError as error:
        return error.sentence
    return url if place.file is not None else place.shown


def _checks(place: Setting) -> Iterator[str]:
    yield f"Sixty {_version('sixty')}, Python {platform.python_version()}, {platform.platform()}"
    yield from _textual()
    yield from _folder(place.home)
    yield from _log(place)
    yield from _library(place)


def _textual() -> Iterator[str]:
    found = _version("textual")
    if found != TEXTUAL:
        yield f"{_WRONG}Textual is {found}, and the screens are made for {TEXTUAL}."
    else:
        yield f"Textual {found}"


def _folder(home: Path) -> Iterator[str]:
    if not home.exists():
        yield f"Data folder: {home} (made when it is first needed)"
    elif os.access(home, os.W_OK | os.X_OK):
        yield f"Data folder: {home}, which you may write to"
    else:
        yield f"{_WRONG}you may not write to the data folder {home}."


def _log(place: Setting) -> Iterator[str]:
    from game.records.dialect import place_of

    try:
        yield f"Database: {place_of(place.url).describe()}"
        store = place.open_log()
    except RecordsError as error:
        yield f"{_WRONG}{error.sentence}"
        return
    except CallError as error:
        yield f"{_WRONG}{error}"
        return
    with store:
        yield from _told(_tables, store)
        yield from _told(_chain, store)


def _told(check: Callable[[Store], Iterator[str]], store: Store) -> Iterator[str]:
    try:
        yield from check(store)
    except RecordsError as error:
        yield f"{_WRONG}{error.sentence}"


def _tables(store: Store) -> Iterator[str]:
    from game.records.migrate import STEPS

    yield f"Score log: {store.database.where}, tables of step {STEPS[-1]}, the newest"


def _chain(store: Store) -> Iterator[str]:
    from game.records.verification import verify

    found = verify(store)
    if found.problems:
        count = len(found.problems)
        told = f"{count} problems in the score log" if count > 1 else "a problem in the score log"
        yield f"{_WRONG}{told}: {found.problems[0].told} (sixty verify shows all)"
    else:
        yield f"Nothing in the score log was changed: {found.count:,} events"


def _library(place: Setting) -> Iterator[str]:
    from game.library.cards import catalogue

    for shelf in place.shelves:
        if not shelf.is_dir():
            yield f"{_WRONG}the folder {shelf}, named in SIXTY_SCENARIOS, is not there."
    cards = catalogue(place.shelves, place.index)
    broken = [card for card in cards if card.broken is not None]
    yield f"Library: {len(cards)} scenarios, {len(broken)} of them broken"
    if not cards:
        yield f"{_WRONG}there is no scenario to play."
    for card in broken:
        yield f"{_WRONG}{card.id} cannot be played: {card.broken}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
