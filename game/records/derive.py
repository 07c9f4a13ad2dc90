"""From entries to event bodies, and from events to the rows of the tables for reading.

Pure: writing a decision, rebuilding the tables and verifying them all make their rows here, so
that the three cannot drift apart.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from functools import lru_cache
from operator import index
from typing import Any

from game.records.chain import Event
from game.records.entries import Aided, Decided, RunEnded, RunStarted
from game.records.papers import KINDS as PAPERS
from game.records.papers import entry_of

STARTED = "run.started"
DECIDED = "decision"
HINT = "hint"
UNDO = "undo"
ENDED = "run.ended"
ABANDONED = "run.abandoned"

Row = dict[str, Any]

# `json.loads` and `json.dumps` would make a decoder or an encoder anew for each of many events.
_decode = json.JSONDecoder().decode
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_NOT_CLOSED: Row = dict.fromkeys(
    (
        "closed_seq",
        "closed_ms",
        "ending",
        "ending_kind",
        "minute",
        "process_earned",
        "process_possible",
        "sixty_earned",
        "sixty_possible",
        "fouls",
        "passed",
        "cost",
        "today",
        "later",
        "truth",
        "buys",
    )
)


def _parse(text: str) -> Any:
    """What a JSON text means. Raises ValueError for what is none, or is nested without end."""
    try:
        return _decode(text)
    except RecursionError as error:
        raise ValueError("nested too deep to be read") from error


def event_id(run: str, what: str) -> str:
    """The id of the one event that says `what` of a run: the same on every try, so a second try
    is known for what it is.
    """
    return str(uuid.uuid5(uuid.UUID(run), what))


def decision_id(entry: Decided) -> str:
    """The id of the event of a run's decision."""
    return event_id(entry.run, f"{DECIDED} {entry.index}{_again(entry.undone)}")


def aid_id(entry: Aided) -> str:
    """The id of the event of a hint, one a showing of a scene, or of an undo."""
    return event_id(entry.run, f"{entry.kind} {entry.index}{_again(entry.undone)}")


def _again(undone: int) -> str:
    """What tells a second decision of the same number from the first."""
    return f" after undo {undone}" if undone else ""


def started_body(entry: RunStarted) -> dict[str, object]:
    """What is hashed of a run's start."""
    branch = entry.branched_from
    return {
        "person": entry.person,
        "scenario": entry.scenario,
        "scenario_digest": entry.scenario_digest,
        "binder": entry.binder,
        "binder_digest": entry.binder_digest,
        "seed": entry.seed,
        "seed_given": entry.seed_given,
        "truth_given": entry.truth_given,
        "front": entry.front,
        "bot": entry.bot,
        "mode": entry.mode,
        "branched_from": None if branch is None else {"run": branch[0], "index": branch[1]},
    }


def decided_body(entry: Decided) -> dict[str, object]:
    """What is hashed of a decision."""
    return {
        "index": entry.index,
        "scene": entry.scene,
        "choice": entry.choice,
        "minute": entry.minute,
        "offered": list(entry.offered),
        "thinking_ms": max(0, entry.thinking_ms),
    }


def aided_body(entry: Aided) -> dict[str, object]:
    """What is hashed of a hint or an undo."""
    return {"index": entry.index}


def ended_body(entry: RunEnded) -> dict[str, object]:
    """What is hashed of a run's end."""
    return {
        "scene": entry.scene,
        "kind": entry.kind,
        "minute": entry.minute,
        "process": {"earned": entry.process_earned, "possible": entry.process_possible},
        "sixty": {"earned": entry.sixty_earned, "possible": entry.sixty_possible},
        "fouls": list(entry.fouls),
        "passed": entry.passed,
        "money": {"cost": entry.cost, "today": entry.today, "later": entry.later},
        "truth": entry.truth,
        "buys": entry.buys,
    }


def started_entry(run: str, body: dict[str, Any]) -> RunStarted:
    """The entry a start's body was made from."""
    rest = dict(body)
    branch = rest.pop("branched_from")
    return RunStarted(
        run=run,
        branched_from=None if branch is None else (branch["run"], branch["index"]),
        **rest,
    )


def run_row(event: Event) -> Row:
    """The row of a run that has just started."""
    run = _run_of(event)
    entry = started_entry(run, _parse(event.body.decode()))
    branch = entry.branched_from or (None, None)
    return {
        "seq": event.seq,
        "run": run,
        "person": entry.person,
        "scenario": entry.scenario,
        "scenario_digest": entry.scenario_digest,
        "binder": entry.binder,
        "binder_digest": entry.binder_digest,
        "seed": entry.seed,
        "truth_given": entry.truth_given,
        "seed_given": int(entry.seed_given),
        "front": entry.front,
        "bot": entry.bot,
        "mode": entry.mode,
        "branched_run": branch[0],
        "branched_index": branch[1],
        "started_ms": event.at_ms,
        "counts": int(entry.counts),
        "state": "unfinished",
        "taken": index(entry.stands_at),
        "first": 0,
        **_NOT_CLOSED,
    }


def decision_row(event: Event) -> Row:
    """The row of a decision."""
    body = _parse(event.body.decode())
    return {
        "seq": event.seq,
        "run": _run_of(event),
        "number": body["index"],
        "scene": body["scene"],
        "choice": body["choice"],
        "minute": body["minute"],
        "offered": ids_text(body["offered"]),
        "thinking_ms": body["thinking_ms"],
        "at_ms": event.at_ms,
    }


