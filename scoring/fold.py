"""The one fold that judges a run: `start → advance(tally, event, minute) → close(tally, left)`.

The engine, the live game, replay and the solver all call it; there is no second implementation.
A tally is one hashable integer; what it earns is read from it at the end, never stored in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from scoring.binder import METER_TOP, Binder, Step
from scoring.events import Did, Event, Fouled, Happened, Learnt, Moved
from scoring.layout import METER_MASK, Layout, lay_out
from scoring.process import Monitor, do


class Effect(NamedTuple):
    """Events that happen together, as the fold applies them: meters, then facts and fouls, then
    steps in their order, then moments. No rule reads a meter, fact or foul, so their place among
    each other does not matter; that of steps and moments does."""

    moves: tuple[tuple[int, int], ...]
    bits: int
    steps: tuple[Monitor, ...]
    moments: tuple[tuple[int, int], ...]


class Left(NamedTuple):
    """What the customer left with: the ending's kind and the tenths (0..10) of `outcome` it
    keeps, after the truth has been looked at."""

    kind: str
    tenths: int


@dataclass(frozen=True, slots=True)
class Judge:
    """A binder made ready for one scenario: `scope` are the steps it covers, in the binder's
    order; `worth` what each fact is worth to understanding the customer."""

    binder: Binder
    scope: tuple[Step, ...]
    worth: Mapping[str, int]
    layout: Layout
    monitors: Mapping[str, Monitor]

    def start(self, trust: int, pressure: int, value: int) -> int:
        """The tally at minute 0, from the customer's meters, each 0..10."""
        tally = 0
        for meter, reading in (("trust", trust), ("pressure", pressure), ("value", value)):
            tally |= reading << self.layout.meters[meter]
        return tally

    def effect(self, events: Iterable[Event]) -> Effect:
        """These events made ready for `apply`. They must come in the order of the format: meters,
        facts, steps, fouls, moments. Raises KeyError for a name the binder or scenario lacks."""
        moves: list[tuple[int, int]] = []
        bits = 0
        steps: list[Monitor] = []
        moments: list[tuple[int, int]] = []
        for event in events:
            match event:
                case Moved(meter, by):
                    moves.append((self.layout.meters[meter], by))
                case Learnt(fact):
                    bits |= self.layout.facts[fact]
                case Did(step):
                    steps.append(self.monitors[step])
                case Fouled(foul):
                    bits |= self.layout.fouls[foul]
                case Happened(moment):
                    since = self.layout.minutes.get(moment, -1)
                    moments.append((self.layout.moments[moment], since))
        return Effect(tuple(moves), bits, tuple(steps), tuple(moments))

    def apply(self, tally: int, effect: Effect, minute: int) -> int:
        """The tally after an effect at simulated `minute`."""
        moves, bits, steps, moments = effect
        for shift, by in moves:
            was = tally >> shift & METER_MASK
            now = was + by
            now = 0 if now < 0 else METER_TOP if now > METER_TOP else now
            tally += (now - was) << shift
        tally |= bits
        for monitor in steps:
            tally = do(monitor, tally, minute, self.layout.clock)
        for happened, since in moments:
            if not tally & happened:
                tally |= happened
                if since >= 0:
                    tally |= minute << since
        return tally

    def advance(self, tally: int, event: Event, minute: int) -> int:
        """The tally after one event at simulated `minute`."""
        return self.apply(tally, self.effect((event,)), minute)


def make_judge(
    binder: Binder, covers: Iterable[str], worth: Mapping[str, int], longest: int
) -> Judge:
    """A judge for one scenario. `longest` is the last simulated minute any run of it can reach.

    Raises KeyError where `covers` names a step the binder lacks.
    """
    covered = set(covers)
    scope = tuple(step for step in binder.steps if step.id in covered)
    for id in covered:
        binder.step(id)
    timed = {deadline.of: None for step in scope for deadline in step.within}
    layout = lay_out(
        facts=worth,
        steps=(step.id for step in binder.steps),
        moments=binder.moments,
        fouls=(foul.id for foul in binder.fouls),
        timed=timed,
        longest=longest,
    )
    named = {**layout.done, **layout.moments}
    monitors = {}
    for step in binder.steps:
        in_scope = step.id in covered
        monitors[step.id] = Monitor(
            done=layout.done[step.id],
            kept=layout.kept[step.id],
            need=_all(named[name] for name in step.after) if in_scope else 0,
            bar=_all(layout.moments[name] for name in step.before) if in_scope else 0,
            deadlines=tuple(
                (layout.moments[d.of], layout.minutes[d.of], d.minutes)
                for d in step.within
                if in_scope
            ),
            excuse=_all(layout.moments[name] for name in step.unless),
        )
    return Judge(binder, scope, dict(worth), layout, monitors)


def _all(masks: Iterable[int]) -> int:
    together = 0
    for mask in masks:
        together |= mask
    return together
