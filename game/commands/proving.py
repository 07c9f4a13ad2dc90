"""Files looked through and proved, with what is still to be done told on a terminal.

What was proved before is taken from memory. Both `sixty check` and `sixty library` ask for it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from game.author.check.desk import Looked, look, prove, remember, task
from game.commands.errors import CallError
from game.script.problems import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from game.author.check.memory import Memory


def looked_through(
    paths: Sequence[Path], shelves: Sequence[Path], memory: Memory, *, deep: bool = False
) -> list[Looked]:
    """Every file, with all that can be proved of it in memory. Raises CallError."""
    tell = _progress()
    looked = [look(path, shelves, deep=deep) for path in paths]
    tasks = {at: wanted for at, one in enumerate(looked) if (wanted := task(one, memory))}
    if tasks:
        # The solver is not loaded for what is known.
        from game.author.check.crew import CrewLostError, done

        tell(f"{counted(len(tasks), 'scenario')} to prove.")
        try:
            if len(tasks) == 1:
                prove(looked[next(iter(tasks))], memory, over_two=True)
                return looked
            for number, (at, outcome) in enumerate(done(tasks), 1):
                remember(looked[at], outcome, memory)
                tell(f"{number} of {len(tasks)}: {visible(str(looked[at].path))}")
        except CrewLostError as lost:
            raise CallError(str(lost)) from lost
    return looked


def _progress() -> Callable[[str], None]:
    """Where long work says how far it is: a terminal; nowhere in a pipe."""
    if sys.stderr.isatty():
        return lambda words: print(words, file=sys.stderr, flush=True)
    return lambda _: None


def counted(number: int, what: str) -> str:
    """How many of a thing."""
    return f"{number} {what}{'' if number == 1 else 's'}"
