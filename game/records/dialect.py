"""Everything that is SQLite's own: types, pragmas, guards, errors. Another database is added here.

Nothing outside this module may know which database the log is in.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    cast,
    create_engine,
    event,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import QueuePool
from sqlalchemy.sql.elements import SQLCoreOperations
from sqlalchemy.types import TypeEngine

from game.records.chain import START
from game.records.errors import RecordsError

WRITES = "sixty_writes"
"""The execution option of a transaction that will write, which takes its turn at the start."""

STRICT: dict[str, Any] = {"sqlite_strict": True}
"""Table options: a number stays a number and text stays text, whoever writes."""

OLDEST = (3, 37, 0)
"""STRICT tables came with this SQLite (sqlite.org/stricttables.html)."""


def whole() -> TypeEngine[int]:
    """A whole number of 64 bits. STRICT tables know no BIGINT; SQLite's INTEGER is as wide."""
    return BigInteger().with_variant(Integer(), "sqlite")


def raw(column: SQLCoreOperations[Any]) -> ColumnElement[bytes]:
    """A text column's bytes as they lie in the file, whether or not they are text any longer."""
    return cast(column, LargeBinary)


def sqlite_file(url: str) -> Path:
    """The file a database's address names. Raises `RecordsError` where it names none of ours."""
    for scheme in ("sqlite:///", "sqlite+pysqlite:///"):
        # The path is taken to the letter: the usual reading would end it at a question mark.
        if url.startswith(scheme) and url != scheme and not url.endswith(":memory:"):
            return Path(url.removeprefix(scheme)).absolute()
    try:
        kind = make_url(url).get_backend_name()
    except ArgumentError:
        kind = ""
    if kind in ("", "sqlite"):
        raise RecordsError(
            "SIXTY_DATABASE is not a database's address: write sqlite:/// and the path of a file."
        )
    raise RecordsError(
        f"SIXTY_DATABASE names a database of the kind {kind!r}, and this version keeps its score "
        "log in SQLite only: write sqlite:/// and the path of a file, or leave it out."
    )


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
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


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

DRIVER_ERRORS = (DBAPIError, sqlite3.Error, UnicodeDecodeError)
"""What the driver raises, as it is or wrapped; the last where a damaged file garbles its words."""


def plain_error(error: BaseException, where: str) -> RecordsError:
    """A driver's error in one sentence."""
    inner = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(inner, "sqlite_errorcode", None) or 0
    if isinstance(inner, UnicodeDecodeError):
        code = sqlite3.SQLITE_CORRUPT
    sentence = _SENTENCES.get(
        code & 0xFF, "The score log at {where} could not be used: the database says {error!r}."
    )
    return RecordsError(sentence.format(where=where, error=str(inner)))
