"""The score log: append-only events in a hash chain, and what is derived from them for reading.

Importing this package imports no database library: what is more than a name loads when first named,
because the first frame of the app waits for whatever it imports.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from game.records.errors import RecordsError
from game.records.places import database_url, home

if TYPE_CHECKING:
    from game.records.cells import csv_cell
    from game.records.entries import (
        Aided,
        AidRecord,
        Decided,
        DecisionRecord,
        Head,
        Person,
        Problem,
        RunEnded,
        RunRecord,
        RunStarted,
        Verified,
        new_run,
    )
    from game.records.export import DECISION_COLUMNS, decision_rows, log_rows
    from game.records.opening import open_store
    from game.records.store import Store
    from game.records.verification import verify

__all__ = [
    "DECISION_COLUMNS",
    "AidRecord",
    "Aided",
    "Decided",
    "DecisionRecord",
    "Head",
    "Person",
    "Problem",
    "RecordsError",
    "RunEnded",
    "RunRecord",
    "RunStarted",
    "Store",
    "Verified",
    "csv_cell",
    "database_url",
    "decision_rows",
    "home",
    "log_rows",
    "new_run",
    "open_store",
    "verify",
]

_LATER = {
    **dict.fromkeys(
        (
            "AidRecord",
            "Aided",
            "Decided",
            "DecisionRecord",
            "Head",
            "Person",
            "Problem",
            "RunEnded",
            "RunRecord",
            "RunStarted",
            "Verified",
            "new_run",
        ),
        "entries",
    ),
    "DECISION_COLUMNS": "export",
    "csv_cell": "cells",
    "decision_rows": "export",
    "log_rows": "export",
    "open_store": "opening",
    "Store": "store",
    "verify": "verification",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_LATER[name]}"), name)
