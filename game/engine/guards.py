"""Conditions compiled to bit tests on a state. A guard knows places, not names.

Reads the scenario's conditions by their fields alone; how they are written is `game.script`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from scoring.events import made
from scoring.layout import METER_MASK
from scoring.process import Pledge, out_of_time

if TYPE_CHECKING:
    from game.script.models import Condition
    from scoring.fold import Judge

FOREVER = 1 << 62


class Guard(NamedTuple):
    """All of it must hold: every bit of `need` set, none of `bar`, each meter (shift, low, high)
    within its bounds, the minute from `after` up to but not including `before`, the truth (a
    single bit) among `truths`, of `any`, where there are some, at least one, and each promise of
    `late` made, not kept and out of time."""

    need: int
    bar: int
    meters: tuple[tuple[int, int, int], ...]
    after: int
    before: int
    truths: int
    any: tuple[Guard, ...]
    late: tuple[Pledge, ...]


def holds(guard: Guard, state: int, minute: int, truth: int) -> bool:
    """Whether the guard holds in a state at a minute under a truth (one bit)."""
    need, bar, meters, after, before, truths, others, late = guard
    if state & need != need or state & bar or not after <= minute < before or not truths & truth:
        return False
    for shift, low, high in meters:
        if not low <= state >> shift & METER_MASK <= high:
            return False
    if late and not all(out_of_time(pledge, state, minute) for pledge in late):
        return False
    return not others or any(holds(other, state, minute, truth) for other in others)


def compile_guard(
    condition: Condition | None,
    judge: Judge,
    said: Mapping[str, int],
    truths: Mapping[str, int],
    *,
    over: bool = False,
) -> Guard | None:
    """The guard of a condition; None where there is nothing to hold. Once the run is `over`, every
    promise that is not kept is broken."""
    if condition is None:
        return None
    layout = judge.layout
    meters = tuple(
        (layout.meters[name], level.low, level.high)
        for name in ("trust", "pressure", "value")
        for level in getattr(condition, name)
    )
    need = (
        _bits(layout.facts, condition.knows)
        | _bits(layout.done, condition.done)
        | _bits(layout.moments, condition.happened)
        | _bits(said, condition.said)
        | _bits(layout.noted, condition.noted)
        | _bits(layout.moments, map(made, condition.promised))
        | _bits(layout.promises, condition.kept)
    )
    bar = _bits(layout.done, condition.not_done)
    if over:
        need |= _bits(layout.moments, map(made, condition.broken))
        bar |= _bits(layout.promises, condition.broken)
    others = (compile_guard(other, judge, said, truths, over=over) for other in condition.any)
    return Guard(
        need=need,
        bar=bar,
        meters=meters,
        after=condition.after or 0,
        before=FOREVER if condition.before is None else condition.before,
        truths=_bits(truths, condition.truth) if condition.truth else -1,
        any=tuple(other for other in others if other is not None),
        late=() if over else tuple(judge.pledges[name] for name in condition.broken),
    )


def _bits(places: Mapping[str, int], names: Iterable[str]) -> int:
    together = 0
    for name in names:
        together |= places[name]
    return together
