"""The log as plain values for files: one dict a run, one row a decision.

Writes no file and knows no format; the commands put these into JSON and CSV.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from game.records import reading
from game.records.entries import AidRecord, DecisionRecord, RunEnded, RunRecord
from game.records.filing import papers_of
from game.records.papers import Commented, Paper, Signed
from game.records.store import Store

_PAGE = 200  # runs a page: the log is let go of between pages, so a slow reader blocks nobody

DECISION_COLUMNS = (
    "run",
    "person",
    "name",
    "scenario",
    "binder",
    "seed",
    "front",
    "bot",
    "mode",
    "counts",
    "first",
    "state",
    "started",
    "index",
    "scene",
    "choice",
    "minute",
    "offered",
    "thinking_ms",
    "at",
    "hint",
    "taken_back",
    "verdict",
    "label_given",
    "comment",
    "ending",
    "process_earned",
    "process_possible",
    "sixty_earned",
    "sixty_possible",
    "fouls",
    "passed",
)
"""The columns of `decision_rows`, in order: what of its run every decision is read with."""
COACH_COLUMNS = ("coach_label", "coach_loss", "coach_best")
"""The columns after them where a coach is asked."""

Coach = Callable[[RunRecord], Sequence[Mapping[str, Any]] | None]
"""The coach's `label`, `loss` (a figure: exact and about) and `best` of each decision of a run that
stands, in order; None where it has nothing to say of the run."""


def log_rows(
    store: Store, people: Collection[str] | None = None, coach: Coach | None = None
) -> Iterator[dict[str, Any]]:
    """Every run of these people (pseudonyms) or of all, oldest first, its decisions nested.

    `decisions` are those that stand; `taken_back` those that a practice run took back, and `aids`
    its hints and undos, in the order they came. Plain values that JSON holds. Times are ISO 8601
    in UTC with milliseconds; percents are rounded down, and none where nothing was possible.
    `ending` and what follows from it are none until the run has ended. `comments` and `signed` are
    what people said of it, in the order they said it, beside the machine's scores. Runs that start
    while this goes on may or may not be among them. What a `coach` says of a decision stands in it
    as `coach`: none of what was taken back.
    """
    for record, said in _with_papers(store, people):
        row = run_dict(record) | _said_dict(said)
        if coach is not None:
            for decision in (*row["taken_back"], *row["decisions"]):
                decision["coach"] = None
            for decision, word in zip(row["decisions"], coach(record) or (), strict=False):
                decision["coach"] = word
        yield row


def decision_rows(
    store: Store, people: Collection[str] | None = None, coach: Coach | None = None
) -> Iterator[dict[str, Any]]:
    """Every decision, with what it is read with of its run (`DECISION_COLUMNS`), oldest run first.

    One that was taken back has its row, and says so; `hint` says whether one had been asked for
    there. Lists are ids with a blank between. Where there is a `coach`, `COACH_COLUMNS` follow.
    Put every value through `csv_cell`.
    """
    columns = DECISION_COLUMNS if coach is None else (*DECISION_COLUMNS, *COACH_COLUMNS)
    for record, said in _with_papers(store, people):
        of_run = run_row(record, said)
        says = None if coach is None else coach(record)
        stands = {id(decision): place for place, decision in enumerate(record.decisions)}
        made = (*record.taken_back, *record.decisions)
        for decision in sorted(made, key=lambda each: each.seq):
            row = of_run | _decision_dict(decision) | {"offered": " ".join(decision.offered)}
            row |= _verdict_row(said, decision.index)
            row["hint"] = any(_hint_for(aid, decision) for aid in record.aids)
            place = stands.get(id(decision))
            row["taken_back"] = place is None
            row |= _coach_row(None if says is None or place is None else says[place])
            yield {column: row[column] for column in columns}


def _coach_row(says: Mapping[str, Any] | None) -> dict[str, Any]:
    if says is None:
        return dict.fromkeys(COACH_COLUMNS)
    values = (says["label"], says["loss"]["about"], " ".join(says["best"]))
    return dict(zip(COACH_COLUMNS, values, strict=True))


RUN_COLUMNS = (
    "run",
    "person",
    "name",
    "scenario",
    "binder",
    "seed",
    "front",
    "bot",
    "mode",
    "counts",
    "first",
    "state",
    "started",
    "closed",
    "seconds",
    "decisions",
    "hints",
    "undos",
    "ending",
    "process_earned",
    "process_possible",
    "process_percent",
    "sixty_earned",
    "sixty_possible",
    "sixty_percent",
    "fouls",
    "passed",
    "buys",
    "cost",
    "today",
    "later",
    "signed",
    "signed_by",
    "signed_process",
    "signed_sixty",
    "signed_events",
    "signed_head",
)
"""The columns of `run_row`, in order."""


def run_rows(store: Store, people: Collection[str] | None = None) -> Iterator[dict[str, Any]]:
    """Every run of these people (pseudonyms) or of all as one row (`run_row`), oldest first."""
    for record, said in _with_papers(store, people):
        yield run_row(record, said)


def run_row(record: RunRecord, said: Sequence[Paper] = ()) -> dict[str, Any]:
    """A run as one row (`RUN_COLUMNS`), its lists as ids with a blank between.

    `seconds` is the real time from start to end; what the end says is none until there is one, and
    so is what the last of its sign-offs says. The machine's scores stand as they were made.
    """
    started, ended = record.started, record.ended
    closed = record.closed_ms
    row: dict[str, Any] = {
        "run": record.run,
        "person": record.person,
        "name": record.name,
        "scenario": started.scenario,
        "binder": started.binder,
        "seed": started.seed,
        "front": started.front,
        "bot": started.bot,
        "mode": started.mode,
        "counts": record.counts,
        "first": record.first,
        "state": record.state,
        "started": time_text(record.started_ms),
        "closed": None if closed is None else time_text(closed),
        "seconds": None if closed is None else max(0, closed - record.started_ms) // 1000,
        "decisions": len(record.decisions),
        "hints": sum(aid.kind == "hint" for aid in record.aids),
        "undos": sum(aid.kind == "undo" for aid in record.aids),
    }
    if ended is not None:
        row |= {
            "ending": ended.kind,
            "process_earned": ended.process_earned,
            "process_possible": ended.process_possible,
            "process_percent": percent_of(ended.process_earned, ended.process_possible),
            "sixty_earned": ended.sixty_earned,
            "sixty_possible": ended.sixty_possible,
            "sixty_percent": percent_of(ended.sixty_earned, ended.sixty_possible),
            "fouls": " ".join(ended.fouls),
            "passed": ended.passed,
            "buys": ended.buys,
            "cost": ended.cost,
            "today": ended.today,
            "later": ended.later,
        }
    for paper in said:
        if isinstance(paper.entry, Signed):
            row |= {
                "signed": paper.entry.verdict,
                "signed_by": paper.entry.by,
                "signed_process": paper.entry.process,
                "signed_sixty": paper.entry.sixty,
                "signed_events": paper.entry.events,
                "signed_head": paper.entry.head,
            }
    return {column: row.get(column) for column in RUN_COLUMNS}


def time_text(at_ms: int) -> str:
    """A time as ISO 8601 in UTC with milliseconds; as bare milliseconds if it is no real time."""
    try:
        at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at_ms)
    except OverflowError:
        return str(at_ms)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def records(store: Store, people: Collection[str] | None = None) -> Iterator[RunRecord]:
    """Every run of these people (pseudonyms) or of all, oldest first, a page of them at a time."""
    for page in _pages(store, people):
        yield from page


def _pages(store: Store, people: Collection[str] | None) -> Iterator[list[RunRecord]]:
    at = 0
    while True:
        with store.database.reading() as connection:
            page, at = reading.runs_after(connection, at, people, _PAGE)
        if not page:
            return
        yield page


def _with_papers(
    store: Store, people: Collection[str] | None
) -> Iterator[tuple[RunRecord, list[Paper]]]:
    """Every run with its comments and sign-offs."""
    for page in _pages(store, people):
        said = papers_of(store, [record.run for record in page])
        for record in page:
            yield record, said.get(record.run, [])


def _verdict_row(said: Sequence[Paper], index: int) -> dict[str, Any]:
    """What people said of a decision: the last verdict, and every word."""
    row: dict[str, Any] = dict.fromkeys(("verdict", "label_given", "comment"))
    words = []
    for paper in said:
        if isinstance(paper.entry, Commented) and paper.entry.index == index:
            words.append(paper.entry.text)
            if paper.entry.verdict is not None:
                row |= {"verdict": paper.entry.verdict, "label_given": paper.entry.label}
    return row | {"comment": "\n".join(filter(None, words)) or None}


def _said_dict(said: Sequence[Paper]) -> dict[str, Any]:
    comments, signed = [], []
    for paper in said:
        entry, at = paper.entry, time_text(paper.at_ms)
        if isinstance(entry, Commented):
            comments.append(
                {
                    "by": entry.by,
                    "index": entry.index,
                    "text": entry.text,
                    "verdict": entry.verdict,
                    "label": entry.label,
                    "at": at,
                }
            )
        elif isinstance(entry, Signed):
            signed.append(
                {
                    "by": entry.by,
                    "verdict": entry.verdict,
                    "text": entry.text,
                    "process": entry.process,
                    "sixty": entry.sixty,
                    "events": entry.events,
                    "head": entry.head,
                    "at": at,
                }
            )
    return {"comments": comments, "signed": signed}


def closing(store: Store, run: str) -> tuple[int, str] | None:
    """The number and hash of the event that closed a run, which is a head; None while open."""
    with store.database.reading() as connection:
        return reading.closing(connection, run)


def run_dict(record: RunRecord) -> dict[str, Any]:
    """A run as `log_rows` gives it."""
    started = record.started
    branch = started.branched_from
    return {
        "run": record.run,
        "person": record.person,
        "name": record.name,
        "scenario": {"id": started.scenario, "digest": started.scenario_digest},
        "binder": {"id": started.binder, "digest": started.binder_digest},
        "seed": started.seed,
        "seed_given": started.seed_given,
        "truth_given": started.truth_given,
        "front": started.front,
        "bot": started.bot,
        "mode": started.mode,
        "branched_from": None if branch is None else {"run": branch[0], "index": branch[1]},
        "counts": record.counts,
        "first": record.first,
        "state": record.state,
        "started": time_text(record.started_ms),
        "closed": None if record.closed_ms is None else time_text(record.closed_ms),
        "decisions": [
            _decision_dict(decision) | {"offered": list(decision.offered)}
            for decision in record.decisions
        ],
        "taken_back": [
            _decision_dict(decision) | {"offered": list(decision.offered)}
            for decision in record.taken_back
        ],
        "aids": [
            {"kind": aid.kind, "index": aid.index, "at": time_text(aid.at_ms)}
            for aid in record.aids
        ],
        **_ended_dict(record.ended),
    }


def _hint_for(aid: AidRecord, decision: DecisionRecord) -> bool:
    return aid.kind == "hint" and aid.index == decision.index and aid.seq < decision.seq


def _decision_dict(decision: DecisionRecord) -> dict[str, Any]:
    return {
        "index": decision.index,
        "scene": decision.scene,
        "choice": decision.choice,
        "minute": decision.minute,
        "offered": decision.offered,
        "thinking_ms": decision.thinking_ms,
        "at": time_text(decision.at_ms),
    }


def _ended_dict(ended: RunEnded | None) -> dict[str, Any]:
    if ended is None:
        return dict.fromkeys(
            ("ending", "process", "sixty", "fouls", "passed", "truth", "buys", "money")
        )
    return {
        "ending": {"scene": ended.scene, "kind": ended.kind, "minute": ended.minute},
        "process": _points(ended.process_earned, ended.process_possible),
        "sixty": _points(ended.sixty_earned, ended.sixty_possible),
        "fouls": list(ended.fouls),
        "passed": ended.passed,
        "truth": ended.truth,
        "buys": ended.buys,
        "money": {"cost": ended.cost, "today": ended.today, "later": ended.later},
    }


def _points(earned: int, possible: int) -> dict[str, int | None]:
    return {"earned": earned, "possible": possible, "percent": percent_of(earned, possible)}


def percent_of(earned: int, possible: int) -> int | None:
    """A percent, rounded down; none where nothing was possible."""
    return None if possible == 0 else earned * 100 // possible
