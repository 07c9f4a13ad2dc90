"""What a trainer asks a whole log: each question one statement over one index.

Counts what may be counted (design: records.md): runs by bots, with a given seed or truth, and
decisions tried again are left out; a run with a foul is counted apart and enters no average; one
that was not finished is counted and shown. Writes nothing; knows no screen.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select

from game.records import tables
from game.records.entries import Mode
from game.records.ratio import Ratio

Buys = Literal["this-week", "later", "never"]
Behind = Literal["all", "averages", "buyers", "shoppers", "firsts", "fouls", "passed", "unfinished"]
"""The runs behind a figure: all, those that enter averages, of them the two sides of the 40/60, the
first of each scenario and the passes; those with a foul, and those that were not finished."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which runs are asked about; None asks for any. Times are UTC in milliseconds, `until_ms`
    not included. `buys` says which side of the 40/60 the customer was on; `among` are the only
    people whose runs may be told of."""

    person: str | None = None
    scenario: str | None = None
    binder: str | None = None
    since_ms: int | None = None
    until_ms: int | None = None
    mode: Mode | None = None
    buys: Buys | None = None
    among: tuple[str, ...] | None = None


ANY = Filter()


@dataclass(frozen=True, slots=True)
class PersonFigures:
    """A person's runs. `runs` counts all that count; of them `finished` and `fouled`. Of the
    finished without a foul are `passed`, the points, and `firsts`: the first floor runs of their
    scenarios, whose points stand apart from the repeats'. `latest_ms` is when one was started."""

    person: str
    runs: int
    finished: int
    fouled: int
    firsts: int
    passed: int
    process: Ratio
    sixty: Ratio
    sixty_buyers: Ratio
    sixty_shoppers: Ratio
    first_process: Ratio
    first_sixty: Ratio
    latest_ms: int


@dataclass(frozen=True, slots=True)
class StepFigures:
    """How often a person did a step, of the runs in which it applied."""

    person: str
    step: str
    done: Ratio


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run in a list; `loss` is none until it was judged, in thousandths of a point."""

    run: str
    person: str
    scenario: str
    binder: str
    mode: str
    started_ms: int
    state: str
    counts: bool
    first: bool
    process: Ratio
    sixty: Ratio
    fouls: str
    loss: int | None


@dataclass(frozen=True, slots=True)
class Costly:
    """A decision and what it cost, in thousandths of a point of the coach's total."""

    run_seq: int
    person: str
    scenario: str
    number: int
    scene: str
    choice: str
    loss: int


@dataclass(frozen=True, slots=True)
class Point:
    """A finished run on a person's trend line."""

    started_ms: int
    process: Ratio
    sixty: Ratio


_run = tables.run.c
_clean = (_run.state == "finished") & (_run.fouls == "[]")
_enters = (_run.counts == 1) & _clean
_BEHIND: Final[dict[Behind, tuple[ColumnElement[bool], ...]]] = {
    "all": (),
    "averages": (_enters,),
    "buyers": (_enters, _run.buys == "this-week"),
    "shoppers": (_enters, _run.buys.is_not(None), _run.buys != "this-week"),
    "firsts": (_enters, _run.first == 1),
    "fouls": (_run.counts == 1, _run.state == "finished", _run.fouls != "[]"),
    "passed": (_enters, _run.passed == 1),
    "unfinished": (_run.counts == 1, _run.state != "finished"),
}


def people(connection: Connection, which: Filter = ANY) -> list[PersonFigures]:
    """Everybody with a run that counts, by pseudonym."""
    # Grouped as the index is ordered, with plain sums: what belongs together is put together below.
    asked = where(
        select(
            _run.person,
            _run.state,
            _run.fouls,
            _run.buys,
            _run.first,
            _run.passed,
            func.count(),
            func.max(_run.started_ms),
            *map(func.sum, _points(_run)),
        ).where(_run.counts == 1),
        which,
    ).group_by(_run.person, _run.state, _run.fouls, _run.buys, _run.first, _run.passed)
    found: dict[str, _Tally] = {}
    for person, *group in connection.execute(asked):
        found.setdefault(person, _Tally()).take(group)
    return [found[person].figures(person) for person in sorted(found)]


class _Tally:
    """A person's figures, group by group."""

    def __init__(self) -> None:
        self.runs = self.finished = self.fouled = self.firsts = self.passed = self.latest_ms = 0
        self.process = self.sixty = self.buyers = self.shoppers = Ratio(0, 0)
        self.first_process = self.first_sixty = Ratio(0, 0)

    def take(self, group: Sequence[Any]) -> None:
        state, fouls, buys, first, passed, count, latest_ms, *points = group
        self.runs += count
        self.latest_ms = max(self.latest_ms, latest_ms)
        if state != "finished":
            return
        self.finished += count
        if fouls != "[]":
            self.fouled += count
            return
        self.passed += (passed or 0) * count
        process, sixty = (Ratio(int(points[at]), int(points[at + 1])) for at in (0, 2))
        self.process, self.sixty = self.process.plus(process), self.sixty.plus(sixty)
        if first:
            self.firsts += count
            self.first_process = self.first_process.plus(process)
            self.first_sixty = self.first_sixty.plus(sixty)
        if buys == "this-week":
            self.buyers = self.buyers.plus(sixty)
        elif buys is not None:
            self.shoppers = self.shoppers.plus(sixty)

    def figures(self, person: str) -> PersonFigures:
        return PersonFigures(
            person=person,
            runs=self.runs,
            finished=self.finished,
            fouled=self.fouled,
            firsts=self.firsts,
            passed=self.passed,
            process=self.process,
            sixty=self.sixty,
            sixty_buyers=self.buyers,
            sixty_shoppers=self.shoppers,
            first_process=self.first_process,
            first_sixty=self.first_sixty,
            latest_ms=self.latest_ms,
        )


