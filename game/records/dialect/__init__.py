"""The database the log is in: SQLite in a file, or PostgreSQL by its address, and nothing else.

Nothing outside this package may know which. `sqlite` and `postgres` each say how theirs is opened,
guarded and understood; another database is added beside them.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from game.records.dialect import postgres, sqlite
from game.records.dialect.terms import STRICT, WRITES, raw, whole, words
from game.records.errors import RecordsError

__all__ = [
    "DRIVER_ERRORS",
    "STRICT",
    "WRITES",
    "Place",
    "create_guards",
    "missing_guards",
    "place_of",
    "plain_error",
    "raw",
    "whole",
    "words",
]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a log is. `shown` may be read by anybody: it holds no password. `file` is SQLite's."""

    shown: str
    file: Path | None
    _url: str = field(repr=False)

    def open_engine(self, patience_ms: int) -> Engine:
        """An engine on it; whoever else is writing is waited for that long."""
        if self.file is not None:
            return sqlite.open_engine(self.file, patience_ms)
        return postgres.open_engine(make_url(self._url), patience_ms)

    def describe(self) -> str:
        """The database in use and its version as far as this side knows, for `sixty doctor`."""
        return sqlite.describe() if self.file is not None else postgres.describe()


def place_of(url: str) -> Place:
    """What an address names. Raises `RecordsError`, which never tells the address's password."""
    file = sqlite.file_of(url)
    if file is not None:
        return Place(str(file), file, url)
    try:
        parsed = make_url(url)
        kind = parsed.get_backend_name()
    except (ArgumentError, ValueError) as error:
        raise RecordsError(_NO_ADDRESS) from error
    if kind == "sqlite":
        raise RecordsError(_NO_ADDRESS)
    if parsed.drivername not in postgres.SCHEMES:
        raise RecordsError(
            f"SIXTY_DATABASE names a database of the kind {parsed.drivername!r}, and the score log "
            "is kept in SQLite or PostgreSQL only: write sqlite:/// and the path of a file, or "
            "postgresql://USER@HOST/DATABASE, or leave it out."
        )
    if not parsed.database:
        raise RecordsError(_NO_ADDRESS)
    return Place(postgres.shown(parsed), None, url)


_NO_ADDRESS = (
    "SIXTY_DATABASE is not a database's address: write sqlite:/// and the path of a file, or "
    "postgresql://USER@HOST/DATABASE."
)


def create_guards(connection: Connection, *names: str) -> None:
    """Put these guards in place; their tables must exist."""
    _of(connection).create_guards(connection, *names)


def missing_guards(connection: Connection) -> list[str]:
    """The guards that are gone or no longer say what they said."""
    missing: list[str] = _of(connection).missing_guards(connection)
    return missing


def _of(connection: Connection) -> ModuleType:
    return postgres if connection.dialect.name == "postgresql" else sqlite


DRIVER_ERRORS = (DBAPIError, sqlite3.Error, UnicodeDecodeError)
"""What a driver raises, as it is or wrapped; the last where a damaged file garbles its words."""


def plain_error(error: BaseException, where: str) -> RecordsError:
    """A driver's error in one sentence."""
    inner = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if postgres.is_ours(inner):
        return RecordsError(postgres.sentence(inner).format(where=where))
    return RecordsError(sqlite.sentence(inner).format(where=where, error=str(inner)))
