"""Whole random scenarios and binders, as the data a mentor's files hold, for every property test.

`pairs()` draws them; a pair reads itself through the real loader and compiles itself. Every scene
keeps one line that always leads to an ending, so every run of every pair ends. Knows no play.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import yaml
from hypothesis import strategies as st

from game.engine.program import Program, compile_script
from game.script.ids import text_id
from game.script.load import Script, load_sources
from scoring.binder import ENDINGS, METERS
from tests.drawn import (
    DEADLINES,
    STRETCHES,
    WAITS,
    Data,
    Draw,
    T,
    World,
    binder,
    branches,
    condition,
    maybe,
    put,
    shares,
    some,
)


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
    return st.binary(min_size=20, max_size=20).map(lambda row: [byte % 41 for byte in row])


def pick(numbers: Sequence[int], decision: int, offered: Sequence[T]) -> T:
    """The choice a play takes. What is offered last is the way out, taken on LEAVE, past the
    play's end, and where nothing else is left."""
    number = numbers[decision] if decision < len(numbers) else LEAVE
    if number == LEAVE or len(offered) == 1:
        return offered[-1]
    return offered[number % (len(offered) - 1)]


def _choice(draw: Draw, world: World, id: str | None, text: str) -> Data:
    choice: Data = {draw.among(["say", "do"]): text}
    if id is not None:
        choice["id"] = id
    if not maybe(draw, 4):
        put(draw, choice, "does", some(draw, world.steps, 3, least=1))
    if maybe(draw, 4):
        choice["tone"] = draw.among(["confidence", "pressure", "neutral"])
    if maybe(draw, 6):
        put(draw, choice, "foul", some(draw, world.fouls))
    for meter in METERS:
        if maybe(draw, 3):
            by = draw.whole(-10, 10)
            choice[meter] = draw.among([by, f"{by:+d}"])
    if maybe(draw):
        put(draw, choice, "learn", some(draw, world.facts))
    if world.entries and maybe(draw):
        everything = maybe(draw, 4)
        put(draw, choice, "writes", ["all"] if everything else some(draw, world.entries))
    for key in ("promises", "makes-good") if world.promises else ():
        if maybe(draw):
            put(draw, choice, key, some(draw, world.promises))
    if maybe(draw):
        choice["takes"] = draw.among(STRETCHES)
    if maybe(draw, 3):
        put(draw, choice, "moment", some(draw, world.moments, least=1))
    if maybe(draw, 3):
        choice["if"] = condition(draw, world, truths=False)
        if maybe(draw):
            choice["otherwise"] = draw.among(["hidden", "shown"])
    if maybe(draw, 3):
        choice["coach"] = f"About {text}"
    choice["to"] = branches(draw, world)
    return choice


def _opening(draw: Draw, world: World, name: str) -> Data:
    scene: Data = {draw.among(["says", "tells"]): f"This is {name}."}
    if maybe(draw):
        put(draw, scene, "moment", some(draw, world.moments, least=1))
    if maybe(draw, 4):
        scene["wait"] = draw.among(WAITS)
    if maybe(draw, 3):
        put(draw, scene, "learn", some(draw, world.facts))
    if world.card and maybe(draw, 3):
        scene["takes-over"] = "Lou, on Monday"
    if maybe(draw, 5):
        scene["who"] = "Lou, the desk manager"
    return scene


def _ending(draw: Draw, world: World, name: str) -> Data:
    ending = {**_opening(draw, world, name), "ending": draw.among(ENDINGS)}
    if maybe(draw, 3):
        named = some(draw, world.truths)
        by_truth = {truth: draw.whole(0, 10) for truth in named}
        ending["keeps"] = by_truth or draw.whole(0, 10)
    if maybe(draw):
        ending["today"] = draw.whole(0, 900)
    if maybe(draw):
        days = sorted(draw.numbers(0, 60, 1, 3))
        ending["afterwards"] = [_after(draw, world, day) for day in days]
    return ending


def _after(draw: Draw, world: World, day: int) -> Data:
    after: Data = {"day": day, "tells": f"Day {day} comes."}
    if maybe(draw):
        after = {"if": condition(draw, world, truths=True), **after}
    if maybe(draw):
        after["brings"] = draw.whole(0, 900)
    return after


def _limit(draw: Draw) -> Data:
    return {"within": draw.among(DEADLINES)} if maybe(draw) else {}


