"""A warmed-up `sixty` that forks a play for each line it reads: what a play imports is there, and
the scenario is read (tests/kept.py), and the tables of a new log are known (tests/laid.py).

Each line is a JSON list: the data folder, what is typed (a file), what is written (a file; a
terminal where it is the same), and the arguments. Answers with the process's id; the next line asks
to be told once it is gone, and with which code.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from pathlib import Path

# All that a play imports, so that a fork starts where the real work does.
import game.coach.study
import game.commands.play
import game.plain.desk
import game.records.migrate
import game.records.opening
import game.script.load
import game.session.coach
import game.session.opening
from game import cli
from game.library.shelves import shelves
from game.records.errors import RecordsError
from tests import kept, laid

NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


def opened(typed: str, written: str) -> list[int]:
    """Both streams, or the one terminal. Before the fork, so that somebody holds the terminal."""
    if typed == written:
        return [os.open(typed, os.O_RDWR | os.O_NOCTTY)]
    return [os.open(typed, os.O_RDONLY), os.open(written, NEW, 0o600)]


def play(home: str, streams: list[int], arguments: list[str]) -> int:
    """In the fork: the real command on these streams."""
    os.environ["SIXTY_HOME"] = home
    if len(streams) == 1:
        os.login_tty(streams[0])
        sys.stderr = os.fdopen(2, "w", errors="backslashreplace")
    else:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
    sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
    code = cli.main(arguments)
    sys.stdout.flush()
    return code


def lay_tables() -> None:
    """Make a log, as the first of a process is made, for those of the forks to be like it."""
    game.records.migrate.migrate = laid.migrate
    with tempfile.TemporaryDirectory() as home, contextlib.suppress(RecordsError):
        game.records.opening.open_store(Path(home), f"sqlite:///{home}/sixty.db").close()


def warm(arguments: list[str]) -> None:
    """Read the scenario that the forks to come play."""
    for name in arguments[1:2]:
        with contextlib.suppress(game.session.opening.CannotOpenError):
            game.session.opening.open_scenario(name, shelves(os.environ))


def main() -> None:
    """Fork until there is no line more."""
    game.session.opening._opened = kept.opened
    lay_tables()
    while line := sys.stdin.readline():
        home, typed, written, arguments = json.loads(line)
        warm(arguments)
        streams = opened(typed, written)
        child = os.fork()
        if child == 0:
            code = 70
            try:
                code = play(home, streams, arguments)
            finally:
                os._exit(code)
        for stream in streams:
            os.close(stream)
        print(child, flush=True)
        sys.stdin.readline()  # until asked, the process's id belongs to nobody else
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
