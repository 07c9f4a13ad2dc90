"""Papers into the log and out of it: roles, comments, sign-offs and inspections, each one event.

Knows what a paper must find in the log (its run, its people); who may file it is the office's.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, func, select

from game.records import reading, tables, writing
from game.records.chain import canonical
from game.records.checks import check_paper
from game.records.errors import RecordsError
from game.records.papers import (
    Commented,
    Drawn,
    Entry,
    MentorGiven,
    Paper,
    PinSet,
    RoleGiven,
    Signed,
    body_of,
    entry_of,
    kind_of,
)
from game.records.store import Store

_AT_ONCE = 500  # runs asked for in one statement


def file(store: Store, entry: Entry) -> Paper:
    """Write a paper; it is on the disk when this returns, and the head is noted outside.

    The same paper filed again changes nothing. Raises `RecordsError` where it names a run, decision
    or person that the log does not know, or signs a run that goes on; and for a first trainer where
    there is one already, or the last trainer's role taken away.
    """
    check_paper(entry)
    with store.database.writing() as connection:
        filed = add(connection, store.now(), entry)
    store.note_head()
    return filed


def add(connection: Connection, now_ms: int, entry: Entry) -> Paper:
    """Write a checked paper inside a writing transaction, as `file` does."""
    there = _filed(connection, entry.id)
    if there is not None:
        if _as_given(there.entry) != _as_given(entry):
            raise RecordsError("This was filed already, and otherwise: write it anew.")
        return there
    _must_stand(connection, entry)
    if isinstance(entry, Signed):
        head = reading.head(connection)
        entry = replace(entry, events=head.count, head=head.hash)
    event = writing.append(
        connection,
        at_ms=now_ms,
        kind=kind_of(entry),
        run=entry.run if isinstance(entry, Commented | Signed) else None,
        event_id=entry.id,
        body=canonical(body_of(entry)),
    )
    writing.add_paper(connection, event)
    return Paper(event.seq, event.at_ms, entry)


def papers(
    store: Store,
    kinds: Collection[str],
    of: Collection[str] | None = None,
    *,
    by_others: bool = False,
) -> list[Paper]:
    """Every paper of these kinds (`papers.KINDS`), in the order they were filed.

    `of` leaves those on the runs of these people (pseudonyms), `by_others` those that are on no
    run of their author's own.
    """
    paper, run = tables.paper.c, tables.run.c
    which: ColumnElement[bool] = paper.kind.in_(kinds)
    if of is not None:
        which &= paper.run.in_(select(run.run).where(run.person.in_(of)))
    if by_others:
        which &= ~exists().where(run.run == paper.run, run.person == paper.author)
    with store.database.reading() as connection:
        return _papers(connection, which)


def how_many(store: Store, kind: str) -> int:
    """How many papers of a kind (`papers.KINDS`) were filed; none of them is read."""
    asked = select(func.count()).where(tables.paper.c.kind == kind)
    with store.database.reading() as connection:
        return connection.execute(asked).scalar_one()


def papers_of(store: Store, runs: Iterable[str]) -> dict[str, list[Paper]]:
    """The comments and sign-offs of these runs, in the order they were filed; a run without any is
    left out."""
    found: dict[str, list[Paper]] = {}
    wanted = list(runs)
    with store.database.reading() as connection:
        for at in range(0, len(wanted), _AT_ONCE):
            for paper in _papers(connection, tables.paper.c.run.in_(wanted[at : at + _AT_ONCE])):
                if isinstance(paper.entry, Commented | Signed):
                    found.setdefault(paper.entry.run, []).append(paper)
    return found


def _papers(connection: Connection, which: Any) -> list[Paper]:
    event, paper = tables.event.c, tables.paper.c
    asked = (
        select(event.seq, event.at_ms, event.kind, event.id, event.run, event.body)
        .select_from(tables.paper.join(tables.event, event.seq == paper.seq))
        .where(which)
        .order_by(paper.seq)
    )
    return [_read(row) for row in connection.execute(asked)]


def _filed(connection: Connection, id: str) -> Paper | None:
    event = tables.event.c
    asked = select(event.seq, event.at_ms, event.kind, event.id, event.run, event.body)
    row = connection.execute(asked.where(event.id == id)).first()
    return None if row is None else _read(row)


def _read(row: Any) -> Paper:
    try:
        entry = entry_of(row.kind, row.id, row.run, json.loads(row.body))
    except (KeyError, TypeError, ValueError) as error:
        raise RecordsError(
            f"Event {row.seq} of the score log cannot be read: `sixty verify` says what was "
            "changed."
        ) from error
    return Paper(row.seq, row.at_ms, entry)


def _as_given(entry: Entry) -> Entry:
    """A paper without what was filled in when it was filed."""
    return replace(entry, events=0, head="") if isinstance(entry, Signed) else entry


def _must_stand(connection: Connection, entry: Entry) -> None:
    if isinstance(entry, RoleGiven):
        _must_leave_a_trainer(connection, entry)
    if isinstance(entry, Commented | Signed):
        _must_be_on_a_run(connection, entry)
    if isinstance(entry, Drawn):
        for run in entry.runs:
            writing.run_row(connection, run)
    about = entry.person if isinstance(entry, RoleGiven | MentorGiven | PinSet) else None
    mentor = entry.mentor if isinstance(entry, MentorGiven) else None
    for person in {about, mentor, entry.by} - {None}:
        asked = select(tables.person.c.pseudonym).where(tables.person.c.pseudonym == person)
        if connection.execute(asked).first() is None:
            raise RecordsError(f"The score log knows nobody with the pseudonym {person!r}.")


def _must_leave_a_trainer(connection: Connection, entry: RoleGiven) -> None:
    roles = {
        paper.entry.person: paper.entry.role
        for paper in _papers(connection, tables.paper.c.kind == kind_of(entry))
        if isinstance(paper.entry, RoleGiven)
    }
    if entry.by is None and roles:
        raise RecordsError(
            "There is a trainer here already: whoever that is can make others trainers."
        )
    roles[entry.person] = entry.role
    if "trainer" not in roles.values():
        raise RecordsError(
            "Without this there would be no trainer left: make somebody else a trainer first."
        )


def _must_be_on_a_run(connection: Connection, entry: Commented | Signed) -> None:
    row = writing.run_row(connection, entry.run)
    if isinstance(entry, Signed):
        if row.state == "unfinished":
            raise RecordsError("A run is signed off once it is over, and this one goes on.")
        return
    if entry.index is None:
        return
    decision = tables.decision.c
    asked = select(decision.seq).where(decision.run == entry.run, decision.number == entry.index)
    if connection.execute(asked.limit(1)).first() is None:
        raise RecordsError(
            f"The run has no decision {entry.index + 1}: its decisions are numbered from "
            f"{(row.branched_index or 0) + 1} to {row.taken}."
        )