def tell_of(decided: Sequence[Sequence[Any]], rows: Sequence[Sequence[Any]]) -> bool:
    """Whether these decisions, as they lie in the log, surely are what these rows were made from,
    one by one. False says nothing: the row that each makes is then to be compared.

    The bodies are written from the rows, which costs a third of reading them. Equal bytes have
    equal meanings: what is written from a row reads back as the row, since none of its texts needs
    escaping in JSON and `offered` is the one JSON text that means what it means.
    """
    if len(decided) != len(rows):
        return False
    if not rows:
        return True
    seqs, _, of_runs, _, times, bodies, *_ = zip(*decided, strict=True)
    row_seqs, runs, _, scenes, choices, _, offers, _, row_times = zip(*rows, strict=True)
    made = [
        f'{{"choice":"{choice}","index":{number},"minute":{minute},"offered":{offered},'
        f'"scene":"{scene}","thinking_ms":{thinking_ms}}}'.encode()
        for _, _, number, scene, choice, minute, offered, thinking_ms, _ in rows
    ]
    return (
        list(bodies) == made
        and seqs == row_seqs
        and times == row_times
        and list(of_runs) == [run.encode() for run in runs]
        and all(map(_needs_no_escape, {*scenes, *choices}))
        and all(map(_is_ids_text, set(offers)))
    )


@lru_cache(maxsize=4096)
def _needs_no_escape(text: str) -> bool:
    return _write(text) == f'"{text}"'


@lru_cache(maxsize=4096)
def _is_ids_text(text: str) -> bool:
    try:
        ids = _parse(text)
    except ValueError:
        return False
    return (
        isinstance(ids, list) and all(isinstance(id, str) for id in ids) and ids_text(ids) == text
    )


def aid_row(event: Event) -> Row:
    """The row of a hint or an undo."""
    return {
        "seq": event.seq,
        "run": _run_of(event),
        "kind": event.kind.decode(),
        "number": _parse(event.body.decode())["index"],
        "at_ms": event.at_ms,
    }


def paper_row(event: Event) -> Row:
    """Where a paper is, and whom it concerns. Raises KeyError, TypeError or ValueError for none."""
    kind, run = event.kind.decode(), None if event.run is None else event.run.decode()
    entry = entry_of(kind, event.id.decode(), run, _parse(event.body.decode()))
    return {
        "seq": event.seq,
        "kind": kind,
        "run": run,
        "person": getattr(entry, "person", None),
        "author": entry.by,
    }


def closing_columns(event: Event, *, first: bool) -> Row:
    """What changes in a run's row when it ends or is given up. `first` matters to an end only."""
    closed: Row = {"closed_seq": event.seq, "closed_ms": event.at_ms}
    if event.kind.decode() == ABANDONED:
        return closed | {"state": "abandoned"}
    body = _parse(event.body.decode())
    return closed | {
        "state": "finished",
        "first": int(first),
        "ending": body["scene"],
        "ending_kind": body["kind"],
        "minute": body["minute"],
        "process_earned": body["process"]["earned"],
        "process_possible": body["process"]["possible"],
        "sixty_earned": body["sixty"]["earned"],
        "sixty_possible": body["sixty"]["possible"],
        "fouls": ids_text(body["fouls"]),
        "passed": int(body["passed"]),
        "cost": body["money"]["cost"],
        "today": body["money"]["today"],
        "later": body["money"]["later"],
        "truth": body["truth"],
        "buys": body["buys"],
    }


def may_be_first(counts: int, mode: str) -> bool:
    """Whether a run could be a person's first finished floor run of its scenario that counts."""
    return bool(counts) and mode == "floor"


def ids_text(ids: list[str] | tuple[str, ...]) -> str:
    """A list of ids as one column keeps it."""
    return _write(list(ids))


class Fold:
    """The tables for reading as the events say they should be, one event at a time.

    A run's row is handed out when it closes; those still open are in `open`, by run as the events
    name it.
    """

    def __init__(self) -> None:
        self.open: dict[bytes | None, Row] = {}
        self._finished: set[tuple[str, str]] = set()

    def take(self, event: Event) -> tuple[str, Row] | None:
        """A finished row and its table's name, where the event completes one.

        Raises KeyError, TypeError or ValueError where the event cannot follow those before it.
        """
        kind = event.kind.decode()
        if kind == STARTED:
            self.open[event.run] = run_row(event)
            return None
        if kind == DECIDED:
            row = decision_row(event)
            self.open[event.run]["taken"] += 1
            return "decision", row
        if kind in (HINT, UNDO):
            row = aid_row(event)
            run = self.open[event.run]
            if kind == UNDO:
                run["taken"] -= 1
            if row["number"] != run["taken"]:
                raise ValueError("a hint or an undo is not of the last decision")
            return "aid", row
        if kind in (ENDED, ABANDONED):
            row = self.open.pop(event.run)
            first = False
            if kind == ENDED and may_be_first(row["counts"], row["mode"]):
                played = (row["person"], row["scenario"])
                first = played not in self._finished
                self._finished.add(played)
            return "run", row | closing_columns(event, first=first)
        return ("paper", paper_row(event)) if kind in PAPERS else None


def _run_of(event: Event) -> str:
    if event.run is None:
        raise ValueError("an event of a run names no run")
    return event.run.decode()
