"""What the log knows of somebody's runs, as the lobby shows it: values from records.

Reads nothing by itself; knows no screen and no store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.app.values import Begun, Result

if TYPE_CHECKING:
    from game.records.entries import RunRecord


def begun(record: RunRecord) -> Begun:
    """A run that was left."""
    started = record.started
    return Begun(
        record.run,
        started.scenario,
        started.stands_at + len(record.decisions),
        started.mode == "practice",
        started.branched_from is not None,
    )


def result(record: RunRecord) -> Result:
    """A finished run. Raises ValueError for one that has not ended."""
    ended = record.ended
    if ended is None:
        raise ValueError("the run has not ended")
    return Result(
        record.started.scenario,
        _percent(ended.process_earned, ended.process_possible),
        _percent(ended.sixty_earned, ended.sixty_possible),
        ended.passed,
        len(ended.fouls),
    )


def _percent(earned: int, possible: int) -> int:
    return 100 * earned // possible if possible else 100
