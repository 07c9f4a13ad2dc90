"""Small scenarios in the format's own words, so that a test shows the file it is about.

Reads them through the real loader; knows nothing of what a test wants of them.
"""

from __future__ import annotations

from textwrap import dedent, indent

from game.engine.program import Program, compile_script
from game.engine.run import Run, start
from game.script.load import load_sources
from scoring.ledger import Line

DANA = "customer: {name: Dana, starts: {trust: 3, pressure: 2, value: 2}}"

DOOR = """
lot:
  says: Hi.
  choices:
    - {say: Wait., id: wait, takes: 3 min, to: door}
door:
  says: Still here.
  wait: 10 min
  moment: leaves
  choices:
    - {say: Greet., id: greets, does: greet, takes: TAKES, to: gone}
gone: {tells: Gone., ending: lost}
"""
"""A trainee who may be late at the door."""
GREET = "greet: {label: Greet, points: 10, within: 5 min of leaves}"


def tale(
    scenes: str, *, covers: str = "", steps: str = "", binder: str = "", head: str = DANA
) -> Program:
    """A program from the YAML of its scenes (the first is the start) and of the binder's steps;
    `head` is more of the scenario, `binder` more of the binder."""
    scenes = dedent(scenes).strip("\n")
    first = scenes.partition(":")[0]
    steps = dedent(steps).strip("\n") or "greet: {label: Greet, points: 10}"
    scenario = (
        f"title: A tale\nbinder: b\ncovers: [{covers}]\nstart: {first}\n{dedent(head)}\n"
        f"scenes:\n{indent(scenes, '  ')}\n"
    )
    process = f"title: A binder\n{dedent(binder)}\nsteps:\n{indent(steps, '  ')}\n"
    loaded = load_sources("tale", scenario.encode(), "b", process.encode())
    assert loaded.script is not None, loaded.problems
    return compile_script(loaded.script)


def play(program: Program, *choices: str, seed: int = 1, truth: str | None = None) -> Run:
    """The run after these choices."""
    run = start(program, seed, truth)
    for choice in choices:
        run = run.choose(choice)
    return run


def meters(run: Run) -> tuple[int, int, int]:
    """Trust, pressure and value."""
    layout = run.program.judge.layout
    trust, pressure, value = (layout.meter(run.state, m) for m in ("trust", "pressure", "value"))
    return trust, pressure, value


def knows(run: Run) -> set[str]:
    """The facts learnt."""
    return {f for f, bit in run.program.judge.layout.facts.items() if run.state & bit}


def happened(run: Run) -> set[str]:
    """The moments that have happened."""
    return {m for m, bit in run.program.judge.layout.moments.items() if run.state & bit}


def offered(run: Run) -> list[str]:
    """The ids on offer, in file order."""
    return [row.id for row in run.offered()]


def line(run: Run, cites: str) -> Line:
    """The ledger's line for a step or a measure."""
    return next(line for line in run.scorecard().ledger if line.cites == cites)
