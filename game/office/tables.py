"""The log as tables for spreadsheets and learning systems: one row a decision, or one row a run.

Streams rows; knows no file.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TextIO

from game.office.columns import Column
from game.records.cells import csv_cell
from game.records.entries import Head
from game.records.export import (
    COACH_COLUMNS,
    DECISION_COLUMNS,
    RUN_COLUMNS,
    Coach,
    decision_rows,
    run_rows,
)
from game.records.store import Store

MARK = "\ufeff"
"""Spreadsheets take a file for UTF-8 only where it begins with this."""
ANCHOR = ("log_events", "log_head")
"""The last columns of every row: how far the log had come, for `sixty verify --against`."""
PRIVATE = frozenset({"name", "comment"})
"""What leaves only when it is asked for: a name, and words in which anybody may be named."""
COLUMNS = {
    "decisions": (*DECISION_COLUMNS, *COACH_COLUMNS, *ANCHOR),
    "runs": (*RUN_COLUMNS, *ANCHOR),
}


def write_table(
    out: TextIO,
    store: Store,
    what: str,
    columns: Sequence[Column],
    head: Head,
    *,
    names: bool,
    coach: Coach = lambda _: None,
    line_end: str = "\r\n",
    step: Callable[[], None] = lambda: None,
) -> None:
    """Write `decisions` or `runs` as CSV (RFC 4180), every cell harmless to a spreadsheet.

    `names` lets people's names and comments' words out; `coach` is asked only for columns that are
    wanted; `step` is called once a row.
    """
    anchor: dict[str, Any] = dict(zip(ANCHOR, (head.count, head.hash), strict=True))
    out.write(MARK)
    table = csv.writer(out, lineterminator=line_end)
    table.writerow([csv_cell(column.head) for column in columns])
    asked = any(column.ours in COACH_COLUMNS for column in columns)
    for row in _rows(store, what, coach if asked else None):
        full = row | anchor if names else row | anchor | dict.fromkeys(PRIVATE & row.keys())
        table.writerow([_cell(column, full) for column in columns])
        step()


def _rows(store: Store, what: str, coach: Coach | None) -> Iterator[dict[str, Any]]:
    if what == "decisions":
        return decision_rows(store, coach=coach)
    return run_rows(store)


def _cell(column: Column, row: Mapping[str, Any]) -> str:
    value: Any = column.value(row)
    return csv_cell(value)
