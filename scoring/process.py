"""The binder's rules as small monitors over a tally: one a step, read once, at its first doing.

`after` is precedence, `within T of M` response with a deadline, `before` precedence against a
moment: the field's declarative constraints under a mentor's words; `apart` is the dual of `within`,
and a promise is watched in the same way. Knows bits, not names.
"""

from __future__ import annotations

from typing import Literal, NamedTuple


class Monitor(NamedTuple):
    """A step's rules against the tally's bits.

    `need` must all be set and `bar` none when the step is done; each of `deadlines` is
    (the moment's bit, where its minute stands, the most minutes since it happened), each of `apart`
    the same of a moment or step with the least minutes. Any bit of `excuse` says that the step did
    not apply, whenever it comes to be set. `since` is where the minute of its first doing stands,
    -1 where nothing reads it.
    """

    done: int
    kept: int
    need: int
    bar: int
    deadlines: tuple[tuple[int, int, int], ...]
    apart: tuple[tuple[int, int, int], ...]
    excuse: int
    since: int


class Broken(NamedTuple):
    """The first rule a doing breaks: `after` and `before` with the bits at fault, `within` and
    `apart` with the bit of what had happened too long or not long enough ago."""

    rule: Literal["after", "before", "within", "apart"]
    bits: int


def broken(monitor: Monitor, tally: int, minute: int, clock: int) -> Broken | None:
    """What doing the step now would break; `clock` is the mask of one minute field."""
    _, _, need, bar, deadlines, apart, _, _ = monitor
    if tally & need != need:
        return Broken("after", need & ~tally)
    if tally & bar:
        return Broken("before", tally & bar)
    for happened, since, most in deadlines:
        # A moment that has not happened yet starts no deadline.
        if tally & happened and minute - (tally >> since & clock) > most:
            return Broken("within", happened)
    for happened, since, least in apart:
        if tally & happened and minute - (tally >> since & clock) < least:
            return Broken("apart", happened)
    return None


def do(monitor: Monitor, tally: int, minute: int, clock: int) -> int:
    """The tally after the step is done at simulated `minute`; a second doing changes nothing."""
    if tally & monitor.done:
        return tally
    done = monitor.done if broken(monitor, tally, minute, clock) else monitor.done | monitor.kept
    if monitor.since >= 0:
        done |= minute << monitor.since
    return tally | done


class Pledge(NamedTuple):
    """A promise: the bit that says it was made, the bit that says it was kept, where the minute it
    was made stands and the mask of that field, and the most minutes since (None: no limit)."""

    made: int
    kept: int
    since: int
    clock: int
    most: int | None


def in_time(pledge: Pledge, tally: int, minute: int) -> bool:
    """Whether the promise was made and can still be kept, or is."""
    if not tally & pledge.made:
        return False
    return pledge.most is None or minute - (tally >> pledge.since & pledge.clock) <= pledge.most


def out_of_time(pledge: Pledge, tally: int, minute: int) -> bool:
    """Whether the promise was made, is not kept, and can no longer be."""
    pending = tally & pledge.made and not tally & pledge.kept
    return bool(pending) and not in_time(pledge, tally, minute)
