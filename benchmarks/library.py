"""The whole library: listed as the lobby lists it, and checked and proved by `sixty check`.

Knows the command, and where cards come from. POSIX only, for the CPU time of what it starts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks import sixty
from benchmarks.table import Report
from game.library.shelves import built_in, files

LISTED = 15
CHECKED = 3

_LIST = """
from time import perf_counter, process_time
began, used = perf_counter(), process_time()
from game.library.cards import catalogue
from game.library.shelves import built_in
catalogue([built_in()], "index.json")
print(perf_counter() - began, process_time() - used)
"""

Say = Callable[[str], None]
Spent = tuple[float, float]
"""Seconds on the clock, and CPU-seconds."""


def measure(say: Say, listed: int = LISTED, checked: int = CHECKED) -> Report:
    """Medians: the cards from nothing and from a warm index; the proofs from nothing and kept."""
    cold, warm, first, again = [], [], [], []
    for number in range(listed):
        say(f"library: listed, {number + 1} of {listed}")
        with tempfile.TemporaryDirectory() as folder:
            cold.append(_listed(folder))
            warm.append(_listed(folder))
    for number in range(checked):
        say(f"library: checked, {number + 1} of {checked}")
        with tempfile.TemporaryDirectory() as folder:
            env = {**os.environ, "SIXTY_HOME": folder, "SIXTY_SCENARIOS": ""}
            first.append(_ran(["check"], env))
            again.append(_ran(["check"], env))
    whole = f"{sum(1 for _ in files(built_in()))} scenarios"
    rows = (
        ("the whole library", "seconds", "CPU-seconds", "target"),
        _row("listed, every file read", cold, ""),
        _row("listed again, from its index", warm, "0.30 s"),
        _row("checked and proved, nothing remembered", first, "3 s"),
        _row("checked again, the proofs remembered", again, ""),
    )
    how = (
        f"Medians of {listed} and of {checked}; {whole}. Listed is every card that the lobby shows,"
        " in a Python of its own, with what is imported for it and without Python's start. Checked"
        " is `sixty check` as it is typed, with its start; its processes' CPU time together."
    )
    return Report("Library", how, rows)


def _row(name: str, spent: Sequence[Spent], target: str) -> tuple[str, ...]:
    wall, cpu = (median(each) for each in zip(*spent, strict=True))
    return (name, f"{wall:.2f}", f"{cpu:.2f}", target)


def _listed(folder: str) -> Spent:
    root = Path(__file__).parent.parent
    ended = subprocess.run(
        [sys.executable, "-c", _LIST],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    wall, cpu = map(float, ended.stdout.split())
    return wall, cpu


def _ran(arguments: Sequence[str], env: dict[str, str]) -> Spent:
    began = perf_counter()
    child = subprocess.Popen([sixty.command(), *arguments], env=env, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"sixty {' '.join(arguments)} ended with {child.returncode}")
    return perf_counter() - began, used.ru_utime + used.ru_stime
