"""Whole random scenarios and binders, as the data a mentor's files hold, for every property test.

`pairs()` draws them; a pair reads itself through the real loader and compiles itself. Every scene
keeps one line that always leads to an ending, so every run of every pair ends. Knows no play.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeVar

import yaml
from hypothesis import strategies as st

from game.engine.program import Program, compile_script
from game.script.ids import text_id
from game.script.load import Script, load_sources
from scoring.binder import ENDINGS, METERS

Data = dict[str, Any]
T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[T]], T]

STRETCHES = ("1 min", "2 min", "3 min", "5 min", "20 min")
DEADLINES = ("0 min", "1 min", "2 min", "3 min", "5 min", "1 hour")
"""Few and small, so that plays often stand right on a bound."""
WAITS = ("1 min", "5 min", "30 min", "2 hours", "1 hour 30 min", "1 day")


@dataclass(frozen=True)
class Pair:
    """A scenario and its binder as data, and the choices' ids by scene, in the file's order."""

    scenario: Data
    binder: Data
    ids: dict[str, tuple[str, ...]]

    def texts(self, *, as_json: bool = False) -> tuple[bytes, bytes]:
        """The two files, as a mentor would write them or as JSON, which is YAML too and is
        written much faster."""
        write = json.dumps if as_json else _as_yaml
        return write(self.scenario).encode(), write(self.binder).encode()

    def script(self, *, as_json: bool = False) -> Script:
        """The pair read through the real loader, which must find nothing wrong with it."""
        scenario, binder = self.texts(as_json=as_json)
        loaded = load_sources("drawn/story", scenario, "drawn", binder)
        assert loaded.script is not None, loaded.problems
        return loaded.script

    @cached_property
    def program(self) -> Program:
        return compile_script(self.script(as_json=True))


def _as_yaml(data: Data) -> str:
    return str(yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=200))


LEAVE = 23
"""The number that leaves; neither end of the range, which Hypothesis is fond of."""


def picks() -> st.SearchStrategy[list[int]]:
    """A play: a number for each decision, which `pick` reads."""
    return st.lists(st.integers(0, 40), min_size=20, max_size=20)


def pick(numbers: Sequence[int], decision: int, offered: Sequence[T]) -> T:
    """The choice a play takes. What is offered last is the way out, taken on LEAVE, past the
    play's end, and where nothing else is left."""
    number = numbers[decision] if decision < len(numbers) else LEAVE
    if number == LEAVE or len(offered) == 1:
        return offered[-1]
    return offered[number % (len(offered) - 1)]


# ── Small parts ─────────────────────────────────────────────────────────────────────────────────


def _maybe(draw: Draw[Any], one_in: int = 2) -> bool:
    return bool(draw(st.integers(0, one_in - 1)) == 1)


def _some(draw: Draw[Any], names: Sequence[str], most: int = 2, least: int = 0) -> list[str]:
    if not names:
        return []
    listed = st.lists(st.sampled_from(names), min_size=least, max_size=most, unique=True)
    found: list[str] = draw(listed)
    return found


def _one_or_list(draw: Draw[Any], names: list[Any]) -> Any:
    """A list may stand wherever one name may, and the other way about."""
    return names[0] if len(names) == 1 and draw(st.booleans()) else names


def _put(draw: Draw[Any], into: Data, key: str, names: list[Any]) -> None:
    if names:
        into[key] = _one_or_list(draw, names)


def _shares(draw: Draw[Any], parts: int, least: int = 0) -> list[int]:
    """Whole numbers that come to 100, each at least `least`."""
    cuts = sorted(draw(st.lists(st.integers(0, 20), min_size=parts - 1, max_size=parts - 1)))
    edges = [0, *(cut * 5 for cut in cuts), 100]
    shares = [high - low for low, high in pairwise(edges)]
    if min(shares) < least:
        return [100 - least * (parts - 1), *[least] * (parts - 1)]
    return shares


def _bound(draw: Draw[Any]) -> str:
    return f"at {draw(st.sampled_from(['least', 'most']))} {draw(st.integers(0, 10))}"


