"""What the coach makes of finished runs, kept beside the log: losses, best choices, steps done.

Worked out by a room above, since it takes the rules; kept here, since a review asks a million
decisions at once. No evidence: never hashed, and thrown away when the rules or the tables change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from game.records import derive, tables
from game.records.entries import DecisionRecord
from game.records.store import Store


@dataclass(frozen=True, slots=True)
class Moment:
    """What a decision was worth: `loss` in thousandths of a point of the coach's total, 0 or more;
    `best` the ids of the best choices."""

    decision: DecisionRecord
    loss: int
    best: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A finished run, judged. `rules` names the rules it was judged by; `applied` holds the ids of
    the binder's steps that applied in it, `done` those of them that were done, both in the
    binder's order."""

    run: str
    rules: str
    moments: tuple[Moment, ...]
    applied: tuple[str, ...]
    done: tuple[str, ...]


def unjudged(store: Store, rules: str, limit: int) -> list[str]:
    """Finished runs that were not judged by these rules yet, the latest first."""
    run, judged = tables.run.c, tables.judged.c
    asked = (
        select(run.run)
        .join(tables.judged, (judged.seq == run.seq) & (judged.rules == rules), isouter=True)
        .where(run.state == "finished", judged.seq.is_(None))
        .order_by(run.started_ms.desc())
        .limit(limit)
    )
    with store.database.reading() as connection:
        return list(connection.execute(asked).scalars())


def keep(store: Store, judgements: Sequence[Judgement]) -> None:
    """Keep these, in the place of what other rules made of the same runs."""
    with store.database.writing() as connection:
        for judgement in judgements:
            _keep(connection, judgement)


def _keep(connection: Connection, judgement: Judgement) -> None:
    asked = select(tables.run).where(tables.run.c.run == judgement.run)
    run = connection.execute(asked).first()
    if run is None or run.state != "finished":
        return
    connection.execute(delete(tables.judged).where(tables.judged.c.seq == run.seq))
    connection.execute(delete(tables.outcome).where(tables.outcome.c.seq == run.seq))
    connection.execute(delete(tables.moment).where(tables.moment.c.run_seq == run.seq))
    shared = {
        "person": run.person,
        "scenario": run.scenario,
        "binder": run.binder,
        "mode": run.mode,
        "started_ms": run.started_ms,
        "enters": enters(run.counts, run.state, run.fouls),
    }
    moments = [
        shared
        | {
            "seq": moment.decision.seq,
            "run_seq": run.seq,
            "number": moment.decision.index,
            "scene": moment.decision.scene,
            "choice": moment.decision.choice,
            "best": derive.ids_text(moment.best),
            "loss": moment.loss,
        }
        for moment in judgement.moments
    ]
    outcome = shared | {
        "seq": run.seq,
        "applied": derive.ids_text(judgement.applied),
        "done": derive.ids_text(judgement.done),
    }
    total = sum(moment.loss for moment in judgement.moments)
    connection.execute(
        insert(tables.judged), {"seq": run.seq, "rules": judgement.rules, "loss": total}
    )
    if moments:
        connection.execute(insert(tables.moment), moments)
    connection.execute(insert(tables.outcome), outcome)


def enters(counts: int, state: str, fouls: str | None) -> int:
    """1 where a run enters averages: it counts, is finished, and nobody fouled in it."""
    return int(bool(counts) and state == "finished" and fouls == "[]")
