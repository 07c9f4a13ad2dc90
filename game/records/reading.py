"""Queries over the tables for reading: rows in, frozen records out. Writes nothing."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import compress
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, exists, func, or_, select

from game.records import tables
from game.records.chain import EMPTY, Linked, Stored
from game.records.dialect import raw
from game.records.dialect.straight import Straight
from game.records.entries import (
    AidRecord,
    DecisionRecord,
    Head,
    Person,
    RunEnded,
    RunRecord,
    RunStarted,
)

# Statements of the way from a choice to the next scene are built once: building costs more than
# running them.
_LAST = Straight(
    select(tables.event.c.seq, tables.event.c.hash).order_by(tables.event.c.seq.desc()).limit(1)
)
_HEAD = select(tables.event.c.seq).where(
    tables.event.c.seq == bindparam("wanted"), tables.event.c.hash == bindparam("said")
)
_event = tables.event.c
_SAID = (
    _event.seq,
    raw(_event.id),
    raw(_event.run),
    raw(_event.kind),
    _event.at_ms,
    raw(_event.body),
)


def _page(*columns: Any) -> Straight:
    asked = select(*columns).where(_event.seq > bindparam("after")).order_by(_event.seq)
    return Straight(asked.limit(bindparam("most")))


_EVENTS = _page(*_SAID, raw(_event.prev), raw(_event.hash))
_LINKED = _page(*_SAID, raw(_event.prev + " " + _event.hash))

_AT_ONCE = 500  # runs whose decisions are asked for in one statement

_run = tables.run.c
_played_by_hand = and_(_run.bot.is_(None), _run.front != "run")


def head(connection: Connection) -> Head:
    """How far the log has come."""
    row = _LAST.run(connection, {}).fetchone()
    return EMPTY if row is None else Head(*row)


def has_head(connection: Connection, said: Head) -> bool:
    """Whether the log once stood, or stands, at this count and hash."""
    if said.count == 0:
        return said == EMPTY
    # Compared where it lies: what somebody made of it may be no text any longer.
    asked = {"wanted": said.count, "said": said.hash}
    return connection.execute(_HEAD, asked).first() is not None


def closing(connection: Connection, run: str) -> tuple[int, str] | None:
    """The number and hash of the event that closed a run."""
    event = tables.event.c
    asked = select(event.seq, event.hash).join(tables.run, _run.closed_seq == event.seq)
    row = connection.execute(asked.where(_run.run == run)).first()
    return None if row is None else (row.seq, row.hash)


def events(connection: Connection, after: int, limit: int) -> list[Stored]:
    """Events in their order.

    Bytes are taken as they lie in the file, so that what is no text any longer can be told.
    """
    return _EVENTS.every(connection, {"after": after, "most": limit})


def linked(connection: Connection, after: int, limit: int) -> list[Linked]:
    """The same events as `chain.follows` takes them."""
    return _LINKED.every(connection, {"after": after, "most": limit})


def plain_rows(connection: Connection, asked: Select[Any]) -> list[Any]:
    """Rows as the driver gives them: whole numbers, text and bytes need no more, and many rows of
    them come twice as fast.
    """
    return list(connection.execute(asked).cursor.fetchall())


def people(connection: Connection) -> list[Person]:
    """Everybody whose name is kept, by name."""
    person = tables.person.c
    rows = connection.execute(
        select(person.pseudonym, person.name)
        .where(person.name.is_not(None))
        .order_by(person.name_key)
    )
    return [Person(row.pseudonym, row.name) for row in rows]


def last_person(connection: Connection) -> Person | None:
    """Who was here last, bots and names used for `sixty run --log` alone left out."""
    last = tables.person.c.turn.desc()
    row = connection.execute(_players().order_by(last).limit(1)).first()
    return None if row is None else Person(row.pseudonym, row.name)


def players(connection: Connection) -> list[Person]:
    """Everybody whose name is kept, by name, bots and names used for `sixty run --log` alone left
    out."""
    rows = connection.execute(_players().order_by(tables.person.c.name_key))
    return [Person(row.pseudonym, row.name) for row in rows]


def _players() -> Select[Any]:
    person = tables.person.c
    theirs = _run.person == person.pseudonym
    return select(person.pseudonym, person.name).where(
        person.name.is_not(None),
        or_(~exists().where(theirs), exists().where(theirs, _played_by_hand)),
    )


def last_played(connection: Connection, person: str) -> dict[str, int]:
    """When a person last started each scenario they have played by hand."""
    rows = connection.execute(
        select(_run.scenario, func.max(_run.started_ms))
        .where(_run.person == person, _played_by_hand)
        .group_by(_run.scenario)
    )
    return {row[0]: row[1] for row in rows}


def _runs() -> Select[Any]:
    return select(tables.run, tables.person.c.name).join(
        tables.person, tables.person.c.pseudonym == _run.person, isouter=True
    )


def unfinished(connection: Connection, person: str) -> list[RunRecord]:
    """The runs a person can go on with, the latest first."""
    asked = _runs().where(_run.person == person, _run.state == "unfinished", _played_by_hand)
    return _records(connection, asked.order_by(_run.seq.desc()))


def latest_runs(connection: Connection, person: str | None, limit: int | None) -> list[RunRecord]:
    """Runs of one person or of all, the latest first."""
    asked = _runs().order_by(_run.seq.desc())
    if person is not None:
        asked = asked.where(_run.person == person)
    return _records(connection, asked if limit is None else asked.limit(limit))


def counted_runs(connection: Connection, person: str, limit: int) -> list[RunRecord]:
    """A person's finished floor runs that count and have no foul, the latest first."""
    asked = _runs().where(
        _run.person == person,
        _run.counts == 1,
        _run.mode == "floor",
        _run.state == "finished",
        _run.fouls == "[]",
    )
    return _records(connection, asked.order_by(_run.seq.desc()).limit(limit))


