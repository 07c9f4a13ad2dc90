"""How fast the coach solves: a million states beside compiled spin, and each library scenario.

Knows the coach's public face alone; what spin is given is written from the same program.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks import spin
from benchmarks.promela import promela
from benchmarks.synthetic import million
from benchmarks.table import Report
from game.coach.proofs import prove
from game.coach.study import Study
from game.engine.program import Program, compile_script
from game.library.shelves import built_in, files
from game.script.load import load_scenario

ROUNDS = 5

Say = Callable[[str], None]


def measure(say: Say, rounds: int = ROUNDS) -> Report:
    """Medians: the coach and spin in turn, each in a process of its own."""
    ours: list[dict[str, float]] = []
    theirs: list[spin.Explored] = []
    lacks = spin.missing()
    with tempfile.TemporaryDirectory() as folder:
        pan = None if lacks else spin.build(promela(million()), Path(folder))
        for number in range(rounds):
            say(f"solver: round {number + 1} of {rounds}")
            ours.append(_once())
            if pan is not None:
                theirs.append(spin.explore(pan))
    states, transitions = int(ours[0]["states"]), int(ours[0]["transitions"])
    explored = median(states / each["explored"] for each in ours)
    solved = median(states / (each["explored"] + each["solved"]) for each in ours)
    peak = f"{max(each['megabytes'] for each in ours):.0f} MB"
    rows: list[tuple[str, ...]] = [
        ("a million states", "states per CPU-second", "peak", "target"),
        ("explored: every state, and what leads where", _rate(explored), "", "4 × spin"),
        ("solved: best, worst and mean of every state", _rate(solved), peak, "1.00 M, 150 MB"),
    ]
    if lacks:
        beside = f"spin is not measured: there is no `{lacks}` on this machine's PATH."
    else:
        rate = median(each.states / each.seconds for each in theirs)
        most = f"{max(each.megabytes for each in theirs):.0f} MB"
        name = f"spin {spin.version()}, compiled: every state"
        rows.append((name, _rate(rate), most, ""))
        beside = _beside(states, transitions, theirs[0], explored / rate)
    rows += [_looked_through(program) for program in _library()]
    how = (
        f"Medians of {rounds}. The million is a scenario and a binder drawn from a seed, in the"
        " format's own words, read by the loader and compiled like any other: thirty topics, two"
        " meters of 0 to 10, eight facts, ten steps, a clock of thirty minutes;"
        f" {states:,} states, {transitions:,} transitions. The peak is of the whole process, Python"
        f" and numpy with it. {beside}\n\n"
        "Below it the library: CPU-seconds of the fast pass over each scenario with the exact best"
        " and worst, which is to be under half a second, and of the six proofs with every player's"
        " figures after that; medians too."
    )
    return Report("Solver", how, tuple(rows))


def _library() -> list[Program]:
    shelf = built_in()
    loaded = [load_scenario(path, [shelf]).script for _, path in files(shelf)]
    return [compile_script(script) for script in loaded if script is not None]


def _once() -> dict[str, float]:
    call = [sys.executable, "-m", "benchmarks.million"]
    told = subprocess.run(call, capture_output=True, text=True, check=True).stdout
    found: dict[str, float] = json.loads(told)
    return found


def _beside(states: int, transitions: int, theirs: spin.Explored, ratio: float) -> str:
    same = (states, transitions) == (theirs.states, theirs.transitions)
    count = "the same" if same else f"{theirs.states:,} and {theirs.transitions:,}"
    return (
        "spin is given the same program in Promela: a label a scene, one `d_step` a choice and"
        " branch, two bytes of meters, one of the minute and the flags in words of 31 bits, cleared"
        f" behind a scene as the coach clears them; it reports {count}. Compiled with"
        f" `gcc {' '.join(spin.COMPILED)}` and run with `{' '.join(spin.RUN)}`, in turn with ours;"
        " only the search is timed. It keeps states and nothing of what leads where, and has no"
        f" values to give. The coach explores at {ratio:.1f} times its rate."
    )


def _rate(rate: float) -> str:
    return f"{rate / 1e6:.2f} M"


def _looked_through(program: Program) -> tuple[str, ...]:
    """CPU-seconds, medians of a few."""
    solved, proved = [], []
    states = 0
    for _ in range(ROUNDS):
        began = process_time()
        study = Study(program)
        study.best.worth(study.start)
        study.worst.worth(study.start)
        solved.append(process_time() - began)
        began = process_time()
        prove(study)
        proved.append(process_time() - began)
        states = study.graph.states
    return (
        f"{program.script.id}: {states:,} states",
        f"solved in {median(solved):.3f} s",
        f"proved in {median(proved):.3f} s",
        "0.500 s",
    )
