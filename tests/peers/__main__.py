"""Brings the programs that the tests ask: `python -m tests.peers [NAME...]`; without a name, all.

What is here already stays. What cannot be had is said loudly, and ends with 1; the rest is brought.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from pathlib import Path

from tests.peers import lock, names, place, python

PATIENCE_S = 300
"""For one of them: so that a registry that never answers does not hold up a test run."""


class CannotBringError(Exception):
    """It is not to be had here; the text says why."""


def bring(name: str) -> str:
    """Install one in a place of its own, unless it is there; what to say about it."""
    there = place(name)
    of_pip = lock(name).suffix == ".lock"
    if there.is_dir() and (not of_pip or python(there).exists()):
        return "is here"
    began = time.monotonic()
    there.parent.mkdir(parents=True, exist_ok=True)
    # Made beside its place and put there whole: one that is cut off is no place at all.
    with tempfile.TemporaryDirectory(dir=there.parent, prefix=f".{name}-") as beside:
        fresh = Path(beside) / name
        if of_pip:
            _from_pip(name, fresh)
        else:
            _from_npm(name, fresh)
        shutil.rmtree(there, ignore_errors=True)  # its Python was uninstalled
        fresh.rename(there)
    return f"is here, after {time.monotonic() - began:.0f} s"


def _from_pip(name: str, folder: Path) -> None:
    venv.create(folder, symlinks=os.name == "posix")
    # What is never imported need not be compiled: that takes longer than all the rest.
    wanted = ["--require-hashes", "--only-binary", ":all:", "--no-compile", "-r", str(lock(name))]
    patient = ["--retries", "1", "--timeout", "20"]
    pip = [sys.executable, "-m", "pip", "--python", str(python(folder))]
    _run([*pip, "install", "-q", *patient, *wanted], folder)


def _from_npm(name: str, folder: Path) -> None:
    shutil.copytree(lock(name).parent, folder)
    npm = shutil.which("npm")
    if npm is None:
        raise CannotBringError("there is no npm on PATH")
    patient = ["--fetch-retries=1", "--fetch-timeout=20000"]
    _run([npm, "ci", "--loglevel=error", "--no-audit", "--ignore-scripts", *patient], folder)


def _run(command: Sequence[str], folder: Path) -> None:
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_USER": "0"}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=os.environ | quiet,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotBringError(f"it took longer than {PATIENCE_S} s") from error
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip().splitlines()
        told = [line for line in said if line.startswith(("ERROR", "npm error"))] or said
        raise CannotBringError(told[0].rstrip(".") if told else f"{command[0]} failed")


def main(asked: Sequence[str]) -> int:
    """Bring them, one after another."""
    unknown = sorted(set(asked) - set(names()))
    if unknown:
        print(f"There is no {unknown[0]}; there is {', '.join(names())}.", file=sys.stderr)
        return 2
    code = 0
    for name in asked or names():
        try:
            print(f"{name} {bring(name)}", flush=True)
        except (CannotBringError, OSError) as error:
            line = f"NO PEER: nothing will be compared with {name}, because {error}."
            print(f"{'!' * 80}\n{line}\n{'!' * 80}", file=sys.stderr, flush=True)
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
