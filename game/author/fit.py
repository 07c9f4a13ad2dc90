"""How a first scenario's four good answers are laid on a binder's steps: the library's by hand, any
other by what its rules and labels say.

Values in, values out; what was laid is proved by whoever writes it. Knows no file and no terminal.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice, product
from pathlib import Path
from typing import Any

from scoring.binder import Binder, Step

WHERE = ("hello", "replied", "yours_today", "sleep_better", "next_customer", "leaves", "gone")
"""Where in the story a moment can happen; `replied` is at each of the first answers."""

MOST_TRIED = 60
"""Ways to lay the story on a strange binder that are worth trying: a second or two of proving."""

_PART = re.compile(r"[a-z]+")
_WORDS = (
    {"greet", "greeting", "hello", "welcome", "introduce", "answer", "name", "who", "meet"},
    {"ask", "asks", "discover", "find", "need", "needs", "question", "questions", "listen", "when"},
    {"offer", "next", "appointment", "set", "agree", "book", "invite", "propose", "day", "drive"},
    {"log", "logs", "write", "record", "note", "notes", "card", "crm", "enter"},
)
"""What the steps of the four answers are commonly called, in the order of a `_Way`."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Steps done by each of the story's good answers, and `moments` by where in it they happen (one
    of `WHERE`). `words` are told instead of the story's own; of `channels` the first is usual."""

    opens: tuple[str, ...]
    asks: tuple[str, ...]
    offers: tuple[str, ...]
    logs: tuple[str, ...]
    channels: tuple[str, ...]
    moments: Mapping[str, str]
    seat: str = "sales"
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def steps(self) -> frozenset[str]:
        """Every step that the story can do."""
        return frozenset((*self.opens, *self.asks, *self.offers, *self.logs))


def known(name: str, binder: Binder) -> Fit | None:
    """The fit of a binder of the library; None for another, or one of its name with other steps."""
    row = _places().get(name)
    if row is None:
        return None
    found = Fit(
        opens=tuple(row["opens"]),
        asks=tuple(row["asks"]),
        offers=tuple(row["offers"]),
        logs=tuple(row["logs"]),
        channels=tuple(row["channels"]),
        moments=row["moments"],
        seat=row.get("seat", "sales"),
        words=row.get("words", {}),
    )
    has_all = found.steps <= {step.id for step in binder.steps}
    return found if has_all and set(found.moments.values()) <= set(binder.moments) else None


def fits(name: str, binder: Binder, channels: Sequence[str]) -> Iterator[Fit]:
    """Ways to lay the story on a binder, the likeliest first, MOST_TRIED at most."""
    by_hand = known(name, binder)
    if by_hand is not None:
        yield by_hand
        return
    ways = sorted(_ways(binder), key=lambda way: _likely(way, binder), reverse=True)
    for way in islice(ways, MOST_TRIED):
        opens, asks, offers, logs = (() if step is None else (step.id,) for step in way)
        yield Fit(opens, asks, offers, logs, tuple(channels), _moments(way, binder))


_Way = tuple[Step | None, Step, Step | None, Step]


def _ways(binder: Binder) -> Iterator[_Way]:
    """Every way that keeps the binder's order; the step asked by and the one written by differ."""
    steps = binder.steps
    if len(steps) == 1:
        yield (None, steps[0], None, steps[0])
    for ask, log in product(range(len(steps)), repeat=2):
        if ask == log:
            continue
        openers: list[Step | None] = [None, *(s for s in steps[:ask] if s != steps[log])]
        offerers: list[Step | None] = [None, *(s for s in steps[ask + 1 :] if s != steps[log])]
        for opener, offerer in product(openers, offerers):
            yield (opener, steps[ask], offerer, steps[log])


def _likely(way: _Way, binder: Binder) -> tuple[int, int]:
    """More for steps whose words speak of what the answer does, then for those earlier on."""
    said = 0
    for words, step in zip(_WORDS, way, strict=True):
        if step is not None:
            said += 1 + 3 * bool(words & set(_PART.findall(step.id)))
            said += 2 * bool(words & set(_PART.findall(step.label.lower())))
    said += 3 * way[-1].secures_next_step
    order = [step.id for step in binder.steps]
    return said, -sum(order.index(step.id) for step in way if step is not None)


def _moments(way: _Way, binder: Binder) -> dict[str, str]:
    """What the first step is counted from at the start, what the write-up waits for at the end of
    the conversation, and what a step must come before where no good answer leads."""
    opens, asks, _, logs = way
    known = [name for name in binder.moments if name != "sold"]
    counted = [deadline.of for deadline in (opens or asks).within] + known
    waited = [name for name in (*(d.of for d in logs.within), *logs.after) if name in known]
    found = {"hello": counted[0]} if counted else {}
    if waited and waited[0] not in found.values():
        found["leaves"] = waited[0]
    before = (name for step in way if step is not None for name in step.before)
    late = [name for name in dict.fromkeys(before) if name in known and name not in found.values()]
    return found | dict(zip(("gone", "next_customer", "sleep_better"), late, strict=False))


@cache
def _places() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("places.toml").read_text(encoding="utf-8"))
