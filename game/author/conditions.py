"""Conditions and branches in words, as a mentor would say them.

Knows the scenario's models alone: not what holds in any play, nor where the words are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from game.session.words import span

if TYPE_CHECKING:
    from game.script.models import Branch, Condition
    from game.script.values import Level

METER_TOP = 10


def condition(when: Condition | None) -> str:
    """What must hold, without the “if”: `trust at least 4, knows seats`; "" where nothing must."""
    return "" if when is None else ", ".join(_parts(when))


def branches(ways: Iterable[Branch]) -> tuple[str, ...]:
    """What takes a play along each branch, in their order; "" where nothing else can happen.

    A branch without odds is told as the percent that is left where that is sure, else as
    “otherwise”.
    """
    told: list[str] = []
    left: int | None = 100
    for number, way in enumerate(ways):
        when = f"if {condition(way.when)}" if way.when is not None else ""
        if way.odds is not None:
            told.append(f"{way.odds} % {when}".strip())
        elif when:
            told.append(when)
        elif not number:
            told.append("")
        else:
            told.append("otherwise" if left is None else f"{left} %")
        left = None if left is None or when or way.odds is None else left - way.odds
    return tuple(told)


def _parts(when: Condition) -> Iterator[str]:
    for meter in ("trust", "pressure", "value"):
        yield from (f"{meter} {_level(level)}" for level in getattr(when, meter))
    for names, what in (
        (when.knows, "knows"),
        (when.done, "done"),
        (when.not_done, "not done"),
        (when.said, "said"),
        (when.happened, "happened"),
        (when.noted, "on the card"),
        (when.promised, "promised"),
        (when.kept, "kept"),
        (when.broken, "broken"),
    ):
        if names:
            yield f"{what} {', '.join(names)}"
    if when.truth:
        yield f"truth is {' or '.join(when.truth)}"
    if when.after is not None:
        yield f"after {span(when.after)}"
    if when.before is not None:
        yield f"before {span(when.before)}"
    if when.any:
        yield " or ".join(f"({condition(each)})" for each in when.any)


def _level(level: Level) -> str:
    return f"at least {level.low}" if level.high == METER_TOP else f"at most {level.high}"
