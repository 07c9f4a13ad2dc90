"""Decisions committed a second with full durability: one player alone, and twenty on one server.

Beside a bare file on the same disk, since a commit is mostly the disk's. Judges no figure.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier

from benchmarks.table import Report, at_quantile
from game.records import Decided, RunEnded, RunStarted, Store, new_run, open_store, verify
from tests import postgres

PLAYERS = 20
ALONE, TOGETHER = 400, 40
"""Decisions committed by one player alone, and by each of those who play together."""

Row = tuple[str, ...]
_HEAD: Row = ("on the disk", "players", "decisions", "a second", "median", "p99", "our CPU each")
_SAFE = {
    "sqlite": ("PRAGMA journal_mode", "PRAGMA synchronous"),
    "postgres": ("SHOW fsync", "SHOW synchronous_commit", "SHOW full_page_writes"),
}
_AS_SAFE_AS_CAN_BE: dict[str, list[object]] = {
    "sqlite": ["truncate", 3],
    "postgres": ["on", "on", "on"],
}


def measure(say: Callable[[str], None]) -> Report:
    """Decisions a second, each on the disk before the next, in the system's temporary folder."""
    with tempfile.TemporaryDirectory(prefix="sixty-bench-") as made:
        folder = Path(made)
        say("writing to a bare file")
        rows = [_HEAD, _bare(folder / "bare", ALONE)]
        say("committing on SQLite")
        rows.append(_played("SQLite", folder / "sqlite", None, 1, ALONE))
        try:
            with postgres.server(settings=()) as url:
                for players, each in ((1, ALONE), (PLAYERS, TOGETHER)):
                    say(f"committing on PostgreSQL, {players} at once")
                    home = folder / f"postgres-{players}"
                    rows.append(_played("PostgreSQL", home, _new(url, players), players, each))
        except postgres.NoServerError as error:
            rows.append((f"PostgreSQL: {error}", *[""] * (len(_HEAD) - 1)))
    return Report(
        "Decisions committed",
        "Every decision is on the disk when its call returns, and each player waits for it before "
        "the next; the players share one chain. Afterwards it is verified, and every player's "
        "decisions are there in their order: nothing lost, nothing out of chain order. SQLite with "
        "a rollback journal and `synchronous=EXTRA`; PostgreSQL with `fsync`, `synchronous_commit` "
        "and `full_page_writes` on, on loopback; players are threads of one process, a connection "
        "each. The bare file, on the same disk, has 512 bytes appended and synced each time.",
        tuple(rows),
    )


def _bare(file: Path, times: int) -> Row:
    took = []
    busy = time.process_time()
    with file.open("ab", buffering=0) as out:
        for _ in range(times):
            began = time.perf_counter()
            out.write(b"x" * 512)
            os.fsync(out.fileno())
            took.append(time.perf_counter() - began)
    return _row("a bare file", 1, took, sum(took), time.process_time() - busy)


def _new(url: str, players: int) -> str:
    import psycopg

    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE measured_{players}".encode())
    return f"{url.rpartition('/')[0]}/measured_{players}"


def _played(kind: str, home: Path, url: str | None, players: int, each: int) -> Row:
    with ExitStack() as opened:
        stores = [
            opened.enter_context(open_store(home / str(number), url)) for number in range(players)
        ]
        _assert_durable(stores[0])
        starts = [_start(store, f"Player {number}") for number, store in enumerate(stores)]
        together = Barrier(players + 1)

        def play(store: Store, start: RunStarted) -> list[float]:
            took = []
            together.wait()
            for index in range(each):
                began = time.perf_counter()
                store.decide(
                    Decided(start.run, index, f"scene-{index}", "ask", index, ("ask", "push"))
                )
                took.append(time.perf_counter() - began)
            return took

        with ThreadPoolExecutor(players) as pool:
            plays = [pool.submit(play, *one) for one in zip(stores, starts, strict=True)]
            together.wait()
            began, busy = time.perf_counter(), time.process_time()
            took = [seconds for each_play in plays for seconds in each_play.result()]
            wall, cpu = time.perf_counter() - began, time.process_time() - busy
        for store, start in zip(stores, starts, strict=True):
            store.end(_end(start.run))
        _assert_whole(stores[0], starts, each)
    return _row(kind, players, took, wall, cpu)


def _assert_durable(store: Store) -> None:
    kind = "postgres" if store.database.shared else "sqlite"
    with store.database.reading() as connection:
        said = [connection.exec_driver_sql(ask).scalar() for ask in _SAFE[kind]]
    if said != _AS_SAFE_AS_CAN_BE[kind]:
        raise AssertionError(f"a commit here is not on the disk: {_SAFE[kind]} are {said}")


def _assert_whole(store: Store, starts: list[RunStarted], each: int) -> None:
    found = verify(store)
    if found.problems or found.count != len(starts) * (each + 2):
        raise AssertionError("the log is not what was played")
    for start in starts:
        if [one.index for one in store.run(start.run).decisions] != list(range(each)):
            raise AssertionError("a player's decisions are not what was played")


def _row(kind: str, players: int, took: list[float], wall: float, cpu: float) -> Row:
    return (
        kind,
        str(players),
        f"{len(took):,}",
        f"{len(took) / wall:,.0f}",
        _ms(statistics.median(took)),
        _ms(at_quantile(took, 0.99)),
        _ms(cpu / len(took)),
    )


def _start(store: Store, name: str) -> RunStarted:
    start = RunStarted(
        run=new_run(),
        person=store.person(name).pseudonym,
        scenario="showroom/measured",
        scenario_digest=store.keep("scenario", b"title: Measured\n"),
        binder="measured",
        binder_digest=store.keep("binder", b"title: Measured\n"),
        seed=60,
    )
    store.start(start)
    return start


def _end(run: str) -> RunEnded:
    return RunEnded(
        run, "ends", "sold", 60, 40, 90, 71, 100, (), True, 310, 0, 1450, "shopper", "later"
    )


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"
