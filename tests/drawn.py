"""The parts of random scenarios and binders: names, conditions, branches, the rules of a step.

Data as a mentor's files hold it, read from one row of bytes that Hypothesis draws and shrinks: a
draw of its own for each of the several hundred takes ten times as long. Knows no whole scenario
and no play.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

from scoring.binder import ENDINGS, METERS

Data = dict[str, Any]
T = TypeVar("T")

STRETCHES = ("1 min", "2 min", "3 min", "5 min", "20 min")
DEADLINES = ("0 min", "1 min", "2 min", "3 min", "5 min", "1 hour")
"""Few and small, so that plays often stand right on a bound."""
WAITS = ("1 min", "5 min", "30 min", "2 hours", "1 hour 30 min", "1 day")


class Draw:
    """What a row of bytes decides; a lower byte decides for what is smaller or comes first, and
    past the row's end everything is as small as it can be."""

    def __init__(self, row: bytes) -> None:
        self._row = row
        self._at = 0

    def whole(self, least: int, most: int) -> int:
        """A number from `least` to `most`."""
        size = 1 if most - least < 256 else 2
        part = self._row[self._at : self._at + size]
        self._at += size
        return least + int.from_bytes(part, "big") % (most - least + 1)

    def numbers(self, least: int, most: int, fewest: int, at_most: int) -> list[int]:
        """Between `fewest` and `at_most` such numbers."""
        return [self.whole(least, most) for _ in range(self.whole(fewest, at_most))]

    def among(self, options: Sequence[T]) -> T:
        return options[self.whole(0, len(options) - 1)]

    def several(self, options: Sequence[T], fewest: int, at_most: int) -> list[T]:
        """Between `fewest` and `at_most` of them in any order, none twice."""
        left = list(options)
        count = self.whole(min(fewest, len(left)), min(at_most, len(left)))
        return [left.pop(self.whole(0, len(left) - 1)) for _ in range(count)]


def maybe(draw: Draw, one_in: int = 2) -> bool:
    return draw.whole(0, one_in - 1) == 1


def some(draw: Draw, names: Sequence[str], most: int = 2, least: int = 0) -> list[str]:
    return draw.several(names, least, most)


def one_or_list(draw: Draw, names: list[Any]) -> Any:
    """A list may stand wherever one name may, and the other way about."""
    return names[0] if len(names) == 1 and maybe(draw) else names


def put(draw: Draw, into: Data, key: str, names: list[Any]) -> None:
    if names:
        into[key] = one_or_list(draw, names)


def shares(draw: Draw, parts: int, least: int = 0) -> list[int]:
    """Whole numbers that come to 100, each at least `least`."""
    cuts = sorted(draw.numbers(0, 20, parts - 1, parts - 1))
    edges = [0, *(cut * 5 for cut in cuts), 100]
    shares = [high - low for low, high in pairwise(edges)]
    if min(shares) < least:
        return [100 - least * (parts - 1), *[least] * (parts - 1)]
    return shares


def bound(draw: Draw) -> str:
    return f"at {draw.among(['least', 'most'])} {draw.whole(0, 10)}"


@dataclass(frozen=True)
class World:
    """The names a condition or a choice may use."""

    steps: list[str]
    moments: list[str]
    fouls: list[str]
    facts: list[str]
    truths: list[str]
    scenes: list[str]
    endings: list[str]
    ids: list[str]
    notes: list[str]
    promises: list[str]
    card: bool

    @property
    def entries(self) -> list[str]:
        """What can stand on the card, where there is one."""
        return self.facts + self.notes if self.card else []


# ── The binder ──────────────────────────────────────────────────────────────────────────────────


def binder(draw: Draw, steps: list[str], moments: list[str], fouls: list[str]) -> Data:
    binder: Data = {
        "title": "A drawn binder",
        "steps": {step: rules(draw, step, steps, moments) for step in steps},
        "moments": moments,
    }
    if fouls:
        binder["fouls"] = {foul: f"Did {foul}." for foul in fouls}
    if maybe(draw):
        measures = ["trust", "ease", "value", "understanding", "next-step", "outcome"]
        named = draw.several(measures, 1, len(measures))
        binder["sixty"] = dict(zip(named, shares(draw, len(named)), strict=True))
    if maybe(draw, 3):
        kinds = draw.several(ENDINGS, 1, len(ENDINGS))
        binder["outcomes"] = {kind: draw.whole(0, 10) for kind in kinds}
    if maybe(draw):
        binder["pass"] = {
            "process": draw.whole(0, 100),
            "sixty": draw.whole(0, 100),
        }
    return binder


