"""The office's answers as JSON documents: a review, the people, a run as evidence, inspections.

Values in, plain values out, in the shapes that `sixty schema` publishes. A ratio keeps its
fraction, a time is ISO 8601 in UTC. Knows no log and no format's writing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from fractions import Fraction as Exact
from typing import TYPE_CHECKING, Any

from game.records.export import percent_of, time_text
from game.records.papers import Commented, Signed
from game.session.review import NoReview

if TYPE_CHECKING:
    from game.office.agreement import Agreement
    from game.office.evidence import Evidence, Moment
    from game.office.inspection import Inspection
    from game.office.people import Member
    from game.office.review import Line, Overview, Talk
    from game.office.tallies import ScenarioLine, StepLine
    from game.office.wanted import Wanted
    from game.records.entries import RunRecord
    from game.records.papers import Paper
    from game.records.progress import Improved
    from game.records.ratio import Ratio

Document = dict[str, Any]


def review_document(
    asked: Wanted,
    found: Overview,
    scenarios: Sequence[ScenarioLine],
    steps: Sequence[StepLine],
    *,
    unjudged: int,
) -> Document:
    """What a review shows. `unjudged` runs were not looked at by the coach yet."""
    return {
        "asked": asdict(asked),
        "runs": found.runs,
        "unjudged": unjudged,
        "sixty_buyers": _part(found.buyers),
        "sixty_shoppers": _part(found.shoppers),
        "people": [_person(line) for line in found.lines],
        "scenarios": [_scenario(line) for line in scenarios],
        "steps": [{"step": line.step, "done": _part(line.done)} for line in steps],
        "talks": [_talk(talk) for talk in found.talks],
    }


def people_document(members: Iterable[Member], *, set_up: bool) -> Document:
    """Who is here; `set_up` is whether there are roles."""
    return {
        "set_up": set_up,
        "people": [
            {
                "person": member.person,
                "name": member.name,
                "role": member.role,
                "mentor": member.mentor,
                "pin": None if member.pin is None else member.pin.how,
                "pin_set": _time(member.pin_ms),
                "wrong_tries": member.tries,
            }
            for member in members
        ],
    }


def inspections_document(
    found: Iterable[tuple[Inspection, RunRecord]], agreed: Agreement
) -> Document:
    """Which runs were drawn, and how often people and coach agree."""
    return {
        "inspections": [
            {
                "run": each.run,
                "person": record.person,
                "name": record.name,
                "scenario": record.started.scenario,
                "drawn": _time(each.drawn_ms),
                "due": _time(each.due_ms),
                "signed": _time(each.signed_ms),
                "overdue": each.overdue,
            }
            for each, record in found
        ],
        "agreement": {
            "decisions": _part(agreed.decisions),
            "runs": _part(agreed.runs),
            "sent_back": agreed.sent_back,
        },
    }


def evidence_document(found: Evidence) -> Document:
    """A run as it was seen and played, and all that was said of it."""
    record, ended, review = found.record, found.record.ended, found.review
    return {
        "run": record.run,
        "person": record.person,
        "name": found.names[record.person],
        "scenario": record.started.scenario,
        "title": found.told.title,
        "binder": record.started.binder,
        "mode": record.started.mode,
        "seed": record.started.seed,
        "state": record.state,
        "started": _time(record.started_ms),
        "thinking_ms": found.thinking_ms,
        "process": None if ended is None else _score(ended.process_earned, ended.process_possible),
        "sixty": None if ended is None else _score(ended.sixty_earned, ended.sixty_possible),
        "passed": None if ended is None else ended.passed,
        "value_kept": None if isinstance(review, NoReview) else _number(review.value_kept),
        "not_judged": review.sentence if isinstance(review, NoReview) else None,
        "decisions": [_moment(found, moment) for moment in found.moments],
        "taken_back": [
            {
                "index": back.index,
                "choice": back.choice,
                "words": back.text,
                "thinking_ms": back.thinking_ms,
            }
            for back in found.taken_back
        ],
        "comments": [_comment(found, paper) for paper in found.comments],
        "signed": [_signed(found, paper) for paper in found.signed],
    }


# -- a review -------------------------------------------------------------------------------------


def _person(line: Line) -> Document:
    figures = line.figures
    return {
        "person": figures.person,
        "name": line.name,
        "runs": _part(line.entering),
        "fouls": _part(line.fouls),
        "passed": _part(line.passes),
        "process": _part(figures.process),
        "sixty": _part(figures.sixty),
        "sixty_buyers": _part(figures.sixty_buyers),
        "sixty_shoppers": _part(figures.sixty_shoppers),
        "firsts": _part(line.firsts),
        "first_process": _part(figures.first_process),
        "first_sixty": _part(figures.first_sixty),
        "process_trend": line.process_trend,
        "sixty_trend": line.sixty_trend,
        "process_halves": line.process_halves and [_part(each) for each in line.process_halves],
        "sixty_halves": line.sixty_halves and [_part(each) for each in line.sixty_halves],
        "improved": _improved(line.improved),
        "steps": {step: _part(done) for step, done in line.steps.items()},
    }


def _improved(found: Improved | None) -> Document | None:
    if found is None:
        return None
    return {
        "scenarios": found.scenarios,
        "process": [_part(each) for each in found.process],
        "sixty": [_part(each) for each in found.sixty],
    }


def _scenario(line: ScenarioLine) -> Document:
    figures = line.figures
    return {
        "scenario": figures.scenario,
        "title": line.title,
        "runs": _part(figures.entering),
        "fouls": _part(figures.fouls),
        "passed": _part(figures.passes),
        "process": _part(figures.process),
        "sixty": _part(figures.sixty),
        "sixty_buyers": _part(figures.sixty_buyers),
        "sixty_shoppers": _part(figures.sixty_shoppers),
        "costliest": None if line.costliest is None else _talk(line.costliest),
    }


def _talk(talk: Talk) -> Document:
    return {
        "scenario": talk.scenario,
        "title": talk.title,
        "scene": talk.scene,
        "choice": talk.choice,
        "words": talk.words,
        "spoken": talk.spoken,
        "taken": _part(talk.taken),
        "lost": talk.lost / 1000,
        "runs": [
            {"run": each.run, "index": each.number, "lost": each.loss / 1000} for each in talk.runs
        ],
    }


def _part(part: Ratio) -> Document:
    return {"part": part.part, "whole": part.whole, "percent": part.percent}


# -- a run ----------------------------------------------------------------------------------------


def _moment(found: Evidence, moment: Moment) -> Document:
    heard, judged = moment.seen.heard, moment.judged
    return {
        "index": moment.index,
        "scene": moment.seen.scene,
        "clock": moment.decision.clock,
        "who": heard.who,
        "heard": heard.says,
        "seen": heard.tells or heard.cue,
        "shown": [
            {
                "choice": option.id,
                "words": option.text,
                "spoken": option.spoken,
                "barred": option.barred,
            }
            for option in moment.seen.options
        ],
        "chosen": moment.chosen,
        "thinking_ms": moment.thinking_ms,
        "at": _time(moment.at_ms),
        "hints": moment.hints,
        "judged": None
        if judged is None
        else {
            "label": judged.label,
            "process": None if judged.cost.process is None else _number(judged.cost.process),
            "sixty": _number(judged.cost.sixty),
            "value_kept": -_number(judged.share),
            "best": [line.choice for line in judged.best],
        },
        "comments": [_comment(found, paper) for paper in moment.comments],
    }


def _comment(found: Evidence, paper: Paper) -> Document:
    entry = paper.entry
    if not isinstance(entry, Commented):
        raise TypeError("not a comment")
    return {
        "by": found.names.get(entry.by),
        "at": _time(paper.at_ms),
        "text": entry.text,
        "verdict": entry.verdict,
        "label": entry.label,
    }


def _signed(found: Evidence, paper: Paper) -> Document:
    entry = paper.entry
    if not isinstance(entry, Signed):
        raise TypeError("not a sign-off")
    return {
        "by": found.names.get(entry.by),
        "at": _time(paper.at_ms),
        "text": entry.text,
        "verdict": entry.verdict,
        "process": entry.process,
        "sixty": entry.sixty,
        "events": entry.events,
        "head": entry.head,
    }


def _score(earned: int, possible: int) -> Document:
    return {"earned": earned, "possible": possible, "percent": percent_of(earned, possible)}


def _number(amount: Exact) -> float:
    return round(float(amount), 3)


def _time(at_ms: int | None) -> str | None:
    return None if at_ms is None else time_text(at_ms)
