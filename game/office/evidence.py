"""A run as evidence: what the trainee saw and chose, how long it took, and what was said of it.

Gathers the log's record, a replay, the coach's review and people's papers into one value. What a
person says stands beside what the coach says, never over it. Loads numpy. Knows no screen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.records.papers import Commented, Signed
from game.session.coach import Coach
from game.session.debrief import debrief
from game.session.live import replay_record
from game.session.review import NoReview
from game.session.view import scene_view

if TYPE_CHECKING:
    from game.engine.run import Run
    from game.records.entries import RunRecord
    from game.records.papers import Paper
    from game.records.store import Store
    from game.session.debrief import Debrief, Decision
    from game.session.review import Judged, Review
    from game.session.view import SceneView


@dataclass(frozen=True, slots=True)
class Moment:
    """One decision. `seen` is the scene with its choices in the order they were shown, `chosen` the
    id of the one taken. `thinking_ms` and `at_ms` are None for a decision that a branch took over
    from its run. `judged` is None where the coach has no review."""

    index: int
    seen: SceneView
    chosen: str
    decision: Decision
    thinking_ms: int | None
    at_ms: int | None
    hints: int
    judged: Judged | None
    comments: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A decision that a practice run took back; `text` is the choice's words."""

    index: int
    choice: str
    text: str
    thinking_ms: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """All of it. `comments` are those on the run as a whole; `signed` its sign-offs, the last of
    which stands; `names` are of everybody who wrote any of this, by pseudonym."""

    record: RunRecord
    told: Debrief
    moments: tuple[Moment, ...]
    taken_back: tuple[TakenBack, ...]
    review: Review | NoReview
    comments: tuple[Paper, ...]
    signed: tuple[Paper, ...]
    names: Mapping[str, str]

    @property
    def thinking_ms(self) -> int:
        """How long the person thought in all, decisions taken back among them."""
        stood = sum(moment.thinking_ms or 0 for moment in self.moments)
        return stood + sum(back.thinking_ms for back in self.taken_back)


def evidence(
    store: Store, record: RunRecord, papers: Sequence[Paper], coach: Coach | None = None
) -> Evidence:
    """A run with everything said of it. Whoever asks must be allowed to (`game.office.desk`).

    Raises CannotReplayError, RecordsError.
    """
    run = replay_record(store, record)
    told, review = debrief(run), (coach or Coach()).review(run)
    on: dict[int | None, list[Paper]] = {}
    for paper in papers:
        if isinstance(paper.entry, Commented):
            on.setdefault(paper.entry.index, []).append(paper)
    people = {person.pseudonym: person.name for person in store.people()}
    authors = {paper.entry.by for paper in papers if paper.entry.by is not None}
    return Evidence(
        record=record,
        told=told,
        moments=_moments(run, record, told, review, on),
        taken_back=tuple(
            TakenBack(back.index, back.choice, _words(run, back.choice), back.thinking_ms)
            for back in record.taken_back
        ),
        review=review,
        comments=tuple(on.get(None, ())),
        signed=tuple(paper for paper in papers if isinstance(paper.entry, Signed)),
        names={who: people.get(who, "(name taken away)") for who in (*authors, record.person)},
    )


def _moments(
    run: Run,
    record: RunRecord,
    told: Debrief,
    review: Review | NoReview,
    on: Mapping[int | None, Sequence[Paper]],
) -> tuple[Moment, ...]:
    own = {decision.index: decision for decision in record.decisions}
    hints = Counter(aid.index for aid in record.aids if aid.kind == "hint")
    moments = []
    for index, (turn, decision) in enumerate(zip(run.taken, told.decisions, strict=True)):
        logged = own.get(index)
        moments.append(
            Moment(
                index=index,
                seen=scene_view(run._replace(taken=run.taken[:index])),
                chosen=turn.row.id,
                decision=decision,
                thinking_ms=None if logged is None else logged.thinking_ms,
                at_ms=None if logged is None else logged.at_ms,
                hints=hints[index],
                judged=None if isinstance(review, NoReview) else review.judged[index],
                comments=tuple(on.get(index, ())),
            )
        )
    return tuple(moments)


def _words(run: Run, choice: str) -> str:
    """The words of a choice by its id, which is a scenario's own; the id where it has none."""
    return next((row.source.text for row in run.program.choices if row.id == choice), choice)
