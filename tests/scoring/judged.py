"""Runs told as lists of events, judged by the fold alone: no scenario, no engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.binder import Binder, Deadline, Foul, Step
from scoring.events import Event
from scoring.fold import Judge, Left, make_judge
from scoring.ledger import Line, Scorecard, Turn, score

WEIGHTS = {
    "trust": 15,
    "ease": 10,
    "value": 10,
    "understanding": 10,
    "next-step": 25,
    "outcome": 30,
}
OUTCOMES = {
    "sold": 10,
    "referred": 10,
    "appointment": 8,
    "handed-over": 7,
    "follow-up": 6,
    "lost": 0,
}
SOLD = Left("sold", 10)
LOST = Left("lost", 0)

GREET = Step("greet", "Greet", 10, within=(Deadline(2, "arrival"),))
DISCOVER = Step("discover", "Discover", 21, after=("greet",))
LOG = Step("log", "Log", 25, after=("leaves",), unless=("sold",), secures_next_step=True)
CALL = Step("call", "Call", 15, before=("sold",), unless=("sold",), secures_next_step=True)
STEPS = (GREET, DISCOVER, LOG, CALL)
MOMENTS = ("arrival", "leaves", "sold")
FIB = Foul("fib", "Told a fib.")

Told = Sequence[tuple[int, Sequence[Event]]]
"""Decisions: the minute each took hold, and its events in the format's order."""


def binder(
    *, steps: tuple[Step, ...] = STEPS, marks: tuple[int, int] = (70, 60), **weights: int
) -> Binder:
    """A binder with these weights, else the format's own."""
    return Binder(
        title="A binder",
        steps=steps,
        moments=MOMENTS,
        fouls=(FIB, Foul("hid", "Hid something.")),
        weights={**dict.fromkeys(WEIGHTS, 0), **weights} if weights else WEIGHTS,
        outcomes=OUTCOMES,
        pass_process=marks[0],
        pass_sixty=marks[1],
    )


def judge(
    covers: Sequence[str], *, worth: Mapping[str, int] | None = None, by: Binder | None = None
) -> Judge:
    """A judge for a scenario with these steps in scope and facts worth this much."""
    return make_judge(by or binder(), covers, worth or {}, 100_000)


def judged(
    judge: Judge, told: Told, left: Left | None = SOLD, meters: tuple[int, int, int] = (3, 2, 2)
) -> Scorecard:
    """The scorecard of a run told as events, from the customer's meters at minute 0."""
    opening = judge.start(*meters)
    turns, tally = [], opening
    for minute, events in told:
        effect = judge.effect(events)
        tally = judge.apply(tally, effect, minute)
        turns.append(Turn(effect, minute, tally))
    return score(judge, opening, turns, left)


def line(card: Scorecard, cites: str) -> Line:
    """The ledger's line for a step or a measure."""
    return next(line for line in card.ledger if line.cites == cites)
