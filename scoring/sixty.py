"""The value kept in a customer: six measures, read from a tally at the ending, in whole points.

Each is rounded down. A measure a run cannot have earns its points and says so.
Knows nothing of the process score beyond which steps secure the next step.
"""

from __future__ import annotations

from typing import NamedTuple

from scoring.binder import METER_TOP, Step
from scoring.fold import Judge, Left

_AS = {
    "appointment": "an appointment",
    "follow-up": "a follow-up",
    "handed-over": "handed over",
}
"""Kinds of ending whose name is no word for what a customer is."""


class Kept(NamedTuple):
    """One measure: points earned of points possible, and why in a sentence."""

    measure: str
    earned: int
    possible: int
    said: str


def applies(judge: Judge, tally: int, step: Step) -> bool:
    """Whether a step counts in this run: none of the moments in its `unless` happened."""
    return not tally & judge.monitors[step.id].excuse


def measures(judge: Judge, tally: int, left: Left | None) -> tuple[Kept, ...]:
    """The six measures of a run that left the customer with `left` (None: it is not over)."""
    layout, weights = judge.layout, judge.binder.weights
    trust = layout.meter(tally, "trust")
    pressure = layout.meter(tally, "pressure")
    value = layout.meter(tally, "value")
    points = weights["outcome"]
    if left is None:
        outcome = Kept("outcome", 0, points, "the conversation is not over")
    else:
        outcome = Kept("outcome", points * left.tenths // 10, points, _ending(left))
    return (
        _meter("trust", weights["trust"], trust, f"trust ended at {trust} of {METER_TOP}"),
        _meter(
            "ease",
            weights["ease"],
            METER_TOP - pressure,
            f"pressure ended at {pressure} of {METER_TOP}",
        ),
        _meter("value", weights["value"], value, f"value ended at {value} of {METER_TOP}"),
        _understanding(judge, tally),
        _next_step(judge, tally),
        outcome,
    )


def _ending(left: Left) -> str:
    kept = f"{left.tenths} of 10" if left.tenths else "nothing"
    return f"ended as {_AS.get(left.kind, left.kind)}, which keeps {kept}"


def _meter(measure: str, points: int, reading: int, said: str) -> Kept:
    return Kept(measure, points * reading // METER_TOP, points, said)


def _understanding(judge: Judge, tally: int) -> Kept:
    points = judge.binder.weights["understanding"]
    everything = sum(judge.worth.values())
    if everything == 0:
        return Kept(
            "understanding", points, points, "nothing to find out here; the points are yours"
        )
    learnt = [fact for fact, bit in judge.layout.facts.items() if tally & bit]
    worth = sum(judge.worth[fact] for fact in learnt)
    # Where there is a card to take over from, some were learnt and lost, or never had to be learnt.
    verb = "knew at the end" if judge.layout.noted else "learnt"
    said = f"{verb} {len(learnt)} of {len(judge.worth)} facts, worth {worth} of {everything}"
    return Kept("understanding", points * worth // everything, points, said)


def _next_step(judge: Judge, tally: int) -> Kept:
    points = judge.binder.weights["next-step"]
    applied = halves = done = 0
    for step in judge.scope:
        if not step.secures_next_step or not applies(judge, tally, step):
            continue
        applied += 1
        if tally & judge.layout.done[step.id]:
            done += 1
            halves += 2 if tally & judge.layout.kept[step.id] else 1
    if applied == 0:
        return Kept(
            "next-step", points, points, "no next step was called for; the points are yours"
        )
    broken = 2 * done - halves
    said = f"{done} of {applied} next steps secured"
    if broken:
        said += f", {broken} of them with a rule broken"
    return Kept("next-step", points * halves // (2 * applied), points, said)
