"""`sixty replay RUN --binder BINDER`: a logged run by another binder. Changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.errors import CallError
from game.commands.setting import setting
from game.commands.writing import write_lines
from game.office.rescore import Change, Rescored, rescored
from game.script import reader
from game.script.reader import Unreadable
from game.session.live import CannotReplayError, replay_record
from game.session.safe import safe

if TYPE_CHECKING:
    from game.records.entries import RunRecord
    from game.records.store import Store
    from scoring.ledger import Line


def rescore(store: Store, record: RunRecord, binder: str) -> int:
    """Write what the binder would change; 1 where the run does not fit it."""
    file = _find(binder)
    try:
        text = reader.read(file).content
    except Unreadable as error:
        raise CallError(f"The binder {file} {error.reason}.") from error
    try:
        was = replay_record(store, record)
        told = rescored(was, replay_record(store, record, text))
    except CannotReplayError as error:
        raise CallError(str(error)) from error
    own = record.started.binder
    write_lines(safe(line) for line in _lines(told, f"the binder {own} of that day", str(file)))
    return 0


def _find(binder: str) -> Path:
    file = Path(binder)
    if file.is_file():
        return file
    for shelf in setting().shelves:
        found = reader.find_beside("binders", binder, shelf / "any.yaml", setting().shelves)
        if found is not None:
            return found
    raise CallError(
        f"There is no binder {safe(binder)}: give the name of one on a shelf, or the path of its "
        "file."
    )


def _lines(told: Rescored, was: str, now: str) -> list[str]:
    lines = [f"As it is: by {was}. As it would be: by {now}. Nothing is changed.", ""]
    if told.same:
        return [*lines, "Nothing would change."]
    for name, (before, after) in (("Process", told.process), ("Sixty", told.sixty)):
        lines.append(
            f"{name}: {before.earned}/{before.possible} ({before.percent})"
            f" would be {after.earned}/{after.possible} ({after.percent})"
        )
    passed, would = ("pass" if each else "no pass" for each in told.passed)
    lines.append(f"{passed} would be {would}" if passed != would else f"{passed}, as before")
    if told.fouls[0] != told.fouls[1]:
        before_fouls, after_fouls = (", ".join(each) or "no foul" for each in told.fouls)
        lines.append(f"{before_fouls} would be {after_fouls}")
    lines += ["", f"Lines of the ledger that would differ: {len(told.changes)}"]
    return [*lines, *(_change(change) for change in told.changes)]


def _change(change: Change) -> str:
    line = change.now or change.was
    if line is None:
        return ""
    return f"  {line.score} · {line.cites}: {_points(change.was)} would be {_points(change.now)}"


def _points(line: Line | None) -> str:
    if line is None:
        return "no line"
    at = "in all" if line.decision is None else f"at decision {line.decision + 1}"
    return f"{line.earned}/{line.possible} {at} ({line.said})"
