"""CPU time to the first painted frame, beside a bare Textual app; and of `--help`, beside Python.

Each program is killed as soon as its frame has been read, so what follows it is not counted.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmarks import sixty
from benchmarks.table import Report
from benchmarks.terminal import Program

TIMES = 15

Measure = Callable[[], float]


def measure(say: Callable[[str], None], times: int = TIMES) -> Report:
    """Medians of `times`, in turn, after one of each that is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        env = sixty.home(Path(folder))
        lobby = _in_turn(
            say,
            "start",
            times,
            lambda: _to_frame([sixty.command()], env, "Your first customer"),
            lambda: _to_frame(sixty.peer("bare_app"), env, "The first frame."),
        )
        help_text = _in_turn(
            say,
            "help",
            times,
            lambda: _to_end([sixty.command(), "--help"], env),
            lambda: _to_end([sys.executable, "-c", "pass"], env),
        )
    rows = [
        ("CPU time", "median", "beside it", "median of that", "ratio", "target"),
        _row("`sixty` to the lobby with its scenarios", lobby, "a bare Textual app", "1.3"),
        _row("`sixty --help`", help_text, "`python -c pass`", "3"),
    ]
    how = (
        f"Medians of {times}, in turn, in a pseudo-terminal of 120 × 40 with a warm index of the "
        "library and one visitor known. The program is killed when the names of the scenarios "
        "have been read from the terminal; the CPU time is what the system counted for it by then, "
        "threads and all. The bare app is one Static. Reported elsewhere, on another machine and "
        "not measured here: toolong 2.3, harlequin 4.1, posting 4.4 times a bare app."
    )
    return Report("Start", how, tuple(rows))


def _row(name: str, pair: tuple[float, float], peer: str, target: str) -> tuple[str, ...]:
    mine, theirs = pair
    ratio = f"{mine / theirs:.2f}"
    return (name, f"{mine:.3f} s", peer, f"{theirs:.3f} s", ratio, f"at most {target}")


def _in_turn(
    say: Callable[[str], None], name: str, times: int, mine: Measure, theirs: Measure
) -> tuple[float, float]:
    figures: tuple[list[float], list[float]] = ([], [])
    for number in range(times + 1):
        say(f"{name}: {number} of {times}")
        for found, run in zip(figures, (mine, theirs), strict=True):
            used = run()
            if number:
                found.append(used)
    return median(figures[0]), median(figures[1])


def _to_frame(command: Sequence[str], env: Mapping[str, str], words: str) -> float:
    program = Program(command, env)
    try:
        program.wait_for(words)
    finally:
        used = program.kill()
    return used


def _to_end(command: Sequence[str], env: Mapping[str, str]) -> float:
    child = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{command[0]} ended with {child.returncode}")
    return used.ru_utime + used.ru_stime
