"""Conditions compiled to bit tests on a state. A guard knows places, not names.

Reads the scenario's conditions by their fields alone; how they are written is `game.script`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from scoring.layout import METER_MASK, Layout

if TYPE_CHECKING:
    from game.script.models import Condition

FOREVER = 1 << 62


class Guard(NamedTuple):
    """All of it must hold: every bit of `need` set, none of `bar`, each meter (shift, low, high)
    within its bounds, the minute from `after` up to but not including `before`, the truth (a
    single bit) among `truths`, and of `any`, where there are some, at least one."""

    need: int
    bar: int
    meters: tuple[tuple[int, int, int], ...]
    after: int
    before: int
    truths: int
    any: tuple[Guard, ...]


def holds(guard: Guard, state: int, minute: int, truth: int) -> bool:
    """Whether the guard holds in a state at a minute under a truth (one bit)."""
    need, bar, meters, after, before, truths, others = guard
    if state & need != need or state & bar or not after <= minute < before or not truths & truth:
        return False
    for shift, low, high in meters:
        if not low <= state >> shift & METER_MASK <= high:
            return False
    return not others or any(holds(other, state, minute, truth) for other in others)


def compile_guard(
    condition: Condition | None,
    layout: Layout,
    said: Mapping[str, int],
    truths: Mapping[str, int],
) -> Guard | None:
    """The guard of a condition; None where there is nothing to hold."""
    if condition is None:
        return None
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
    )
    others = (compile_guard(other, layout, said, truths) for other in condition.any)
    return Guard(
        need=need,
        bar=_bits(layout.done, condition.not_done),
        meters=meters,
        after=condition.after or 0,
        before=FOREVER if condition.before is None else condition.before,
        truths=_bits(truths, condition.truth) if condition.truth else -1,
        any=tuple(other for other in others if other is not None),
    )


def _bits(places: Mapping[str, int], names: Iterable[str]) -> int:
    together = 0
    for name in names:
        together |= places[name]
    return together
