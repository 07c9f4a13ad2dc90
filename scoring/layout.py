"""Where each thing that counts stands in a tally: one integer that holds all of a run's bits.

Meters first, then facts, steps done, steps kept, moments, fouls, what is on the card, promises
kept, and the minutes of whatever an elapsed time counts from. Knows the names of one scenario and
binder, nothing of rules or points.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scoring.binder import METERS

METER_BITS = 4
METER_MASK = (1 << METER_BITS) - 1


@dataclass(frozen=True, slots=True)
class Layout:
    """Shifts of the meters and minutes, single-bit masks of the rest; `width` in bits.

    `noted` are facts and notes on the card, none where nothing reads the card; the bit of a fact
    that is noted stands `gap` places above its bit of being known, and `known` is all of these.
    `promises` are kept ones. `minutes` are shifts by the bit of the moment or step they belong to.
    `clock` is the mask of one minute field and so the longest minute a tally can hold.
    """

    meters: Mapping[str, int]
    facts: Mapping[str, int]
    done: Mapping[str, int]
    kept: Mapping[str, int]
    moments: Mapping[str, int]
    fouls: Mapping[str, int]
    noted: Mapping[str, int]
    promises: Mapping[str, int]
    minutes: Mapping[int, int]
    known: int
    gap: int
    clock: int
    width: int

    def meter(self, tally: int, name: str) -> int:
        """The meter's reading, 0..10."""
        return tally >> self.meters[name] & METER_MASK


def lay_out(
    *,
    facts: Iterable[str],
    steps: Iterable[str],
    moments: Iterable[str],
    fouls: Iterable[str],
    noted: Iterable[str],
    promises: Iterable[str],
    timed: Iterable[str],
    longest: int,
) -> Layout:
    """A layout for these names. `noted` is nothing, or the facts in the same order and then the
    notes; `timed` are the moments and steps whose minute a rule reads; `longest` is the last minute
    any run can reach."""
    at = 0

    def take(names: Iterable[str], bits: int) -> dict[str, int]:
        nonlocal at
        places = {}
        for name in names:
            places[name] = at
            at += bits
        return places

    def flags(names: Iterable[str]) -> dict[str, int]:
        return {name: 1 << place for name, place in take(names, 1).items()}

    steps, facts = tuple(steps), tuple(facts)
    clock_bits = max(1, longest.bit_length())
    meters = take(METERS, METER_BITS)
    known, done, kept = flags(facts), flags(steps), flags(steps)
    happened, fouled = flags(moments), flags(fouls)
    first_noted = at
    written, promised = flags(noted), flags(promises)
    named = {**done, **happened}
    minutes = {named[name]: shift for name, shift in take(timed, clock_bits).items()}
    return Layout(
        meters=meters,
        facts=known,
        done=done,
        kept=kept,
        moments=happened,
        fouls=fouled,
        noted=written,
        promises=promised,
        minutes=minutes,
        known=sum(known.values()),
        gap=first_noted - len(METERS) * METER_BITS,
        clock=(1 << clock_bits) - 1,
        width=at,
    )
