"""The score log at a store group's size: a trainer's questions, and `verify`."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from benchmarks import events
from benchmarks.table import Report
from game.office.asking import DEAREST
from game.office.desk import Desk
from game.office.figures import Figures
from game.office.judging import RULES
from game.records import Store, open_store, verify, wording
from game.records.filing import papers_of
from game.records.judging import unjudged
from game.records.queries import Filter

ROUNDS = 15


def measure(say: Callable[[str], None], size: events.Size | None = None) -> list[Report]:
    """Every table; the log is made anew in a temporary folder, which takes some minutes."""
    with tempfile.TemporaryDirectory(prefix="sixty-bench-") as folder:
        home = Path(folder) / "home"
        with open_store(home) as store:
            say("making a log of a million decisions")
            events.fill(store, size or events.Size())
            events.judge(store)
            events.say(store)
        return [asked(home, say), *_loading(home, say), checked(home, say)]


def _loading(home: Path, say: Callable[[str], None]) -> list[Report]:
    if sys.platform == "win32":
        return []  # without pseudo-terminals
    from benchmarks import loading

    return [loading.measure(home, say)]


def asked(home: Path, say: Callable[[str], None]) -> Report:
    """The review's questions."""
    rows = [("question", "median", "p95", "CPU", "index")]
    with open_store(home) as store:
        for name, ask in questions(store).items():
            say(name)
            plan = _plan(store, ask)
            took, cpu = [], []
            for _ in range(ROUNDS):
                began, busy = time.perf_counter(), time.process_time()
                ask()
                took.append((time.perf_counter() - began) * 1000)
                cpu.append((time.process_time() - busy) * 1000)
            took.sort()
            median = _ms(statistics.median(took))
            rows.append((name, median, _ms(took[-2]), _ms(statistics.median(cpu)), plan))
    return Report(
        "A trainer's questions",
        f"SQLite, a log of a million decisions in 50,000 runs by 400 people; {ROUNDS} times each, "
        "the file in the system's cache. The target is 150 ms at the median; CPU is the median of "
        "the time on a processor. Index: what SQLite says it searches, or reads in place of the "
        "table.",
        tuple(rows),
    )


Question = Callable[[], Any]


def questions(store: Store) -> dict[str, Question]:
    """What the review's screens ask, by name, through the room that they ask it of."""
    of, desk = Figures(store, None), Desk(store, None)
    mentor = Figures(store, [each.person for each in of.people()[:20]])
    scenario = "showroom/story-3"
    person = of.taken(scenario, "opens", "ask", limit=1)[0].person
    story, floor, hers = Filter(scenario=scenario), Filter(mode="floor"), Filter(person=person)
    month = Filter(since_ms=events.BEGAN_MS, until_ms=events.BEGAN_MS + 30 * 86_400_000)
    binder = Filter(binder="binder-1")
    run = of.runs(limit=1)[0].run
    started = store.run(run).started
    files = started.scenario_digest, started.binder_digest
    return {
        "people: runs, fouls, both scores, buyers and shoppers apart": of.people,
        "people, one scenario": lambda: of.people(story),
        "people, one month": lambda: of.people(month),
        "people, the floor alone": lambda: of.people(floor),
        "people, those whom a mentor sees": mentor.people,
        "scenarios: runs, passes, fouls, both scores": of.scenarios,
        "scenarios, the floor alone": lambda: of.scenarios(floor),
        "scenarios of one person": lambda: of.scenarios(hers),
        "people × steps, done of applied": of.steps,
        "people × steps, one binder": lambda: of.steps(binder),
        "steps of one person": lambda: of.steps(hers),
        "the runs in which somebody skipped a step": lambda: of.skipped(person, "name"),
        "runs, the latest": of.runs,
        "runs of one person": lambda: of.runs(hers),
        "runs of one scenario": lambda: of.runs(story),
        "runs of one binder in practice": lambda: of.runs(replace(binder, mode="practice")),
        "runs of one month": lambda: of.runs(month),
        "runs with a foul, the latest": lambda: of.runs(behind="fouls"),
        "runs with buyers, of one person": lambda: of.runs(hers, behind="buyers"),
        "first runs, of one person": lambda: of.runs(hers, behind="firsts"),
        "runs not finished, of one person": lambda: of.runs(hers, behind="unfinished"),
        "runs, the costliest": lambda: of.runs(by="cost"),
        "runs, the costliest of one month": lambda: of.runs(month, by="cost"),
        "decisions, the costliest 500": lambda: of.costliest(limit=DEAREST),
        "the costliest of one month": lambda: of.costliest(month, DEAREST),
        "the costliest of one person": lambda: of.costliest(hers, DEAREST),
        "the costliest of one scenario": lambda: of.costliest(story, DEAREST),
        "the costliest of those whom a mentor sees": lambda: mentor.costliest(limit=DEAREST),
        "choices at a first scene, and their cost": lambda: of.costs(scenario, "opens"),
        "choices at a first scene, the floor alone": lambda: of.costs(scenario, "opens", floor),
        "choices at a first scene, one person's": lambda: of.costs(scenario, "opens", hers),
        "the runs in which a choice was taken": lambda: of.taken(scenario, "opens", "ask"),
        "the same, one person's": lambda: of.taken(scenario, "opens", "ask", hers),
        "one person's trend": lambda: of.trend(person),
        "everybody's trend, over their latest 20 runs": lambda: of.trends(20),
        "improvement, first to latest, everybody": of.improvement,
        "improvement in one scenario": lambda: of.improvement(story),
        "what is to be inspected, with its runs": desk.inspections,
        "agreement between people and coach": desk.agreement,
        "where people and coach differ, with the runs": desk.opinions,
        "what was said of a run": lambda: papers_of(store, [run]),
        "what a scenario's choices are called": lambda: wording.kept(store, files),
        "the other runs of its customer and seed": lambda: desk.fellows(run),
        "a run with its decisions": lambda: store.run(run),
        "runs that the coach has not judged": lambda: unjudged(store, RULES, 20),
    }


def plans(store: Store, ask: Question) -> list[str]:
    """What SQLite says it does for a question, a line a step."""
    seen: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        seen.append((statement, values))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    with store.database.reading() as connection:
        return [
            str(row[3])
            for statement, values in seen
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]


def _plan(store: Store, ask: Question) -> str:
    used = [line for line in plans(store, ask) if line.startswith(("SEARCH", "SCAN"))]
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


def _ms(value: float) -> str:
    return f"{value:.1f} ms"
