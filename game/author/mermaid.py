"""A chart as a Mermaid flowchart, for pages that draw one: scenes as boxes, choices as arrows.

The same text for the same chart. Knows no file.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.author.cards import KINDS
from game.author.chart import Chart, Choice, Scene, Way
from game.author.colours import FILLS, STROKES
from game.author.escape import mermaid, plain

_TEXT = 60
"""Letters of a choice or scene that are shown: Mermaid draws no more than 50,000 in all."""
_DASHES = {"confidence": "", "neutral": "", "pressure": "9 5", "foul": "2 4"}


def mermaid_text(chart: Chart) -> str:
    """The chart in Mermaid's language."""
    names = {scene.id: f"s{number}" for number, scene in enumerate(chart.scenes)}
    lines = ["---", f"title: {_title(chart.title)}", "---", "flowchart LR"]
    lines += [f"  {names[scene.id]}{_box(scene)}:::{_class(scene)}" for scene in chart.scenes]
    styles = []
    for scene in chart.scenes:
        for choice in scene.choices:
            for way in choice.ways:
                told = mermaid(_told(choice, way))
                lines.append(f"  {names[scene.id]} -->|{told}| {names[way.to]}")
                styles.append(f"  linkStyle {len(styles)} {_stroke(choice, way)}")
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
    return f'(["{words}"])' if scene.ends else f'["{words}"]'


def _class(scene: Scene) -> str:
    return scene.kind.replace("-", "") + ("Best" if scene.best else "")


def _told(choice: Choice, way: Way) -> str:
    best = " (best line)" if way.best else ""
    when = f" if {choice.when}" if choice.when else ""
    words = f" [{way.words}]" if way.words else ""
    return f"{choice.tone}{best}: {_cut(choice.text)}{_cut(when)}{_cut(words)}"


def _cut(text: str) -> str:
    shown = plain(text) if text.strip() == text else f" {plain(text)}"
    return shown if len(shown) <= _TEXT else f"{shown[: _TEXT - 1].rstrip()}…"


def _stroke(choice: Choice, way: Way) -> str:
    dashes = f",stroke-dasharray:{_DASHES[choice.tone]}" if _DASHES[choice.tone] else ""
    wide = "4px" if way.best else "1.3px"
    return f"stroke:{STROKES[choice.tone]},stroke-width:{wide}{dashes}"


def _classes() -> Iterator[str]:
    for kind, fill in FILLS.items():
        name = kind.replace("-", "")
        yield f"  classDef {name} fill:{fill},stroke:#8b949e,color:#1b1f23"
        yield f"  classDef {name}Best fill:{fill},stroke:#1b1f23,stroke-width:3px,color:#1b1f23"
