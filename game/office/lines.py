"""The log as JSON Lines: the log's head first, then a line for each run, its decisions nested.

Its shape is published (`sixty schema export`). Knows no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from game.records.entries import Head
from game.records.export import Coach, log_rows
from game.records.store import Store


def json_lines(
    store: Store,
    head: Head,
    *,
    names: bool,
    coach: Coach = lambda _: None,
    step: Callable[[], None] = lambda: None,
) -> Iterator[dict[str, Any]]:
    """Every line as plain values. `names` lets names and comments' words out; `coach` says what
    stands beside people's verdicts; `step` is called once a run."""
    yield {"kind": "log", "events": head.count, "head": head.hash}
    for row in log_rows(store, coach=coach):
        yield {"kind": "run", **(row if names else _nameless(row))}
        step()


def _nameless(row: dict[str, Any]) -> dict[str, Any]:
    """A run without names, and without the words of comments, in which anybody may be named."""
    said = {
        which: [paper | {"text": None} for paper in row[which]] for which in ("comments", "signed")
    }
    return row | said | {"name": None}
