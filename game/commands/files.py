"""`sixty check` and `sixty schema`: what is wrong with the files, and what their shape is."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from game.commands.errors import CallError
from game.commands.setting import Setting, setting
from game.commands.writing import write_json
from game.library.shelves import NotFound, files, find
from game.script.load import load_binder
from game.script.problems import Problem, as_text, visible
from game.script.reader import SUFFIXES, full
from game.session.opening import inspect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


class _Found(NamedTuple):
    """A problem and, where it takes a play to see it, the ids of the choices that lead there."""

    problem: Problem
    witness: tuple[str, ...] = ()


def check(call: argparse.Namespace) -> int:
    """Write every problem in the files; 1 where one keeps a file from being used."""
    place = setting()
    checked = 0
    found: dict[_Found, None] = {}
    for path in _paths(call.path, place):
        if sys.stderr.isatty():
            sys.stderr.write(f"{visible(str(path))}\n")
        checked += 1
        # A binder's problems come up once, however many scenarios are judged by it.
        found |= dict.fromkeys(map(_from_here, _look(path, place)))
    if call.format == "json":
        write_json([_row(one) for one in found])
    else:
        _write_text(list(found), checked)
    return 1 if any(one.problem.severity == "error" for one in found) else 0


def _paths(asked: list[str], place: Setting) -> Iterator[Path]:
    """The files to look at, each once: those named, those under a folder, or the whole library."""
    paths: dict[Path, None] = {}
    for name in asked or map(str, place.shelves):
        paths |= dict.fromkeys(_named(name, place))
    if not paths:
        raise CallError("There is no scenario or binder there to check.")
    yield from paths


def _named(name: str, place: Setting) -> Iterator[Path]:
    given = Path(name).expanduser()
    if given.is_dir():
        given = full(given)
        yield from (path for _, path in files(given))
        binders = given.iterdir() if given.name == "binders" else given.rglob("binders/*")
        yield from (path for path in sorted(binders) if path.suffix in SUFFIXES)
        return
    try:
        yield full(find(name, place.shelves))
    except NotFound as missing:
        raise CallError(str(missing)) from missing


def _look(path: Path, place: Setting) -> Iterator[_Found]:
    folder = path.parent.name
    if folder == "pieces":
        raise CallError(
            f"{visible(path.name)} is a piece: it is checked with the scenarios that use it."
        )
    if folder == "binders":
        yield from map(_Found, load_binder(path).problems)
        return
    looked = inspect(path, place.shelves, thorough=True)
    for problem in looked.problems:
        yield _Found(problem, looked.play if problem == looked.fault else ())


def _from_here(one: _Found) -> _Found:
    """The problem with its file as one would type it here."""
    try:
        near = Path(one.problem.file).relative_to(Path.cwd())
    except ValueError:
        return one
    return one._replace(problem=replace(one.problem, file=str(near)))


def _write_text(found: list[_Found], checked: int) -> None:
    for one in found:
        sys.stdout.write(f"{as_text(one.problem)}\n")
        if one.witness:
            sys.stdout.write(f"  It comes up after: {visible(', '.join(one.witness))}\n")
        sys.stdout.write("\n")
    errors = sum(one.problem.severity == "error" for one in found)
    warnings = len(found) - errors
    looked = f"{_count(checked, 'file')} looked at: "
    if not found:
        sys.stdout.write(f"{looked}no problems.\n")
    else:
        sys.stdout.write(f"{looked}{_count(errors, 'error')}, {_count(warnings, 'warning')}.\n")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _row(one: _Found) -> dict[str, Any]:
    problem = one.problem
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "suggestion": problem.suggestion,
        "witness": list(one.witness),
    }


def schema(call: argparse.Namespace) -> int:
    """Write the published JSON Schema of a document or a file format."""
    if call.name in ("scenario", "binder"):
        from game.script.schema import schema_text

        # To the letter what `scenarios/schema/` holds, and `make schema` writes.
        sys.stdout.write(schema_text(call.name))
        return 0
    write_json(_schema(call.name))
    return 0


def _schema(name: str) -> dict[str, Any]:
    match name:
        case "run":
            from game.session.documents import run_schema

            return run_schema()
        case "log":
            from game.commands.shapes import log_schema

            return log_schema()
        case "check":
            from game.commands.shapes import check_schema

            return check_schema()
        case "solve":
            from game.commands.shapes import solve_schema

            return solve_schema()
        case _:
            raise KeyError(name)
