"""The one connection to the log's database: transactions under a lock, errors as plain sentences.

Knows no table; `store` says what is written, and `dialect` how this database is spoken to.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from game.records.dialect import DRIVER_ERRORS, WRITES, plain_error


class Database:
    """A database that several threads of this process may use, each in its turn."""

    def __init__(self, engine: Engine, where: str, *, shared: bool = False) -> None:
        self.where = where
        self.shared = shared
        """Whether other computers write to it, too."""
        self._engine = engine
        self._turn = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads, and sees one moment of the log.

        Keep it short: while it lasts, no process can commit.
        """
        with self._transaction(writes=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write; it is on the disk when the block is left without error."""
        with self._transaction(writes=True) as connection:
            yield connection

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Connection]:
        with self._turn:
            try:
                with self._engine.connect() as connection:
                    asked = connection.execution_options(**{WRITES: writes})
                    with asked.begin():
                        yield asked
            except DRIVER_ERRORS as error:
                raise plain_error(error, self.where) from error

    def close(self) -> None:
        """Let go of the database; the next transaction opens it again."""
        with self._turn:
            self._engine.dispose()