@dataclass(frozen=True)
class _World:
    """The names a condition or a choice may use."""

    steps: list[str]
    moments: list[str]
    fouls: list[str]
    facts: list[str]
    truths: list[str]
    scenes: list[str]
    endings: list[str]
    ids: list[str]


# ── The binder ──────────────────────────────────────────────────────────────────────────────────


def _binder(draw: Draw[Any], steps: list[str], moments: list[str], fouls: list[str]) -> Data:
    binder: Data = {
        "title": "A drawn binder",
        "steps": {step: _step(draw, step, steps, moments) for step in steps},
        "moments": moments,
    }
    if fouls:
        binder["fouls"] = {foul: f"Did {foul}." for foul in fouls}
    if _maybe(draw):
        measures = ["trust", "ease", "value", "understanding", "next-step", "outcome"]
        named = draw(st.lists(st.sampled_from(measures), min_size=1, unique=True))
        binder["sixty"] = dict(zip(named, _shares(draw, len(named)), strict=True))
    if _maybe(draw, 3):
        kinds = draw(st.lists(st.sampled_from(ENDINGS), min_size=1, unique=True))
        binder["outcomes"] = {kind: draw(st.integers(0, 10)) for kind in kinds}
    if _maybe(draw):
        binder["pass"] = {
            "process": draw(st.integers(0, 100)),
            "sixty": draw(st.integers(0, 100)),
        }
    return binder


def _step(draw: Draw[Any], step: str, steps: list[str], moments: list[str]) -> Data:
    body: Data = {"label": f"Do {step}", "points": draw(st.integers(0, 30))}
    others = [name for name in steps if name != step]
    if _maybe(draw):
        _put(draw, body, "after", _some(draw, others + moments, least=1))
    if _maybe(draw, 3):
        _put(draw, body, "before", _some(draw, moments))
    if _maybe(draw):
        named = _some(draw, moments, least=1)
        within = [f"{draw(st.sampled_from(DEADLINES))} of {moment}" for moment in named]
        _put(draw, body, "within", within)
    if _maybe(draw, 3):
        _put(draw, body, "unless", _some(draw, moments))
    if _maybe(draw, 3):
        body["secures"] = "next-step"
    return body


# ── Conditions and branches ─────────────────────────────────────────────────────────────────────


def condition(draw: Draw[Any], world: _World, *, truths: bool, depth: int = 1) -> Data:
    """Something under an `if`; `truths` where it may ask for the truth."""
    words = ["meter", "knows", "done", "not-done", "said", "happened", "after", "before"]
    if truths:
        words.append("truth")
    if depth:
        words.append("any")
    names = {
        "knows": world.facts,
        "done": world.steps,
        "not-done": world.steps,
        "said": world.ids,
        "happened": world.moments,
        "truth": world.truths,
    }
    found: Data = {}
    for word in draw(st.lists(st.sampled_from(words), min_size=1, max_size=2, unique=True)):
        if word == "meter":
            bounds = [_bound(draw) for _ in range(draw(st.integers(1, 2)))]
            _put(draw, found, draw(st.sampled_from(METERS)), bounds)
        elif word in ("after", "before"):
            found[word] = draw(st.sampled_from(STRETCHES))
        elif word == "any":
            parts = draw(st.integers(1, 2))
            found["any"] = [
                condition(draw, world, truths=truths, depth=depth - 1) for _ in range(parts)
            ]
        else:
            _put(draw, found, word, _some(draw, names[word]))
    return found or {"trust": _bound(draw)}


def _split(draw: Draw[Any], world: _World) -> tuple[Data, Data]:
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


