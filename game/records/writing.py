"""What writing to the log needs inside one transaction: the next event, and what must hold first.

Works on a connection it is given; `store` decides when a transaction begins and ends.
"""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from game.records import derive, reading, tables
from game.records.chain import Event, link
from game.records.dialect.straight import Straight
from game.records.entries import Aided, Decided, RunStarted
from game.records.errors import RecordsError

# Built once: building a statement costs more than running it, and a choice waits for these.
_ADD_EVENT = Straight(insert(tables.event))
_ADD_RUN = insert(tables.run)
_ADD_ONE_RUN = Straight(_ADD_RUN)
_ADD_DECISION = insert(tables.decision)
_ADD_ONE_DECISION = Straight(_ADD_DECISION)
_ADD_AID = insert(tables.aid)
_ADD_PAPER = insert(tables.paper)
_ONE_RUN = Straight(select(tables.run).where(tables.run.c.run == bindparam("wanted")))
_COLUMNS = tuple(tables.run.c.keys())
_TAKEN = Straight(
    update(tables.run)
    .where(tables.run.c.run == bindparam("wanted"))
    .values(taken=tables.run.c.taken + bindparam("more"))
)
_CLOSE = update(tables.run).where(tables.run.c.run == bindparam("wanted"))
_BODY = Straight(select(tables.event.c.body).where(tables.event.c.id == bindparam("wanted")))
_KNOWN = Straight(
    select(tables.person.c.turn).where(tables.person.c.pseudonym == bindparam("wanted"))
)
_KEPT = Straight(select(tables.source.c.kind).where(tables.source.c.digest == bindparam("wanted")))
_NEXT_TURN = func.coalesce(func.max(tables.person.c.turn), 0) + 1
_TAKE_TURN = Straight(
    update(tables.person)
    .where(tables.person.c.pseudonym == bindparam("wanted"))
    .values(turn=select(_NEXT_TURN).scalar_subquery())
)
_FIRST = (
    select(tables.run.c.seq)
    .where(
        tables.run.c.person == bindparam("person"),
        tables.run.c.scenario == bindparam("scenario"),
        tables.run.c.first == 1,
    )
    .limit(1)
)
_UNDONE = select(func.count()).where(
    tables.aid.c.run == bindparam("wanted"), tables.aid.c.kind == derive.UNDO
)

_PAGE = 2000  # events taken at once where all are gone through
_ADD = {"decision": _ADD_DECISION, "aid": _ADD_AID, "paper": _ADD_PAPER, "run": _ADD_RUN}


def append(
    connection: Connection, *, at_ms: int, kind: str, run: str | None, event_id: str, body: bytes
) -> Event:
    """Add an event after the last, which nobody else can be adding to meanwhile."""
    last = reading.head(connection)
    event = Event(
        seq=last.count + 1,
        id=event_id.encode(),
        run=None if run is None else run.encode(),
        kind=kind.encode(),
        at_ms=at_ms,
        body=body,
    )
    _ADD_EVENT.run(
        connection,
        {
            "seq": event.seq,
            "id": event_id,
            "run": run,
            "kind": kind,
            "at_ms": event.at_ms,
            "body": body.decode(),
            "prev": last.hash,
            "hash": link(last.hash, event),
        },
    )
    return event


def add_run(connection: Connection, event: Event) -> None:
    """Show a run that has just started in the tables for reading."""
    _ADD_ONE_RUN.run(connection, derive.run_row(event))


def add_decision(connection: Connection, event: Event) -> None:
    """Show a decision in the tables for reading."""
    row = derive.decision_row(event)
    _ADD_ONE_DECISION.run(connection, row)
    _TAKEN.run(connection, {"wanted": row["run"], "more": 1})


def add_paper(connection: Connection, event: Event) -> None:
    """Show a role, comment, sign-off or inspection in the tables for reading."""
    connection.execute(_ADD_PAPER, derive.paper_row(event))


def close_run(connection: Connection, row: Any, event: Event) -> None:
    """Show in the tables for reading how a run came to its end."""
    first = derive.may_be_first(row.counts, row.mode) and not finished_before(
        connection, row.person, row.scenario
    )
    closing = derive.closing_columns(event, first=first)
    connection.execute(_CLOSE, {"wanted": row.run, **closing})


def add_aid(connection: Connection, event: Event) -> None:
    """Show a hint or an undo in the tables for reading."""
    row = derive.aid_row(event)
    connection.execute(_ADD_AID, row)
    if row["kind"] == derive.UNDO:
        _TAKEN.run(connection, {"wanted": row["run"], "more": -1})


def rebuild(connection: Connection) -> None:
    """Make the tables for reading again. Raises `RecordsError` where the events make no sense."""
    fold = derive.Fold()
    at = 0
    for old in tables.DERIVED:
        connection.execute(old.delete())
    while page := reading.events(connection, at, _PAGE):
        rows: dict[str, list[derive.Row]] = {table: [] for table in _ADD}
        for stored in page:
            event = Event._make(stored[:6])
            at = event.seq
            try:
                made = fold.take(event)
            except (KeyError, TypeError, ValueError) as error:
                raise RecordsError(
                    f"Event {at} of the score log cannot be read, so its tables were left as they "
                    "are: `sixty verify` says what was changed."
                ) from error
            if made is not None:
                rows[made[0]].append(made[1])
        for table, made_now in rows.items():
            _insert(connection, table, made_now)
    _insert(connection, "run", list(fold.open.values()))


def _insert(connection: Connection, table: str, rows: list[derive.Row]) -> None:
    if rows:
        connection.execute(_ADD[table], rows)