def runs_after(
    connection: Connection, seq: int, people: Collection[str] | None, limit: int
) -> tuple[list[RunRecord], int]:
    """The next runs of these people or of all, in the order they started, and where to go on from
    (0 at the end)."""
    page = select(_run.seq).where(_run.seq > seq).order_by(_run.seq).limit(limit)
    if people is not None:
        page = page.where(_run.person.in_(people))
    seqs = connection.execute(page).scalars().all()
    if not seqs:
        return [], 0
    asked = _runs().where(_run.seq >= seqs[0], _run.seq <= seqs[-1]).order_by(_run.seq)
    if people is not None:
        asked = asked.where(_run.person.in_(people))
    return _records(connection, asked), seqs[-1]


def runs_beginning(connection: Connection, prefix: str, limit: int) -> list[RunRecord]:
    """The runs whose id begins so, the latest first."""
    # Not LIKE, for which SQLite reads every run.
    asked = _runs().where(_run.run >= prefix, _run.run < prefix + "\U0010ffff")
    return _records(connection, asked.order_by(_run.seq.desc()).limit(limit))


def runs_of(connection: Connection, runs: Sequence[str]) -> list[RunRecord]:
    """The runs with these ids; one that the log does not have is left out."""
    found: list[RunRecord] = []
    for some in _portions(runs):
        found += _records(connection, _runs().where(_run.run.in_(some)))
    return found


def _records(connection: Connection, asked: Select[Any]) -> list[RunRecord]:
    rows = connection.execute(asked).all()
    decisions: dict[str, list[DecisionRecord]] = defaultdict(list)
    for some in _portions([row.run for row in rows]):
        for run, record in _decisions(connection, some):
            decisions[run].append(record)
    aids: dict[str, list[AidRecord]] = defaultdict(list)
    for some in _portions([row.run for row in rows if row.mode == "practice"]):
        for run, aid in _aids(connection, some):
            aids[run].append(aid)
    return [_record(row, decisions[row.run], tuple(aids[row.run])) for row in rows]


def _portions(runs: Sequence[str]) -> Iterable[Sequence[str]]:
    return (runs[at : at + _AT_ONCE] for at in range(0, len(runs), _AT_ONCE))


def _decisions(connection: Connection, runs: Sequence[str]) -> Iterator[tuple[str, DecisionRecord]]:
    decision = tables.decision.c
    asked = select(tables.decision).where(decision.run.in_(runs))
    for row in plain_rows(connection, asked.order_by(decision.run, decision.seq)):
        seq, run, number, scene, choice, minute, offered, thinking_ms, at_ms = row
        yield (
            run,
            DecisionRecord(seq, number, scene, choice, minute, _ids(offered), thinking_ms, at_ms),
        )


@lru_cache(maxsize=4096)
def _ids(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _aids(connection: Connection, runs: Sequence[str]) -> Iterator[tuple[str, AidRecord]]:
    aid = tables.aid.c
    asked = select(tables.aid).where(aid.run.in_(runs)).order_by(aid.run, aid.seq)
    for row in connection.execute(asked):
        yield row.run, AidRecord(row.seq, row.kind, row.number, row.at_ms)


def _record(
    row: Row[Any], made: Sequence[DecisionRecord], aids: tuple[AidRecord, ...]
) -> RunRecord:
    last = {decision.index: decision for decision in made}
    stands = [decision.index < row.taken and decision is last[decision.index] for decision in made]
    started = RunStarted(
        run=row.run,
        person=row.person,
        scenario=row.scenario,
        scenario_digest=row.scenario_digest,
        binder=row.binder,
        binder_digest=row.binder_digest,
        seed=row.seed,
        truth_given=row.truth_given,
        seed_given=bool(row.seed_given),
        front=row.front,
        bot=row.bot,
        mode=row.mode,
        branched_from=(
            None if row.branched_run is None else (row.branched_run, row.branched_index)
        ),
    )
    return RunRecord(
        started=started,
        name=row.name,
        started_ms=row.started_ms,
        state=row.state,
        counts=bool(row.counts),
        first=bool(row.first),
        ended=_ended(row),
        closed_ms=row.closed_ms,
        decisions=tuple(compress(made, stands)),
        taken_back=tuple(compress(made, (not stand for stand in stands))),
        aids=aids,
    )


def _ended(row: Row[Any]) -> RunEnded | None:
    if row.state != "finished":
        return None
    return RunEnded(
        run=row.run,
        scene=row.ending,
        kind=row.ending_kind,
        minute=row.minute,
        process_earned=row.process_earned,
        process_possible=row.process_possible,
        sixty_earned=row.sixty_earned,
        sixty_possible=row.sixty_possible,
        fouls=tuple(json.loads(row.fouls)),
        passed=bool(row.passed),
        cost=row.cost,
        today=row.today,
        later=row.later,
        truth=row.truth,
        buys=row.buys,
    )
