"""Checks that nothing in the log was changed: one pass over the chain, and what hangs on it.

Finds edits of events, sources, the tables for reading, and the end of the log against the head
file. It cannot find a log rewritten whole together with that file: keep a head elsewhere.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, select

from game.records import derive, dialect, headfile, reading, tables
from game.records.chain import START, Event, Linked, Stored, follows, link
from game.records.dialect.straight import Straight
from game.records.entries import Problem, Verified
from game.records.errors import RecordsError
from game.records.store import Store

_PAGE = 2000  # events a page: between pages the log is let go of, and play goes on
_BEFORE_ALL, _AFTER_ALL = -(2**63), 2**63 - 1

_PLACES = {
    "decision": tables.decision.c.seq,
    "aid": tables.aid.c.seq,
    "paper": tables.paper.c.seq,
    "run": tables.run.c.closed_seq,
}
"""The tables for reading, each with the event that completes a row of it."""
_ROWS = {
    name: Straight(
        select(place.table)
        .where(place > bindparam("after"), place <= bindparam("until"))
        .order_by(place)
    )
    for name, place in _PLACES.items()
}
_OPEN = Straight(select(tables.run).where(tables.run.c.closed_seq.is_(None)))
_VALUES = {name: itemgetter(*place.table.c.keys()) for name, place in _PLACES.items()}
_AT = {name: list(place.table.c.keys()).index(place.name) for name, place in _PLACES.items()}
_RUN_AT = {name: list(place.table.c.keys()).index("run") for name, place in _PLACES.items()}
_FIRST_AT = list(tables.run.c.keys()).index("first")
_STARTED, _DECIDED = derive.STARTED.encode(), derive.DECIDED.encode()
_run_values = _VALUES["run"]


def verify(
    store: Store, against: str | None = None, progress: Callable[[int], None] | None = None
) -> Verified:
    """Go through the whole log once and list every problem, each with its event and run.

    Changes nothing, and play may go on meanwhile. A file too damaged to read is a problem like the
    others, and ends the list. `against` is a head noted earlier (64 hex digits): that it is no
    longer, or never was, part of this log is a problem. `progress` is called with the number of
    events checked, every few thousand.
    """
    check = _Check(store, against)
    try:
        while check.next_page():
            if progress is not None:
                progress(check.count)
        check.sources()
    except RecordsError as error:
        check.problems.append(Problem(error.sentence))
    if not check.met:
        told = (
            f"The log does not hold the head {against}: what was written up to then was changed or "
            "cut off, or this is another log."
        )
        check.problems.append(Problem(told))
    return Verified(check.count, check.head, tuple(check.problems))


@contextmanager
def _without_collecting() -> Iterator[None]:
    """A page makes many small values and no circle of them: looking for circles costs a third."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class _Check:
    def __init__(self, store: Store, against: str | None = None) -> None:
        self.problems: list[Problem] = []
        self.met = against is None
        """Whether the head that was asked for was come by."""
        self._against = against
        self.count = 0
        self.head = START
        self._store = store
        self._at = _BEFORE_ALL
        self._expected = 1
        self._fold = derive.Fold()
        self._wrong_runs: set[str] = set()
        self._needed: dict[str, tuple[int, str]] = {}

    @_without_collecting()
    def next_page(self) -> bool:
        """Check the next events; False once the end of the log was checked, too."""
        with self._store.database.reading() as connection:
            page = reading.linked(connection, self._at, _PAGE)
            last = len(page) < _PAGE
            between = {"after": self._at, "until": _AFTER_ALL if last else page[-1][0]}
            rows = {
                name: {row[_AT[name]]: row for row in asked.every(connection, between)}
                for name, asked in _ROWS.items()
            }
            if follows(self.head, self._expected, page):
                self._went_on(page)
                self._read(page, rows)
            else:
                for stored in reading.events(connection, self._at, _PAGE):
                    self._link(connection, stored)
                    self._read([stored], rows)
            self._left_over(rows)
            if page:
                self._at = page[-1][0]
            if last:
                self._end(connection)
        return not last

    def _went_on(self, page: Sequence[Linked]) -> None:
        """Take in events of which each is unchanged and where it was."""
        self.count += len(page)
        self._expected += len(page)
        self.head = page[-1][6].decode().split()[1]
        self.met = self.met or any(each[6].decode().split()[1] == self._against for each in page)

    def _link(self, connection: Connection, stored: Stored) -> None:
        event = Event._make(stored[:6])
        said_prev, said_hash = (said.decode("ascii", "replace") for said in stored[6:])
        if event.seq != self._expected:
            self._gap(connection, event.seq)
        try:
            changed = link(said_prev, event) != said_hash
        except ValueError:
            changed = True
        if changed:
            # Its run may be what was changed: the tables for reading still know the right one.
            was = _run_at(connection, event.seq)
            self._report(f"Event {event.seq} was changed after it was written.", event, was)
        elif said_prev != self.head and event.seq == self._expected:
            self._report(f"Event {event.seq} does not follow the event before it.", event)
        self.count += 1
        self.head = said_hash
        if said_hash == self._against:
            self.met = True
        self._expected = event.seq + 1

    def _gap(self, connection: Connection, seq: int) -> None:
        missing = self._expected
        if seq < missing:
            self.problems.append(Problem(f"Event {seq} has no place in the log.", seq))
            return
        run = _run_at(connection, missing)
        if run is not None:
            self._wrong_runs.add(run)
        if seq == missing + 1:
            sentence = f"Event {missing} was removed."
        else:
            sentence = f"Events {missing} to {seq - 1} were removed."
        self.problems.append(Problem(sentence, missing, run))

    def _read(self, page: Sequence[Linked | Stored], rows: dict[str, dict[int, Any]]) -> None:
        """Hold the tables for reading against these events; what is told of them leaves `rows`."""
        decisions, open_runs = rows["decision"], self._fold.open
        decided = [stored for stored in page if stored[3] == _DECIDED]
        told = derive.tell_of(decided, list(decisions.values()))
        for stored in page:
            # The usual case, quickly: a decision whose row surely is right, of a run that is open.
            if told and stored[3] == _DECIDED and (run := open_runs.get(stored[2])):
                run["taken"] += 1
            else:
                self._derived(Event._make(stored[:6]), rows)
        if told:
            decisions.clear()

    def _derived(self, event: Event, rows: dict[str, dict[int, Any]]) -> None:
        try:
            made = self._fold.take(event)
            if event.kind == _STARTED:
                self._note_sources(event.seq, self._fold.open[event.run])
        except (KeyError, TypeError, ValueError):
            made = None
            self._once(_run(event), f"Event {event.seq} makes no sense where it stands.", event.seq)
        if made is None:
            for there in rows.values():
                there.pop(event.seq, None)
            return
        table, row = made
        found = rows[table].pop(event.seq, None)
        if table == "run" and found is not None and self._wrong_runs:
            # Which run was the first cannot be told once one before it is in doubt.
            row = row | {"first": found[_FIRST_AT]}
        if found is None or found != _VALUES[table](row):
            self._once(_run(event), _otherwise(event.seq), event.seq)

    def _left_over(self, rows: dict[str, dict[int, Any]]) -> None:
        for table, there in rows.items():
            for seq, row in there.items():
                self._once(
                    row[_RUN_AT[table]],
                    f"The tables for reading hold event {seq}, and the log does not.",
                    seq,
                )

    def _end(self, connection: Connection) -> None:
        for row in _OPEN.every(connection, {}):
            seq, run = row[0], row[_RUN_AT["run"]]
            expected = self._fold.open.pop(run.encode(), None)
            if expected is None or row != _run_values(expected):
                self._once(run, _otherwise(seq), seq)
        for expected in self._fold.open.values():
            self._once(expected["run"], _otherwise(expected["seq"]), expected["seq"])
        for name in dialect.missing_guards(connection):
            self.problems.append(
                Problem(f"The guard {name}, which keeps the log from being edited, is gone.")
            )
        self._head_file(connection)

    def _head_file(self, connection: Connection) -> None:
        file = self._store.head_file
        try:
            said = headfile.read_head(file)
        except (headfile.Unreadable, OSError):
            self.problems.append(
                Problem(f"The head file {file} cannot be read, so the log's end is unproven.")
            )
            return
        if said is None:
            if self.count:
                self.problems.append(
                    Problem(f"The head file {file} is gone, so the log's end is unproven.")
                )
        elif said.count >= self._expected:
            self.problems.append(
                Problem(
                    f"The log ends with event {self._expected - 1}, and the head file {file} says "
                    f"there were {said.count}: events were cut from its end.",
                    self._expected,
                )
            )
        elif not reading.has_head(connection, said):
            self.problems.append(
                Problem(
                    f"Event {said.count} is not the one that the head file {file} names: the log "
                    "was written anew.",
                    said.count,
                )
            )

    def sources(self) -> None:
        """Check every kept file against its digest, and that none which a run needs is gone."""
        source = tables.source.c
        after = ""
        while True:
            with self._store.database.reading() as connection:
                row = connection.execute(
                    select(source.digest, source.text)
                    .where(source.digest > after)
                    .order_by(source.digest)
                    .limit(1)
                ).first()
            if row is None:
                break
            after = row.digest
            seq, run = self._needed.pop(after, (None, None))
            if hashlib.sha256(row.text).hexdigest() != after:
                self.problems.append(
                    Problem(f"The file kept under the digest {after} was replaced.", seq, run)
                )
        for digest, (seq, run) in self._needed.items():
            self.problems.append(
                Problem(f"The file kept under the digest {digest} was removed.", seq, run)
            )

    def _note_sources(self, seq: int, row: derive.Row) -> None:
        for digest in (row["scenario_digest"], row["binder_digest"]):
            self._needed.setdefault(digest, (seq, row["run"]))

    def _report(self, sentence: str, event: Event, was: str | None = None) -> None:
        runs = [was, _run(event)]
        known = [run for run in runs if run is not None]
        self._wrong_runs.update(known)
        self.problems.append(Problem(sentence, event.seq, known[0] if known else None))

    def _once(self, run: str | None, sentence: str, seq: int) -> None:
        """Report what may be only the shadow of a problem with the same run, once a run."""
        if run is None or run not in self._wrong_runs:
            if run is not None:
                self._wrong_runs.add(run)
            self.problems.append(Problem(sentence, seq, run))


def _run(event: Event) -> str | None:
    return None if event.run is None else event.run.decode("ascii", "replace")


def _otherwise(seq: int) -> str:
    return (
        f"The tables for reading say otherwise than event {seq}: somebody changed them, and they "
        "must be made again from the events."
    )


def _run_at(connection: Connection, seq: int) -> str | None:
    """Which run an event belonged to, as far as the tables for reading know."""
    for column in (tables.run.c.seq, *_PLACES.values()):
        run: str | None = connection.execute(
            select(column.table.c.run).where(column == seq)
        ).scalar()
        if run is not None:
            return run
    return None
