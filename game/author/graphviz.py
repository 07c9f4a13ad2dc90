"""DOT: a chart as text for Graphviz, and where its `dot` would lay the cards, if it is installed.

The picture is drawn by ourselves either way; `dot` is asked for places and curves alone, and never
sees a word of the author's for that. Knows no file.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from game.author.cards import LEADING, WIDTH, Card, Line, cards
from game.author.chart import Chart, Choice
from game.author.colours import FILLS, STROKES
from game.author.escape import dot_string, xml
from game.author.layout import Curve, Layout, Placed, Point

PATIENCE = 20
"""Seconds that `dot` may take; past them a map is laid out without it."""

_MARGIN = 24
_POINTS = 72
"""Graphviz measures cards in inches of so many points; one of ours is one of its points."""
_LINES = {"confidence": "solid", "neutral": "solid", "pressure": "dashed", "foul": "dotted"}


def dot_text(chart: Chart, note: str = "") -> str:
    """The chart in the DOT language: scenes as tables, a line for each way a choice may lead; a
    note stands under the title."""
    label = dot_string(chart.title)
    if note:
        label = f"{label[:-1]}\\n{dot_string(note)[1:]}"
    all_of_them = cards(chart)
    names = _names(all_of_them)
    lines = [
        f"digraph {dot_string(chart.title)} {{",
        "  graph [rankdir=LR, nodesep=0.4, ranksep=1.2, fontname=Helvetica, labelloc=t,",
        f"    label={label}];",
        "  node [shape=plain, fontname=Helvetica, fontsize=11];",
        "  edge [fontname=Helvetica, arrowsize=0.7];",
    ]
    lines += [f"  {names[c.scene.id]} [label=<{_table(c)}>];" for c in all_of_them]
    for card in all_of_them:
        for number, port in enumerate(card.ports):
            choice = card.scene.choices[port.choice]
            way = choice.ways[port.way]
            told = f"{choice.tone}: {choice.text} {way.words}".strip()
            lines.append(
                f"  {names[card.scene.id]}:p{number}:e -> {names[port.to]}:top:w"
                f" [{_style(choice, best=way.best)}, tooltip={dot_string(told)}];"
            )
    return "\n".join([*lines, "}", ""])


def laid_out(all_of_them: Sequence[Card]) -> Layout | None:
    """Where `dot` lays the cards; None where it is not installed or does not manage."""
    program = shutil.which("dot")
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, "-Tjson0"],
            input=_places(all_of_them),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=True,
        )
        return _read(json.loads(done.stdout), all_of_them)
    except (OSError, subprocess.SubprocessError, ValueError, LookupError):
        return None


def _names(all_of_them: Sequence[Card]) -> dict[str, str]:
    return {card.scene.id: f"s{number}" for number, card in enumerate(all_of_them)}


def _style(choice: Choice, *, best: bool) -> str:
    wide = 3.5 if best else 1.2
    return f'color="{STROKES[choice.tone]}", style={_LINES[choice.tone]}, penwidth={wide}'


def _table(card: Card) -> str:
    """A card as an HTML-like table: a row for each of its parts, a port for each way."""
    ports = {port.part: f"p{number}" for number, port in enumerate(card.ports)}
    rows = []
    for part, lines in groupby(card.lines, key=lambda line: line.part):
        fill = f' BGCOLOR="{FILLS[card.scene.kind]}"' if not part else ""
        port = ports.get(part, "" if part else "top")
        named = f' PORT="{port}"' if port else ""
        words = "".join(f'{_worded(line)}<BR ALIGN="LEFT"/>' for line in lines)
        rows.append(f'<TR><TD ALIGN="LEFT" BALIGN="LEFT"{named}{fill}>{words}</TD></TR>')
    thick = 2 if card.scene.best else 1
    edges = f'BORDER="{thick}" CELLBORDER="1" CELLSPACING="0" CELLPADDING="4"'
    return f'<TABLE {edges} BGCOLOR="white">{"".join(rows)}</TABLE>'


def _worded(line: Line) -> str:
    # Graphviz 2.43 takes a "]" that stands alone for the beginning of an end.
    text = xml(line.text).replace("]", "&#93;")
    if line.look == "name":
        return f"<B>{text}</B>"
    return f'<FONT COLOR="{STROKES[line.look]}">{text}</FONT>' if line.look in STROKES else text


def _places(all_of_them: Sequence[Card]) -> str:
    """The cards as empty boxes of their size with a cell for each port, for `dot` to lay out."""
    names = _names(all_of_them)
    lines = ["digraph { graph [rankdir=LR, nodesep=0.4, ranksep=1.2]; node [shape=plain];"]
    lines += [f"{names[card.scene.id]} [label=<{_box(card)}>];" for card in all_of_them]
    lines += [
        f"{names[card.scene.id]}:p{number}:e -> {names[port.to]}:top:w [id=e{number}];"
        for card in all_of_them
        for number, port in enumerate(card.ports)
    ]
    return "\n".join([*lines, "}"])


def _box(card: Card) -> str:
    """One column of cells whose middles are where the ports are."""
    cells = [("top", card.head)]
    y = card.head
    for number, port in enumerate(card.ports):
        half = LEADING // 2
        cells += [("", port.y - half - y), (f"p{number}", LEADING)]
        y = port.y + half
    cells.append(("", card.height - y))
    rows = "".join(
        f'<TR><TD FIXEDSIZE="TRUE" WIDTH="{WIDTH}" HEIGHT="{height}" PORT="{port}"></TD></TR>'
        for port, height in cells
        if height > 0
    )
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">{rows}</TABLE>'


def _read(found: dict[str, Any], all_of_them: Sequence[Card]) -> Layout:
    """Our picture from dot's, which counts upwards from the bottom."""
    _, _, wide, tall = (float(part) for part in found["bb"].split(","))
    names = {name: id for id, name in _names(all_of_them).items()}
    at: dict[int, str] = {}
    middles: dict[str, tuple[float, float]] = {}
    for each in found["objects"]:
        at[each["_gvid"]] = names[each["name"]]
        x, y = map(float, each["pos"].split(","))
        middles[names[each["name"]]] = x, y

    def place(x: float, y: float) -> Point:
        return Point(round(x + _MARGIN, 1), round(tall - y + _MARGIN, 1))

    placed = []
    for card in all_of_them:
        x, y = middles[card.scene.id]
        corner = place(x - WIDTH / 2, y + card.height / 2)
        placed.append(Placed(card, corner.x, corner.y))
    drawn = {(at[edge["tail"]], edge["id"]): edge["pos"] for edge in found.get("edges", ())}
    curves = tuple(
        Curve(card, port, tuple(place(*xy) for xy in _spline(drawn[card.scene.id, f"e{number}"])))
        for card in all_of_them
        for number, port in enumerate(card.ports)
    )
    return Layout(wide + 2 * _MARGIN, tall + 2 * _MARGIN, tuple(placed), curves)


def _spline(pos: str) -> list[tuple[float, float]]:
    """The points of an edge: dot's curves, then the arrow's tip, which it gives first."""
    points: list[tuple[float, float]] = []
    tip: tuple[float, float] | None = None
    for part in pos.split():
        numbers = part.split(",")
        x, y = float(numbers[-2]), float(numbers[-1])
        if numbers[0] == "e":
            tip = x, y
        else:
            points.append((x, y))
    if tip is not None:
        points += [points[-1], tip, tip]
    return points
