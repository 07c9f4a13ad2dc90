"""The parts of random scenarios and binders: names, conditions, branches, the rules of a step.

Data as a mentor's files hold it, drawn by Hypothesis. Knows no whole scenario and no play.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

from hypothesis import strategies as st

from scoring.binder import ENDINGS, METERS

Data = dict[str, Any]
T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[T]], T]

STRETCHES = ("1 min", "2 min", "3 min", "5 min", "20 min")
DEADLINES = ("0 min", "1 min", "2 min", "3 min", "5 min", "1 hour")
"""Few and small, so that plays often stand right on a bound."""
WAITS = ("1 min", "5 min", "30 min", "2 hours", "1 hour 30 min", "1 day")


def maybe(draw: Draw[Any], one_in: int = 2) -> bool:
    return bool(draw(st.integers(0, one_in - 1)) == 1)


def some(draw: Draw[Any], names: Sequence[str], most: int = 2, least: int = 0) -> list[str]:
    if not names:
        return []
    listed = st.lists(st.sampled_from(names), min_size=least, max_size=most, unique=True)
    found: list[str] = draw(listed)
    return found


def one_or_list(draw: Draw[Any], names: list[Any]) -> Any:
    """A list may stand wherever one name may, and the other way about."""
    return names[0] if len(names) == 1 and draw(st.booleans()) else names


def put(draw: Draw[Any], into: Data, key: str, names: list[Any]) -> None:
    if names:
        into[key] = one_or_list(draw, names)


def shares(draw: Draw[Any], parts: int, least: int = 0) -> list[int]:
    """Whole numbers that come to 100, each at least `least`."""
    cuts = sorted(draw(st.lists(st.integers(0, 20), min_size=parts - 1, max_size=parts - 1)))
    edges = [0, *(cut * 5 for cut in cuts), 100]
    shares = [high - low for low, high in pairwise(edges)]
    if min(shares) < least:
        return [100 - least * (parts - 1), *[least] * (parts - 1)]
    return shares


def bound(draw: Draw[Any]) -> str:
    return f"at {draw(st.sampled_from(['least', 'most']))} {draw(st.integers(0, 10))}"


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


def binder(draw: Draw[Any], steps: list[str], moments: list[str], fouls: list[str]) -> Data:
    binder: Data = {
        "title": "A drawn binder",
        "steps": {step: rules(draw, step, steps, moments) for step in steps},
        "moments": moments,
    }
    if fouls:
        binder["fouls"] = {foul: f"Did {foul}." for foul in fouls}
    if maybe(draw):
        measures = ["trust", "ease", "value", "understanding", "next-step", "outcome"]
        named = draw(st.lists(st.sampled_from(measures), min_size=1, unique=True))
        binder["sixty"] = dict(zip(named, shares(draw, len(named)), strict=True))
    if maybe(draw, 3):
        kinds = draw(st.lists(st.sampled_from(ENDINGS), min_size=1, unique=True))
        binder["outcomes"] = {kind: draw(st.integers(0, 10)) for kind in kinds}
    if maybe(draw):
        binder["pass"] = {
            "process": draw(st.integers(0, 100)),
            "sixty": draw(st.integers(0, 100)),
        }
    return binder


def rules(draw: Draw[Any], step: str, steps: list[str], moments: list[str]) -> Data:
    body: Data = {"label": f"Do {step}", "points": draw(st.integers(0, 30))}
    others = [name for name in steps if name != step]
    if maybe(draw):
        put(draw, body, "after", some(draw, others + moments, least=1))
    if maybe(draw, 3):
        put(draw, body, "before", some(draw, moments))
    if maybe(draw):
        named = some(draw, moments, least=1)
        within = [f"{draw(st.sampled_from(DEADLINES))} of {moment}" for moment in named]
        put(draw, body, "within", within)
    if maybe(draw, 3):
        named = some(draw, others + moments, least=1)
        put(draw, body, "apart", [f"{draw(st.sampled_from(DEADLINES))} from {n}" for n in named])
    if maybe(draw, 3):
        put(draw, body, "unless", some(draw, moments))
    if maybe(draw, 3):
        body["secures"] = "next-step"
    return body


# ── Conditions and branches ─────────────────────────────────────────────────────────────────────


def condition(draw: Draw[Any], world: World, *, truths: bool, depth: int = 1) -> Data:
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
    for word in draw(st.lists(st.sampled_from(words), min_size=1, max_size=2, unique=True)):
        if word == "meter":
            bounds = [bound(draw) for _ in range(draw(st.integers(1, 2)))]
            put(draw, found, draw(st.sampled_from(METERS)), bounds)
        elif word in ("after", "before"):
            found[word] = draw(st.sampled_from(STRETCHES))
        elif word == "any":
            parts = draw(st.integers(1, 2))
            found["any"] = [
                condition(draw, world, truths=truths, depth=depth - 1) for _ in range(parts)
            ]
        else:
            put(draw, found, word, some(draw, names[word]))
    return found or {"trust": bound(draw)}


def split(draw: Draw[Any], world: World) -> tuple[Data, Data]:
    """A condition and its opposite."""
    kind = draw(st.sampled_from(["meter", "clock", "step"]))
    if kind == "meter":
        meter, figure = draw(st.sampled_from(METERS)), draw(st.integers(1, 10))
        return {meter: f"at least {figure}"}, {meter: f"at most {figure - 1}"}
    if kind == "clock":
        time = draw(st.sampled_from(STRETCHES))
        return {"after": time}, {"before": time}
    step = draw(st.sampled_from(world.steps))
    return {"done": step}, {"not-done": step}


def branches(draw: Draw[Any], world: World) -> Any:
    """A `to`: one scene, or lines whose odds come to 100 in every state."""
    scenes = st.sampled_from(world.scenes * 4 + world.endings)
    shape = draw(st.sampled_from(["one", "one", "rest", "exact", "split"]))
    if shape == "one":
        go = draw(scenes)
        return draw(st.sampled_from([go, [{"go": go}]]))
    if shape == "rest":
        return with_rest(draw, world, scenes)
    if shape == "exact":
        found = [
            {"odds": share, "go": draw(scenes)} for share in shares(draw, draw(st.integers(1, 3)))
        ]
        if maybe(draw):
            # Whatever the line above has not given away goes here, where this holds.
            place = draw(st.integers(0, len(found) - 1))
            when = condition(draw, world, truths=True)
            found.insert(place, {"if": when, "go": draw(scenes)})
        return found
    holds, fails = split(draw, world)
    found = [
        {"if": holds, "odds": share, "go": draw(scenes)}
        for share in shares(draw, draw(st.integers(1, 3)))
    ]
    return [*found, {"if": fails, "go": draw(scenes)}]


def with_rest(
    draw: Draw[Any], world: World, scenes: st.SearchStrategy[str]
) -> list[dict[str, Any]]:
    """Lines with odds of 100 together at most, some under conditions; the last takes the rest."""
    left = 100
    found = []
    for _ in range(draw(st.integers(1, 3))):
        line: Data = {}
        if maybe(draw):
            line["if"] = condition(draw, world, truths=True)
        if "if" not in line or maybe(draw):
            line["odds"] = 5 * draw(st.integers(0, left // 5))
            left -= line["odds"]
        found.append({**line, "go": draw(scenes)})
    return [*found, {"go": draw(scenes)}]
