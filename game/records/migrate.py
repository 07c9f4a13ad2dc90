"""Brings a database to the tables of this version, or says why it cannot.

Alembic costs a tenth of a second to import, so it is asked only where there is something to do.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, select

from game.records.errors import RecordsError
from game.records.tables import event, version

STEPS = ("0001", "0002", "0003", "0004", "0005", "0006")
"""Every step there is, oldest first; a test holds them equal to the files in `migrations`."""


def up_to_date(connection: Connection, where: str) -> bool:
    """Whether the tables are this version's.

    Raises `RecordsError` for a database from a newer version, and for another program's.
    """
    there = set(inspect(connection).get_table_names())
    if not there - {version.name}:
        return False
    if version.name not in there or event.name not in there:
        raise RecordsError(
            f"What is at {where} is another program's database and no score log: name another "
            "database in SIXTY_DATABASE, or another folder in SIXTY_HOME."
        )
    at: str | None = connection.execute(select(version.c.version_num)).scalar()
    if at not in STEPS:
        raise RecordsError(
            f"The score log at {where} was written by a newer Sixty (its step is {at!r}, the "
            f"newest known here {STEPS[-1]!r}): install that version, or a newer one."
        )
    return at == STEPS[-1]


def migrate(connection: Connection, where: str) -> None:
    """Bring the tables up to date, inside the caller's writing transaction."""
    if up_to_date(connection, where):  # by another process, while this one waited for its turn
        return
    from alembic import command
    from alembic.config import Config

    version.create(connection, checkfirst=True)
    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
