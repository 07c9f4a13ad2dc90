"""From a key to the whole changed screen, through a pseudo-terminal of 120 × 40.

What counts is the last byte the program wrote for the key, not the first.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks import sixty
from benchmarks.table import Report, at_quantile
from benchmarks.terminal import Program, SilentError

MOVES = 300
DECISIONS = 60
QUIET = 0.1
"""Seconds of silence that end a screen: more than any takes between two writes."""
KEPT = 0.5
"""The same where the disk is waited for."""
DEBRIEF = "play again"
"""Words that only a debrief shows."""
UP, DOWN, ENTER = "\x1b[A", "\x1b[B", "\r"

Say = Callable[[str], None]


class Timed(NamedTuple):
    """Seconds of each key that changed the screen, and CPU-seconds a key."""

    seconds: list[float]
    cpu: float | None


def measure(say: Say, moves: int = MOVES, decisions: int = DECISIONS) -> Report:
    """Arrows in a scene and in a bare OptionList, and Enter through whole runs."""
    with tempfile.TemporaryDirectory() as folder:
        env = sixty.home(Path(folder))
        mine = _arrows(_in_a_scene(env), moves, say, "arrows in a scene")
        theirs = _arrows(_in_a_list(env), moves, say, "arrows in a bare list")
        decision, debrief, again = _runs(_in_a_scene(env), decisions, say)
    rows = [
        ("key", "keys", "p50", "p99", "CPU a key"),
        _row("an arrow in a scene", mine),
        _row("an arrow in a bare OptionList", theirs),
        _row("Enter: a decision, kept in the log, and the next scene", decision),
        _row("Enter: from the ending to the debrief", debrief),
        _row("p: from the debrief to a new run of the same scenario", again),
    ]
    beside = (
        f" An arrow costs {mine.cpu / theirs.cpu:.2f} times a bare list's CPU time."
        if (mine.cpu and theirs.cpu)
        else ""
    )
    how = (
        "From writing the key to the last byte of what it changed, at 120 × 40, panels open. Enter "
        "goes through whole runs, one after another, with their endings; each decision is "
        "committed before the next scene is painted. Half a second of silence goes before each "
        "Enter, in which the app works out what every choice would bring, as it does while "
        "somebody reads: a faster hand may wait for more than this. What the coach works out comes "
        "into a debrief later, and is not waited for. The target on a quiet machine is "
        f"p50 at most 10 ms, p99 at most 40 ms.{beside}"
    )
    return Report("Keys", how, tuple(rows))


def _row(name: str, timed: Timed) -> tuple[str, ...]:
    cpu = "unknown" if timed.cpu is None else _ms(timed.cpu)
    if not timed.seconds:
        return (name, "0", "", "", "")
    p50, p99 = median(timed.seconds), at_quantile(timed.seconds, 0.99)
    return (name, f"{len(timed.seconds)}", _ms(p50), _ms(p99), cpu)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def _in_a_scene(env: Mapping[str, str]) -> Program:
    program = Program([sixty.command(), "play", "showroom/just-looking"], env)
    program.wait_for("Just looking", "minutes")
    program.settle(KEPT)
    return program


def _in_a_list(env: Mapping[str, str]) -> Program:
    program = Program(sixty.peer("bare_list"), env)
    program.wait_for("number 4.")
    return program


def _arrows(program: Program, moves: int, say: Say, name: str) -> Timed:
    keys = islice(cycle((DOWN, UP)), moves)
    try:
        program.settle(QUIET)
        began = program.cpu()
        found = []
        for number, key in enumerate(keys, 1):
            say(f"{name}: {number} of {moves}")
            found.append(program.press(key, QUIET).seconds)
        ended = program.cpu()
    finally:
        program.kill()
    cpu = None if began is None or ended is None else (ended - began) / moves
    return Timed([one for one in found if one is not None], cpu)


def _runs(program: Program, decisions: int, say: Say) -> tuple[Timed, Timed, Timed]:
    """Enter through whole runs: decisions, the debriefs they end in, and the runs begun again."""
    kinds: tuple[list[float], list[float], list[float]] = ([], [], [])
    used = [0.0, 0.0, 0.0]
    tells, in_debrief, shown = True, False, ""
    try:
        program.settle(KEPT)
        while len(kinds[0]) < decisions:
            say(f"decisions: {len(kinds[0])} of {decisions}")
            before = program.cpu()
            # What the coach works out comes into a debrief later, and nobody waits for it.
            pressed = program.press("p" if in_debrief else ENTER, QUIET)
            program.settle(KEPT)
            after = program.cpu()
            came_to_debrief = DEBRIEF in pressed.words
            kind = 1 if came_to_debrief else 2 if in_debrief else 0
            in_debrief = came_to_debrief
            if pressed.seconds is None:
                raise SilentError(f"Enter changed nothing here: {' '.join(shown.split()[-60:])}")
            shown = pressed.words
            kinds[kind].append(pressed.seconds)
            tells = tells and before is not None and after is not None
            used[kind] += (after or 0.0) - (before or 0.0)
    finally:
        program.kill()
    first, second, third = (
        Timed(seconds, cpu / len(seconds) if tells and seconds else None)
        for seconds, cpu in zip(kinds, used, strict=True)
    )
    return first, second, third
