"""Judges logged runs that nobody has judged yet, so that a review can ask all of them at once.

Replays each run by the rules of today and keeps what the coach makes of it beside the log. Asking
loads numpy. Knows no screen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from game.records.judging import Judgement, Moment, keep, unjudged
from game.session.coach import Coach
from game.session.live import CannotReplayError, replay_record
from game.session.review import NoReview

if TYPE_CHECKING:
    from game.engine.run import Run
    from game.records.entries import RunRecord
    from game.records.store import Store

RULES = hashlib.sha256(b"coach 1").hexdigest()[:12]
"""Names what judged. A change of the coach's figures or of what is kept takes another number."""
_PAGE = 20


def judge(
    store: Store,
    *,
    stopped: Callable[[], bool] = lambda: False,
    step: Callable[[int], None] = lambda _: None,
) -> int:
    """Judge every finished run that these rules have not judged yet, the latest first.

    `step` is told after each page how many are done; `stopped` is asked between runs. Returns how
    many were judged. A run that cannot be replayed or reviewed is kept with nothing to say.
    """
    coaches: dict[tuple[str, str], Coach] = {}
    done = 0
    while runs := unjudged(store, RULES, _PAGE):
        page: list[Judgement] = []
        for run in runs:
            if stopped():
                keep(store, page)
                return done + len(page)
            record = store.run(run)
            files = record.started.scenario_digest, record.started.binder_digest
            if files not in coaches:
                # One solved scenario is held at a time: some are large.
                coaches = {files: Coach()}
            page.append(judgement(store, record, coaches[files]))
        keep(store, page)
        done += len(page)
        step(done)
    return done


def judgement(store: Store, record: RunRecord, coach: Coach) -> Judgement:
    """What the coach makes of one finished run."""
    nothing = Judgement(record.run, RULES, (), (), ())
    try:
        run = replay_record(store, record)
    except CannotReplayError:
        return nothing
    applied, done = _steps(run)
    review = coach.review(run)
    if isinstance(review, NoReview):
        return Judgement(record.run, RULES, (), applied, done)
    own = review.judged[record.started.stands_at :]
    moments = tuple(
        Moment(
            decision=decision,
            loss=max(0, round(-judged.cost.total * 1000)),
            best=tuple(line.choice for line in judged.best),
        )
        for decision, judged in zip(record.decisions, own, strict=True)
    )
    return Judgement(record.run, RULES, moments, applied, done)


def _steps(run: Run) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The binder's steps that the ledger has points for, and those that earned any."""
    possible: set[str] = set()
    earned: set[str] = set()
    for line in run.scorecard().ledger:
        if line.score == "process" and line.possible > 0:
            possible.add(line.cites)
            if line.earned > 0:
                earned.add(line.cites)
    steps = [step.id for step in run.program.script.binder.steps if step.id in possible]
    return tuple(steps), tuple(step for step in steps if step in earned)
