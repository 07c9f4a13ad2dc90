"""A run as the one JSON document that others build on (`sixty run --json`, `sixty replay --json`).

Its shape is published by `sixty schema run`. Read from a run and its review; prints nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from game.session.figures import FIGURE, figure
from game.session.review import NoReview, Review
from game.session.words import LABELS

if TYPE_CHECKING:
    from game.engine.run import Run, Taken
    from game.session.review import Judged
    from scoring.ledger import Score


def run_document(run: Run, review: Review | NoReview) -> dict[str, Any]:
    """The document of a run, finished or so far. `minute` of a decision is the simulated minute
    at which its scene stood open, before the choice's own time passed."""
    judged = review.judged if isinstance(review, Review) else None
    script, scorecard, money = run.program.script, run.scorecard(), run.money()
    scene = run.scene
    return {
        "scenario": {"id": script.id, "digest": script.scenario_digest},
        "binder": {"id": script.binder_id, "digest": script.binder_digest},
        "seed": run.seed,
        "truth": run.program.truths[run.truth].id,
        "decisions": [
            _decision(run, turn, judged[at] if judged else None)
            for at, turn in enumerate(run.taken)
        ],
        "ending": {"scene": scene.id, "kind": scene.kind} if run.over else None,
        "ledger": [line._asdict() for line in scorecard.ledger],
        "process": _score(scorecard.process),
        "sixty": _score(scorecard.sixty),
        "fouls": [foul for foul, _ in scorecard.fouls],
        "passed": scorecard.passed,
        "value_kept": figure(review.value_kept) if isinstance(review, Review) else None,
        "money": money._asdict(),
    }


def _decision(run: Run, turn: Taken, judged: Judged | None) -> dict[str, Any]:
    return {
        "scene": run.program.scenes[turn.row.scene].id,
        "choice": turn.row.id,
        "minute": turn.minute,
        "offered": list(turn.offered),
        "best": [line.choice for line in judged.best] if judged else [],
        "loss": figure(-judged.cost.total) if judged else None,
        "label": judged.label if judged else None,
    }


def _score(score: Score) -> dict[str, int]:
    return {"earned": score.earned, "possible": score.possible, "percent": score.percent}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _or_null(kind: str) -> dict[str, Any]:
    return {"type": [kind, "null"]}


_NO_REVIEW = (
    "where there is no review: every way on from where the run came to ends in a foul, or the"
    " scenario has too many states to be solved"
)


def run_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `run_document`."""
    text, whole = {"type": "string"}, {"type": "integer", "minimum": 0}
    ids = {"type": "array", "items": text}
    file = _object(id=text, digest={"type": "string", "pattern": "^[0-9a-f]{64}$"})
    figure_or_null = {"anyOf": [FIGURE, {"type": "null"}]}
    points = _object(earned=whole, possible=whole, percent={**whole, "maximum": 100})
    ending = _object(
        scene=text,
        kind={"enum": ["sold", "appointment", "follow-up", "handed-over", "referred", "lost"]},
    )
    decision = _object(
        scene=text,
        choice=text,
        minute={**whole, "description": "Simulated minute at which the decision was made."},
        offered={**ids, "description": "Ids on offer, in the order of the file."},
        best={
            **ids,
            "description": "The best choices on offer without a foul, the best line's own first;"
            f" none {_NO_REVIEW}.",
        },
        loss={
            **figure_or_null,
            "description": "What the best line could expect less what it could from the choice on,"
            f" in points of the total; below 0 where a foul gained; null {_NO_REVIEW}.",
        },
        label={
            "enum": [*(name for name in LABELS if name), None],
            "description": "Null where nothing hung on it (one choice, or under 2 points between"
            f" best and worst; the loss counts all the same), and {_NO_REVIEW}.",
        },
    )
    line = _object(
        decision={**_or_null("integer"), "description": "Index of the decision it happened at."},
        score={"enum": ["process", "sixty"]},
        cites={"type": "string", "description": "A binder step or a sixty measure."},
        earned=whole,
        possible=whole,
        said=text,
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A run of Sixty",
        **_object(
            scenario=file,
            binder=file,
            seed=whole,
            truth=_or_null("string"),
            decisions={"type": "array", "items": decision},
            ending={"anyOf": [ending, {"type": "null"}]},
            ledger={"type": "array", "items": line},
            process=points,
            sixty=points,
            fouls=ids,
            passed={"type": "boolean"},
            value_kept={
                **figure_or_null,
                "description": f"0 to 100, of the decisions so far; null {_NO_REVIEW}.",
            },
            money=_object(
                cost=_or_null("integer"), today=_or_null("integer"), later=_or_null("integer")
            ),
        ),
    }
