"""What the tests of the score log share: a clock that ticks, a cast, plays, and a burglar's tools.

Nothing here is a test, and nothing here knows a scenario: ids are made up.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

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


def in_haste(store: Store) -> Store:
    """The same store without waiting for the disk, for tests that pull no plug."""
    raw = store.database._engine.raw_connection()
    raw.driver_connection.execute("PRAGMA synchronous = OFF")  # type: ignore[union-attr]
    raw.close()
    return store


@contextmanager
def copy_of(home: Path, to: Path) -> Iterator[Store]:
    """An open store on a copy of a data folder, gone afterwards."""
    shutil.copytree(home, to)
    try:
        with in_haste(open_store(to, clock=Clock())) as store:
            yield store
    finally:
        shutil.rmtree(to)


def burgle(home: Path, *statements: str | tuple[str, tuple[object, ...]]) -> None:
    """Change the database from outside, with the guards taken away and put back after."""
    connection = sqlite3.connect(home / "sixty.db", isolation_level=None)
    guards = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    saved = guards.fetchall()
    for name, _ in saved:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        sql, values = (statement, ()) if isinstance(statement, str) else statement
        connection.execute(sql, values)
    for _, sql in saved:
        connection.execute(sql)
    connection.close()


def all_rows(home: Path, table: str) -> list[tuple[Any, ...]]:
    """Every row of a table, in the order of its first column."""
    connection = sqlite3.connect(home / "sixty.db")
    rows = connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
    connection.close()
    return rows


def verified(home: Path) -> Verified:
    """What verify says of the log in a data folder."""
    with open_store(home, clock=Clock()) as store:
        return verify(store)
