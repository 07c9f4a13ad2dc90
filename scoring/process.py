"""The binder's rules as small monitors over a tally: one a step, read once, at its first doing.

`after` is precedence, `within T of M` response with a deadline, `before` precedence against a
moment: the field's declarative constraints under a mentor's words. Knows bits, not names.
"""

from __future__ import annotations

from typing import Literal, NamedTuple


class Monitor(NamedTuple):
    """A step's rules against the tally's bits.

    `need` must all be set and `bar` none when the step is done; each of `deadlines` is
    (the moment's bit, where its minute stands, the most minutes since it happened). Any bit of
    `excuse` says that the step did not apply, whenever it comes to be set.
    """

    done: int
    kept: int
    need: int
    bar: int
    deadlines: tuple[tuple[int, int, int], ...]
    excuse: int


class Broken(NamedTuple):
    """The first rule a doing breaks: `after` and `before` with the bits at fault, `within` with
    the bit of the moment whose deadline had passed."""

    rule: Literal["after", "before", "within"]
    bits: int


def broken(monitor: Monitor, tally: int, minute: int, clock: int) -> Broken | None:
    """What doing the step now would break; `clock` is the mask of one minute field."""
    _, _, need, bar, deadlines, _ = monitor
    if tally & need != need:
        return Broken("after", need & ~tally)
    if tally & bar:
        return Broken("before", tally & bar)
    for happened, since, most in deadlines:
        # A moment that has not happened yet starts no deadline.
        if tally & happened and minute - (tally >> since & clock) > most:
            return Broken("within", happened)
    return None


def do(monitor: Monitor, tally: int, minute: int, clock: int) -> int:
    """The tally after the step is done at simulated `minute`; a second doing changes nothing."""
    if tally & monitor.done:
        return tally
    if broken(monitor, tally, minute, clock):
        return tally | monitor.done
    return tally | monitor.done | monitor.kept
