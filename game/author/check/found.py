"""A problem with the play that shows it, and how both are written for a person or as JSON.

Knows no solver and no terminal; what is written is safe to show anywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from game.script.problems import Mark, Problem, as_text, visible

SHOWN = 3
"""Failures of one kind that are written out for one file: mending those comes first."""

_INDENT = "  "


class Said(NamedTuple):
    """One decision of a play: what was said or done, and where it stands."""

    words: str
    mark: Mark


class Found(NamedTuple):
    """A problem; where it takes a play to see it, that play as ids of choices and in words, and the
    command that opens it there. `play` is of the file's problems too, `said` of the proofs'."""

    problem: Problem
    play: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    open: str = ""


def row(found: Found) -> dict[str, Any]:
    """The problem as `sixty check --format json` has it."""
    problem = found.problem
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "suggestion": problem.suggestion,
        "witness": list(found.play),
    }


def in_lines(found: Sequence[Found]) -> Iterator[str]:
    """Everything found, in lines for a person: problems with a blank line after each, of a kind of
    failed proof the first few of each file, and advice in short at the end."""
    told: Counter[tuple[str, str]] = Counter()
    for one in found:
        problem = one.problem
        if problem.severity == "advice":
            continue
        kind = problem.file, problem.code
        told[kind] += 1
        if is_proof(problem.code) and told[kind] > SHOWN:
            continue
        yield from (as_text(problem), *_witness(one), "")
    for (file, code), count in told.items():
        if is_proof(code) and count > SHOWN:
            more = count - SHOWN
            yield f"{visible(file)}: {more} more of {code}; mend these first, or see them all with"
            yield f"{_INDENT}--format json."
            yield ""
    yield from _advice(one.problem for one in found)


def is_proof(code: str) -> bool:
    """Whether a code is one of a proof's or a report's, which take every state to see."""
    return code >= "SX100"


def _witness(found: Found) -> Iterator[str]:
    if found.said:
        yield f"{_INDENT}It shows in this play:"
        width = len(str(len(found.said)))
        for number, said in enumerate(found.said, 1):
            yield f"{_INDENT}  {number:>{width}}. {visible(said.words)}"
    if found.play:
        yield f"{_INDENT}Its choices: {visible(','.join(found.play))}"
    if found.open:
        yield f"{_INDENT}To see it there: {found.open}"


def _advice(problems: Iterable[Problem]) -> Iterator[str]:
    last = ""
    for problem in problems:
        if problem.severity != "advice":
            continue
        if problem.file != last:
            if last:
                yield ""
            yield f"{visible(problem.file)}: for you to judge"
            last = problem.file
        yield f"{_INDENT}{problem.code} {visible(problem.message)}"
    if last:
        yield ""
