"""Takes somebody's name out of the log, when they leave. Their pseudonym and the chain stay whole.

Who may do that is the office's rule. What people wrote may name anybody, and stays as it is.
"""

from __future__ import annotations

from sqlalchemy import delete, update

from game.records import filing, tables
from game.records.checks import check_paper
from game.records.papers import RoleGiven
from game.records.store import Store


def take_name(store: Store, entry: RoleGiven) -> None:
    """Take the name and PIN of `entry.person` out, and write in the log that and by whom they have
    no role any longer: all of it or none. It is on the disk when this returns.

    Raises `RecordsError` as `filing.file` does: there is always a trainer left.
    """
    check_paper(entry)
    person, pin = tables.person, tables.pin
    with store.database.writing() as connection:
        filing.add(connection, store.now(), entry)
        connection.execute(delete(pin).where(pin.c.person == entry.person))
        connection.execute(
            update(person)
            .where(person.c.pseudonym == entry.person)
            .values(name=None, name_key=None)
        )
    store.note_head()
