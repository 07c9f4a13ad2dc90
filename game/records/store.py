"""The score log: open it, write a run into it, read it back.

Knows the rules of writing (in order, once, never after the end) and nothing of how a run is played
or judged. Every write is on the disk when its call returns.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, insert, select

from game.records import derive, headfile, reading, tables, writing
from game.records.chain import canonical
from game.records.checks import (
    check_aided,
    check_decided,
    check_ended,
    check_run,
    check_started,
)
from game.records.database import Database
from game.records.entries import (
    Aided,
    Decided,
    Head,
    Person,
    RunEnded,
    RunRecord,
    RunStarted,
    SourceKind,
)
from game.records.errors import RecordsError
from game.records.names import clean_name, name_key

Clock = Callable[[], int]
"""The time, UTC, in milliseconds since 1970."""


def now_ms() -> int:
    """The time on this computer's clock."""
    return time.time_ns() // 1_000_000


class Store:
    """An open score log. Several threads may share one; close it, or use it in a `with`."""

    def __init__(self, database: Database, head_file: Path, clock: Clock) -> None:
        self.database = database
        self.head_file = head_file
        self._clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    # -- people and sources ---------------------------------------------------------------------

    def person(self, name: str) -> Person:
        """Who has this name, found or made; they count as here last.

        Raises `RecordsError` where `name` cannot be a name (`names.clean_name`).
        """
        shown, key = clean_name(name), name_key(name)
        person = tables.person
        with self.database.writing() as connection:
            row = connection.execute(select(person).where(person.c.name_key == key)).first()
            if row is not None:
                writing.take_turn(connection, row.pseudonym)
                return Person(row.pseudonym, row.name)
            made = Person("p-" + secrets.token_hex(8), shown)
            connection.execute(
                insert(person).values(
                    pseudonym=made.pseudonym,
                    name=made.name,
                    name_key=key,
                    turn=writing.next_turn(connection),
                )
            )
            return made

    def people(self) -> list[Person]:
        """Everybody whose name is kept, by name."""
        with self.database.reading() as connection:
            return reading.people(connection)

    def players(self) -> list[Person]:
        """The same without those that only bots or `sixty run --log` have played for."""
        with self.database.reading() as connection:
            return reading.players(connection)

    def last_person(self) -> Person | None:
        """Who played or said their name last; never one that only bots have played for."""
        with self.database.reading() as connection:
            return reading.last_person(connection)

    def keep(self, kind: SourceKind, text: bytes) -> str:
        """Keep a file's exact bytes, once; returns their SHA-256 as 64 hex digits."""
        digest = hashlib.sha256(text).hexdigest()
        with self.database.reading() as connection:
            if writing.is_kept(connection, digest):
                return digest
        with self.database.writing() as connection:
            if not writing.is_kept(connection, digest):
                row = {"digest": digest, "kind": kind, "text": text}
                connection.execute(insert(tables.source), row)
        return digest

    def source(self, digest: str) -> bytes:
        """The bytes kept under a digest. Raises `RecordsError` where there are none."""
        source = tables.source
        with self.database.reading() as connection:
            asked = select(source.c.text).where(source.c.digest == digest)
            text: bytes | None = connection.execute(asked).scalar()
        if text is None:
            raise RecordsError(f"The score log keeps no file with the digest {digest}.")
        return text

    # -- writing a run --------------------------------------------------------------------------

    def start(self, entry: RunStarted) -> None:
        """Write that a run has started; its person and sources must be kept already.

        The same start written again changes nothing.
        """
        check_started(entry)
        body = canonical(derive.started_body(entry))
        with self.database.writing() as connection:
            event_id = derive.event_id(entry.run, derive.STARTED)
            if writing.written(
                connection, event_id, body, "This run has started already, and otherwise."
            ):
                return
            writing.must_be_kept(connection, entry)
            event = writing.append(
                connection,
                at_ms=self._clock(),
                kind=derive.STARTED,
                run=entry.run,
                event_id=event_id,
                body=body,
            )
            writing.add_run(connection, event)
            if entry.bot is None and entry.front != "run":
                writing.take_turn(connection, entry.person)

    def decide(self, entry: Decided, ended: RunEnded | None = None) -> None:
        """Write a decision, and the ending where it came to one; on the disk when this returns.

        The same decision written again changes nothing, however long it took to think. Raises
        `RecordsError` for one out of order, and for a run that has ended or was given up.
        """
        check_decided(entry)
        if ended is not None:
            check_ended(ended)
        body = canonical(derive.decided_body(entry))
        with self.database.writing() as connection:
            row = writing.run_row(connection, entry.run)
            writing.must_know_all(connection, row, entry)
            if entry.index < row.taken:
                writing.must_be_same(connection, entry)
            else:
                writing.must_be_next(row, entry)
                event = writing.append(
                    connection,
                    at_ms=self._clock(),
                    kind=derive.DECIDED,
                    run=entry.run,
                    event_id=derive.decision_id(entry),
                    body=body,
                )
                writing.add_decision(connection, event)
            if ended is not None:
                # One transaction for both: a disk takes longer to answer twice than once.
                self._close(connection, row, derive.ENDED, derive.ended_body(ended))
        if ended is not None:
            self.note_head()

    def aid(self, entry: Aided) -> None:
        """Write that a practice run had a hint, or took its last decision back.

        The same written again changes nothing. Raises `RecordsError` on the floor, for another
        decision than the last, and for a run that has ended or was given up.
        """
        check_aided(entry)
        body = canonical(derive.aided_body(entry))
        with self.database.writing() as connection:
            row = writing.run_row(connection, entry.run)
            event_id = derive.aid_id(entry)
            if writing.written(connection, event_id, body, writing.ELSEWHERE):
                writing.must_stand_there(connection, row, entry)
                return
            writing.must_be_open(row)
            writing.must_know_all(connection, row, entry)
            writing.must_be_practice(row, entry)
            event = writing.append(
                connection,
                at_ms=self._clock(),
                kind=entry.kind,
                run=entry.run,
                event_id=event_id,
                body=body,
            )
            writing.add_aid(connection, event)

    def end(self, entry: RunEnded) -> None:
        """Write how a run ended, and the log's head beside the database.

        The same end written again changes nothing.
        """
        check_ended(entry)
        self._finish(derive.ENDED, entry.run, derive.ended_body(entry))

    def abandon(self, run: str) -> None:
        """Write that a run was given up: it stays unfinished, and is no longer offered."""
        check_run(run)
        self._finish(derive.ABANDONED, run, {})

    def _finish(self, kind: str, run: str, body: dict[str, object]) -> None:
        with self.database.writing() as connection:
            row = writing.run_row(connection, run)
            closed = self._close(connection, row, kind, body)
        if closed:
            self.note_head()

    def _close(self, connection: Connection, row: Any, kind: str, body: dict[str, object]) -> bool:
        """Write how a run came to its end; False where that is in the log already."""
        text = canonical(body)
        event_id = derive.event_id(row.run, kind)
        otherwise = "This run has ended already, and otherwise."
        if writing.written(connection, event_id, text, otherwise):
            return False
        writing.must_be_open(row)
        event = writing.append(
            connection, at_ms=self._clock(), kind=kind, run=row.run, event_id=event_id, body=text
        )
        writing.close_run(connection, row, event)
        return True

    # -- reading --------------------------------------------------------------------------------

    def run(self, run: str) -> RunRecord:
        """The run with this id, or the only one whose id begins so. Raises `RecordsError`."""
        prefix = run.strip().lower()
        if not prefix:
            raise RecordsError("Which run? Give its id, or how its id begins.")
        with self.database.reading() as connection:
            found = reading.runs_beginning(connection, prefix, limit=4)
        if not found:
            raise RecordsError(f"The score log has no run whose id begins with {run!r}.")
        if len(found) > 1 and found[0].run != prefix:
            some = ", ".join(record.run for record in found[:3])
            more = " and others" if len(found) > 3 else ""
            raise RecordsError(
                f"More than one run's id begins with {run!r}: {some}{more}. Give more of it."
            )
        return found[0]

    def runs_of(self, runs: Sequence[str]) -> dict[str, RunRecord]:
        """The runs with these whole ids, by id; one that the log does not have is left out."""
        with self.database.reading() as connection:
            return {record.run: record for record in reading.runs_of(connection, runs)}

    def runs(self, person: str | None = None, limit: int | None = None) -> list[RunRecord]:
        """Runs of one person (a pseudonym) or of all, the latest first, with their decisions.

        Give a limit; `export.log_rows` goes through a whole log a page at a time.
        """
        with self.database.reading() as connection:
            return reading.latest_runs(connection, person, limit)

    def counted(self, person: str, limit: int) -> list[RunRecord]:
        """A person's finished floor runs that count and have no foul, the latest first: what the
        averages are made of."""
        with self.database.reading() as connection:
            return reading.counted_runs(connection, person, limit)

    def unfinished(self, person: str) -> list[RunRecord]:
        """The runs a person can go on with, the latest first."""
        with self.database.reading() as connection:
            return reading.unfinished(connection, person)

    def last_played(self, person: str) -> dict[str, int]:
        """When a person last started each scenario (UTC, milliseconds); bots' runs left out."""
        with self.database.reading() as connection:
            return reading.last_played(connection, person)

    def head(self) -> Head:
        """How far the log has come: to be written down elsewhere, and compared later."""
        with self.database.reading() as connection:
            return reading.head(connection)

    # -- upkeep ---------------------------------------------------------------------------------

    def rebuild(self) -> None:
        """Make the tables for reading again, from the events alone.

        Raises `RecordsError` where the events themselves make no sense, and then changes nothing.
        """
        with self.database.writing() as connection:
            writing.rebuild(connection)

    def now(self) -> int:
        """The time on the log's clock (UTC, milliseconds)."""
        return self._clock()

    def begin_head_file(self) -> None:
        """Write the head file of an empty log, so that a missing one later is a sign.

        A computer that meets a shared log for the first time notes how far it has come by now.
        """
        if not self.head_file.exists() and (self.database.shared or self.head().count == 0):
            self.note_head()

    def note_head(self) -> None:
        """Keep count and head outside the database too, unless the file there speaks against it.

        A file that says more, or other, than the log is evidence, and stays. Failing to write it is
        no failure of the run, which is committed: the file stays behind until the next run.
        """
        try:
            said = headfile.read_head(self.head_file)
        except (headfile.Unreadable, OSError):
            return
        with self.database.reading() as connection:
            now = reading.head(connection)
            agrees = said is None or reading.has_head(connection, said)
        if agrees and (said is None or said.count < now.count):
            try:
                headfile.write_head(self.head_file, now)
            except OSError:
                return
