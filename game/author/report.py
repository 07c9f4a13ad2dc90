"""All that is wrong with a scenario file, and what is proved of it, for the preview and the studio.

May take its time: every state is looked at. Reads files; knows no screen and no thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from game.author.bestline import best_line
from game.author.chart import Step
from game.coach.graph import TooManyStatesError
from game.coach.proof import Proof
from game.coach.proofs import prove
from game.coach.study import Study
from game.engine.program import Program
from game.engine.step import ScenarioFaultError
from game.script.problems import Problem
from game.session.opening import inspect


@dataclass(frozen=True, slots=True)
class Report:
    """What was found. `play` leads to `fault`, the one problem that it takes a play to see;
    `proofs` and `line`, the best line, are empty where `unproved` says why."""

    problems: tuple[Problem, ...]
    fault: Problem | None = None
    play: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = ()
    line: tuple[Step, ...] = ()
    unproved: str = ""


def look_into(
    path: Path, shelves: Sequence[Path], doing: Callable[[str], None] | None = None
) -> Report:
    """A file looked through; `doing` is told what is being done, in a few words. Never raises for
    anything that a file can hold."""
    tell = doing or _nobody
    tell("looking at every state")
    found = inspect(path, shelves, thorough=True)
    told = Report(found.problems, found.fault, found.play)
    if found.program is None:
        return told
    tell("proving")
    return _proved(told, found.program)


def _proved(told: Report, program: Program) -> Report:
    study = Study(program)
    try:
        proofs = prove(study)
        line = best_line(program, study)
    except (TooManyStatesError, ScenarioFaultError) as error:
        return Report(told.problems, told.fault, told.play, unproved=str(error))
    return Report(told.problems, told.fault, told.play, proofs, line)


def _nobody(_: str) -> None:
    """Tells nobody."""
