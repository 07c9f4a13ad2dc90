"""What stands behind a figure of a review: the runs in which a step was skipped or a choice taken.

Each question narrows by an index first, and gives a page. Writes nothing; knows no screen.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from game.records import tables
from game.records.queries import ANY, Filter, RunLine, line_of, run_line, where

_AT_ONCE = 500  # ids in one statement


@dataclass(frozen=True, slots=True)
class ChoiceCost:
    """A choice of a scene: how often it was taken, and what that cost in all, in thousandths of a
    point of the coach's total."""

    choice: str
    times: int
    lost: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A run in which a choice was taken, as decision `number` (from 0), and what that cost there,
    in thousandths of a point; with the binder and the digests of both files it was played by."""

    run: str
    person: str
    started_ms: int
    number: int
    loss: int
    binder: str
    scenario_digest: str
    binder_digest: str


def costs(
    connection: Connection, scenario: str, scene: str, which: Filter = ANY
) -> list[ChoiceCost]:
    """What was chosen in a scene, the most frequent first (of judged runs that enter averages)."""
    moment = tables.moment.c
    asked = where(
        select(moment.choice, func.count(), func.sum(moment.loss)), which, tables.moment
    ).where(moment.scenario == scenario, moment.scene == scene, moment.enters == 1)
    rows = connection.execute(asked.group_by(moment.choice))
    found = [ChoiceCost(row[0], row[1], int(row[2])) for row in rows]
    return sorted(found, key=lambda each: (-each.times, each.choice))


def taken(
    connection: Connection,
    scenario: str,
    scene: str,
    choice: str,
    which: Filter = ANY,
    *,
    limit: int = 100,
    offset: int = 0,
) -> list[Taken]:
    """The runs in which a choice was taken, the one it cost most first."""
    moment, run = tables.moment.c, tables.run.c
    asked = (
        where(
            select(
                run.run,
                moment.person,
                moment.started_ms,
                moment.number,
                moment.loss,
                moment.binder,
                run.scenario_digest,
                run.binder_digest,
            ),
            which,
            tables.moment,
        )
        .join_from(tables.moment, tables.run, run.seq == moment.run_seq)
        .where(
            moment.scenario == scenario,
            moment.scene == scene,
            moment.enters == 1,
            moment.choice == choice,
        )
        .order_by(moment.loss.desc(), moment.started_ms.desc())
        .limit(limit)
        .offset(offset)
    )
    return [Taken(*row) for row in connection.execute(asked)]


def skipped(
    connection: Connection,
    person: str,
    step: str,
    which: Filter = ANY,
    *,
    limit: int = 100,
    offset: int = 0,
) -> list[RunLine]:
    """The runs in which a step applied and a person did not do it, the latest first."""
    outcome = tables.outcome.c
    asked = where(select(outcome.seq, outcome.applied, outcome.done), which, tables.outcome).where(
        outcome.person == person, outcome.enters == 1
    )
    seqs = [
        seq
        for seq, applied, done in connection.execute(asked)
        if step in json.loads(applied) and step not in json.loads(done)
    ]
    return _lines(connection, sorted(seqs, reverse=True)[offset:][:limit])


def _lines(connection: Connection, seqs: Sequence[int]) -> list[RunLine]:
    found: list[RunLine] = []
    for at in range(0, len(seqs), _AT_ONCE):
        some = seqs[at : at + _AT_ONCE]
        rows = connection.execute(line_of().where(tables.run.c.seq.in_(some)))
        found += map(run_line, rows)
    return sorted(found, key=lambda line: -line.started_ms)
