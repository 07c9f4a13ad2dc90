"""The published shapes of what the office's commands write as JSON.

A test holds the documents, and the examples in docs/review.md, to them. Knows no log and no file.
"""

from __future__ import annotations

from typing import Any, get_args

from game.commands.shaping import (
    DIGEST,
    DRAFT,
    IDS,
    TEXT,
    TIME,
    TRUTH_VALUE,
    WHOLE,
    an_object,
    or_null,
)
from game.office.review import Trend
from game.records.entries import Mode, State
from game.records.papers import How, Label, Role, Verdict

_POINTS: dict[str, Any] = {"type": "number", "description": "Points of the coach's total."}
_PERCENT: dict[str, Any] = {"type": ["integer", "null"], "minimum": 0, "maximum": 100}
_PART = an_object(part=WHOLE, whole=WHOLE, percent=_PERCENT)
_LABEL = or_null({"enum": list(get_args(Label))})
_NAME: dict[str, Any] = {**TEXT, "description": "Or that it was taken away."}


def review_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `sixty review --json`."""
    return {
        "$schema": DRAFT,
        "title": "A trainer's review",
        **an_object(
            asked=an_object(
                person=or_null(TEXT),
                scenario=or_null(TEXT),
                binder=or_null(TEXT),
                mode=TEXT,
                buys=TEXT,
                days={**or_null(WHOLE), "description": "So many back from now; null for all."},
                since=or_null(TEXT),
                until=or_null(TEXT),
            ),
            runs={**WHOLE, "description": "Runs that count."},
            unjudged={**WHOLE, "description": "Runs that the coach has not looked at yet."},
            sixty_buyers=_PART,
            sixty_shoppers=_PART,
            people=_list(_person()),
            scenarios=_list(_scenario()),
            steps=_list(an_object(step=TEXT, done=_PART)),
            talks=_list(_talk()),
        ),
    }


def people_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `sixty people --json`."""
    person = an_object(
        person=TEXT,
        name=TEXT,
        role=or_null({"enum": list(get_args(Role))}),
        mentor=or_null(TEXT),
        pin={**or_null({"enum": list(get_args(How))}), "description": "How it came to be set."},
        pin_set=or_null(TIME),
        wrong_tries={**WHOLE, "description": "Wrong PINs since they last got in."},
    )
    return {
        "$schema": DRAFT,
        "title": "Trainees, mentors and trainers",
        **an_object(
            set_up={**TRUTH_VALUE, "description": "Whether there are roles here."},
            people=_list(person),
        ),
    }


def inspections_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `sixty inspect --json`."""
    inspection = an_object(
        run={"type": "string", "format": "uuid"},
        person=TEXT,
        name=or_null(TEXT),
        scenario=TEXT,
        drawn=TIME,
        due=TIME,
        signed=or_null(TIME),
        overdue=TRUTH_VALUE,
    )
    return {
        "$schema": DRAFT,
        "title": "Runs to inspect",
        **an_object(
            inspections=_list(inspection),
            agreement=an_object(decisions=_PART, runs=_PART, sent_back=WHOLE),
        ),
    }


def evidence_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `sixty evidence --json`."""
    score = or_null(an_object(earned=WHOLE, possible=WHOLE, percent=_PERCENT))
    back = an_object(index=WHOLE, choice=TEXT, words=TEXT, thinking_ms=WHOLE)
    return {
        "$schema": DRAFT,
        "title": "A run as evidence",
        **an_object(
            run={"type": "string", "format": "uuid"},
            person=TEXT,
            name=_NAME,
            scenario=TEXT,
            title=TEXT,
            binder=TEXT,
            mode={"enum": list(get_args(Mode))},
            seed=WHOLE,
            state={"enum": list(get_args(State))},
            started=TIME,
            thinking_ms={**WHOLE, "description": "Real time in all; never scored."},
            process={**score, "description": "By the machine, as are the next."},
            sixty=score,
            passed=or_null(TRUTH_VALUE),
            value_kept=or_null({"type": "number"}),
            not_judged={**or_null(TEXT), "description": "Why the coach has no review."},
            decisions=_list(_decision()),
            taken_back=_list(back),
            comments=_list(_comment()),
            signed=_list(_signed()),
        ),
    }