def steps(connection: Connection, which: Filter = ANY) -> list[StepFigures]:
    """For everybody and each step, how often it was done where it applied (of judged runs)."""
    outcome = tables.outcome.c
    same = (outcome.person, outcome.applied, outcome.done)
    asked = where(select(*same, func.count()), which, tables.outcome).where(outcome.enters == 1)
    done: dict[tuple[str, str], int] = defaultdict(int)
    whole: dict[tuple[str, str], int] = defaultdict(int)
    read = lru_cache(maxsize=None)(json.loads)
    for person, applied, kept, count in connection.execute(asked.group_by(*same)):
        for step in read(applied):
            whole[person, step] += count
        for step in read(kept):
            done[person, step] += count
    return [StepFigures(*key, Ratio(done[key], whole[key])) for key in sorted(whole)]


def runs(
    connection: Connection,
    which: Filter = ANY,
    *,
    by: Literal["time", "cost"] = "time",
    behind: Behind = "all",
    limit: int = 100,
    offset: int = 0,
) -> list[RunLine]:
    """A page of runs, the latest or the costliest first, those that do not count among them where
    it is all of them that are asked for."""
    judged = tables.judged.c
    asked = (
        select(*_LINE, judged.loss)
        .join(tables.judged, judged.seq == _run.seq, isouter=by == "time")
        .where(*_BEHIND[behind])
    )
    order = _run.started_ms.desc() if by == "time" else judged.loss.desc()
    rows = connection.execute(where(asked, which).order_by(order).limit(limit).offset(offset))
    return [run_line(row) for row in rows]


_LINE = (
    _run.run,
    _run.person,
    _run.scenario,
    _run.binder,
    _run.mode,
    _run.started_ms,
    _run.state,
    _run.counts,
    _run.first,
    _run.process_earned,
    _run.process_possible,
    _run.sixty_earned,
    _run.sixty_possible,
    _run.fouls,
)


def line_of() -> Select[Any]:
    """Runs with what `run_line` makes a line of; those that were judged."""
    judged = tables.judged.c
    return select(*_LINE, judged.loss).join(tables.judged, judged.seq == _run.seq)


def run_line(row: Sequence[Any]) -> RunLine:
    """A run in a list, of its row."""
    return RunLine(
        row[0],
        row[1],
        row[2],
        row[3],
        row[4],
        row[5],
        row[6],
        bool(row[7]),
        bool(row[8]),
        Ratio(row[9] or 0, row[10] or 0),
        Ratio(row[11] or 0, row[12] or 0),
        row[13] or "[]",
        row[14],
    )


def costliest(connection: Connection, which: Filter = ANY, limit: int = 20) -> list[Costly]:
    """The decisions that cost most, of judged runs that enter averages."""
    moment = tables.moment.c
    asked = where(
        select(
            moment.run_seq,
            moment.person,
            moment.scenario,
            moment.number,
            moment.scene,
            moment.choice,
            moment.loss,
        ),
        which,
        tables.moment,
    ).where(moment.enters == 1, moment.loss > 0)
    rows = connection.execute(asked.order_by(moment.loss.desc()).limit(limit))
    return [Costly(*row) for row in rows]


def choices(
    connection: Connection, scenario: str, scene: str, which: Filter = ANY
) -> list[tuple[str, int]]:
    """What was chosen in a scene, and how often, the most frequent first (of judged runs)."""
    moment = tables.moment.c
    asked = where(select(moment.choice, func.count()), which, tables.moment).where(
        moment.scenario == scenario, moment.scene == scene, moment.enters == 1
    )
    rows = connection.execute(asked.group_by(moment.choice)).all()
    return sorted(((row[0], row[1]) for row in rows), key=lambda each: (-each[1], each[0]))


def trend(connection: Connection, person: str, which: Filter = ANY) -> list[Point]:
    """A person's finished runs that enter averages, in the order they were started."""
    asked = where(
        select(
            _run.started_ms,
            _run.process_earned,
            _run.process_possible,
            _run.sixty_earned,
            _run.sixty_possible,
        ).where(_run.person == person, _run.counts == 1, _clean),
        which,
    )
    rows = connection.execute(asked.order_by(_run.started_ms))
    return [Point(row[0], Ratio(row[1], row[2]), Ratio(row[3], row[4])) for row in rows]


def _points(columns: Any) -> list[ColumnElement[Any]]:
    return [
        columns.process_earned,
        columns.process_possible,
        columns.sixty_earned,
        columns.sixty_possible,
    ]


def where(asked: Select[Any], which: Filter, table: Table = tables.run) -> Select[Any]:
    """A question narrowed to the runs that a filter asks about; `table` has what it asks by."""
    columns = table.c
    for name in ("person", "scenario", "binder", "mode"):
        wanted = getattr(which, name)
        if wanted is not None:
            asked = asked.where(columns[name] == wanted)
    if which.among is not None:
        asked = asked.where(columns.person.in_(which.among))
    if which.since_ms is not None:
        asked = asked.where(columns.started_ms >= which.since_ms)
    if which.until_ms is not None:
        asked = asked.where(columns.started_ms < which.until_ms)
    if which.buys is not None:
        its = _run.buys == which.buys
        if table is not tables.run:
            # What was judged does not say: its run does, and of those that count an index.
            seq = columns.run_seq if table is tables.moment else columns.seq
            its = seq.in_(select(_run.seq).where(_run.counts == 1, its))
        asked = asked.where(its)
    return asked
