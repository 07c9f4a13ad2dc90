"""spin, the model checker, as a peer: the same model written in Promela, compiled and explored.

Knows the `spin` and `gcc` that are on PATH; where one is missing there is no peer.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

COMPILED = ("-O3", "-march=native", "-w", "-DSAFETY", "-DNOREDUCE", "-DNOFAIR", "-DMEMLIM=4096")
"""The quickest of those tried: without partial order reduction, which has one process to order and
nothing to reduce; with spin's own byte masks on a state. `-DCOLLAPSE`, `-DNOCOMP` and `-DBFS` were
slower."""

RUN = ("-w21", "-m10000", "-n")
"""A hash table of 2²¹ slots, the quickest for a million states."""


class Explored(NamedTuple):
    """What spin found: states and transitions, CPU-seconds of the search alone, megabytes."""

    states: int
    transitions: int
    seconds: float
    megabytes: float


def missing() -> str | None:
    """Which of the two programs is not there."""
    return next((name for name in ("spin", "gcc") if shutil.which(name) is None), None)


def version() -> str:
    """What spin calls itself: `6.5.2`."""
    told = subprocess.run(["spin", "-V"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\d+(\.\d+)+", told)
    return found[0] if found else "of no known version"


def build(model: str, folder: Path) -> Path:
    """The search for a model, compiled in a folder."""
    (folder / "model.pml").write_text(model, encoding="utf-8")
    calls = ["spin", "-a", "model.pml"], ["gcc", *COMPILED, "pan.c", "-o", "pan"]
    for call in calls:
        subprocess.run(call, cwd=folder, capture_output=True, check=True)
    return folder / "pan"


def explore(pan: Path) -> Explored:
    """One whole search. Raises RuntimeError where it ended before the end or found a fault."""
    child = subprocess.Popen([pan, *RUN], cwd=pan.parent, stdout=subprocess.PIPE, text=True)
    if child.stdout is None:
        raise RuntimeError("the search has no output")
    told = child.stdout.read()
    child.stdout.close()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode or "errors: 0" not in told or "max search depth too small" in told:
        raise RuntimeError(f"spin did not finish: {told}")
    return Explored(
        states=int(_found(r"(\d+) states, stored", told)),
        # The first state counts as one there, though nothing leads to it.
        transitions=int(_found(r"(\d+) transitions", told)) - 1,
        seconds=used.ru_utime + used.ru_stime,
        megabytes=float(_found(r"([\d.]+)\s+total actual memory usage", told)) * 2**20 / 1e6,
    )


def _found(pattern: str, told: str) -> str:
    found = re.search(pattern, told)
    if found is None:
        raise RuntimeError(f"spin says nothing of {pattern}: {told}")
    return found[1]
