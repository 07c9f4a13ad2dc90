"""Everything that is SQLite's own: the file, pragmas, guards, errors.

Nothing outside this package may know which database the log is in.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import QueuePool

from game.records.chain import START
from game.records.dialect.terms import WRITES
from game.records.errors import RecordsError

OLDEST = (3, 37, 0)
"""STRICT tables came with this SQLite (sqlite.org/stricttables.html)."""

_SCHEMES = ("sqlite:///", "sqlite+pysqlite:///")


def file_of(url: str) -> Path | None:
    """The file that an address names; none where it names no file of SQLite's."""
    for scheme in _SCHEMES:
        # The path is taken to the letter: the usual reading would end it at a question mark.
        if url.startswith(scheme) and url != scheme and not url.endswith(":memory:"):
            return Path(url.removeprefix(scheme)).absolute()
    return None


def open_engine(file: Path, patience_ms: int) -> Engine:
    """An engine on a SQLite file, made on first use; another process is waited for that long."""
    if sqlite3.sqlite_version_info < OLDEST:
        raise RecordsError(
            f"This Python carries SQLite {sqlite3.sqlite_version}, and Sixty needs 3.37 or newer: "
            "use a newer Python."
        )
    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        connect_args={"timeout": patience_ms / 1000, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    try:
        _set_up(connection)
    except BaseException:
        connection.close()
        raise


def _set_up(connection: sqlite3.Connection) -> None:
    # Transactions are begun by _begin alone; the driver would begin them late, and only some.
    connection.isolation_level = None
    # Not WAL: docs/decisions/0002-rollback-journal.md.
    (mode,) = connection.execute("PRAGMA journal_mode = TRUNCATE").fetchone()
    if mode != "truncate":
        raise RecordsError(
            f"The score log is in SQLite's {mode!r} mode and another program keeps it there: "
            "close whatever else has it open, and try again."
        )
    for pragma in (
        "synchronous = EXTRA",
        "fullfsync = ON",  # macOS's plain fsync leaves the data in the drive's own cache
        "recursive_triggers = ON",  # else INSERT OR REPLACE deletes behind the guards' backs
        "trusted_schema = OFF",
        "secure_delete = ON",  # a name taken away is gone from the file, too
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # IMMEDIATE takes the write lock before the head is read: two writers cannot follow one event.
    writes = connection.get_execution_options().get(WRITES, False)
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("no transaction begins without a connection")
    # Straight to the driver: a choice waits for this, and a statement of SQLAlchemy's costs ten.
    driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")


def describe() -> str:
    """The database in use and its version, for `sixty doctor`."""
    return f"SQLite {sqlite3.sqlite_version}, rollback journal"


_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the score log is only ever added to'); END"
_WHEN = {
    "event_not_changed": "BEFORE UPDATE ON event",
    "event_not_removed": "BEFORE DELETE ON event",
    # Stops INSERT OR REPLACE even from a connection without recursive triggers.
    "event_follows": (
        "BEFORE INSERT ON event "  # noqa: S608 - START is a constant
        "WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM event) "
        "OR NEW.prev IS NOT "
        f"coalesce((SELECT hash FROM event ORDER BY seq DESC LIMIT 1), '{START}') "
        "OR EXISTS (SELECT 1 FROM event WHERE id = NEW.id)"
    ),
    "source_not_changed": "BEFORE UPDATE ON source",
    "source_not_removed": "BEFORE DELETE ON source",
    "source_not_replaced": (
        "BEFORE INSERT ON source WHEN EXISTS (SELECT 1 FROM source WHERE digest = NEW.digest)"
    ),
}
GUARDS = {name: f"CREATE TRIGGER {name} {when} {_REFUSE}" for name, when in _WHEN.items()}
"""What keeps accidents from the log. A later change of one is a migration that makes it anew."""


def create_guards(connection: Connection, *names: str) -> None:
    """Put these guards in place; their tables must exist."""
    for name in names:
        connection.exec_driver_sql(GUARDS[name])


def missing_guards(connection: Connection) -> list[str]:
    """The guards that are gone or no longer say what they said."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    found = {str(name): sql for name, sql in rows}
    return [name for name, statement in GUARDS.items() if found.get(name) != statement]


_SENTENCES = {
    sqlite3.SQLITE_FULL: (
        "The disk is full, so the score log at {where} could not be written: free some space and "
        "try again. What was kept before is safe."
    ),
    sqlite3.SQLITE_IOERR: (
        "The score log at {where} could not be written or read: the disk may be full, "
        "disconnected or failing. What was kept before is safe."
    ),
    sqlite3.SQLITE_READONLY: (
        "The score log at {where} may only be read, not written: ask for permission to write "
        "there, or name another folder in SIXTY_HOME."
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "The score log at {where} cannot be opened: see that its folder exists and that you may "
        "write there, or name another folder in SIXTY_HOME."
    ),
    sqlite3.SQLITE_NOTADB: (
        "The file at {where} is no score log and no database: move it away, or name another "
        "folder in SIXTY_HOME."
    ),
    sqlite3.SQLITE_CORRUPT: (
        "The score log at {where} is damaged: put it away and bring back the last good copy."
    ),
    sqlite3.SQLITE_BUSY: (
        "Another program is holding the score log at {where}: close it or wait for it, and try "
        "again."
    ),
    sqlite3.SQLITE_CONSTRAINT: (
        "The score log at {where} refused a change ({error}): it is only ever added to."
    ),
}
_SENTENCES[sqlite3.SQLITE_LOCKED] = _SENTENCES[sqlite3.SQLITE_BUSY]
_SENTENCES[sqlite3.SQLITE_PERM] = _SENTENCES[sqlite3.SQLITE_CANTOPEN]
_SENTENCES[sqlite3.SQLITE_AUTH] = _SENTENCES[sqlite3.SQLITE_CANTOPEN]


def sentence(error: BaseException) -> str:
    """A driver's error in one sentence, with places for `where` and `error`."""
    code = getattr(error, "sqlite_errorcode", None) or 0
    if isinstance(error, UnicodeDecodeError):
        code = sqlite3.SQLITE_CORRUPT
    return _SENTENCES.get(
        code & 0xFF, "The score log at {where} could not be used: the database says {error!r}."
    )
