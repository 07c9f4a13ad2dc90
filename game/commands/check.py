"""`sixty check`: every problem in the files and every proof, as text, JSON or SARIF, or on save."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from game.author.check.desk import Looked, look, proved, remember, task
from game.author.check.found import Found, in_lines, row
from game.author.check.memory import Memory
from game.author.check.naming import BadNameError, named
from game.commands.errors import CallError
from game.commands.setting import Setting, setting
from game.commands.writing import write_json, write_lines
from game.script.problems import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def check(call: argparse.Namespace) -> int:
    """Write every problem in the files and every proof that fails; 1 where there is an error."""
    if call.watch and call.format != "text":
        raise CallError("--watch writes for a person: it goes with --format text alone.")
    place = setting()
    memory = Memory.read(place.proofs)
    paths = _paths(call.path, place)
    try:
        found, looked = _all(paths, place, memory, deep=call.deep)
    finally:
        memory.write(place.proofs)
    if call.format == "json":
        write_json([row(one) for one in found])
    elif call.format == "sarif":
        from importlib.metadata import version

        from game.author.check.sarif import sarif

        write_json(sarif(found, version("sixty")))
    else:
        write_lines((*in_lines(found), summary(found, looked), *explained(found)))
    if call.watch:
        from game.commands.watching import watch

        return watch(call, place, memory, looked)
    return 1 if any(one.problem.severity == "error" for one in found) else 0


def _paths(asked: Sequence[str], place: Setting) -> list[Path]:
    try:
        return named(asked, place.shelves)
    except BadNameError as bad:
        raise CallError(str(bad)) from bad


def _all(
    paths: Sequence[Path], place: Setting, memory: Memory, *, deep: bool
) -> tuple[tuple[Found, ...], list[Looked]]:
    """Everything found, each problem once however many scenarios a binder's comes up in."""
    tell = _progress()
    looked = [look(path, place.shelves, deep=deep) for path in paths]
    tasks = {at: wanted for at, one in enumerate(looked) if (wanted := task(one, memory))}
    if tasks:
        # The solver is not loaded for what is known.
        from game.author.check.crew import CrewLostError, done

        tell(f"{_count(len(tasks), 'scenario')} to prove.")
        try:
            for number, (at, outcome) in enumerate(done(tasks), 1):
                remember(looked[at], outcome, memory)
                tell(f"{number} of {len(tasks)}: {visible(str(looked[at].path))}")
        except CrewLostError as lost:
            raise CallError(str(lost)) from lost
    found = dict.fromkeys(one for each in looked for one in proved(each, memory))
    return tuple(found), looked


def _progress() -> Callable[[str], None]:
    """Where long work says how far it is: a terminal; nowhere in a pipe."""
    if sys.stderr.isatty():
        return lambda words: print(words, file=sys.stderr, flush=True)
    return lambda _: None


def summary(found: Sequence[Found], looked: Sequence[Looked]) -> str:
    """What was looked at and what came of it, in a line."""
    severities = [one.problem.severity for one in found]
    errors, warnings = severities.count("error"), severities.count("warning")
    scenarios = sum(one.program is not None and one.meant is None for one in looked)
    at = f"{_count(len(looked), 'file')} looked at, {_count(scenarios, 'scenario')} proved: "
    if not errors and not warnings:
        return f"{at}no problems."
    return f"{at}{_count(errors, 'error')}, {_count(warnings, 'warning')}."


def explained(found: Sequence[Found]) -> tuple[str, ...]:
    """How to read more of what was found: a line, or none where there is no problem."""
    told = [each.problem for each in found if each.problem.severity in ("error", "warning")]
    if not told:
        return ()
    return (f"What a code means, with an example: sixty explain {told[0].code}",)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
