"""The one fold that judges a run: `start → advance(tally, event, minute) → close(tally, left)`.

The engine, the live game, replay and the solver all call it; there is no second implementation.
A tally is one hashable integer; what it earns is read from it at the end, never stored in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from scoring.binder import METER_TOP, Binder, Deadline, Step
from scoring.events import (
    Did,
    Event,
    Fouled,
    Happened,
    Learnt,
    MadeGood,
    Moved,
    TookOver,
    Wrote,
    WroteAll,
    made,
)
from scoring.layout import METER_MASK, Layout, lay_out
from scoring.process import Monitor, Pledge, do, in_time


class Aside(NamedTuple):
    """What few effects do: somebody takes over, facts that are known go on the card, promises are
    made good. `takes` are the facts that are known from then on by the card alone, 0 where nobody
    takes over; each of `writes` is (a bit that must not be set yet, or 0; facts). A fact's place on
    the card is `gap` above its own."""

    takes: int
    writes: tuple[tuple[int, int], ...]
    good: tuple[Pledge, ...]
    gap: int


class Effect(NamedTuple):
    """Events that happen together, as the fold applies them: meters, then a taking over, then
    facts, fouls and notes, then what is written and made good, then steps in their order, then
    moments. No rule reads a meter, fact, foul, card or promise, so the place of these among each
    other matters only to the card; that of steps and moments does."""

    moves: tuple[tuple[int, int], ...]
    bits: int
    steps: tuple[Monitor, ...]
    moments: tuple[tuple[int, int], ...]
    aside: Aside | None


class Left(NamedTuple):
    """What the customer left with: the ending's kind and the tenths (0..10) of `outcome` it
    keeps, after the truth has been looked at."""

    kind: str
    tenths: int


@dataclass(frozen=True, slots=True)
class Judge:
    """A binder made ready for one scenario: `scope` are the steps it covers, in the binder's
    order; `worth` what each fact is worth to understanding the customer; `pledges` the promises of
    the scenario's own."""

    binder: Binder
    scope: tuple[Step, ...]
    worth: Mapping[str, int]
    layout: Layout
    monitors: Mapping[str, Monitor]
    pledges: Mapping[str, Pledge]

    def start(self, trust: int, pressure: int, value: int, card: Iterable[str] = ()) -> int:
        """The tally at minute 0, from the customer's meters, each 0..10, and what is on the card
        already: facts are then known too."""
        tally = 0
        for name in card:
            tally |= self.layout.noted[name] | self.layout.facts.get(name, 0)
        for meter, reading in (("trust", trust), ("pressure", pressure), ("value", value)):
            tally |= reading << self.layout.meters[meter]
        return tally

    def effect(self, events: Iterable[Event]) -> Effect:
        """These events made ready for `apply`. They must come in the order of the format: meters,
        facts, what is written, steps, promises, fouls, moments. Raises KeyError for a name the
        binder or scenario lacks."""
        layout = self.layout
        moves: list[tuple[int, int]] = []
        bits = 0
        steps: list[Monitor] = []
        moments: list[tuple[int, int]] = []
        events = tuple(events)
        for event in events:
            match event:
                case Moved(meter, by):
                    moves.append((layout.meters[meter], by))
                case Learnt(fact):
                    bits |= layout.facts[fact]
                case Did(step):
                    steps.append(self.monitors[step])
                case Fouled(foul):
                    bits |= layout.fouls[foul]
                case Happened(moment):
                    happened = layout.moments[moment]
                    moments.append((happened, layout.minutes.get(happened, -1)))
                case Wrote(name) if name not in layout.facts:
                    bits |= layout.noted[name]
                case _:
                    pass
        return Effect(tuple(moves), bits, tuple(steps), tuple(moments), self._aside(events))

    def _aside(self, events: Iterable[Event]) -> Aside | None:
        layout = self.layout
        takes = 0
        writes: list[tuple[int, int]] = []
        good: list[Pledge] = []
        for event in events:
            match event:
                case Did(step) if layout.noted and self.binder.step(step).secures_next_step:
                    writes.append((layout.done[step], layout.known))
                case Wrote(name) if name in layout.facts:
                    writes.append((0, layout.facts[name]))
                case WroteAll():
                    writes.append((0, layout.known))
                case TookOver():
                    takes = layout.known
                case MadeGood(promise):
                    good.append(self.pledges[promise])
                case _:
                    pass
        if takes or writes or good:
            return Aside(takes, tuple(writes), tuple(good), layout.gap)
        return None

    def apply(self, tally: int, effect: Effect, minute: int) -> int:
        """The tally after an effect at simulated `minute`."""
        moves, bits, steps, moments, aside = effect
        for shift, by in moves:
            was = tally >> shift & METER_MASK
            now = was + by
            now = 0 if now < 0 else METER_TOP if now > METER_TOP else now
            tally += (now - was) << shift
        if aside is None:
            tally |= bits
        else:
            tally = turn_aside(tally, bits, aside, minute)
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


