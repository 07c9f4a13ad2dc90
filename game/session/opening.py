"""From a scenario's name to a program that can be played, or one plain sentence why not.

The one door for the app, the plain mode and the commands. What the loader could only suspect is
settled here, state by state, before anybody plays it. Knows no screen and no log.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from game.coach.exits import unproved
from game.engine.explore import CAP, Fault, TooManyStatesError, first_fault
from game.engine.program import Program, compile_script
from game.library.shelves import NotFound, find
from game.script.load import Loaded, Suspicion, load_scenario, unchanged
from game.script.problems import Mark, Problem, error, in_order, visible, warning
from game.session.safe import quoted_argument

__all__ = ["CannotOpenError", "Inspected", "Opener", "inspect", "open_scenario", "settle"]


class CannotOpenError(Exception):
    """There is no such scenario, or it cannot be played. `sentence` says so to anybody."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Inspected:
    """A scenario file looked through. `program` is None where an error is among the problems.

    `fault` is the one problem it took a play to see, and `play` that play, as ids of choices.
    """

    program: Program | None
    problems: tuple[Problem, ...]
    fault: Problem | None = None
    play: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep it from being played."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def open_scenario(name: str, shelves: Sequence[Path]) -> Program:
    """The program of a scenario of the library (`showroom/just-looking`) or of a path.

    Raises CannotOpenError.
    """
    return _opened(name, _found(name, shelves), shelves)


class Opener:
    """Opens scenarios of some shelves, and keeps the program it opened last for as long as no byte
    of its files has changed: who plays again is not kept waiting for all of it to be read."""

    def __init__(self, shelves: Sequence[Path]) -> None:
        self._shelves = tuple(shelves)
        self._last: tuple[Path, Program] | None = None

    def open(self, name: str) -> Program:
        """As `open_scenario`."""
        path = _found(name, self._shelves)
        if self._last is not None and self._last[0] == path:
            program = self._last[1]
            if unchanged(program.script, path, self._shelves):
                return program
        self._last = path, _opened(name, path, self._shelves)
        return self._last[1]


def inspect(path: Path, shelves: Sequence[Path], *, thorough: bool = False) -> Inspected:
    """A scenario file, loaded, compiled, and its suspicions settled by looking at every state.

    `thorough` also finds states that offer nothing, by a look at every state where it is not plain
    from the file that there are none. Never raises for anything a file can hold.
    """
    return settle(load_scenario(path, shelves), path, thorough=thorough)


def settle(loaded: Loaded, path: Path, *, thorough: bool = False) -> Inspected:
    """What was loaded of a file, compiled, and its suspicions settled, as `inspect` does."""
    if loaded.script is None:
        return Inspected(None, loaded.problems)
    program = compile_script(loaded.script)
    if not loaded.suspicions and not (thorough and unproved(program)):
        return Inspected(program, loaded.problems)
    fault: Fault | None = None
    try:
        fault = first_fault(program)
    except TooManyStatesError:
        problem = _too_many(loaded.suspicions, path)
    else:
        if fault is None:
            return Inspected(program, loaded.problems)
        problem = _problem(fault, loaded.suspicions, path)
    problems = in_order((*loaded.problems, problem), (str(path),))
    playable = problem.severity != "error"
    play = () if fault is None else fault.play
    return Inspected(program if playable else None, problems, problem, play)


def _found(name: str, shelves: Sequence[Path]) -> Path:
    try:
        return find(name, shelves)
    except NotFound as missing:
        raise CannotOpenError(str(missing)) from missing


def _opened(name: str, path: Path, shelves: Sequence[Path]) -> Program:
    found = inspect(path, shelves)
    if found.program is None:
        raise CannotOpenError(_why_not(name, path, found.errors))
    return found.program


def _problem(fault: Fault, suspicions: Sequence[Suspicion], path: Path) -> Problem:
    whole = Mark(str(path), 0, 0)
    if fault.choice is None:
        return error("SX100", whole, fault.says, "Let one choice there have no if:, and lead on.")
    for suspicion in suspicions:
        if suspicion.choice == fault.choice.id:
            return suspicion.problem
    return error("SX075", whole, fault.says)


def _too_many(suspicions: Sequence[Suspicion], path: Path) -> Problem:
    message = f"It can come to more than {CAP:,} states, so that not every one was looked at"
    if not suspicions:
        return warning("SX101", Mark(str(path), 0, 0), f"{message}.")
    first = suspicions[0].problem
    return replace(first, message=f"{message}, and this could not be ruled out: {first.message}")


def _why_not(name: str, path: Path, errors: Sequence[Problem]) -> str:
    first = errors[0]
    where = "" if first.file == str(path) else f"{visible(first.file)}, "
    count = "one problem keeps" if len(errors) == 1 else f"{len(errors)} problems keep"
    all_of_it = "it" if len(errors) == 1 else "them all"
    said = f"{where}{first.sentence}".rstrip(".")
    return (
        f"{visible(name)} cannot be played yet, because {count} it from that ({said}); to see "
        f"{all_of_it} with the lines: sixty check {quoted_argument(name)}"
    )
