"""One file looked through: its own problems at once, and what is still to be proved of it.

Reads the files it is given; knows no terminal. What was proved before is taken from memory.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from game.author.check.assumed import assumed
from game.author.check.findings import wanting
from game.author.check.found import Found
from game.author.check.memory import Keys, Memory
from game.author.check.telling import tell
from game.library.shelves import NotFound, find
from game.script.load import Loaded, load_binder, load_scenario
from game.script.problems import Problem, in_order
from game.script.reader import full, id_of, shelf_of
from game.session.opening import settle
from game.session.safe import quoted_argument

if TYPE_CHECKING:
    from game.author.check.proving import Outcome, Task
    from game.engine.program import Program


_LOCAL = frozenset({"SX110", "SX111", "SX112", "SX114", "SX115"})
"""What is told of a scenario that is only taken for what was meant: what one scene shows. What the
whole is worth will be seen once it can be played, and it cannot be opened before."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A file with the problems of its own. Where it is a scenario that can be played, `program` is
    it, and `keys` what was or will be proved of it hangs on. Where its mistakes leave no doubt what
    was meant, `program` is what was, loaded as `meant`."""

    path: Path
    own: tuple[Found, ...]
    loaded: Loaded | None = None
    program: Program | None = None
    keys: Keys | None = None
    called: str = ""
    deep: bool = False
    meant: Loaded | None = None

    def hangs_on(self, changed: Path) -> bool:
        """Whether what was found may be another once this file has changed."""
        if changed == self.path:
            return True
        sought = () if self.loaded is None else self.loaded.sought
        return any(
            changed.parts[-1 - len(Path(name).parts) : -1][:1] == (folder,)
            and changed.stem == Path(name).name
            for folder, name in sought
        )


def look(path: Path, shelves: Sequence[Path], *, deep: bool = False) -> Looked:
    """A binder or a scenario, as far as a look at its files goes. Never raises for what they
    hold."""
    if path.parent.name == "binders":
        return Looked(path, tuple(map(_near, map(Found, load_binder(path).problems))))
    loaded = load_scenario(path, shelves)
    settled = settle(loaded, path)
    own = tuple(
        _near(Found(problem, settled.play if problem == settled.fault else ()))
        for problem in settled.problems
    )
    program, meant = settled.program, None
    if loaded.script is None and (guess := assumed(path, shelves, loaded)) is not None:
        meant, program = guess.loaded, settle(guess.loaded, path).program
        later = in_order(map(loaded.with_line, guess.later), loaded.lines)
        own += tuple(_near(Found(problem)) for problem in later)
    if program is None:
        return Looked(path, own, loaded)
    keys = Keys.of(program.script, deep=deep)
    return Looked(path, own, loaded, program, keys, _called(path, shelves), deep, meant)


def task(looked: Looked, memory: Memory, *, mends: bool = True) -> Task | None:
    """What is still to be found of a file; None where nothing is. Without `mends` what fails is to
    be told first, and what would mend it can wait."""
    if looked.program is None or looked.keys is None:
        return None
    known, words = memory.rest.get(looked.keys.rest), looked.keys.words not in memory.words
    unmended = mends and known is not None and bool(wanting(known))
    if known is not None and not unmended and not words:
        return None
    from game.author.check.proving import Task

    known = known if unmended else None
    rest = looked.keys.rest not in memory.rest
    return Task(looked.program, rest, words, looked.deep, mends, known)


def prove(looked: Looked, memory: Memory, *, over_two: bool = False, mends: bool = True) -> None:
    """Find what is still to be found of a file, here and now, and keep it; `over_two` lets a
    second process take half of the work, and without `mends` no number that mends is looked for."""
    wanted = task(looked, memory, mends=mends)
    if wanted is None:
        return
    from game.author.check.proving import work

    remember(looked, work(wanted, over_two=over_two), memory)


def mend(looked: Looked, memory: Memory, stop: Callable[[], bool]) -> bool:
    """Find the numbers that mend what was proved to fail in a file, and keep them; whether that was
    done before `stop` said so."""
    wanted = task(looked, memory)
    if wanted is None or wanted.known is None:
        return True
    from game.author.check.beside import stoppable
    from game.author.check.mending import sought

    found = stoppable(partial(sought, wanted.program, wanted.known), stop)
    if found is not None and looked.keys is not None:
        memory.keep(looked.keys, found, None)
    return found is not None


def is_proved(looked: Looked, memory: Memory) -> bool:
    """Whether a file is a scenario as it stands, and its proofs were made: not where it has too
    many states for any."""
    if looked.program is None or looked.meant is not None or looked.keys is None:
        return False
    found = memory.rest.get(looked.keys.rest)
    return found is not None and not found.refused


def proved(looked: Looked, memory: Memory) -> tuple[Found, ...]:
    """Everything told of a file, with the proofs that are in memory; of a scene that never opens,
    the proof alone."""
    if looked.keys is None:
        return looked.own
    try:
        told = _told(looked, memory)
    except LookupError:
        # A memory that somebody wrote into. It is found out here, and found anew.
        memory.forget(looked.keys)
        prove(looked, memory)
        told = _told(looked, memory)
    closed = {_place(one.problem) for one in told if one.problem.code == "SX110"}
    own = (
        one
        for one in looked.own
        if one.problem.code != "SX073" or _place(one.problem) not in closed
    )
    return (*own, *told)


def _told(looked: Looked, memory: Memory) -> tuple[Found, ...]:
    if looked.program is None or looked.keys is None or looked.loaded is None:
        return ()
    rest, words = memory.rest.get(looked.keys.rest), memory.words.get(looked.keys.words)
    if rest is None or words is None:
        return ()
    told = tell(rest, words.faults, looked.program, looked.loaded, looked.called)
    if looked.meant is not None:
        told = tuple(one._replace(open="") for one in told if one.problem.code in _LOCAL)
    return tuple(map(_near, told))


def remember(looked: Looked, outcome: Outcome, memory: Memory) -> None:
    """Keep what was proved of a file."""
    if looked.keys is not None:
        memory.keep(looked.keys, outcome.rest, outcome.words)


def _place(problem: Problem) -> tuple[str, int]:
    return problem.file, problem.line


def _called(path: Path, shelves: Sequence[Path]) -> str:
    """The scenario as it is typed: its name in the library, else its path from here."""
    if shelf_of(path, shelves) is not None:
        id = id_of(path, shelves)
        try:
            if full(find(id, shelves)) == full(path):
                return quoted_argument(id)
        except NotFound:
            pass
    return quoted_argument(_from_here(str(path)))


def _near(one: Found) -> Found:
    """The problem with its files as one would type them here."""
    return one._replace(
        problem=replace(one.problem, file=_from_here(one.problem.file)),
        said=tuple(
            said._replace(mark=replace(said.mark, file=_from_here(said.mark.file)))
            for said in one.said
        ),
    )


def _from_here(file: str) -> str:
    try:
        return str(Path(file).relative_to(Path.cwd()))
    except (ValueError, OSError):
        return file
