"""The best choices of logged runs, as the coach sees them: runs replayed, scenarios solved once.

Asking loads numpy. Knows no format.
"""

from __future__ import annotations

from game.records.entries import RunRecord
from game.records.store import Store
from game.session.coach import Coach
from game.session.live import CannotReplayError, replay_record
from game.session.review import NoReview

_AT_ONCE = 8
"""Solved scenarios kept in memory."""


class BestChoices:
    """Says which choices were best at each decision of a run."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._coaches: dict[tuple[str, str], Coach] = {}

    def __call__(self, record: RunRecord) -> list[tuple[str, ...]] | None:
        """For each decision that stands, in order; None where the run cannot be judged."""
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
        own = review.judged[record.started.stands_at :]
        return [tuple(line.choice for line in judged.best) for judged in own]
