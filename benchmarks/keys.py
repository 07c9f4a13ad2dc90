"""From a key to the whole changed screen, through a pseudo-terminal of 120 × 40.

What counts is the last byte the program wrote for the key, not the first.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks import sixty
from benchmarks.table import Report, at_quantile
from benchmarks.terminal import Program

MOVES = 300
DECISIONS = 120
QUIET = 0.15
"""Seconds of silence that end a screen: more than any screen takes between two writes."""
UP, DOWN, ENTER = "\x1b[A", "\x1b[B", "\r"

Say = Callable[[str], None]


class Timed(NamedTuple):
    """Seconds of each key that changed the screen, how many did not, and CPU-seconds a key."""

    seconds: list[float]
    unchanged: int
    cpu: float | None


def measure(say: Say, moves: int = MOVES, decisions: int = DECISIONS) -> Report:
    """Arrows in a scene and in a bare OptionList, and Enter through whole runs."""
    with tempfile.TemporaryDirectory() as folder:
        env = sixty.home(Path(folder))
        arrows = islice(cycle((DOWN, UP)), moves)
        mine = _keys(_in_a_scene(env), arrows, say, "arrows in a scene")
        arrows = islice(cycle((DOWN, UP)), moves)
        theirs = _keys(_in_a_list(env), arrows, say, "arrows in a bare list")
        enters = islice(cycle((ENTER,)), decisions)
        whole = _keys(_in_a_scene(env), enters, say, "decisions")
    rows = [
        ("key", "keys", "p50", "p99", "CPU a key"),
        _row("an arrow in a scene", mine),
        _row("an arrow in a bare OptionList", theirs),
        _row("Enter: a decision, kept in the log, and the next scene", whole),
    ]
    beside = (
        f" An arrow costs {mine.cpu / theirs.cpu:.2f} times a bare list's CPU time."
        if (mine.cpu and theirs.cpu)
        else ""
    )
    how = (
        "From writing the key to the last byte of what it changed, at 120 × 40, panels open. Enter "
        "goes through whole runs, one after another, with their endings and debriefs; each "
        "decision is committed before the next scene is painted. The target on a quiet machine is "
        f"p50 at most 10 ms, p99 at most 40 ms.{beside}"
    )
    return Report("Keys", how, tuple(rows))


def _row(name: str, timed: Timed) -> tuple[str, ...]:
    cpu = "unknown" if timed.cpu is None else _ms(timed.cpu)
    p50, p99 = median(timed.seconds), at_quantile(timed.seconds, 0.99)
    return (name, f"{len(timed.seconds)}", _ms(p50), _ms(p99), cpu)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def _in_a_scene(env: Mapping[str, str]) -> Program:
    program = Program([sixty.command()], env)
    program.wait_for("Just looking")
    program.settle(QUIET)
    program.press(ENTER, QUIET)
    return program


def _in_a_list(env: Mapping[str, str]) -> Program:
    program = Program(sixty.peer("bare_list"), env)
    program.wait_for("number 4.")
    return program


def _keys(program: Program, keys: Iterator[str], say: Say, name: str) -> Timed:
    try:
        program.settle(QUIET)
        began = program.cpu()
        found: list[float | None] = []
        for number, key in enumerate(keys, 1):
            say(f"{name}: key {number}")
            found.append(program.press(key, QUIET))
        ended = program.cpu()
    finally:
        program.kill()
    seconds = [one for one in found if one is not None]
    if not seconds:
        raise RuntimeError(f"{name}: no key changed the screen")
    cpu = None if began is None or ended is None else (ended - began) / len(found)
    return Timed(seconds, len(found) - len(seconds), cpu)
