"""`sixty map`: the picture of a scenario, to a file as SVG, DOT or Mermaid, else as an outline."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.author.bestline import best_line
from game.author.chart import chart
from game.author.outline import outline
from game.commands.errors import CallError
from game.commands.setting import setting
from game.commands.writing import write_lines
from game.library.shelves import NotFound, find
from game.script.load import load_scenario
from game.script.problems import quoted, visible
from game.session.opening import Inspected, inspect
from game.session.safe import quoted_argument

if TYPE_CHECKING:
    from game.author.chart import Chart, Step

FORMATS = (".svg", ".dot", ".mmd")


def draw(call: argparse.Namespace) -> int:
    """Draw a scenario; 1 where an error in it keeps the best line from being known."""
    target = None if call.output is None else Path(call.output)
    if target is not None and target.suffix.lower() not in FORMATS:
        raise CallError(
            f"{visible(call.output)} names no format that a map has: let it end in .svg, .dot or"
            " .mmd."
        )
    shelves = setting().shelves
    try:
        path = find(call.scenario, shelves)
    except NotFound as missing:
        raise CallError(str(missing)) from missing
    found = inspect(path, shelves, thorough=True)
    # What cannot be played may still have its shape, and a picture shows what is missing in it.
    scenario = load_scenario(path, shelves).scenario
    if scenario is None:
        raise CallError(_nothing_to_draw(call.scenario, found))
    line, note = _line(call.scenario, found)
    picture = chart(scenario, line)
    if target is None:
        write_lines(outline(picture, note))
    else:
        _write(target, _drawn(picture, note, target.suffix.lower()))
        sys.stdout.write(f"{visible(str(target))}: {len(picture.scenes)} scenes. {note}".rstrip())
        sys.stdout.write("\n")
    return 1 if found.errors else 0


def _line(name: str, found: Inspected) -> tuple[tuple[Step, ...], str]:
    """The best line, or none and a sentence that says why."""
    from game.coach.graph import TooManyStatesError

    if found.program is None:
        errors = len(found.errors)
        many = f"{errors} errors keep" if errors > 1 else "an error keeps"
        see = f"sixty check {quoted_argument(name)}"
        return (), f"The best line is not shown: {many} it from being known (to see more: {see})."
    try:
        line = best_line(found.program)
    except TooManyStatesError:
        return (), "The best line is not shown: there are too many states to solve it."
    if not line:
        return (), "The best line is not shown: from the start on there is none without a foul."
    return line, ""


def _drawn(picture: Chart, note: str, suffix: str) -> str:
    if suffix == ".dot":
        from game.author.graphviz import dot_text

        return dot_text(picture, note)
    if suffix == ".mmd":
        from game.author.mermaid import mermaid_text

        return mermaid_text(picture, note)
    from game.author.cards import cards
    from game.author.graphviz import laid_out
    from game.author.layout import layered
    from game.author.svg import svg

    all_of_them = cards(picture)
    return svg(picture, laid_out(all_of_them) or layered(all_of_them), note)


def _write(target: Path, text: str) -> None:
    try:
        target.write_text(text, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        told = f"{quoted(target)} could not be written ({why}): name another file or folder."
        raise CallError(told) from error


def _nothing_to_draw(name: str, found: Inspected) -> str:
    first = found.errors[0].sentence.rstrip(".")
    return (
        f"{visible(name)} cannot be drawn yet ({first}); to see every problem with its line: "
        f"sixty check {quoted_argument(name)}"
    )
