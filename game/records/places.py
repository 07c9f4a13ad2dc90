"""Where Sixty keeps what it knows on this computer: the data folder, and the database in it.

Reads the environment and nothing else; opens and creates nothing; costs no import worth naming.
"""

from __future__ import annotations

import os
from pathlib import Path

DATABASE_FILE = "sixty.db"
"""The score log's file in the data folder, unless SIXTY_DATABASE names another database."""


def home() -> Path:
    """The data folder: what SIXTY_HOME names, else this platform's own place for a program's data.

    Always absolute, so that it stays the same folder when the working directory changes. An empty
    SIXTY_HOME counts as none. The folder may not exist yet.
    """
    told = os.environ.get("SIXTY_HOME", "")
    if told:
        return Path(os.path.expanduser(told)).absolute()  # noqa: PTH111 - unlike Path's, never raises
    from platformdirs import user_data_path

    return user_data_path("sixty", appauthor=False).absolute()


def database_url(home: Path) -> str:
    """The score log's database: what SIXTY_DATABASE names, else `sixty.db` in the data folder.

    What follows `sqlite:///` is the file's path to the letter, never percent-encoded.
    """
    return os.environ.get("SIXTY_DATABASE") or sqlite_url(home / DATABASE_FILE)


def sqlite_url(file: Path) -> str:
    """The address of a SQLite file."""
    return "sqlite:///" + file.as_posix()