def _person() -> dict[str, Any]:
    trend = {
        **or_null({"enum": list(get_args(Trend))}),
        "description": "Null under ten runs: nothing is called a trend.",
    }
    halves = {
        **or_null(_list(_PART)),
        "description": "What the trend is of: the earlier half of the latest runs, and the later.",
    }
    pair = {**_list(_PART), "description": "First and latest."}
    improved = an_object(scenarios=WHOLE, process=pair, sixty=pair)
    return an_object(
        person=TEXT,
        name=_NAME,
        **_figures(),
        firsts={**_PART, "description": "First of their scenarios, of the runs in the averages."},
        first_process={**_PART, "description": "Points of those first runs."},
        first_sixty={**_PART, "description": "Points of those first runs."},
        process_trend=trend,
        sixty_trend=trend,
        process_halves=halves,
        sixty_halves=halves,
        improved=or_null(improved),
        steps={
            "type": "object",
            "description": "How often each was done, of the runs in which it applied.",
            "additionalProperties": _PART,
        },
    )


def _scenario() -> dict[str, Any]:
    return an_object(scenario=TEXT, title=TEXT, **_figures(), costliest=or_null(_talk()))


def _figures() -> dict[str, dict[str, Any]]:
    return {
        "runs": {**_PART, "description": "In the averages, of all that count."},
        "fouls": {**_PART, "description": "Runs with a foul, of the finished."},
        "passed": {**_PART, "description": "Of the runs in the averages."},
        "process": {**_PART, "description": "Points."},
        "sixty": {**_PART, "description": "Points."},
        "sixty_buyers": {**_PART, "description": "Points."},
        "sixty_shoppers": {**_PART, "description": "Points."},
    }


def _talk() -> dict[str, Any]:
    run = an_object(run=TEXT, index={**WHOLE, "description": "The decision, from 0."}, lost=_POINTS)
    return an_object(
        scenario=TEXT,
        title=TEXT,
        scene=TEXT,
        choice=TEXT,
        words=TEXT,
        spoken=TRUTH_VALUE,
        taken={**_PART, "description": "Of the times its scene was stood in."},
        lost=_POINTS,
        runs=_list(run),
    )


def _decision() -> dict[str, Any]:
    option = an_object(choice=TEXT, words=TEXT, spoken=TRUTH_VALUE, barred=or_null(TEXT))
    judged = an_object(
        label=_LABEL,
        process=or_null({"type": "number"}),
        sixty={"type": "number"},
        value_kept={"type": "number"},
        best=IDS,
    )
    return an_object(
        index=WHOLE,
        scene=TEXT,
        clock=TEXT,
        who=TEXT,
        heard=or_null(TEXT),
        seen=or_null(TEXT),
        shown={**_list(option), "description": "In the order they were shown."},
        chosen=TEXT,
        thinking_ms=or_null(WHOLE),
        at=or_null(TIME),
        hints=WHOLE,
        judged={**or_null(judged), "description": "What it changed, by the coach."},
        comments=_list(_comment()),
    )


def _comment() -> dict[str, Any]:
    return an_object(
        by=or_null(TEXT),
        at=TIME,
        text=TEXT,
        verdict=or_null({"enum": list(get_args(Verdict))}),
        label={**_LABEL, "description": "Beside the coach's, never over it."},
    )


def _signed() -> dict[str, Any]:
    return an_object(
        by=or_null(TEXT),
        at=TIME,
        text=TEXT,
        verdict={"enum": list(get_args(Verdict))},
        process={**_PERCENT, "description": "Beside the machine's, never over it."},
        sixty=_PERCENT,
        events=WHOLE,
        head=DIGEST,
    )


def _list(shape: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": shape}
