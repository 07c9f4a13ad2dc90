"""Opening the score log: the folder, the file, the tables, and what can be wrong with them.

Knows nothing of what is in the log.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from game.records import dialect, migrate
from game.records.database import Database
from game.records.errors import RecordsError
from game.records.places import DATABASE_FILE, sqlite_url
from game.records.store import Clock, Store, now_ms

PATIENCE_MS = 10_000
"""How long another process that holds the log is waited for, in milliseconds."""


def open_store(
    home: Path,
    url: str | None = None,
    clock: Clock = now_ms,
    patience_ms: int = PATIENCE_MS,
) -> Store:
    """Open the score log, and make or bring up to date what is missing.

    `home` is the data folder; `url` another database than the one in it (`places.database_url`
    gives what SIXTY_DATABASE says). Raises `RecordsError`, with one plain sentence, where the
    folder cannot be used, the disk is full, the file is no database, another program's or a newer
    version's, another program is holding it, or the server cannot be reached.
    """
    usual = (home / DATABASE_FILE).absolute()
    place = dialect.place_of(sqlite_url(usual) if url is None else url)
    _prepare_folder(home, "SIXTY_HOME")
    if place.file is not None:
        _prepare_folder(
            place.file.parent, "SIXTY_HOME" if place.file == usual else "SIXTY_DATABASE"
        )
        _refuse_unwritable(place.file)
    engine = place.open_engine(patience_ms)
    database = Database(engine, place.shown, shared=place.file is None)
    try:
        with database.reading() as connection:
            ready = migrate.up_to_date(connection, database.where)
        if not ready:
            with database.writing() as connection:
                migrate.migrate(connection, database.where)
        store = Store(database, home / _head_name(place, usual), clock)
        store.begin_head_file()
    except BaseException:
        database.close()
        raise
    return store


def _prepare_folder(folder: Path, setting: str) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise RecordsError(
            f"The data folder {folder} cannot be used, because a part of its path is a file: name "
            f"another folder in {setting}."
        ) from error
    except OSError as error:
        raise RecordsError(
            f"The data folder {folder} cannot be made ({error.strerror}): name a folder you may "
            f"write to in {setting}."
        ) from error
    if not _may(folder, os.R_OK | os.W_OK | os.X_OK):
        raise RecordsError(
            f"The data folder {folder} may not be read and written by you: ask for permission, or "
            f"name another folder in {setting}."
        )


def _refuse_unwritable(file: Path) -> None:
    # Asked, never opened: closing a file lets go of the locks SQLite holds on it in this process.
    if file.is_dir():
        raise RecordsError(f"The score log should be a file at {file}, and there is a folder.")
    if file.exists() and not _may(file, os.R_OK | os.W_OK):
        raise RecordsError(
            f"The score log at {file} may not be read and written by you: ask for permission to "
            "write there."
        )


def _may(path: Path, what: int) -> bool:
    return os.access(path, what, effective_ids=os.access in os.supports_effective_ids)


def _head_name(place: dialect.Place, usual: Path) -> str:
    if place.file == usual:
        return "sixty.head"
    # Two databases used from one data folder must not contradict each other's heads.
    return f"sixty-{hashlib.sha256(place.shown.encode(errors='replace')).hexdigest()[:12]}.head"