def next_turn(connection: Connection) -> int:
    """The number of whoever is here now: greater than everybody's before."""
    return int(connection.execute(select(_NEXT_TURN)).scalar_one())


def take_turn(connection: Connection, pseudonym: str) -> None:
    """Note that somebody was here last."""
    _TAKE_TURN.run(connection, {"wanted": pseudonym})


def run_row(connection: Connection, run: str) -> Any:
    """A run's row. Raises `RecordsError` where there is none."""
    row = _ONE_RUN.run(connection, {"wanted": run}).fetchone()
    if row is None:
        raise RecordsError(f"The score log has no run {run}.")
    return SimpleNamespace(**dict(zip(_COLUMNS, row, strict=True)))


def written(connection: Connection, event_id: str, body: bytes, otherwise: str) -> bool:
    """Whether this very event is in the log; raises `otherwise` where another has its id."""
    there = _BODY.run(connection, {"wanted": event_id}).fetchone()
    if there is None:
        return False
    if there[0].encode() != body:
        raise RecordsError(otherwise)
    return True


def must_be_open(row: Any) -> None:
    """Refuse a run that is over."""
    if row.state == "finished":
        raise RecordsError("This run has ended: nothing more can be written to it.")
    if row.state == "abandoned":
        raise RecordsError("This run was given up: nothing more can be written to it.")


ELSEWHERE = "This run has gone on in another window: open it again to go on from where it is."


def must_know_all(connection: Connection, row: Any, entry: Decided | Aided) -> None:
    """Refuse what was written without knowing of a decision that was taken back since."""
    # The floor takes nothing back, and its decisions are not kept waiting for the answer.
    undone = 0
    if row.mode == "practice":
        undone = connection.execute(_UNDONE, {"wanted": entry.run}).scalar() or 0
    if entry.undone != undone:
        raise RecordsError(ELSEWHERE)


def must_stand_there(connection: Connection, row: Any, entry: Aided) -> None:
    """Refuse an undo that the log has already, where the run has gone on since."""
    if entry.kind == derive.UNDO:
        must_know_all(connection, row, replace(entry, undone=entry.undone + 1))
        if row.taken != entry.index:
            raise RecordsError(ELSEWHERE)


def must_be_next(row: Any, entry: Decided) -> None:
    """Refuse a decision after the end, or before the one that comes before it."""
    must_be_open(row)
    if entry.index > row.taken:
        raise RecordsError(
            f"Decision {entry.index + 1} of this run came before decision {row.taken + 1}, "
            "so it was not kept: open the run again to go on."
        )


def must_be_same(connection: Connection, entry: Decided) -> None:
    """Refuse a decision that the log has already, and otherwise."""
    decision = tables.decision
    row = connection.execute(
        select(decision)
        .where(decision.c.run == entry.run, decision.c.number == entry.index)
        .order_by(decision.c.seq.desc())
        .limit(1)
    ).first()
    there = row and (row.scene, row.choice, row.minute, row.offered)
    if there != (entry.scene, entry.choice, entry.minute, derive.ids_text(entry.offered)):
        raise RecordsError(ELSEWHERE)


def must_be_practice(row: Any, entry: Aided) -> None:
    """Refuse a hint or an undo on the floor, or of another decision than the last."""
    if row.mode != "practice":
        raise RecordsError(
            "On the floor there are no hints and nothing is taken back: that is for practice."
        )
    if entry.index == row.taken - (entry.kind == derive.UNDO) >= (row.branched_index or 0):
        return
    if entry.kind == derive.UNDO and row.taken == (row.branched_index or 0):
        raise RecordsError("Nothing was decided yet, so there is nothing to take back.")
    raise RecordsError(ELSEWHERE)


def is_kept(connection: Connection, digest: str) -> bool:
    """Whether the log has a file with this digest."""
    return _KEPT.run(connection, {"wanted": digest}).fetchone() is not None


def must_be_kept(connection: Connection, entry: RunStarted) -> None:
    """Refuse a start whose person, sources or parent the log does not have."""
    if _KNOWN.run(connection, {"wanted": entry.person}).fetchone() is None:
        raise RecordsError(f"The score log knows nobody with the pseudonym {entry.person!r}.")
    for digest in (entry.scenario_digest, entry.binder_digest):
        if not is_kept(connection, digest):
            raise RecordsError(f"The score log keeps no file with the digest {digest}.")
    if entry.branched_from is not None:
        _must_branch(run_row(connection, entry.branched_from[0]), entry)


def _must_branch(parent: Any, entry: RunStarted) -> None:
    """Refuse a branch that does not stand on its parent's inputs, or on one still changing."""
    if parent.state == "unfinished":
        raise RecordsError("A decision can be tried again once its run is over, and not before.")
    if not entry.stands_at < parent.taken:
        raise RecordsError(
            f"The run has {parent.taken} decision{'' if parent.taken == 1 else 's'}, so there is "
            f"no decision {entry.stands_at + 1} to try again."
        )
    theirs = parent.scenario_digest, parent.binder_digest, parent.seed, parent.truth_given
    if theirs != (entry.scenario_digest, entry.binder_digest, entry.seed, entry.truth_given):
        raise RecordsError("A branch must be of the same files, seed and truth as its run.")


def finished_before(connection: Connection, person: str, scenario: str) -> bool:
    """Whether a person has a first finished run of this scenario already."""
    asked = {"person": person, "scenario": scenario}
    return connection.execute(_FIRST, asked).first() is not None
