"""What the review's errands do: the log into a file, the log checked, runs drawn to be inspected.

Every call is slow and ends early once its count is stopped. Knows no screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from game.app.desk import Trouble
from game.app.review.values import Count, Told
from game.office.desk import to_check
from game.office.sink import CannotWriteError, whole_file
from game.office.takeout import Order, OrderError, unit, write
from game.records.candidates import DAY_MS
from game.records.export import time_text
from game.records.papers import Drawn

if TYPE_CHECKING:
    from game.office.desk import Desk

ENDS = {"csv": "csv", "jsonl": "jsonl", "xes": "xes", "xapi": "jsonl"}


class _StoppedError(Exception):
    """Nobody wants it any more."""


def export(
    desk: Desk, values: Mapping[str, str], replace: bool, count: Count, closed: Callable[[], bool]
) -> Told:
    """Write the whole log into a file, and say where it is. What was there stays unless `replace`.

    Raises Trouble, RefusedError, `RecordsError`.
    """
    store = desk.to_export()
    file = _file(values["file"], values["format"].partition(" ")[0], replace)
    kind, _, what = values["format"].partition(" ")
    order = Order(
        format=kind,  # type: ignore[arg-type]
        what="runs" if what == "runs" else "decisions",
        names=values["names"] == "yes",
    )
    head = store.head()

    def step() -> None:
        count.done += 1
        if count.stopped or closed():
            raise _StoppedError

    try:
        with whole_file(file) as out:
            write(out, store, head, order, step)
    except _StoppedError:
        return Told(("Stopped: no file was written.",), wrong=False)
    except (CannotWriteError, OrderError) as error:
        raise Trouble(str(error)) from error
    return Told(
        (
            f"The log is in {file}: {count.done:,} {unit(order)}.",
            f"The log held {head.count:,} events; its head: {head.hash}",
            "verify shows later, against that head, that what was exported is still in the log.",
        ),
        wrong=False,
    )


def _file(typed: str, kind: str, replace: bool) -> Path:
    if not typed:
        raise Trouble("Say where to: the name of a file.")
    try:
        file = Path(typed).expanduser().absolute()
    except RuntimeError as error:
        raise Trouble(f"There is no folder {typed}: give the name of a file.") from error
    if file.is_dir():
        raise Trouble(f"{file} is a folder: give the name of a file in it.")
    if not file.suffix:
        file = file.with_suffix(f".{ENDS[kind]}")
    if file.exists() and not replace:
        raise Trouble(f"There is a file {file} already: ⏎ again replaces it.")
    return file


def draw(desk: Desk, values: Mapping[str, str]) -> str:
    """Draw runs to inspect as `sixty inspect --draw` does, into the log; what was drawn.

    Raises Trouble, RefusedError, `RecordsError`.
    """
    count, within, due = (_days_or_runs(values[each]) for each in ("count", "within", "due"))
    paper = desk.draw(count, within, due)
    entry = paper.entry
    if not isinstance(entry, Drawn):
        raise TypeError("a draw was filed as something else")
    fewer = f" of the {count} asked for: there are no more" if len(entry.runs) < count else ""
    runs = "1 run" if len(entry.runs) == 1 else f"{len(entry.runs)} runs"
    day = time_text(paper.at_ms + due * DAY_MS)[:10]
    return f"Drawn by lot, in the log: {runs}{fewer}. Due {day}; seed {entry.seed}."


def _days_or_runs(typed: str) -> int:
    if not typed or not int(typed):
        raise Trouble("Each line takes a whole number, 1 to 9999.")
    return int(typed)


def verify(desk: Desk, against: str, count: Count, closed: Callable[[], bool]) -> Told:
    """Check the whole log, and list what was found. Raises `RecordsError`."""
    count.whole = to_check(desk.store)

    def progress(done: int) -> None:
        count.done = done
        if count.stopped or closed():
            raise _StoppedError

    try:
        found = desk.verify(against.strip().lower() or None, progress)
    except _StoppedError:
        return Told(
            (f"Stopped after {count.done:,} of {count.whole:,}: only a whole check answers.",),
            wrong=False,
        )
    if found.problems:
        return Told(tuple(problem.told for problem in found.problems), wrong=True)
    return Told(
        (
            f"The score log holds: {found.count:,} events, and nothing was changed.",
            f"Head: {found.head}",
        ),
        wrong=False,
    )
