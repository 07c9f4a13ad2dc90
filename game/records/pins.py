"""The PINs' table: hashes and wrong tries, outside the log's events and never exported.

A try is counted before it is known whether it is right, so that neither a kill nor a second process
gets one for nothing. Knows no hashing and no rule of how long to wait: those are the office's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from game.records import filing, tables
from game.records.checks import check_paper
from game.records.papers import PinSet, RoleGiven
from game.records.store import Store


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a person's PIN: its hash, and its recovery code's, where there is one."""

    hash: str
    recovery: str | None


@dataclass(frozen=True, slots=True)
class Wait:
    """No try is taken for so many milliseconds; `tries` were wrong in a row."""

    ms: int
    tries: int


def has_pin(store: Store, person: str) -> bool:
    """Whether somebody has a PIN."""
    asked = select(tables.pin.c.person).where(tables.pin.c.person == person)
    with store.database.reading() as connection:
        return connection.execute(asked).first() is not None


def wrong_tries(store: Store) -> dict[str, int]:
    """Who has wrong tries since they last got in, and how many."""
    pin = tables.pin.c
    with store.database.reading() as connection:
        rows = connection.execute(select(pin.person, pin.tries).where(pin.tries > 0))
        return {row.person: row.tries for row in rows}


def begin_try(store: Store, person: str, delay_ms: Callable[[int], int]) -> Kept | Wait | None:
    """Count a try, and give what it is to be held against; None where there is no PIN.

    `delay_ms` says how long to wait after so many wrong tries. While that lasts nothing is given,
    whatever is typed. A clock that was set back since the last try begins the wait anew.
    """
    pin = tables.pin
    with store.database.writing() as connection:
        row = connection.execute(select(pin).where(pin.c.person == person)).first()
        if row is None:
            return None
        mine = update(pin).where(pin.c.person == person)
        now = store.now()
        since, delay = now - row.last_ms, delay_ms(row.tries)
        if delay and since < delay:
            if since < 0:
                connection.execute(mine.values(last_ms=now))
            return Wait(delay - max(0, since), row.tries)
        connection.execute(mine.values(tries=row.tries + 1, last_ms=now))
        return Kept(row.hash, row.recovery)


def end_try(store: Store, person: str, kept: Kept, fresh: str | None = None) -> None:
    """The try was right: none before it counts any longer. `fresh` is the same PIN hashed anew."""
    pin = tables.pin
    with store.database.writing() as connection:
        connection.execute(
            update(pin)
            .where(pin.c.person == person, pin.c.hash == kept.hash)
            .values(tries=0, hash=fresh or kept.hash)
        )


def set_pin(
    store: Store,
    entry: PinSet,
    hashed: str,
    recovery: str | None,
    with_role: RoleGiven | None = None,
) -> None:
    """Keep a new PIN's hash, and write in the log that and by whom it was set, both or neither.

    `recovery` None keeps the recovery code there is. `with_role` is written as well: nobody may
    have a role, for however short, that anybody could claim. Raises `RecordsError` as `file` does.
    """
    check_paper(entry)
    if with_role is not None:
        check_paper(with_role)
    pin = tables.pin
    with store.database.writing() as connection:
        if with_role is not None:
            filing.add(connection, store.now(), with_role)
        filing.add(connection, store.now(), entry)
        kept = connection.execute(select(pin).where(pin.c.person == entry.person)).first()
        if recovery is None and kept is not None:
            recovery = kept.recovery
        connection.execute(delete(pin).where(pin.c.person == entry.person))
        connection.execute(
            insert(pin).values(
                person=entry.person, hash=hashed, recovery=recovery, tries=0, last_ms=0
            )
        )
    store.note_head()
