"""The published shapes of what the commands write as JSON, but for a run.

A test holds the documents to them. Knows no log and no file.
"""

from __future__ import annotations

from typing import Any, get_args

from game.records.entries import GREATEST, AidKind, Front, Mode, State
from game.records.papers import Label, Verdict
from game.script.problems import Severity

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: dict[str, Any] = {"type": "string"}
_TRUTH_VALUE: dict[str, Any] = {"type": "boolean"}
_WHOLE: dict[str, Any] = {"type": "integer", "minimum": 0, "maximum": GREATEST}
_DIGEST: dict[str, Any] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_IDS: dict[str, Any] = {"type": "array", "items": _TEXT}
_TIME: dict[str, Any] = {
    "type": "string",
    "format": "date-time",
    "description": "UTC, with milliseconds.",
}


def log_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `sixty log --json`."""
    return {
        "$schema": _DRAFT,
        "title": "The score log of Sixty",
        **_object(
            events={**_WHOLE, "description": "How many events the log held."},
            head={**_DIGEST, "description": "The hash of the last: sixty verify --against HEAD."},
            runs={"type": "array", "items": _run()},
        ),
    }


def export_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of every line of `sixty export jsonl`."""
    head = _object(
        kind={"const": "log"},
        events={**_WHOLE, "description": "How many events the log held."},
        head={**_DIGEST, "description": "The hash of the last: sixty verify --against HEAD."},
    )
    run = _run()
    run["properties"] = {"kind": {"const": "run"}, **run["properties"]}
    run["required"] = ["kind", *run["required"]]
    return {
        "$schema": _DRAFT,
        "title": "A line of the score log of Sixty as JSON Lines",
        "description": "The first line is the log's head, every other a run.",
        "oneOf": [head, run],
    }


def check_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `sixty check --format json`."""
    problem = _object(
        code={"type": "string", "pattern": "^SX[0-9]{3}$"},
        severity={"enum": list(get_args(Severity))},
        file=_TEXT,
        line={**_WHOLE, "description": "From 1; 0 is the file as a whole."},
        column={**_WHOLE, "description": "From 1, in characters; 0 is the file as a whole."},
        message=_TEXT,
        suggestion=_TEXT,
        witness={**_IDS, "description": "The choices of a play that shows it; none for most."},
    )
    return {
        "$schema": _DRAFT,
        "title": "Problems in the files of Sixty",
        "type": "array",
        "items": problem,
    }


def solve_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `sixty solve --json`."""
    figure = _figure()
    some = {**figure, "required": ["about"]}
    proof = _object(
        name=_TEXT,
        holds=_TRUTH_VALUE,
        margin={**_or_null(figure), "description": "Points the nearest temptation loses."},
        witness={**_IDS, "description": "The choices of a shortest play that shows a failure."},
    )
    bot = _object(
        name=_TEXT,
        expected={**some, "description": "The total it may expect, 0 to 100."},
        passes={**some, "description": "Its chance of a pass, 0 to 1."},
    )
    best_line = {"type": "array", "items": _object(scene=_TEXT, choice=_TEXT)}
    return {
        "$schema": _DRAFT,
        "title": "A scenario of Sixty, solved",
        **_object(
            states=_WHOLE,
            transitions=_WHOLE,
            value=_object(best=_or_null(figure), worst=_or_null(figure), random=some),
            best_line={**best_line, "description": "With the likeliest luck."},
            unreachable=_object(scenes=_IDS, choices=_IDS),
            proofs={"type": "array", "items": proof},
            bots={"type": "array", "items": bot},
            seconds={"type": "number", "minimum": 0},
        ),
    }


