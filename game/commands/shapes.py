"""The published shapes of what the commands write as JSON, but for a run.

A test holds the documents to them. Knows no log and no file.
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
from game.records.entries import AidKind, Front, Mode, State
from game.records.papers import Label, Verdict
from game.script.problems import Severity


def log_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `sixty log --json`."""
    return {
        "$schema": DRAFT,
        "title": "The score log of Sixty",
        **an_object(
            events={**WHOLE, "description": "How many events the log held."},
            head={**DIGEST, "description": "The hash of the last: sixty verify --against HEAD."},
            runs={"type": "array", "items": _run()},
        ),
    }


def export_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of every line of `sixty export jsonl`."""
    head = an_object(
        kind={"const": "log"},
        events={**WHOLE, "description": "How many events the log held."},
        head={**DIGEST, "description": "The hash of the last: sixty verify --against HEAD."},
    )
    run = _run(coach=or_null(_coach()))
    run["properties"] = {"kind": {"const": "run"}, **run["properties"]}
    run["required"] = ["kind", *run["required"]]
    return {
        "$schema": DRAFT,
        "title": "A line of the score log of Sixty as JSON Lines",
        "description": "The first line is the log's head, every other a run.",
        "oneOf": [head, run],
    }


def check_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `sixty check --format json`."""
    problem = an_object(
        code={"type": "string", "pattern": "^SX[0-9]{3}$"},
        severity={"enum": list(get_args(Severity))},
        file=TEXT,
        line={**WHOLE, "description": "From 1; 0 is the file as a whole."},
        column={**WHOLE, "description": "From 1, in characters; 0 is the file as a whole."},
        message=TEXT,
        suggestion=TEXT,
        witness={**IDS, "description": "The choices of a play that shows it; none for most."},
    )
    return {
        "$schema": DRAFT,
        "title": "Problems in the files of Sixty",
        "type": "array",
        "items": problem,
    }


def solve_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `sixty solve --json`."""
    figure = _figure()
    some = {**figure, "required": ["about"]}
    proof = an_object(
        name=TEXT,
        holds=TRUTH_VALUE,
        margin={**or_null(figure), "description": "Points the nearest temptation loses."},
        witness={**IDS, "description": "The choices of a shortest play that shows a failure."},
    )
    bot = an_object(
        name=TEXT,
        expected={**some, "description": "The total it may expect, 0 to 100."},
        process={**some, "description": "The process percent it may expect, 0 to 100."},
        sixty={**some, "description": "The sixty percent it may expect, 0 to 100."},
        passes={**some, "description": "Its chance of a pass, 0 to 1."},
    )
    best_line = {"type": "array", "items": an_object(scene=TEXT, choice=TEXT)}
    return {
        "$schema": DRAFT,
        "title": "A scenario of Sixty, solved",
        **an_object(
            states=WHOLE,
            transitions=WHOLE,
            value=an_object(best=or_null(figure), worst=or_null(figure), random=some),
            best_line={**best_line, "description": "With the likeliest luck."},
            unreachable=an_object(scenes=IDS, choices=IDS),
            proofs={"type": "array", "items": proof},
            bots={"type": "array", "items": bot},
            seconds={"type": "number", "minimum": 0},
        ),
    }


def library_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `sixty library --format json`, with --coverage and without."""
    figure, about = or_null(_figure()), an_object(about={"type": "number"})
    scenario = an_object(
        scenario={**TEXT, "description": "Its name in the library."},
        title=TEXT,
        minutes={**WHOLE, "description": "Real time to play it; 0 where it cannot be played."},
        scenes={**WHOLE, "description": "Endings with them."},
        endings=WHOLE,
        systems=IDS,
        preset=or_null(TEXT),
        overturned={**IDS, "description": "Presets under which the best line is another."},
        problems={**IDS, "description": "Codes of what is wrong with it."},
        states=or_null(WHOLE),
        best=figure,
        random=or_null(about),
        margin={**figure, "description": "Points the nearest temptation loses."},
        asking={**figure, "description": "Points that knowing the truth would be worth."},
        passes={
            "type": "object",
            "description": "Each bot's chance of a pass, 0 to 1.",
            "additionalProperties": about,
        },
    )
    decision = an_object(id=TEXT, kind={"enum": ["say", "do", "scene"]}, words=TEXT)
    use = an_object(
        scenario=TEXT, title=TEXT, decisions={"type": "array", "items": decision, "minItems": 1}
    )
    system = an_object(
        system=TEXT,
        name=TEXT,
        does=TEXT,
        not_yet={**or_null(TEXT), "description": "What of it no scenario can play."},
        scenarios={"type": "array", "items": use},
    )
    return {
        "$schema": DRAFT,
        "title": "The library of Sixty",
        "type": "array",
        "items": {"oneOf": [scenario, system]},
    }


