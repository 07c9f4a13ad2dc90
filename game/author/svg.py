"""A map as SVG: cards and curves as a layout has them, in words as well as in colours.

The same text for the same chart and layout. Knows no program that lays out, and no file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.author.cards import KINDS, SIZE, WIDTH, Card, Line
from game.author.chart import Chart, Choice
from game.author.colours import FILLS, STROKES
from game.author.escape import xml
from game.author.layout import Curve, Layout, Placed, Point

_DASHES = {"confidence": "", "neutral": "", "pressure": "9 5", "foul": "2 4"}
_LOOKS = {
    "name": "font-weight:bold",
    "kind": "fill:#3b444d",
    "text": "fill:#1b1f23",
    "way": "fill:#3b444d",
    **{tone: f"font-weight:bold;fill:{colour}" for tone, colour in STROKES.items()},
}
_TOP = 64
"""Room above the cards for the title and what the lines mean."""


def svg(chart: Chart, layout: Layout, note: str = "") -> str:
    """The picture; `note` is a sentence shown under the title, such as why no best line is."""
    wide, tall = max(layout.width, 760), layout.height + _TOP
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            _root(wide, tall),
            f'<title id="title">{xml(chart.title)}</title>',
            f'<desc id="desc">{xml(described(chart, note))}</desc>',
            *_style(),
            f'<rect width="{wide:.0f}" height="{tall:.0f}" fill="#ffffff"/>',
            f'<text class="title" x="24" y="30">{xml(chart.title)}</text>',
            *_legend(chart, note),
            f'<g transform="translate(0 {_TOP})">',
            # The best line last, so that nothing is drawn over it.
            *(part for curve in _thin_first(layout.curves) for part in _curve(curve)),
            *(part for placed in layout.placed for part in _card(placed)),
            "</g>",
            "</svg>",
            "",
        ]
    )


def _root(wide: float, tall: float) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc"'
        f' width="{wide:.0f}" height="{tall:.0f}" viewBox="0 0 {wide:.0f} {tall:.0f}">'
    )


def described(chart: Chart, note: str = "") -> str:
    """The map in a few sentences, for those who do not see it."""
    endings = sum(scene.ends for scene in chart.scenes)
    told = (
        f"A map of {len(chart.scenes)} scenes, {endings} of them endings, and where each choice"
        " leads."
    )
    line = [scene.id for scene in chart.by_depth() if scene.best]
    if chart.solved:
        told += f" The best line passes {', '.join(line)}."
    return f"{told} {note}".strip()


def _style() -> Iterator[str]:
    yield "<style>"
    yield f"text{{font:{SIZE}px Verdana,'DejaVu Sans',Helvetica,Arial,sans-serif;fill:#1b1f23}}"
    yield ".title{font-size:18px;font-weight:bold}"
    yield from (f".{look}{{{style}}}" for look, style in _LOOKS.items())
    for tone, colour in STROKES.items():
        dashes = f";stroke-dasharray:{_DASHES[tone]}" if _DASHES[tone] else ""
        yield f".to-{tone}{{fill:none;stroke:{colour};stroke-width:1.3{dashes}}}"
        yield f".at-{tone}{{fill:{colour}}}"
    yield "path.best{stroke-width:4.5}"
    yield "</style>"


def _legend(chart: Chart, note: str) -> Iterator[str]:
    x = 24
    for tone in STROKES:
        yield f'<path class="to-{tone}" d="M{x} 48h34"/>'
        yield f'<text class="{tone}" x="{x + 40}" y="52">{tone}</text>'
        x += 130
    if chart.solved:
        yield f'<path class="to-neutral best" d="M{x} 48h34"/>'
        yield f'<text x="{x + 40}" y="52">thick: the best line</text>'
    if note:
        yield f'<text x="{x + 10}" y="52">{xml(note)}</text>'


def _thin_first(curves: Sequence[Curve]) -> list[Curve]:
    return sorted(curves, key=lambda curve: _choice(curve).ways[curve.port.way].best)


def _choice(curve: Curve) -> Choice:
    return curve.source.scene.choices[curve.port.choice]


def _curve(curve: Curve) -> Iterator[str]:
    choice = _choice(curve)
    way = choice.ways[curve.port.way]
    words = f", {way.words}" if way.words else ""
    told = f"{curve.source.scene.id}, {choice.tone}: {choice.text} → {way.to}{words}"
    start, *others = curve.points
    drawn = " ".join(f"{_at(point)}" for point in others)
    best = " best" if way.best else ""
    yield f"<g><title>{xml(told)}</title>"
    yield f'<path class="to-{choice.tone}{best}" d="M{_at(start)} C{drawn}"/>'
    yield f'<path class="at-{choice.tone}" d="{_arrow(others[-1])}"/></g>'


def _arrow(tip: Point) -> str:
    """Every curve comes to a card from its left."""
    return f"M{_at(tip)} l-10 -5 v10 z"


def _at(point: Point) -> str:
    return f"{point.x:.1f} {point.y:.1f}"


def _card(placed: Placed) -> Iterator[str]:
    card = placed.card
    scene = card.scene
    edge = 'stroke="#1b1f23" stroke-width="2.5"' if scene.best else 'stroke="#8b949e"'
    dashed = ' stroke-dasharray="6 4"' if scene.kind == "missing" else ""
    tall, head = card.height, card.head
    yield f'<g transform="translate({placed.x:.1f} {placed.y:.1f})">'
    yield f"<title>{xml(_whole(card))}</title>"
    yield f'<rect width="{WIDTH}" height="{tall}" rx="6" fill="#ffffff" {edge}{dashed}/>'
    yield (
        f'<path d="M1 {head}V7a6 6 0 0 1 6 -6H{WIDTH - 7}a6 6 0 0 1 6 6V{head}z"'
        f' fill="{FILLS[scene.kind]}"/>'
    )
    yield from (f'<path d="M0 {y}H{WIDTH}" stroke="#d0d7de"/>' for y in card.rules)
    yield from map(_line, card.lines)
    yield "</g>"


def _line(line: Line) -> str:
    return f'<text class="{line.look}" x="{line.x}" y="{line.y}">{xml(line.text)}</text>'


def _whole(card: Card) -> str:
    """The card uncut, for the tooltip."""
    scene = card.scene
    parts = [f"{scene.id}, {KINDS[scene.kind]}", scene.text]
    for choice in scene.choices:
        when = f", if {choice.when}" if choice.when else ""
        ways = "; ".join(f"{way.words} → {way.to}".strip() for way in choice.ways)
        parts.append(f"{choice.tone}{when}: {choice.text} {ways}")
    return " / ".join(filter(None, parts))
