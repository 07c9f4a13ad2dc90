"""A chart as lines of text: every scene as a play comes to it, its choices, where each leads.

For a terminal without pictures, and for whoever listens rather than looks. Knows no terminal.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from game.author.cards import KINDS
from game.author.chart import Chart, Choice, Scene
from game.session.safe import safe

WIDTH = 80


def outline(chart: Chart, note: str = "") -> Iterator[str]:
    """The outline, in lines of at most WIDTH columns where the names in it allow.

    `note` is a sentence put under the title, such as why no best line is marked.
    """
    yield from _wrapped(safe(chart.title), "", "")
    endings = sum(scene.ends for scene in chart.scenes)
    choices = sum(len(scene.choices) for scene in chart.scenes)
    told = f"{len(chart.scenes)} scenes, {endings} of them endings; {choices} choices."
    marked = " The best line is marked with *." if chart.solved else ""
    yield from _wrapped(f"{told}{marked} {note}".strip(), "", "")
    for scene in chart.by_depth():
        yield ""
        yield from _scene(scene)


def _scene(scene: Scene) -> Iterator[str]:
    lost = " · nothing leads here" if scene.depth is None else ""
    yield from _wrapped(f"{safe(scene.id)} · {KINDS[scene.kind]}{lost}", _mark(scene.best), "    ")
    who = f"{safe(scene.who)}: " if scene.who else ""
    if scene.text:
        yield from _wrapped(f"{who}{safe(scene.text)}", "    ", "    ", most=2)
    for number, choice in enumerate(scene.choices, 1):
        yield from _choice(number, choice)


def _choice(number: int, choice: Choice) -> Iterator[str]:
    text = safe(choice.text)
    said = f"“{text}”" if choice.spoken else text
    when = f" (if {safe(choice.when)})" if choice.when else ""
    first = f"  {_mark(choice.best)}{number}. "
    yield from _wrapped(f"[{choice.tone}] {said}{when}", first, " " * 7, most=3)
    for way in choice.ways:
        words = f"{safe(way.words)} " if way.words else ""
        yield from _wrapped(f"{words}→ {safe(way.to)}", f"     {_mark(way.best)}", " " * 9)


def _mark(best: bool) -> str:
    return "* " if best else "  "


def _wrapped(text: str, first: str, others: str, most: int | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=others,
        max_lines=most,
        placeholder=" …",
    ) or [first.rstrip()]