def _figure() -> dict[str, Any]:
    return an_object(
        exact={**TEXT, "pattern": "^-?[0-9]+(/[0-9]+)?$", "description": "A fraction: 33/10."},
        about={"type": "number"},
    )


def _coach() -> dict[str, Any]:
    label = or_null({"enum": list(get_args(Label))})
    return {
        **an_object(
            label={**label, "description": "Null where nothing hung on it."},
            loss={**_figure(), "description": "In points of the total, against the best line."},
            best=IDS,
        ),
        "description": "What the coach says of it today, beside `comments`. Null of what was taken"
        " back, with --unjudged, and where the run cannot be judged.",
    }


def _run(**more: dict[str, Any]) -> dict[str, Any]:
    """A run in the log; its decisions have `more`, too."""
    file = an_object(id=TEXT, digest=DIGEST)
    decision = an_object(
        index=WHOLE,
        scene=TEXT,
        choice=TEXT,
        minute={**WHOLE, "description": "Simulated minute at which the decision was made."},
        offered=IDS,
        thinking_ms={**WHOLE, "description": "Real time, in milliseconds; never scored."},
        at=TIME,
        **more,
    )
    taken = {"type": "array", "items": decision}
    aid = an_object(kind={"enum": list(get_args(AidKind))}, index=WHOLE, at=TIME)
    percent = {"type": ["integer", "null"], "minimum": 0, "maximum": 100}
    points = an_object(earned=WHOLE, possible=WHOLE, percent=percent)
    money = {"type": ["integer", "null"]}
    return an_object(
        run={"type": "string", "format": "uuid"},
        person={**TEXT, "description": "A pseudonym; the name may have been taken away."},
        name=or_null(TEXT),
        scenario=file,
        binder=file,
        seed=WHOLE,
        seed_given=TRUTH_VALUE,
        truth_given=or_null(TEXT),
        front={"enum": list(get_args(Front))},
        bot=or_null(TEXT),
        mode={"enum": list(get_args(Mode))},
        branched_from=or_null(an_object(run=TEXT, index=WHOLE)),
        counts={**TRUTH_VALUE, "description": "Whether it enters its person's figures."},
        first={**TRUTH_VALUE, "description": "Their first finished run of this scenario."},
        state={"enum": list(get_args(State))},
        started=TIME,
        closed=or_null(TIME),
        decisions=taken,
        taken_back={**taken, "description": "Decisions a practice run took back."},
        aids={"type": "array", "items": aid},
        ending=or_null(an_object(scene=TEXT, kind=TEXT, minute=WHOLE)),
        process=or_null(points),
        sixty=or_null(points),
        fouls=or_null(IDS),
        passed=or_null(TRUTH_VALUE),
        truth=or_null(TEXT),
        buys=or_null(TEXT),
        money=or_null(an_object(cost=money, today=money, later=money)),
        comments={"type": "array", "items": _comment()},
        signed={"type": "array", "items": _sign_off()},
    )


def _comment() -> dict[str, Any]:
    return an_object(
        by={**TEXT, "description": "The pseudonym of who wrote it."},
        index={**or_null(WHOLE), "description": "The decision's; null for the run as a whole."},
        text={**or_null(TEXT), "description": "Null in an export without --names."},
        verdict=or_null({"enum": list(get_args(Verdict))}),
        label={**or_null({"enum": list(get_args(Label))}), "description": "Beside the coach's."},
        at=TIME,
    )


def _sign_off() -> dict[str, Any]:
    score = {
        "type": ["integer", "null"],
        "minimum": 0,
        "maximum": 100,
        "description": "A person's percent, beside the machine's.",
    }
    return an_object(
        by={**TEXT, "description": "The pseudonym of who signed."},
        verdict={"enum": list(get_args(Verdict))},
        text={**or_null(TEXT), "description": "Null in an export without --names."},
        process=score,
        sixty=score,
        events={**WHOLE, "description": "How many events the log held."},
        head={**DIGEST, "description": "The hash of the last: sixty verify --against HEAD."},
        at=TIME,
    )