def rules(draw: Draw, step: str, steps: list[str], moments: list[str]) -> Data:
    body: Data = {"label": f"Do {step}", "points": draw.whole(0, 30)}
    others = [name for name in steps if name != step]
    if maybe(draw):
        put(draw, body, "after", some(draw, others + moments, least=1))
    if maybe(draw, 3):
        put(draw, body, "before", some(draw, moments))
    if maybe(draw):
        named = some(draw, moments, least=1)
        within = [f"{draw.among(DEADLINES)} of {moment}" for moment in named]
        put(draw, body, "within", within)
    if maybe(draw, 3):
        named = some(draw, others + moments, least=1)
        put(draw, body, "apart", [f"{draw.among(DEADLINES)} from {n}" for n in named])
    if maybe(draw, 3):
        put(draw, body, "unless", some(draw, moments))
    if maybe(draw, 3):
        body["secures"] = "next-step"
    return body


# ── Conditions and branches ─────────────────────────────────────────────────────────────────────


def condition(draw: Draw, world: World, *, truths: bool, depth: int = 1) -> Data:
    """Something under an `if`; `truths` where it may ask for the truth."""
    words = ["meter", "knows", "done", "not-done", "said", "happened", "after", "before"]
    if truths:
        words.append("truth")
    if depth:
        words.append("any")
    if world.entries:
        words.append("noted")
    if world.promises:
        words += ["promised", "kept", "broken"]
    names = {
        "knows": world.facts,
        "done": world.steps,
        "not-done": world.steps,
        "said": world.ids,
        "happened": world.moments,
        "truth": world.truths,
        "noted": world.entries,
        **dict.fromkeys(("promised", "kept", "broken"), world.promises),
    }
    found: Data = {}
    for word in draw.several(words, 1, 2):
        if word == "meter":
            bounds = [bound(draw) for _ in range(draw.whole(1, 2))]
            put(draw, found, draw.among(METERS), bounds)
        elif word in ("after", "before"):
            found[word] = draw.among(STRETCHES)
        elif word == "any":
            parts = draw.whole(1, 2)
            found["any"] = [
                condition(draw, world, truths=truths, depth=depth - 1) for _ in range(parts)
            ]
        else:
            put(draw, found, word, some(draw, names[word]))
    return found or {"trust": bound(draw)}


def split(draw: Draw, world: World) -> tuple[Data, Data]:
    """A condition and its opposite."""
    kind = draw.among(["meter", "clock", "step"])
    if kind == "meter":
        meter, figure = draw.among(METERS), draw.whole(1, 10)
        return {meter: f"at least {figure}"}, {meter: f"at most {figure - 1}"}
    if kind == "clock":
        time = draw.among(STRETCHES)
        return {"after": time}, {"before": time}
    step = draw.among(world.steps)
    return {"done": step}, {"not-done": step}


def branches(draw: Draw, world: World) -> Any:
    """A `to`: one scene, or lines whose odds come to 100 in every state."""
    scenes = world.scenes * 4 + world.endings
    shape = draw.among(["one", "one", "rest", "exact", "split"])
    if shape == "one":
        go = draw.among(scenes)
        return draw.among([go, [{"go": go}]])
    if shape == "rest":
        return with_rest(draw, world, scenes)
    if shape == "exact":
        found = [
            {"odds": share, "go": draw.among(scenes)} for share in shares(draw, draw.whole(1, 3))
        ]
        if maybe(draw):
            # Whatever the line above has not given away goes here, where this holds.
            place = draw.whole(0, len(found) - 1)
            when = condition(draw, world, truths=True)
            found.insert(place, {"if": when, "go": draw.among(scenes)})
        return found
    holds, fails = split(draw, world)
    found = [
        {"if": holds, "odds": share, "go": draw.among(scenes)}
        for share in shares(draw, draw.whole(1, 3))
    ]
    return [*found, {"if": fails, "go": draw.among(scenes)}]


def with_rest(draw: Draw, world: World, scenes: Sequence[str]) -> list[dict[str, Any]]:
    """Lines with odds of 100 together at most, some under conditions; the last takes the rest."""
    left = 100
    found = []
    for _ in range(draw.whole(1, 3)):
        line: Data = {}
        if maybe(draw):
            line["if"] = condition(draw, world, truths=True)
        if "if" not in line or maybe(draw):
            line["odds"] = 5 * draw.whole(0, left // 5)
            left -= line["odds"]
        found.append({**line, "go": draw.among(scenes)})
    return [*found, {"go": draw.among(scenes)}]