def _against_the_clock(draw: Draw, world: World, scenes: dict[str, Data]) -> Data:
    """Gives some scenes a minute budget, and returns the scene it leads to: only endings follow
    there, so that no run comes back to a scene whose way out is taken."""
    for scene in scenes.values():
        if maybe(draw):
            scene["until"] = draw.among(STRETCHES)
            scene["then"] = draw.among(["late", *world.endings])
    choices = [{**_choice(draw, world, None, "Late."), "to": draw.among(world.endings)}]
    way_out: Data = {"do": "Leave.", "to": draw.among(world.endings)}
    return {**_opening(draw, world, "late"), "choices": [*choices, way_out]}


def _name_every_moment(scenes: dict[str, Data], world: World) -> None:
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


ROW = 1_000
"""Bytes that a pair is read from; few pairs need as many."""


@st.composite
def pairs(draw: st.DrawFn, *, most_scenes: int = 4, most_choices: int = 4) -> Pair:
    """A scenario and its binder. Scenes lead to any other, so hubs and loops are the rule."""
    row = Draw(draw(st.binary(min_size=ROW, max_size=ROW)))
    return _pair(row, most_scenes, most_choices)


def _pair(draw: Draw, most_scenes: int, most_choices: int) -> Pair:

    def names(letter: str, least: int, most: int) -> list[str]:
        return [f"{letter}{n}" for n in range(draw.whole(least, most))]

    counts = draw.numbers(1, most_choices, 2, most_scenes)
    texts = {f"scene{n}": [f"Line {n}.{k}" for k in range(c)] for n, c in enumerate(counts)}
    own = {
        (scene, text): f"id-{text[5:]}" if maybe(draw) else None
        for scene, lines in texts.items()
        for text in lines
    }
    ids = {
        scene: tuple(own[scene, text] or text_id(scene, text) for text in lines)
        for scene, lines in texts.items()
    }
    truths = names("truth", 0, 3)
    kinds = ["", "", "card", "promises", "clock", "card promises clock"]
    mechanics = draw.among(kinds).split()
    world = World(
        steps=names("step", 2, 4),
        moments=names("moment", 1, 4),
        fouls=names("foul", 0, 2),
        facts=names("fact", 0, 4),
        truths=truths,
        scenes=list(texts),
        endings=names("end", 1, 3),
        ids=[id for scene in ids.values() for id in scene],
        notes=names("note", 0, 2) if "card" in mechanics else [],
        promises=names("promise", 1, 2) if "promises" in mechanics else [],
        card="card" in mechanics,
    )
    scenes: dict[str, Data] = {}
    for scene, lines in texts.items():
        choices = [_choice(draw, world, own[scene, text], text) for text in lines]
        way_out: Data = {"do": "Leave.", "to": draw.among(world.endings)}
        scenes[scene] = {**_opening(draw, world, scene), "choices": [*choices, way_out]}
        ids[scene] = (*ids[scene], text_id(scene, "Leave."))
        if maybe(draw, 6):
            scenes[scene]["from-memory"] = draw.among([True, "yes", "no"])
    if "clock" in mechanics:
        scenes["late"] = _against_the_clock(draw, world, scenes)
        ids["late"] = (text_id("late", "Late."), text_id("late", "Leave."))
    scenes |= {name: _ending(draw, world, name) for name in world.endings}
    _name_every_moment(scenes, world)
    customer: Data = {"name": "Dana Reyes"}
    if maybe(draw):
        meters = draw.several(METERS, 1, len(METERS))
        customer["starts"] = {meter: draw.whole(0, 10) for meter in meters}
    if truths:
        customer["truth"] = {
            truth: {"odds": odds, "really": f"Really {truth}."}
            for truth, odds in zip(truths, shares(draw, len(truths), 1), strict=True)
        }
    scenario: Data = {
        "title": "A drawn story",
        "binder": "drawn",
        "opens": draw.among(["Saturday 10:40", "Monday 09:00", "Sunday 23:59"]),
        "customer": customer,
        "start": draw.among(world.scenes),
        "scenes": scenes,
    }
    put(
        draw,
        scenario,
        "covers",
        some(draw, world.steps, 5, least=draw.whole(0, len(world.steps))),
    )
    if world.facts:
        scenario["facts"] = {
            fact: {"says": f"Says {fact}.", "worth": draw.whole(0, 4)} for fact in world.facts
        }
    if world.notes:
        scenario["notes"] = {note: {"says": f"Says {note}."} for note in world.notes}
    put(draw, scenario, "card", some(draw, world.entries))
    if world.promises:
        scenario["promises"] = {
            promise: {"says": f"Promises {promise}."} | _limit(draw) for promise in world.promises
        }
    if maybe(draw):
        scenario["cost"] = draw.whole(0, 900)
    return Pair(scenario, binder(draw, world.steps, world.moments, world.fouls), ids)
