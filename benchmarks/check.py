"""`sixty check` as a mentor meets it: one file again on every save.

Knows the command and what it prints.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from benchmarks import sixty
from benchmarks.table import Report
from game.library.shelves import built_in

SAVES = 7
SCENARIO = "showroom/just-looking"

Say = Callable[[str], None]


def measure(say: Say, saves: int = SAVES) -> Report:
    """Medians of saves under `--watch`."""
    words, numbers, failures = _saves(say, saves)
    rows = (
        ("one file saved", "seconds", "target"),
        ("words changed", f"{median(words):.3f}", "0.200 s"),
        ("a number changed", f"{median(numbers):.3f}", "0.200 s"),
        ("a number that makes a proof fail", f"{median(failures):.3f}", "0.200 s"),
    )
    how = (
        f"Medians of {saves} saves of {SCENARIO} under `sixty check --watch`, after a first: from"
        " the end of the write to the last line that tells of it. Where only words changed the"
        " proofs are remembered; where a number did, it is solved and proved anew. What fails"
        " is told, and only then the number looked for that would mend it, until the next save."
    )
    return Report("Check", how, rows)


def _saves(say: Say, saves: int) -> tuple[list[float], list[float], list[float]]:
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as folder:
        shelf = Path(folder) / "shelf"
        shutil.copytree(built_in(), shelf)
        file = shelf / f"{SCENARIO}.yaml"
        text = file.read_text(encoding="utf-8")
        watching = subprocess.Popen(
            [sixty.command(), "check", str(file), "--watch"],
            env={**os.environ, "SIXTY_HOME": home},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            _until(watching, "Watching")
            words, numbers, failures = [], [], []
            for number in range(saves + 1):
                say(f"check: save {number} of {saves}")
                worded = text.replace("title: ", f"title: {number} ", 1)
                words.append(_save(watching, file, worded))
                # A worth nobody wrote before, so that nothing is remembered of it.
                counted = re.sub(r"worth: \d+", f"worth: {11 + number}", worded, count=1)
                numbers.append(_save(watching, file, counted))
                words.append(_save(watching, file, worded + "# Again.\n"))
                failing = _pays(re.sub(r"worth: \d+", f"worth: {61 + number}", worded, count=1))
                failures.append(_save(watching, file, failing, fails=True))
        finally:
            watching.kill()
            watching.wait()
            if watching.stdout is not None:
                watching.stdout.close()
    return words[2:], numbers[1:], failures[1:]


def _pays(text: str) -> str:
    """The scenario with pressure that pays, by the numbers of its meters."""
    return re.sub(
        r"(tone: pressure\n) +trust: -\d\n( +)pressure: \+\d\n",
        r"\1\2trust: +5\n\2value: +5\n",
        text,
    )


def _save(watching: subprocess.Popen[str], file: Path, text: str, *, fails: bool = False) -> float:
    sleep(0.5)  # whoever edits pauses too; nothing of the save before is still under way
    file.write_text(text, encoding="utf-8")
    began = perf_counter()
    told = _until(watching, "problem", but="proving it")
    took = perf_counter() - began
    if fails != ("no problems" not in told):
        raise RuntimeError(f"this was told of the scenario: {told}")
    return took


def _until(watching: subprocess.Popen[str], words: str, but: str | None = None) -> str:
    """The first line that has the words."""
    if watching.stdout is None:
        raise RuntimeError("the command has no output")
    for line in watching.stdout:
        if words in line and (but is None or but not in line) and not line.startswith(" "):
            return line
    raise RuntimeError("sixty check --watch ended")
