"""Files looked through and proved, with what is still to be done told on a terminal.

What was proved before is taken from memory. Both `sixty check` and `sixty library` ask for it.
"""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING

from game.author.check.desk import Looked, look, prove, remember, task
from game.commands.errors import CallError
from game.script.problems import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from game.author.check.memory import Memory
    from game.author.check.proving import Task


def looked_through(
    paths: Sequence[Path], shelves: Sequence[Path], memory: Memory, *, deep: bool = False
) -> list[Looked]:
    """Every file, with all that can be proved of it in memory. Raises CallError."""
    looked: dict[Path, Looked] = {}

    def wanted() -> Iterator[tuple[Path, Task]]:
        """What is still to be proved, file by file: the first are at work while others are read."""
        # The longest first: what ends last is then short, and no core waits long for another.
        for path in sorted(paths, key=_size, reverse=True):
            looked[path] = look(path, shelves, deep=deep)
            found = task(looked[path], memory)
            if found is not None:
                yield path, found

    with _collecting_nothing():
        _prove(wanted(), looked, memory)
    return [looked[path] for path in paths]


def _prove(coming: Iterator[tuple[Path, Task]], looked: dict[Path, Looked], memory: Memory) -> None:
    """Find all that is still to be proved, and keep it."""
    tell = _progress()
    first = list(islice(coming, 2))
    if len(first) == 1:
        prove(looked[first[0][0]], memory, over_two=True)
    elif first:
        # The solver is not loaded for what is known.
        from game.author.check.crew import CrewLostError, done

        try:
            for number, (path, outcome) in enumerate(done(chain(first, coming)), 1):
                remember(looked[path], outcome, memory)
                tell(f"{counted(number, 'scenario')} proved; {visible(str(path))}")
        except CrewLostError as lost:
            raise CallError(str(lost)) from lost


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Reading makes much that stays and nothing that refers to itself: what would look for that
    takes a fifth of the reading."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _progress() -> Callable[[str], None]:
    """Where long work says how far it is: a terminal; nowhere in a pipe."""
    if sys.stderr.isatty():
        return lambda words: print(words, file=sys.stderr, flush=True)
    return lambda _: None


def counted(number: int, what: str) -> str:
    """How many of a thing."""
    return f"{number} {what}{'' if number == 1 else 's'}"
