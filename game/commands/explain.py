"""`sixty explain`: what a problem code means, with a bad and a good example."""

from __future__ import annotations

import argparse

from game.author import explain as words
from game.commands.errors import CallError
from game.commands.writing import write_lines
from game.script.problems import quoted


def explain(call: argparse.Namespace) -> int:
    """Write what a code means, or every code in a line each where none is named."""
    if call.code is None:
        write_lines(words.index())
        return 0
    code = words.find(call.code)
    if code is None:
        raise CallError(_unknown(call.code))
    write_lines(words.page(code))
    return 0


def _unknown(asked: str) -> str:
    near = words.like(asked)
    said = f"There is no code {quoted(asked)}"
    if not near:
        return f"{said}; sixty explain lists them all."
    told = "; ".join(f"{code.code} ({code.title})" for code in near)
    return f"{said}; near it are {told}. sixty explain lists them all."
