"""Choices per CPU-second: the library's scenarios walked at random, scoring and ledger on.

Knows the engine's public face alone. The walker's own luck comes from `random`, which the engine
never uses; the time it takes is counted as the engine's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from statistics import median
from time import process_time

from benchmarks.table import Report
from game.engine.program import Program, compile_script
from game.engine.run import start
from game.library.shelves import built_in, files
from game.script.load import load_scenario
from scoring.binder import METERS

ROUNDS = 9
SECONDS = 0.3
"""CPU-seconds a round spends on each program and its peer."""
FIRST = frozenset({"phone/two-states-away", "showroom/just-looking", "showroom/price-first"})
"""The three scenarios for which the target was set."""
FULL_LENGTH = 12
"""Scenes of a scenario of full length; the two-minute first customer is left out."""

Walk = Callable[[int, Random], int]


def library() -> list[Program]:
    """The built-in scenarios of full length, compiled."""
    shelf = built_in()
    loaded = [load_scenario(path, [shelf]).script for _, path in files(shelf)]
    return [
        compile_script(script)
        for script in loaded
        if script is not None and len(script.scenario.scenes) >= FULL_LENGTH
    ]


def measure(say: Callable[[str], None], rounds: int = ROUNDS) -> Report:
    """The engine beside a bare loop over the same scenes, in turn."""
    programs = library()
    engines = [_engine(program) for program in programs]
    loops = [_loop(program) for program in programs]
    rates: dict[Walk, list[float]] = {walk: [] for walk in (*engines, *loops)}
    for number in range(rounds):
        say(f"engine: round {number + 1} of {rounds}")
        for walk in (*engines, *loops):
            rates[walk].append(_rate(walk, number))
    rows: list[tuple[str, ...]] = [
        ("walked at random", "choices per CPU-second", "bare loop", "share of the loop")
    ]
    both: dict[str, tuple[float, float]] = {}
    for program, engine, loop in zip(programs, engines, loops, strict=True):
        mine, theirs = median(rates[engine]), median(rates[loop])
        both[program.script.id] = mine, theirs
        rows.append(_row(program.script.id, mine, theirs))
    first = [pair for id, pair in both.items() if id in FIRST]
    rows.append(_row("the three that came first, in equal parts", *_mean(first)))
    rows.append(_row("all of them, in equal parts", *_mean(list(both.values()))))
    how = (
        f"Median of {rounds} rounds of {SECONDS:g} CPU-second each, engine and loop in turn. "
        "The engine offers, takes, moves the clock, keeps meters, facts, steps and moments, draws "
        "chance, and makes each run's scorecard with its ledger. The bare loop walks the same "
        "scenes with dicts and sets for meters, facts, steps and minutes: no conditions, no rules, "
        "no scores, no record of the way. "
        "The target, set for the first three, is 100,000.\n\n"
        "Reported elsewhere, on other machines and not measured here, for a comparable story of 30 "
        "nodes: a C++ ink runtime 66,000, inkjs 9,000, the pure-Python Bardic 4,500, a bare Python "
        "loop without a log 350,000."
    )
    return Report("Engine", how, tuple(rows))


def _mean(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """As many choices of each: the mean that adds times is the harmonic one."""
    mine, theirs = (len(pairs) / sum(1 / pair[side] for pair in pairs) for side in (0, 1))
    return mine, theirs


def _row(name: str, mine: float, theirs: float) -> tuple[str, ...]:
    return (name, f"{mine:,.0f}", f"{theirs:,.0f}", f"{mine / theirs:.0%}")


def _rate(walk: Walk, seed: int) -> float:
    luck = Random(seed)
    choices = runs = 0
    began = process_time()
    while (spent := process_time() - began) < SECONDS:
        for _ in range(50):
            choices += walk(runs, luck)
            runs += 1
    return choices / spent


def _engine(program: Program) -> Walk:
    def walk(seed: int, luck: Random) -> int:
        run = start(program, seed)
        while not run.over:
            rows = run.offered()
            run = run.take(rows[int(luck.random() * len(rows))], rows)
        run.scorecard()
        return len(run.taken)

    return walk


def _loop(program: Program) -> Walk:
    """The ten lines one would write first: dicts and sets, no conditions, no rules, no record."""
    story = {
        scene.id: [
            (
                row.id,
                row.takes,
                [(meter, getattr(row.source, meter)) for meter in METERS],
                row.source.learn,
                row.source.does,
                [program.scenes[way.scene].id for way in row.ways],
            )
            for row in scene.choices
        ]
        for scene in program.scenes
    }
    first = program.scenes[program.first].id
    ends = {scene.id for scene in program.scenes if scene.kind is not None}

    def walk(_: int, luck: Random) -> int:
        scene, minute = first, 0
        meters = {"trust": 3, "pressure": 2, "value": 2}
        taken: set[str] = set()
        known: set[str] = set()
        done: set[str] = set()
        while scene not in ends:
            open_now = [choice for choice in story[scene] if choice[0] not in taken]
            if not open_now:
                break
            id, takes, moves, learn, does, ahead = open_now[int(luck.random() * len(open_now))]
            taken.add(id)
            minute += takes
            for meter, by in moves:
                meters[meter] = max(0, min(10, meters[meter] + by))
            known.update(learn)
            done.update(does)
            scene = ahead[int(luck.random() * len(ahead))]
        return len(taken)

    return walk
