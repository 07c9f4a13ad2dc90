"""A PostgreSQL server on loopback for as long as it is needed: for the tests, and for `make bench`.

    python -m tests.postgres COMMAND...

runs a command with the server's address in SIXTY_TEST_POSTGRES, or without one and with a loud word
where there is no server to start. Knows nothing of the game.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

VARIABLE = "SIXTY_TEST_POSTGRES"
HASTE = ("fsync=off", "full_page_writes=off", "synchronous_commit=on")
"""For tests, which pull no plug on the server."""


class NoServerError(Exception):
    """There is none to start; the text says why."""


@contextmanager
def server(settings: Sequence[str] = HASTE) -> Iterator[str]:
    """A new server with nothing in it, as the address of its database `postgres`."""
    initdb, pg_ctl = (_program(name) for name in ("initdb", "pg_ctl"))
    folder = Path(tempfile.mkdtemp(prefix="sixty-postgres-"))
    data = folder / "data"
    as_who = _not_root(folder)
    _run(
        [*as_who, initdb, "-D", data, "-U", "sixty", "-A", "trust", "-E", "UTF8"],
        "--locale=C",
        "--no-sync",
    )
    port = _free_port()
    wanted = (f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", *settings)
    with (data / "postgresql.conf").open("a") as file:
        file.writelines(
            f"{key} = '{value}'\n" for key, _, value in (w.partition("=") for w in wanted)
        )
        file.write("max_connections = 200\n")
    try:
        _run([*as_who, pg_ctl, "-D", data, "-l", folder / "log", "-w", "-t", "300", "start"])
        yield f"postgresql://sixty@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run(
            [*as_who, pg_ctl, "-D", data, "-m", "immediate", "stop"],
            capture_output=True,
            check=False,
        )
        shutil.rmtree(folder, ignore_errors=True)


def _program(name: str) -> Path:
    found = shutil.which(name)
    if found:
        return Path(found)
    # Debian keeps them off the PATH, a folder for each version.
    there = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = max(there, key=lambda file: float(file.parents[1].name), default=None)
    if newest is None:
        raise NoServerError(
            f"there is no {name} on this machine (on Debian: apt install postgresql)"
        )
    return newest


def _not_root(folder: Path) -> list[str]:
    """What to put before a command, as the server refuses to be run by root."""
    if os.name != "posix" or os.geteuid() != 0:
        return []
    import pwd

    for name in ("postgres", "nobody"):
        try:
            who = pwd.getpwnam(name)
        except KeyError:
            continue
        if shutil.which("setpriv"):
            os.chown(folder, who.pw_uid, who.pw_gid)
            ids = [f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--clear-groups"]
            return ["setpriv", *ids, "--"]
    raise NoServerError("a server is not run by root, and there is nobody else to run it")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def _run(command: Sequence[str | Path], *more: str) -> None:
    try:
        # What the server inherits must not be a pipe that somebody waits for the end of.
        with tempfile.TemporaryFile() as said:
            subprocess.run(
                [*map(str, command), *more],
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                cwd="/",
            )
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoServerError(f"the server did not start: {error}") from error


def main(command: Sequence[str]) -> int:
    """Run the command, with a server where that can be."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if os.environ.get(VARIABLE):
        return subprocess.run(command, check=False).returncode
    try:
        with server() as url:
            return subprocess.run(command, check=False, env=os.environ | {VARIABLE: url}).returncode
    except (NoServerError, OSError) as error:
        line = f"NO POSTGRESQL: the score log is tested on SQLite alone, because {error}."
        print(f"{'!' * 80}\n{line}\n{'!' * 80}", file=sys.stderr, flush=True)
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
