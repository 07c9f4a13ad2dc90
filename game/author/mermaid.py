"""A chart as a Mermaid flowchart, for pages that draw one: scenes as boxes, choices between them.

A choice stands on its arrow as a box of its own: Mermaid lets the words of arrows lie over each
other, and never boxes. The same text for the same chart. Knows no file.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.author.cards import KINDS
from game.author.chart import Chart, Choice, Scene
from game.author.colours import FILLS, STROKES
from game.author.escape import mermaid, plain

_TEXT = 60
"""Letters of a choice or scene that are shown: Mermaid draws no more than 50,000 in all."""
_DASHES = {"confidence": "", "neutral": "", "pressure": "9 5", "foul": "2 4"}


def mermaid_text(chart: Chart, note: str = "") -> str:
    """The chart in Mermaid's language; a note goes with the title."""
    title = f"{chart.title} · {note}" if note else chart.title
    names = {scene.id: f"s{number}" for number, scene in enumerate(chart.scenes)}
    lines = ["---", f"title: {_title(title)}", "---", "flowchart LR"]
    lines += [f"  {names[scene.id]}{_box(scene)}:::{_class(scene)}" for scene in chart.scenes]
    styles: list[str] = []
    number = 0
    for scene in chart.scenes:
        for choice in scene.choices:
            lines.append(f"  c{number}([{mermaid(_told(choice))}]):::{choice.tone}")
            arrows = [f"{names[scene.id]} --- c{number}"]
            for way in choice.ways:
                words = f"|{mermaid(_cut(way.words))}|" if way.words.strip() else ""
                arrows.append(f"c{number} -->{words} {names[way.to]}")
            bests = (choice.best, *(way.best for way in choice.ways))
            for arrow, best in zip(arrows, bests, strict=True):
                lines.append(f"  {arrow}")
                styles.append(f"  linkStyle {len(styles)} {_stroke(choice, best=best)}")
            number += 1
    return "\n".join([*lines, *styles, *_classes(), ""])


def _title(text: str) -> str:
    """A YAML string in double quotes."""
    shown = plain(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{shown}"'


def _box(scene: Scene) -> str:
    best = " · best line" if scene.best else ""
    # Two texts in one box, and the break between them is Mermaid's own.
    name, kind = mermaid(scene.id), mermaid(f"{KINDS[scene.kind]}{best}")
    said = mermaid(_cut(scene.text))
    words = "<br/>".join(filter(None, (part[1:-1] for part in (name, kind, said))))
    return f'[["{words}"]]' if scene.ends else f'["{words}"]'


def _class(scene: Scene) -> str:
    return scene.kind.replace("-", "") + ("Best" if scene.best else "")


def _told(choice: Choice) -> str:
    best = " (best line)" if choice.best else ""
    when = f" if {choice.when}" if choice.when else ""
    return f"{choice.tone}{best}: {_cut(choice.text)}{_cut(when)}"


def _cut(text: str) -> str:
    shown = plain(text) if text.strip() == text else f" {plain(text)}"
    return shown if len(shown) <= _TEXT else f"{shown[: _TEXT - 1].rstrip()}…"


def _stroke(choice: Choice, *, best: bool) -> str:
    dashes = f",stroke-dasharray:{_DASHES[choice.tone]}" if _DASHES[choice.tone] else ""
    wide = "4px" if best else "1.3px"
    return f"stroke:{STROKES[choice.tone]},stroke-width:{wide}{dashes}"


def _classes() -> Iterator[str]:
    for kind, fill in FILLS.items():
        name = kind.replace("-", "")
        yield f"  classDef {name} fill:{fill},stroke:#8b949e,color:#1b1f23"
        yield f"  classDef {name}Best fill:{fill},stroke:#1b1f23,stroke-width:3px,color:#1b1f23"
    for tone, stroke in STROKES.items():
        yield f"  classDef {tone} fill:#ffffff,stroke:{stroke},color:{stroke}"
