"""What the tests of the score log share: a clock that ticks, a cast, plays, and a burglar's tools.

Nothing here is a test, and nothing here knows a scenario: ids are made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from game.records import (
    Decided,
    RunEnded,
    RunStarted,
    Store,
    Verified,
    new_run,
    open_store,
    verify,
)
from game.records.opening import PATIENCE_MS
from tests.records import databases

NOON = 1_700_000_000_000


class Clock:
    """Ticks one second each time it is read."""

    def __init__(self, at: int = NOON) -> None:
        self.at = at

    def __call__(self) -> int:
        self.at += 1000
        return self.at


@dataclass(frozen=True)
class Cast:
    """Who plays what in a test."""

    person: str
    scenario: str
    binder: str


def cast(store: Store, name: str = "Ana") -> Cast:
    """A person and two kept files."""
    return Cast(
        store.person(name).pseudonym,
        store.keep("scenario", b"title: Just looking\n"),
        store.keep("binder", b"title: Showroom\n"),
    )


def start_of(who: Cast, **how: Any) -> RunStarted:
    """A start, by hand on the floor unless told otherwise."""
    plain = RunStarted(
        run=new_run(),
        person=who.person,
        scenario="showroom/just-looking",
        scenario_digest=who.scenario,
        binder="showroom",
        binder_digest=who.binder,
        seed=60,
    )
    return replace(plain, **how)


def decision_of(run: str, index: int, **how: Any) -> Decided:
    """A decision like any other."""
    plain = Decided(run, index, f"scene-{index}", "ask", index * 2, ("ask", "push", "wait"), 4000)
    return replace(plain, **how)


def end_of(run: str, **how: Any) -> RunEnded:
    """An end like any other."""
    plain = RunEnded(
        run=run,
        scene="comes-back",
        kind="appointment",
        minute=14,
        process_earned=30,
        process_possible=40,
        sixty_earned=71,
        sixty_possible=100,
        fouls=(),
        passed=True,
        cost=310,
        today=0,
        later=1450,
        truth="shopper",
        buys="later",
    )
    return replace(plain, **how)


def play(store: Store, who: Cast, decisions: int = 3, *, end: bool = True, **how: Any) -> str:
    """A whole run, or one broken off; returns its id."""
    start = start_of(who, **how)
    store.start(start)
    for index in range(start.stands_at, start.stands_at + decisions):
        store.decide(decision_of(start.run, index))
    if end:
        store.end(end_of(start.run))
    return start.run


def open_log(home: Path, clock: Any = None, patience_ms: int = PATIENCE_MS) -> Store:
    """The log of a data folder, whichever database it is in."""
    return open_store(home, databases.url_of(home), clock or Clock(), patience_ms)


def in_haste(store: Store) -> Store:
    """The same store without waiting for the disk, for tests that pull no plug."""
    if not store.database.shared:
        raw = store.database._engine.raw_connection()
        raw.driver_connection.execute("PRAGMA synchronous = OFF")  # type: ignore[union-attr]
        raw.close()
    return store


only_sqlite = pytest.mark.parametrize("blank", ["sqlite"], indirect=True)
"""For what is about the file, or about SQLite's own words."""
only_postgres = pytest.mark.parametrize("blank", ["postgres"], indirect=True)
"""For what is about the server."""


@contextmanager
def copy_of(home: Path, to: Path) -> Iterator[Store]:
    """An open store on a copy of a data folder, gone afterwards."""
    databases.copy(home, to)
    try:
        with in_haste(open_log(to)) as store:
            yield store
    finally:
        databases.remove(to)


burgle = databases.burgle
all_rows = databases.all_rows


def head_file(home: Path) -> Path:
    """The file beside the database that holds its head."""
    with open_log(home) as store:
        return store.head_file


def verified(home: Path) -> Verified:
    """What verify says of the log in a data folder."""
    with open_log(home) as store:
        return verify(store)
