"""What scenarios and choices are called in the files they were played by, kept beside the log.

Read out of the kept files by a room above, since it takes the format's rules; kept here, since a
review shows them of many files at once. No evidence: never hashed, and made again when it is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import insert, select

from game.records import tables
from game.records.reading import plain_rows
from game.records.store import Store

TITLE = ""
"""Stands for the scenario itself among its choices."""

Files = tuple[str, str]
"""The digests of a scenario and of its binder."""


class Wording(NamedTuple):
    """Words, and whether they are said aloud."""

    words: str
    spoken: bool


def kept(store: Store, files: Files) -> dict[str, Wording]:
    """What was read out of these files, by the ids of their choices; nothing where nobody has."""
    wording = tables.wording.c
    asked = select(wording.choice, wording.words, wording.spoken).where(
        wording.scenario_digest == files[0], wording.binder_digest == files[1]
    )
    with store.database.reading() as connection:
        rows = plain_rows(connection, asked)
    return {choice: Wording(words, bool(spoken)) for choice, words, spoken in rows}


def keep(store: Store, files: Files, read: Mapping[str, Wording]) -> None:
    """Keep what was read out of these files, unless somebody has meanwhile."""
    wording = tables.wording
    there = select(wording.c.choice).where(
        wording.c.scenario_digest == files[0], wording.c.binder_digest == files[1]
    )
    with store.database.writing() as connection:
        if connection.execute(there.limit(1)).first() is None:
            connection.execute(
                insert(wording),
                [
                    {
                        "scenario_digest": files[0],
                        "binder_digest": files[1],
                        "choice": choice,
                        "words": said.words,
                        "spoken": int(said.spoken),
                    }
                    for choice, said in read.items()
                ],
            )
