"""Runs as xAPI statements (1.0.3), which learning record stores take in.

initialized, answered for each decision, completed, passed or failed, terminated. The score is in
passed or failed alone. Statements are made of what is in the log and never of when they are made,
so the same run gives the same statements again. Knows no network and no file.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from game.records.entries import DecisionRecord, RunEnded, RunRecord
from game.records.export import time_text

Best = Callable[[RunRecord], Sequence[tuple[str, ...]] | None]
"""The ids of the best choices at each decision of a run, in order; None where nobody can say."""

SITE = "https://sixty.invalid"
"""Where ids and accounts are named, unless somebody has a site of their own. No host has it."""

_VERB = "http://adlnet.gov/expapi/verbs/"
_ACTIVITY = "http://adlnet.gov/expapi/activities/"


def statements(
    record: RunRecord,
    best: Sequence[tuple[str, ...]] | None,
    position: tuple[int, str] | None,
    *,
    site: str = SITE,
    names: bool = False,
) -> list[dict[str, Any]]:
    """The statements of one run, in order.

    `best` has an entry for each decision that stands. `position` is the number and hash of the
    event that closed the run, for `sixty verify --against`. `names` lets the person's name out;
    else the actor is an account of the pseudonym alone.
    """
    made = _Made(record, site, names)
    made.add("initialized", record.started_ms, made.whole)
    for place, decision in enumerate(record.decisions):
        known = None if best is None or place >= len(best) else best[place]
        made.add(
            "answered",
            decision.at_ms,
            made.decision(decision, known),
            result=_answer(decision, known),
            event=decision.seq,
        )
    closed = record.closed_ms
    if closed is None:
        return made.made
    duration = _duration(closed - record.started_ms)
    if record.ended is not None:
        done = {"completion": True, "duration": duration, "extensions": made.position(position)}
        made.add("completed", closed, made.whole, result=done)
        verb = "passed" if record.ended.passed else "failed"
        made.add(verb, closed, made.whole, result=made.score(record.ended, duration))
    made.add("terminated", closed, made.whole, result={"duration": duration})
    return made.made


class _Made:
    """The statements of a run so far, and what they all share."""

    def __init__(self, record: RunRecord, site: str, names: bool) -> None:
        self.made: list[dict[str, Any]] = []
        self._run = uuid.UUID(record.run)
        self._site = site.rstrip("/")
        started = record.started
        self._actor: dict[str, Any] = {
            "objectType": "Agent",
            "account": {"homePage": self._site, "name": record.person},
        }
        if names and record.name is not None:
            self._actor["name"] = record.name
        scenario = f"{self._site}/scenarios/{quote(started.scenario)}"
        self.whole = _activity(scenario, started.scenario, {"type": f"{_ACTIVITY}simulation"})
        self._context: dict[str, Any] = {
            "registration": record.run,
            "platform": "Sixty",
            "extensions": {
                self._extension("mode"): started.mode,
                self._extension("counts"): record.counts,
                self._extension("scenario-digest"): started.scenario_digest,
            },
        }

    def add(
        self,
        verb: str,
        at_ms: int,
        what: dict[str, Any],
        result: dict[str, Any] | None = None,
        event: int | None = None,
    ) -> None:
        """One more statement. Its id is made of the run and of what it tells, so a retry is
        harmless: a verb that a run has once, or the number of the decision's event, since a
        decision may be taken back and made otherwise after it was sent."""
        context = self._context
        if what is not self.whole:
            context = context | {"contextActivities": {"parent": [self.whole]}}
        statement: dict[str, Any] = {
            "id": str(uuid.uuid5(self._run, f"xapi {verb if event is None else event}")),
            "actor": self._actor,
            "verb": {"id": _VERB + verb, "display": {"en": verb}},
            "object": what,
            "timestamp": time_text(at_ms),
            "context": context,
        }
        if result is not None:
            statement["result"] = result
        self.made.append(statement)

    def decision(self, decision: DecisionRecord, best: tuple[str, ...] | None) -> dict[str, Any]:
        """The interaction that a decision is."""
        definition: dict[str, Any] = {
            "type": f"{_ACTIVITY}cmi.interaction",
            "interactionType": "choice",
            "choices": [
                {"id": choice_id(id), "description": {"und": id}} for id in sorted(decision.offered)
            ],
        }
        if best:
            definition["correctResponsesPattern"] = [choice_id(id) for id in best]
        id = f"{self.whole['id']}/scenes/{quote(decision.scene, safe='')}"
        return _activity(id, decision.scene, definition)

    def score(self, ended: RunEnded, duration: str) -> dict[str, Any]:
        """What passed or failed says: Sixty is the score, Process stands beside it."""
        result: dict[str, Any] = {"success": ended.passed, "duration": duration}
        if ended.sixty_possible:
            result["score"] = {
                "scaled": round(ended.sixty_earned / ended.sixty_possible, 4),
                "raw": ended.sixty_earned,
                "min": 0,
                "max": ended.sixty_possible,
            }
        result["extensions"] = {
            self._extension("process-earned"): ended.process_earned,
            self._extension("process-possible"): ended.process_possible,
            self._extension("fouls"): list(ended.fouls),
        }
        return result

    def position(self, position: tuple[int, str] | None) -> dict[str, Any]:
        """How far the log had come when the run closed."""
        if position is None:
            return {}
        return {
            self._extension("log-events"): position[0],
            self._extension("log-head"): position[1],
        }

    def _extension(self, name: str) -> str:
        return f"{self._site}/xapi/{name}"


def choice_id(id: str) -> str:
    """A choice's id without blanks, and without the signs that part one answer from the next."""
    return quote(id, safe="")


def _activity(id: str, name: str, definition: dict[str, Any]) -> dict[str, Any]:
    return {
        "objectType": "Activity",
        "id": id,
        "definition": {"name": {"und": name}, **definition},
    }


def _answer(decision: DecisionRecord, best: tuple[str, ...] | None) -> dict[str, Any]:
    result: dict[str, Any] = {"response": choice_id(decision.choice)}
    if best:
        result["success"] = decision.choice in best
    return result


def _duration(milliseconds: int) -> str:
    """ISO 8601, in seconds with two places; none below zero, where a clock was set back."""
    return f"PT{max(0, milliseconds) / 1000:.2f}S"
