"""What the coach says of logged runs' decisions: runs replayed, scenarios solved once.

Asking loads numpy. Knows no format.
"""

from __future__ import annotations

from typing import Any

from game.records.entries import RunRecord
from game.records.store import Store
from game.session.coach import Coach
from game.session.figures import figure
from game.session.live import CannotReplayError, replay_record
from game.session.review import Judged, NoReview

_AT_ONCE = 8
"""Solved scenarios kept in memory."""


class Reviews:
    """Reviews logged runs, one at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._coaches: dict[tuple[str, str], Coach] = {}

    def judged(self, record: RunRecord) -> tuple[Judged, ...] | None:
        """Each decision that stands, in order; None where the run cannot be judged."""
        files = record.started.scenario_digest, record.started.binder_digest
        coach = self._coaches.pop(files, None) or Coach()
        self._coaches[files] = coach
        while len(self._coaches) > _AT_ONCE:
            del self._coaches[next(iter(self._coaches))]
        try:
            run = replay_record(self._store, record)
        except CannotReplayError:
            return None
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
