"""The score log at a store group's size: a trainer's questions, `verify`, committed decisions."""

from __future__ import annotations

import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event

from benchmarks import events
from benchmarks.table import Report
from game.records import (
    Decided,
    RunEnded,
    RunStarted,
    Store,
    new_run,
    open_store,
    progress,
    queries,
    verify,
)
from game.records.queries import Filter
from tests import postgres

ROUNDS = 15
PLAYERS = 20
ALONE, TOGETHER = 400, 40
"""Decisions committed by one player alone, and by each of those who play together."""


def measure(say: Callable[[str], None], size: events.Size | None = None) -> list[Report]:
    """Every table; the log is made anew in a temporary folder, which takes some minutes."""
    with tempfile.TemporaryDirectory(prefix="sixty-bench-") as folder:
        home = Path(folder) / "home"
        with open_store(home) as store:
            say("making a log of a million decisions")
            events.fill(store, size or events.Size())
            events.judge(store)
        return [asked(home, say), checked(home, say), committed(Path(folder), say)]


def asked(home: Path, say: Callable[[str], None]) -> Report:
    """The review's questions."""
    rows = [("question", "median", "p95", "index")]
    with open_store(home) as store, store.database.reading() as connection:
        for name, ask in questions(connection).items():
            say(name)
            plan = _plan(connection, ask)
            took = []
            for _ in range(ROUNDS):
                began = time.perf_counter()
                ask(connection)
                took.append((time.perf_counter() - began) * 1000)
            took.sort()
            rows.append((name, _ms(statistics.median(took)), _ms(took[-2]), plan))
    return Report(
        "A trainer's questions",
        f"SQLite, a log of a million decisions in 50,000 runs by 400 people; {ROUNDS} times each, "
        "the file in the system's cache. The target is 150 ms at the median. Index: what SQLite "
        "says it searches, or reads in place of the table.",
        tuple(rows),
    )


def questions(connection: Connection) -> dict[str, Callable[[Connection], Any]]:
    """What a trainer asks, by name."""
    person = queries.people(connection)[0].person
    story = Filter(scenario="showroom/story-3")
    month = Filter(since_ms=events.BEGAN_MS, until_ms=events.BEGAN_MS + 30 * 86_400_000)
    return {
        "people: runs, fouls, both scores, buyers and shoppers apart": queries.people,
        "people, one scenario": lambda c: queries.people(c, story),
        "people, one month": lambda c: queries.people(c, month),
        "people, the floor alone": lambda c: queries.people(c, Filter(mode="floor")),
        "people × steps, done of applied": queries.steps,
        "people × steps, one binder": lambda c: queries.steps(c, Filter(binder="binder-1")),
        "steps of one person": lambda c: queries.steps(c, Filter(person=person)),
        "runs, the latest": queries.runs,
        "runs of one person": lambda c: queries.runs(c, Filter(person=person)),
        "runs of one scenario": lambda c: queries.runs(c, story),
        "runs of one binder in practice": lambda c: queries.runs(
            c, Filter(binder="binder-1", mode="practice")
        ),
        "runs of one month": lambda c: queries.runs(c, month),
        "runs, the costliest": lambda c: queries.runs(c, by="cost"),
        "decisions, the costliest": queries.costliest,
        "the costliest of one person": lambda c: queries.costliest(c, Filter(person=person)),
        "the costliest of one scenario": lambda c: queries.costliest(c, story),
        "choices at a first scene": lambda c: queries.choices(c, "showroom/story-3", "opens"),
        "choices at a first scene, the floor alone": lambda c: queries.choices(
            c, "showroom/story-3", "opens", Filter(mode="floor")
        ),
        "one person's trend": lambda c: queries.trend(c, person),
        "improvement, first to latest, everybody": progress.improvement,
        "improvement in one scenario": lambda c: progress.improvement(c, story),
    }


