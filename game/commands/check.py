"""`sixty check`: every problem in the files and every proof, as text, JSON or SARIF, or on save."""

from __future__ import annotations

import argparse
from contextlib import suppress
from typing import TYPE_CHECKING

from game.author.check.desk import Looked, is_proved, proved
from game.author.check.found import Found, in_lines, row
from game.author.check.memory import Memory
from game.author.check.naming import BadNameError, named
from game.commands.errors import CallError
from game.commands.proving import counted, looked_through
from game.commands.setting import Setting, setting
from game.commands.writing import write_json, write_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
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
        proofs = sum(is_proved(each, memory) for each in looked)
    finally:
        memory.write(place.proofs)
    # Who stops reading, as head does, still learns from the exit code what was found.
    with suppress(BrokenPipeError):
        _write(call.format, found, len(looked), proofs)
    if call.watch:
        from game.commands.watching import watch

        return watch(call, place, memory, looked)
    return 1 if any(one.problem.severity == "error" for one in found) else 0


def _write(kind: str, found: Sequence[Found], files: int, proofs: int) -> None:
    if kind == "json":
        write_json([row(one) for one in found])
    elif kind == "sarif":
        from importlib.metadata import version

        from game.author.check.sarif import sarif

        write_json(sarif(found, version("sixty")))
    else:
        write_lines((*in_lines(found), summary(found, files, proofs), *explained(found)))


def _paths(asked: Sequence[str], place: Setting) -> list[Path]:
    try:
        return named(asked, place.shelves)
    except BadNameError as bad:
        raise CallError(str(bad)) from bad


def _all(
    paths: Sequence[Path], place: Setting, memory: Memory, *, deep: bool
) -> tuple[tuple[Found, ...], list[Looked]]:
    """Everything found, each problem once however many scenarios a binder's comes up in."""
    looked = looked_through(paths, place.shelves, memory, deep=deep)
    found = dict.fromkeys(one for each in looked for one in proved(each, memory))
    return tuple(found), looked


def summary(found: Sequence[Found], files: int, proofs: int) -> str:
    """What was looked at and what came of it, in a line: so many files, of which so many are
    scenarios that were proved."""
    severities = [one.problem.severity for one in found]
    errors, warnings = severities.count("error"), severities.count("warning")
    at = f"{counted(files, 'file')} looked at, {counted(proofs, 'scenario')} proved: "
    if not errors and not warnings:
        return f"{at}no problems."
    return f"{at}{counted(errors, 'error')}, {counted(warnings, 'warning')}."


def explained(found: Sequence[Found]) -> tuple[str, ...]:
    """How to read more of what was found: a line, or none where there is no problem."""
    told = [each.problem for each in found if each.problem.severity in ("error", "warning")]
    if not told:
        return ()
    return (f"What a code means, with an example: sixty explain {told[0].code}",)
