"""What the coach says of logged runs' decisions: runs replayed, scenarios solved once.

Asking loads numpy. Knows no format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from game.records.entries import RunRecord
from game.records.store import Store
from game.session.coach import Coach
from game.session.figures import figure
from game.session.live import CannotReplayError, replay_record
from game.session.review import Judged, NoReview

if TYPE_CHECKING:
    from game.engine.program import Program

_AT_ONCE = 32
"""Solved scenarios kept in memory: all of the library's (24 take 150 MB), since runs of all of them
come mixed and solving one takes ten times what reviewing one more run does."""


class Reviews:
    """Reviews logged runs, one at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[tuple[str, str], tuple[Coach, Program | None]] = {}

    def judged(self, record: RunRecord) -> tuple[Judged, ...] | None:
        """Each decision that stands, in order; None where the run cannot be judged."""
        files = record.started.scenario_digest, record.started.binder_digest
        coach, program = known = self._known.pop(files, (Coach(), None))
        try:
            run = replay_record(self._store, record, program=program)
        except CannotReplayError:
            self._known[files] = known
            return None
        self._known[files] = coach, run.program
        while len(self._known) > _AT_ONCE:
            del self._known[next(iter(self._known))]
        review = coach.review(run)
        if isinstance(review, NoReview):
            return None
        return review.judged[record.started.stands_at :]

    def best(self, record: RunRecord) -> list[tuple[str, ...]] | None:
        """The ids of the best choices at each decision that stands, in order; None where the run
        cannot be judged."""
        own = self.judged(record)
        if own is None:
            return None
        return [tuple(line.choice for line in judged.best) for judged in own]

    def said(self, record: RunRecord) -> list[dict[str, Any]] | None:
        """`label`, `loss` and `best` of each decision that stands, as a replay's document has them;
        None where the run cannot be judged."""
        own = self.judged(record)
        if own is None:
            return None
        return [
            {
                "label": judged.label,
                "loss": figure(-judged.cost.total),
                "best": [line.choice for line in judged.best],
            }
            for judged in own
        ]
