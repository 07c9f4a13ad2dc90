"""Statements that somebody waits for, asked again and again, straight to the driver.

SQLAlchemy writes each of them once, in the words of the database in use; running it there as well
takes several times what SQLite does. For whole numbers and text alone, which need no conversion.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, CursorResult
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ClauseElement, Executable


class Rows(Protocol):
    """What a statement gives, a row at a time."""

    def fetchone(self) -> Any:
        """The next row, None after the last."""

    def fetchall(self) -> Sequence[Any]:
        """All rows that are left."""


class Straight:
    """A statement, run with the same names for its values every time."""

    __slots__ = ("_names", "_set", "_statement", "_text")

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._text = ""
        self._names: tuple[str, ...] = ()
        self._set: Mapping[str, Any] = {}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> Rows:
        """Run it in the connection's transaction."""
        # What another driver raises is known to the room as SQLAlchemy wraps it, and no other way.
        driver = connection.connection.driver_connection
        if connection.dialect.name != "sqlite" or driver is None:
            return connection.execute(self._statement, dict(values))
        if not self._text:
            self._write(connection, values)
        every = {**self._set, **values}
        rows: Rows = driver.execute(self._text, [every[name] for name in self._names])
        return rows

    def every(self, connection: Connection, values: Mapping[str, Any]) -> list[Any]:
        """Run it, and hand out all its rows as the driver gives them: tuples."""
        rows = self.run(connection, values)
        return list((rows.cursor if isinstance(rows, CursorResult) else rows).fetchall())

    def _write(self, connection: Connection, values: Mapping[str, Any]) -> None:
        statement = self._statement
        if not isinstance(statement, ClauseElement):
            raise TypeError("only what SQLAlchemy can write as SQL")
        written = statement.compile(dialect=connection.dialect, column_keys=list(values))
        if not isinstance(written, SQLCompiler) or written.positiontup is None:
            raise TypeError("SQLite takes its values by their places")
        self._names = tuple(written.positiontup)
        self._set = written.params
        self._text = written.string
