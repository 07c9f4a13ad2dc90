"""The two databases a log's tests run on, each told by what is in the data folder.

A folder with an address in `database.url` has its log on the tests' PostgreSQL server
(`tests/postgres.py`), any other in a file. Here are also the burglar's tools for both.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest

from game.records.tables import metadata
from tests.postgres import VARIABLE

MARK = "database.url"
KINDS = ("sqlite", "postgres")


class UnholdableError(Exception):
    """The database cannot hold this at all, so nobody can put it there."""


def url_of(home: Path) -> str | None:
    """The address of the log; none where it is the folder's own file."""
    mark = home / MARK
    return mark.read_text() if mark.exists() else None


def named(home: Path) -> dict[str, str]:
    """The environment in which `sixty` finds this log."""
    url = url_of(home)
    return {"SIXTY_HOME": str(home)} | ({} if url is None else {"SIXTY_DATABASE": url})


def wait_until_left(home: Path) -> None:
    """Wait until nobody has the log open on its server: what a killed program had asked for last
    may be done after its death, and a file's locks end with the program."""
    url = url_of(home)
    if url is None:
        return
    import psycopg

    inside = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
    with psycopg.connect(os.environ[VARIABLE], autocommit=True) as server:
        while server.execute(inside, (_name(url),)).fetchone() != (0,):
            time.sleep(0.001)


def begin(home: Path, kind: str) -> Path:
    """A data folder for a log in a database of this kind, not opened yet. May skip the test."""
    home.mkdir(parents=True)
    if kind == "postgres":
        (home / MARK).write_text(_create("template0"))
    return home


def copy(home: Path, to: Path) -> Path:
    """Another log like this one, which nobody has open."""
    shutil.copytree(home, to)
    url = url_of(home)
    if url is not None:
        (to / MARK).write_text(_filled(url))
        for head in to.glob("*.head"):
            head.rename(to / _head_name(to))
    return to


def remove(home: Path) -> None:
    """Take a log away; its database is used again, unless it is `spoilt`."""
    url = url_of(home)
    if url in _spoilt:
        _on_server(f"DROP DATABASE {_name(url)} WITH (FORCE)")
    elif url is not None:
        _idle.append(url)
    shutil.rmtree(home)


def spoil(home: Path) -> None:
    """Say that more of a log's database was changed than its rows."""
    _spoilt.add(url_of(home) or "")


def burgle(home: Path, *statements: str | tuple[str, tuple[object, ...]]) -> None:
    """Change the database from outside, with the guards taken away and put back after."""
    wanted = [(said, ()) if isinstance(said, str) else said for said in statements]
    url = url_of(home)
    if url is not None:
        _burgle_server(url, wanted)
        return
    connection = sqlite3.connect(home / "sixty.db", isolation_level=None)
    guards = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    saved = guards.fetchall()
    for name, _ in saved:
        connection.execute(f"DROP TRIGGER {name}")
    for sql, values in wanted:
        connection.execute(sql, values)
    for _, sql in saved:
        connection.execute(sql)
    connection.close()


def all_rows(home: Path, table: str) -> list[tuple[Any, ...]]:
    """Every row of a table, in the order of its first column."""
    sql = f"SELECT * FROM {table} ORDER BY 1"
    url = url_of(home)
    if url is not None:
        import psycopg

        with psycopg.connect(url) as server:
            return server.execute(sql.encode()).fetchall()
    connection = sqlite3.connect(home / "sixty.db")
    rows = connection.execute(sql).fetchall()
    connection.close()
    return rows


def _burgle_server(url: str, wanted: list[tuple[str, tuple[object, ...]]]) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as server:
        server.execute("SET session_replication_role = replica")  # no trigger fires
        for sql, values in wanted:
            theirs = sql.replace("?", "%s").replace("x'00'", "decode('00', 'hex')")
            server.execute(theirs.encode(), tuple(map(_held, values)))


def _held(value: object) -> object:
    if not isinstance(value, bytes):
        return value
    try:
        text = value.decode()
    except UnicodeDecodeError as error:
        raise UnholdableError from error
    if "\0" in text:
        raise UnholdableError
    return text


def _head_name(home: Path) -> str:
    from game.records.dialect import place_of
    from game.records.opening import _head_name as named

    return named(place_of(url_of(home) or ""), home / "sixty.db")


_spoilt: set[str] = set()
_idle: list[str] = []
"""Databases with our tables that nobody uses: making one takes longer than most tests."""


def _filled(like: str) -> str:
    """A database with the same rows as this one."""
    import psycopg

    if not _idle:
        return _create(_name(like))
    url = _idle.pop()
    with psycopg.connect(like) as source, psycopg.connect(url) as target:
        target.execute("SET session_replication_role = replica")
        for table in sorted(set(metadata.tables)):
            target.execute(f"DELETE FROM {table}".encode())
            rows = source.execute(f"SELECT * FROM {table}".encode()).fetchall()
            if rows:
                places = ", ".join(["%s"] * len(rows[0]))
                insert = f"INSERT INTO {table} VALUES ({places})".encode()
                target.cursor().executemany(insert, rows)
    return url


def _name(url: str) -> str:
    return url.rpartition("/")[2]


def _create(template: str) -> str:
    server = os.environ.get(VARIABLE)
    if not server:
        pytest.skip(f"NO POSTGRESQL: {VARIABLE} names no server (python -m tests.postgres pytest)")
    name = f"t{secrets.token_hex(8)}"
    _on_server(f"CREATE DATABASE {name} TEMPLATE {template}")
    return f"{server.rpartition('/')[0]}/{name}"


def _on_server(sql: str) -> None:
    import psycopg

    with psycopg.connect(os.environ[VARIABLE], autocommit=True) as server:
        server.execute(sql.encode())