def branches(draw: Draw[Any], world: _World) -> Any:
    """A `to`: one scene, or lines whose odds come to 100 in every state."""
    scenes = st.sampled_from(world.scenes * 4 + world.endings)
    shape = draw(st.sampled_from(["one", "one", "rest", "exact", "split"]))
    if shape == "one":
        go = draw(scenes)
        return draw(st.sampled_from([go, [{"go": go}]]))
    if shape == "rest":
        return _with_rest(draw, world, scenes)
    if shape == "exact":
        found = [
            {"odds": share, "go": draw(scenes)} for share in _shares(draw, draw(st.integers(1, 3)))
        ]
        if _maybe(draw):
            # Whatever the line above has not given away goes here, where this holds.
            place = draw(st.integers(0, len(found) - 1))
            when = condition(draw, world, truths=True)
            found.insert(place, {"if": when, "go": draw(scenes)})
        return found
    holds, fails = _split(draw, world)
    found = [
        {"if": holds, "odds": share, "go": draw(scenes)}
        for share in _shares(draw, draw(st.integers(1, 3)))
    ]
    return [*found, {"if": fails, "go": draw(scenes)}]


def _with_rest(
    draw: Draw[Any], world: _World, scenes: st.SearchStrategy[str]
) -> list[dict[str, Any]]:
    """Lines with odds of 100 together at most, some under conditions; the last takes the rest."""
    left = 100
    found = []
    for _ in range(draw(st.integers(1, 3))):
        line: Data = {}
        if _maybe(draw):
            line["if"] = condition(draw, world, truths=True)
        if "if" not in line or _maybe(draw):
            line["odds"] = 5 * draw(st.integers(0, left // 5))
            left -= line["odds"]
        found.append({**line, "go": draw(scenes)})
    return [*found, {"go": draw(scenes)}]


# ── The scenario ────────────────────────────────────────────────────────────────────────────────


def _choice(draw: Draw[Any], world: _World, id: str | None, text: str) -> Data:
    choice: Data = {draw(st.sampled_from(["say", "do"])): text}
    if id is not None:
        choice["id"] = id
    if not _maybe(draw, 4):
        _put(draw, choice, "does", _some(draw, world.steps, 3, least=1))
    if _maybe(draw, 4):
        choice["tone"] = draw(st.sampled_from(["confidence", "pressure", "neutral"]))
    if _maybe(draw, 6):
        _put(draw, choice, "foul", _some(draw, world.fouls))
    for meter in METERS:
        if _maybe(draw, 3):
            by = draw(st.integers(-10, 10))
            choice[meter] = draw(st.sampled_from([by, f"{by:+d}"]))
    if _maybe(draw):
        _put(draw, choice, "learn", _some(draw, world.facts))
    if _maybe(draw):
        choice["takes"] = draw(st.sampled_from(STRETCHES))
    if _maybe(draw, 3):
        _put(draw, choice, "moment", _some(draw, world.moments, least=1))
    if _maybe(draw, 3):
        choice["if"] = condition(draw, world, truths=False)
        if _maybe(draw):
            choice["otherwise"] = draw(st.sampled_from(["hidden", "shown"]))
    if _maybe(draw, 3):
        choice["coach"] = f"About {text}"
    choice["to"] = branches(draw, world)
    return choice


def _opening(draw: Draw[Any], world: _World, name: str) -> Data:
    scene: Data = {draw(st.sampled_from(["says", "tells"])): f"This is {name}."}
    if _maybe(draw):
        _put(draw, scene, "moment", _some(draw, world.moments, least=1))
    if _maybe(draw, 4):
        scene["wait"] = draw(st.sampled_from(WAITS))
    if _maybe(draw, 3):
        _put(draw, scene, "learn", _some(draw, world.facts))
    if _maybe(draw, 5):
        scene["who"] = "Lou, the desk manager"
    return scene


def _ending(draw: Draw[Any], world: _World, name: str) -> Data:
    ending = {**_opening(draw, world, name), "ending": draw(st.sampled_from(ENDINGS))}
    if _maybe(draw, 3):
        named = _some(draw, world.truths)
        by_truth = {truth: draw(st.integers(0, 10)) for truth in named}
        ending["keeps"] = by_truth or draw(st.integers(0, 10))
    if _maybe(draw):
        ending["today"] = draw(st.integers(0, 900))
    if _maybe(draw):
        days = sorted(draw(st.lists(st.integers(0, 60), min_size=1, max_size=3)))
        ending["afterwards"] = [_after(draw, world, day) for day in days]
    return ending


def _after(draw: Draw[Any], world: _World, day: int) -> Data:
    after: Data = {"day": day, "tells": f"Day {day} comes."}
    if _maybe(draw):
        after = {"if": condition(draw, world, truths=True), **after}
    if _maybe(draw):
        after["brings"] = draw(st.integers(0, 900))
    return after


def _name_every_moment(scenes: dict[str, Data], world: _World) -> None:
    """A covered step whose rule names a moment that nothing has is an error of the format's, so
    the moments nobody drew happen where the first ending opens, too late to matter."""
    used: set[str] = set()
    for scene in scenes.values():
        for part in (scene, *scene.get("choices", ())):
            named = part.get("moment", [])
            used.update([named] if isinstance(named, str) else named)
    missing = [moment for moment in world.moments if moment not in used]
    if missing:
        ending = scenes[world.endings[0]]
        named = ending.get("moment", [])
        ending["moment"] = [*([named] if isinstance(named, str) else named), *missing]


@st.composite
def pairs(draw: Draw[Any], *, most_scenes: int = 4, most_choices: int = 4) -> Pair:
    """A scenario and its binder. Scenes lead to any other, so hubs and loops are the rule."""

    def names(letter: str, least: int, most: int) -> list[str]:
        return [f"{letter}{n}" for n in range(draw(st.integers(least, most)))]

    counts = draw(st.lists(st.integers(1, most_choices), min_size=2, max_size=most_scenes))
    texts = {f"scene{n}": [f"Line {n}.{k}" for k in range(c)] for n, c in enumerate(counts)}
    own = {
        (scene, text): f"id-{text[5:]}" if draw(st.booleans()) else None
        for scene, lines in texts.items()
        for text in lines
    }
    ids = {
        scene: tuple(own[scene, text] or text_id(scene, text) for text in lines)
        for scene, lines in texts.items()
    }
    truths = names("truth", 0, 3)
    world = _World(
        steps=names("step", 2, 4),
        moments=names("moment", 1, 4),
        fouls=names("foul", 0, 2),
        facts=names("fact", 0, 4),
        truths=truths,
        scenes=list(texts),
        endings=names("end", 1, 3),
        ids=[id for scene in ids.values() for id in scene],
    )
    scenes: dict[str, Data] = {}
    for scene, lines in texts.items():
        choices = [_choice(draw, world, own[scene, text], text) for text in lines]
        way_out: Data = {"do": "Leave.", "to": draw(st.sampled_from(world.endings))}
        scenes[scene] = {**_opening(draw, world, scene), "choices": [*choices, way_out]}
        ids[scene] = (*ids[scene], text_id(scene, "Leave."))
    scenes |= {name: _ending(draw, world, name) for name in world.endings}
    _name_every_moment(scenes, world)
    customer: Data = {"name": "Dana Reyes"}
    if _maybe(draw):
        meters = draw(st.lists(st.sampled_from(METERS), min_size=1, unique=True))
        customer["starts"] = {meter: draw(st.integers(0, 10)) for meter in meters}
    if truths:
        customer["truth"] = {
            truth: {"odds": odds, "really": f"Really {truth}."}
            for truth, odds in zip(truths, _shares(draw, len(truths), 1), strict=True)
        }
    scenario: Data = {
        "title": "A drawn story",
        "binder": "drawn",
        "opens": draw(st.sampled_from(["Saturday 10:40", "Monday 09:00", "Sunday 23:59"])),
        "customer": customer,
        "start": draw(st.sampled_from(world.scenes)),
        "scenes": scenes,
    }
    _put(
        draw,
        scenario,
        "covers",
        _some(draw, world.steps, 5, least=draw(st.integers(0, len(world.steps)))),
    )
    if world.facts:
        scenario["facts"] = {
            fact: {"says": f"Says {fact}.", "worth": draw(st.integers(0, 4))}
            for fact in world.facts
        }
    if _maybe(draw):
        scenario["cost"] = draw(st.integers(0, 900))
    return Pair(scenario, _binder(draw, world.steps, world.moments, world.fouls), ids)
