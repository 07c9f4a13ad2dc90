"""A scenario of about a million states, drawn from a seed: the size, not the story, is the point.

Two meters of 0 to 10, eight facts, ten steps and a clock of thirty minutes, as data a mentor's two
files could hold, read by the real loader and compiled like any other. Knows no solver.
"""

from __future__ import annotations

import json
from random import Random
from typing import Any

from game.engine.program import Program, compile_script
from game.script.load import load_sources

Data = dict[str, Any]

TOPICS = 30
FACTS = 8
STEPS = 10
CLOCK = 30
"""Minutes; nothing is asked about a later one."""


SEED = 2
"""Of the first few the one that comes nearest to a million states."""


def million(seed: int = SEED) -> Program:
    """The program of that seed's scenario."""
    luck = Random(seed)
    scenario, binder = (json.dumps(data).encode() for data in (_scenario(luck), _binder(luck)))
    loaded = load_sources("synthetic/million", scenario, "synthetic", binder)
    if loaded.script is None:
        raise ValueError(f"the model is not a scenario: {loaded.problems}")
    return compile_script(loaded.script)


def _binder(luck: Random) -> Data:
    """Ten steps, each with a rule or two; `value` is worth nothing, so two meters count."""
    steps: Data = {}
    for number in range(STEPS):
        step: Data = {"label": f"Do step {number}", "points": luck.randint(4, 14)}
        if number:
            step["after"] = f"step{number - 1}"
        steps[f"step{number}"] = step
    return {
        "title": "A drawn process",
        "steps": steps,
        "moments": ["arrival"],
        "sixty": {"trust": 25, "ease": 25, "understanding": 30, "outcome": 20},
    }


def _scenario(luck: Random) -> Data:
    topics = [f"topic{number}" for number in range(TOPICS)]
    scenes = {name: _topic(luck, number) for number, name in enumerate(topics)}
    scenes["topic0"]["moment"] = "arrival"
    for number, kind in enumerate(("sold", "follow-up", "lost")):
        scenes[f"end{number}"] = {"tells": f"It ends as {kind}.", "ending": kind}
    return {
        "title": "A drawn story",
        "about": "As large as an authored story could ever be.",
        "minutes": 30,
        "binder": "synthetic",
        "covers": [f"step{number}" for number in range(STEPS)],
        "customer": {"name": "Nobody", "seen": "Nothing.", "starts": {"trust": 4, "pressure": 3}},
        "facts": {f"fact{number}": {"says": f"Fact {number}."} for number in range(FACTS)},
        "start": "topic0",
        "scenes": scenes,
    }


def _topic(luck: Random, number: int) -> Data:
    """Three or four lines to choose from; the first is always on offer."""
    choices = []
    for place in range(luck.choice((3, 3, 4))):
        choice: Data = {
            "say": f"Line {number}.{place}",
            "takes": f"{luck.choice((1, 1, 1, 2))} min",
            "to": _ahead(luck, number),
        }
        for meter in ("trust", "pressure"):
            if luck.random() < 0.7:
                choice[meter] = luck.choice((-2, -1, 1, 2))
        if place == 1 and number % 3 == 1 and number // 3 < FACTS:
            choice["learn"] = f"fact{number // 3}"
        if place == 2 and number % 3 == 2:
            choice["does"] = f"step{number // 3}"
        if place:
            choice["if"] = _condition(luck, number)
        choices.append(choice)
    return {"says": f"This is topic {number}.", "choices": choices}


def _ahead(luck: Random, number: int) -> Any:
    if number + 1 < TOPICS:
        near = f"topic{number + 1}"
        far = f"topic{number + 2}" if number + 2 < TOPICS else "end2"
    else:
        near, far = luck.sample(("end0", "end1", "end2"), 2)
    if luck.random() < 0.8:
        return near
    return [{"odds": 5 * luck.randint(2, 18), "go": near}, {"go": far}]


def _condition(luck: Random, number: int) -> Data:
    """What a line asks for: a meter, the time, or a step of not long ago."""
    kind = luck.random()
    if kind < 0.35:
        return {luck.choice(("trust", "pressure")): f"at most {luck.randint(5, 9)}"}
    if kind < 0.7:
        return {luck.choice(("trust", "pressure")): f"at least {luck.randint(1, 4)}"}
    if kind < 0.85:
        return {"before": f"{luck.randint(CLOCK // 2, CLOCK)} min"}
    return {"not-done": f"step{max(0, number // 3 - 1)}"}
