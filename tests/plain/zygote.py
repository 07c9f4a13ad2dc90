"""A warmed-up `sixty` that forks a play for each line it reads, so that a test can kill a hundred.

Each line is a JSON list: the data folder, what is typed (a file), what is written (a file), and the
arguments. Answers with the process's id; the next line asks to be told once it is gone.
"""

from __future__ import annotations

import json
import os
import sys

# All that a play imports, so that a fork starts where the real work does.
import game.commands.play
import game.plain.desk
import game.records.opening
import game.script.load
import game.session.coach  # noqa: F401
from game import cli


def play(home: str, typed: str, written: str, arguments: list[str]) -> int:
    """In the fork: the real command, its streams on files."""
    os.environ["SIXTY_HOME"] = home
    for number, path, flags in (
        (0, typed, os.O_RDONLY),
        (1, written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
    ):
        opened = os.open(path, flags, 0o600)
        os.dup2(opened, number)
    sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
    code = cli.main(arguments)
    sys.stdout.flush()
    return code


def main() -> None:
    """Fork until there is no line more."""
    while line := sys.stdin.readline():
        child = os.fork()
        if child == 0:
            code = 70
            try:
                code = play(*json.loads(line))
            finally:
                os._exit(code)
        print(child, flush=True)
        sys.stdin.readline()  # until asked, the process's id belongs to nobody else
        os.waitpid(child, 0)
        print("gone", flush=True)


if __name__ == "__main__":
    main()