def library_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `sixty library --format json`, with --coverage and without."""
    figure, about = _or_null(_figure()), _object(about={"type": "number"})
    scenario = _object(
        scenario={**_TEXT, "description": "Its name in the library."},
        title=_TEXT,
        minutes={**_WHOLE, "description": "Real time to play it; 0 where it cannot be played."},
        scenes={**_WHOLE, "description": "Endings with them."},
        endings=_WHOLE,
        systems=_IDS,
        preset=_or_null(_TEXT),
        overturned={**_IDS, "description": "Presets under which the best line is another."},
        problems={**_IDS, "description": "Codes of what is wrong with it."},
        states=_or_null(_WHOLE),
        best=figure,
        random=_or_null(about),
        margin={**figure, "description": "Points the nearest temptation loses."},
        asking={**figure, "description": "Points that knowing the truth would be worth."},
        passes={
            "type": "object",
            "description": "Each bot's chance of a pass, 0 to 1.",
            "additionalProperties": about,
        },
    )
    decision = _object(id=_TEXT, kind={"enum": ["say", "do", "scene"]}, words=_TEXT)
    use = _object(
        scenario=_TEXT, title=_TEXT, decisions={"type": "array", "items": decision, "minItems": 1}
    )
    system = _object(
        system=_TEXT,
        name=_TEXT,
        does=_TEXT,
        not_yet={**_or_null(_TEXT), "description": "What of it no scenario can play."},
        scenarios={"type": "array", "items": use},
    )
    return {
        "$schema": _DRAFT,
        "title": "The library of Sixty",
        "type": "array",
        "items": {"oneOf": [scenario, system]},
    }


def _figure() -> dict[str, Any]:
    return _object(
        exact={**_TEXT, "pattern": "^-?[0-9]+(/[0-9]+)?$", "description": "A fraction: 33/10."},
        about={"type": "number"},
    )


def _run() -> dict[str, Any]:
    file = _object(id=_TEXT, digest=_DIGEST)
    decision = _object(
        index=_WHOLE,
        scene=_TEXT,
        choice=_TEXT,
        minute={**_WHOLE, "description": "Simulated minute at which the decision was made."},
        offered=_IDS,
        thinking_ms={**_WHOLE, "description": "Real time, in milliseconds; never scored."},
        at=_TIME,
    )
    taken = {"type": "array", "items": decision}
    aid = _object(kind={"enum": list(get_args(AidKind))}, index=_WHOLE, at=_TIME)
    percent = {"type": ["integer", "null"], "minimum": 0, "maximum": 100}
    points = _object(earned=_WHOLE, possible=_WHOLE, percent=percent)
    money = {"type": ["integer", "null"]}
    return _object(
        run={"type": "string", "format": "uuid"},
        person={**_TEXT, "description": "A pseudonym; the name may have been taken away."},
        name=_or_null(_TEXT),
        scenario=file,
        binder=file,
        seed=_WHOLE,
        seed_given=_TRUTH_VALUE,
        truth_given=_or_null(_TEXT),
        front={"enum": list(get_args(Front))},
        bot=_or_null(_TEXT),
        mode={"enum": list(get_args(Mode))},
        branched_from=_or_null(_object(run=_TEXT, index=_WHOLE)),
        counts={**_TRUTH_VALUE, "description": "Whether it enters its person's figures."},
        first={**_TRUTH_VALUE, "description": "Their first finished run of this scenario."},
        state={"enum": list(get_args(State))},
        started=_TIME,
        closed=_or_null(_TIME),
        decisions=taken,
        taken_back={**taken, "description": "Decisions a practice run took back."},
        aids={"type": "array", "items": aid},
        ending=_or_null(_object(scene=_TEXT, kind=_TEXT, minute=_WHOLE)),
        process=_or_null(points),
        sixty=_or_null(points),
        fouls=_or_null(_IDS),
        passed=_or_null(_TRUTH_VALUE),
        truth=_or_null(_TEXT),
        buys=_or_null(_TEXT),
        money=_or_null(_object(cost=money, today=money, later=money)),
        comments={"type": "array", "items": _comment()},
        signed={"type": "array", "items": _sign_off()},
    )


def _comment() -> dict[str, Any]:
    return _object(
        by={**_TEXT, "description": "The pseudonym of who wrote it."},
        index={**_or_null(_WHOLE), "description": "The decision's; null for the run as a whole."},
        text={**_or_null(_TEXT), "description": "Null in an export without --names."},
        verdict=_or_null({"enum": list(get_args(Verdict))}),
        label={**_or_null({"enum": list(get_args(Label))}), "description": "Beside the coach's."},
        at=_TIME,
    )


def _sign_off() -> dict[str, Any]:
    score = {
        "type": ["integer", "null"],
        "minimum": 0,
        "maximum": 100,
        "description": "A person's percent, beside the machine's.",
    }
    return _object(
        by={**_TEXT, "description": "The pseudonym of who signed."},
        verdict={"enum": list(get_args(Verdict))},
        text={**_or_null(_TEXT), "description": "Null in an export without --names."},
        process=score,
        sixty=score,
        events={**_WHOLE, "description": "How many events the log held."},
        head={**_DIGEST, "description": "The hash of the last: sixty verify --against HEAD."},
        at=_TIME,
    )


def _or_null(shape: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [shape, {"type": "null"}]}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