def turn_aside(tally: int, bits: int, aside: Aside, minute: int) -> int:
    """The tally after somebody has taken over, then `bits` are set, then the rest is done."""
    takes, writes, good, gap = aside
    tally = tally & ~takes | tally >> gap & takes | bits
    for unless, facts in writes:
        if not tally & unless:
            tally |= (tally & facts) << gap
    for pledge in good:
        if in_time(pledge, tally, minute):
            tally |= pledge.kept
    return tally


def make_judge(
    binder: Binder,
    covers: Iterable[str],
    worth: Mapping[str, int],
    longest: int,
    *,
    notes: Iterable[str] | None = None,
    promises: Mapping[str, int | None] | None = None,
) -> Judge:
    """A judge for one scenario. `longest` is the last simulated minute any run of it can reach;
    `notes` what can be written beside facts, None where nothing reads the card; `promises` the most
    minutes each has (None: no limit).

    Raises KeyError where `covers` names a step the binder lacks.
    """
    covered = set(covers)
    scope = tuple(step for step in binder.steps if step.id in covered)
    for id in covered:
        binder.step(id)
    promises = promises or {}
    timed = {deadline.of: None for step in scope for deadline in (*step.within, *step.apart)}
    timed |= {made(name): None for name, most in promises.items() if most is not None}
    layout = lay_out(
        facts=worth,
        steps=(step.id for step in binder.steps),
        moments=(*binder.moments, *map(made, promises)),
        fouls=(foul.id for foul in binder.fouls),
        noted=() if notes is None else (*worth, *notes),
        promises=promises,
        timed=timed,
        longest=longest,
    )
    named = {**layout.done, **layout.moments}

    def elapsed(deadlines: Iterable[Deadline]) -> tuple[tuple[int, int, int], ...]:
        return tuple((named[d.of], layout.minutes[named[d.of]], d.minutes) for d in deadlines)

    monitors = {}
    for step in binder.steps:
        in_scope = step.id in covered
        monitors[step.id] = Monitor(
            done=layout.done[step.id],
            kept=layout.kept[step.id],
            need=_all(named[name] for name in step.after) if in_scope else 0,
            bar=_all(layout.moments[name] for name in step.before) if in_scope else 0,
            deadlines=elapsed(step.within) if in_scope else (),
            apart=elapsed(step.apart) if in_scope else (),
            excuse=_all(layout.moments[name] for name in step.unless),
            since=layout.minutes.get(layout.done[step.id], -1),
        )
    pledges = {
        name: Pledge(
            made=layout.moments[made(name)],
            kept=layout.promises[name],
            since=layout.minutes.get(layout.moments[made(name)], 0),
            clock=layout.clock,
            most=most,
        )
        for name, most in promises.items()
    }
    return Judge(binder, scope, dict(worth), layout, monitors, pledges)


def _all(masks: Iterable[int]) -> int:
    together = 0
    for mask in masks:
        together |= mask
    return together
