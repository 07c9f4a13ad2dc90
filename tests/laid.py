"""A new log of this process's gets the tables that the first one got, step by step: the steps take
longer than most tests, and have their own (tests/records/test_migrations.py).

Not a test itself.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from game.records import migrate as steps

_tables: list[str] = []
"""What an empty SQLite database is told to have our tables, once it was worked out by steps."""
_step_by_step = steps.migrate


def migrate(connection: Any, where: str) -> None:
    """In place of `game.records.migrate.migrate`."""
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection) or _has_tables(raw):
        _step_by_step(connection, where)
    elif _tables:
        for statement in _tables:
            raw.execute(statement)
    else:
        _step_by_step(connection, where)
        dump = raw.iterdump()
        # All at once: another thread's log may be about to be made.
        _tables[:] = [line for line in dump if line not in ("BEGIN TRANSACTION;", "COMMIT;")]


def _has_tables(raw: sqlite3.Connection) -> bool:
    return bool(raw.execute("SELECT 1 FROM sqlite_schema").fetchone())
