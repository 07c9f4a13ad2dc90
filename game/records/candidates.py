"""The runs that an inspection may be drawn from, as the log stood at one of its events.

Says nothing of who is drawn: that is the office's. Writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from game.records import tables
from game.records.entries import Head
from game.records.errors import RecordsError
from game.records.store import Store

DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run somebody played by hand and finished."""

    run: str
    person: str
    scenario: str


def head_at(store: Store, events: int) -> tuple[Head, int]:
    """The log's head after so many events (1 or more), and when the last of them was written.

    Raises `RecordsError` where there is no such event.
    """
    event = tables.event.c
    with store.database.reading() as connection:
        row = connection.execute(select(event.hash, event.at_ms).where(event.seq == events)).first()
    if row is None:
        raise RecordsError(f"The score log has no event {events}.")
    return Head(events, row.hash), row.at_ms


def candidates(store: Store, events: int, since_ms: int) -> list[Candidate]:
    """The runs finished by event `events`, and not before `since_ms`, in the order they ended."""
    run = tables.run.c
    asked = (
        select(run.run, run.person, run.scenario)
        .where(
            run.closed_seq <= events,
            run.closed_ms >= since_ms,
            run.state == "finished",
            run.bot.is_(None),
            run.front != "run",
        )
        .order_by(run.closed_seq)
    )
    with store.database.reading() as connection:
        return [Candidate(*row) for row in connection.execute(asked)]