def plans(connection: Connection, ask: Callable[[Connection], Any]) -> list[str]:
    """What SQLite says it does for a question, a line a step."""
    seen: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        seen.append((statement, values))

    event.listen(connection, "before_cursor_execute", note)
    try:
        ask(connection)
    finally:
        event.remove(connection, "before_cursor_execute", note)
    return [
        str(row[3])
        for statement, values in seen
        for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    ]


def _plan(connection: Connection, ask: Callable[[Connection], Any]) -> str:
    used = [line for line in plans(connection, ask) if line.startswith(("SEARCH", "SCAN"))]
    names = [line.partition("INDEX ")[2].partition(" (")[0] for line in used if "INDEX " in line]
    return ", ".join(dict.fromkeys(name or "rowid" for name in names)) or "none"


def checked(home: Path, say: Callable[[str], None]) -> Report:
    """How fast `sixty verify` goes."""
    say("verify")
    with open_store(home) as store:
        began, cpu = time.perf_counter(), time.process_time()
        found = verify(store)
        wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    if found.problems:
        raise AssertionError(found.problems[0].sentence)
    return Report(
        "Verify",
        "The whole log in one pass: chain, tables for reading, sources. The target is 100,000.",
        (
            ("events", "seconds", "events a second", "events per CPU-second"),
            (
                f"{found.count:,}",
                f"{wall:.1f}",
                f"{found.count / wall:,.0f}",
                f"{found.count / cpu:,.0f}",
            ),
        ),
    )


def committed(folder: Path, say: Callable[[str], None]) -> Report:
    """Decisions a second, each on the disk before the next."""
    rows: list[tuple[str, ...]] = [
        ("database", "players", "decisions", "a second", "median", "p99")
    ]
    say("committing on SQLite")
    rows.append(_played("SQLite", folder / "sqlite", None, 1, ALONE))
    try:
        with postgres.server(settings=()) as url:
            for players, each in ((1, ALONE), (PLAYERS, TOGETHER)):
                say(f"committing on PostgreSQL, {players} at once")
                home = folder / f"postgres-{players}"
                rows.append(_played("PostgreSQL", home, _new(url, players), players, each))
    except postgres.NoServerError as error:
        rows.append((f"PostgreSQL: {error}", "", "", "", "", ""))
    return Report(
        "Decisions committed",
        "Every decision is on the disk when its call returns, and each player waits for it before "
        "the next; the players share one chain, which is verified afterwards: nothing lost and "
        "nothing out of order. PostgreSQL by its own defaults, on loopback, a connection a player.",
        tuple(rows),
    )


def _new(url: str, players: int) -> str:
    import psycopg

    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE measured_{players}".encode())
    return f"{url.rpartition('/')[0]}/measured_{players}"


def _played(kind: str, home: Path, url: str | None, players: int, each: int) -> tuple[str, ...]:
    stores = [open_store(home / str(number), url) for number in range(players)]
    took: list[float] = []
    barrier = threading.Barrier(players + 1)

    def play(store: Store, name: str) -> None:
        start = _start(store, name)
        barrier.wait()
        for index in range(each):
            began = time.perf_counter()
            store.decide(Decided(start.run, index, f"scene-{index}", "ask", index, ("ask", "push")))
            took.append((time.perf_counter() - began) * 1000)
        barrier.wait()
        store.end(_end(start.run))

    threads = [
        threading.Thread(target=play, args=[store, f"Player {number}"])
        for number, store in enumerate(stores)
    ]
    for thread in threads:
        thread.start()
    barrier.wait()
    began = time.perf_counter()
    barrier.wait()
    seconds = time.perf_counter() - began
    for thread in threads:
        thread.join()
    found = verify(stores[0])
    for store in stores:
        store.close()
    if found.problems or found.count != players * (each + 2):
        raise AssertionError("the log is not what was played")
    took.sort()
    return (
        kind,
        str(players),
        f"{len(took):,}",
        f"{len(took) / seconds:,.0f}",
        _ms(statistics.median(took)),
        _ms(took[int(len(took) * 0.99)]),
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


def _ms(value: float) -> str:
    return f"{value:.1f} ms"
