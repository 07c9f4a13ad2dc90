"""A scene as a card: its lines wrapped to a width, and where on it each way leaves.

Lengths are in pixels of a picture at its natural size. Knows no colour, and not where a card lies.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from game.author.chart import Chart, Choice, Scene
from game.author.escape import plain

WIDTH = 280
PAD = 10
LEADING = 16
"""From one baseline to the next."""
SIZE = 12
"""The size of the letters."""
_ABOVE = 12
"""How far letters rise over their baseline, accents included."""
_SAID, _OFFERED, _TOLD = 3, 3, 3
"""Lines of what a scene says, of a choice, and of where it leads; the rest is cut, and is in full
in the tooltips."""

KINDS = {
    "start": "where it begins",
    "conversation": "conversation",
    "sold": "ending: sold",
    "appointment": "ending: an appointment",
    "follow-up": "ending: a follow-up",
    "handed-over": "ending: handed over",
    "referred": "ending: a referral",
    "lost": "ending: lost",
    "missing": "nobody has written this scene",
}
"""What a card says of its scene, so that no colour has to be told from another."""

Look = Literal["name", "kind", "text", "confidence", "neutral", "pressure", "foul", "way"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words on a card; `x` and `y` are where its baseline begins on the card, `part` the
    number of the part it belongs to: the head, what is said, a choice, each of its ways."""

    text: str
    look: Look
    x: int
    y: int
    part: int


@dataclass(frozen=True, slots=True)
class Port:
    """Where a way leaves a card, on its right side at `y`: the way `way` of the choice `choice`,
    by their numbers, to the scene `to`; `part` is the card's part that says so."""

    choice: int
    way: int
    to: str
    y: int
    part: int


@dataclass(frozen=True, slots=True)
class Card:
    """A scene's card. `rules` are the heights of the lines between its parts."""

    scene: Scene
    height: int
    lines: tuple[Line, ...]
    rules: tuple[int, ...]
    ports: tuple[Port, ...]

    @property
    def head(self) -> int:
        """The height of its head, with the scene's name and kind."""
        return self.rules[0] if self.rules else self.height


def cards(chart: Chart) -> tuple[Card, ...]:
    """The card of every scene, in their order."""
    return tuple(map(_card, chart.scenes))


def width(text: str) -> float:
    """How wide a line comes out at most, in the widest of the usual letters (DejaVu Sans)."""
    return SIZE * sum(map(_of, text))


def wrapped(text: str, room: float, most: int) -> list[str]:
    """The text in at most so many lines that fit the room; what is left over ends in …"""
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    lines = [line for line in lines if line]
    kept = [_cut(line, room) for line in lines[:most]]
    if len(lines) > most:
        kept[-1] = _cut(f"{lines[most - 1]} …", room)
    return kept


def _card(scene: Scene) -> Card:
    lines: list[Line] = []
    rules: list[int] = []
    ports: list[Port] = []
    y, part = PAD // 2, 0

    def write(texts: list[str], look: Look, x: int = PAD) -> None:
        nonlocal y
        for text in texts:
            lines.append(Line(text, look, x, y + _ABOVE, part))
            y += LEADING

    room = WIDTH - 2 * PAD
    best = " · best line" if scene.best else ""
    write(wrapped(plain(scene.id), room * 0.92, 1), "name")
    write(wrapped(KINDS[scene.kind] + best, room, 1), "kind")
    y += PAD // 2
    said = wrapped(_said(scene), room, _SAID)
    if said:
        rules.append(y)
        y, part = y + PAD // 2, part + 1
        write(said, "text")
        y += PAD // 2
    for number, choice in enumerate(scene.choices):
        rules.append(y)
        y, part = y + PAD // 2, part + 1
        write(wrapped(_kind_of(choice), room, 2), choice.tone)
        write(wrapped(_offered(choice), room, _OFFERED), "text")
        for at, way in enumerate(choice.ways):
            part += 1
            told = plain(f"{way.words} → {way.to}".strip())
            write(_ending_with(told, plain(way.to), room - PAD), "way", 2 * PAD)
            ports.append(Port(number, at, way.to, y - LEADING + _ABOVE - SIZE // 3, part))
        y += PAD // 2
    return Card(scene, y, tuple(lines), tuple(rules), tuple(ports))


def _said(scene: Scene) -> str:
    text = plain(scene.text)
    if not scene.who or not text:
        return text
    return f"{plain(scene.who)}: “{text}”"


def _kind_of(choice: Choice) -> str:
    best = " · best" if choice.best else ""
    when = f" · if {choice.when}" if choice.when else ""
    return plain(f"{choice.tone}{best}{when}")


def _offered(choice: Choice) -> str:
    text = plain(choice.text)
    return f"“{text}”" if choice.spoken else text


def _ending_with(told: str, to: str, room: float) -> list[str]:
    """Where a way leads, wrapped so that the scene's name is never what is cut."""
    lines = wrapped(told, room, _TOLD)
    if lines and lines[-1].endswith("…"):
        lines[-1] = _cut(f"… → {to}", room)
    return lines


def _cut(text: str, room: float) -> str:
    if width(text) <= room:
        return text
    kept = text.removesuffix(" …")
    while kept and width(f"{kept}…") > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


_WIDTHS = (
    ("ijl|!'.,:;I ‘’`()[]", 0.38),
    ('ftr-"{}/\\*“”', 0.49),
    ("mwMWQGO@%—…&→~<>=+#", 0.95),
    ("ABCDEFHJKLNPRSTUVXYZ", 0.735),
)
"""How wide letters are, in parts of their size: rounded up from what the library's lines measure
in DejaVu Sans, regular and bold, in a browser."""
_OF = {sign: part for signs, part in _WIDTHS for sign in signs}


def _of(sign: str) -> float:
    if sign.isascii() or sign in _OF:
        return _OF.get(sign, 0.61)
    if unicodedata.combining(sign):
        return 0.0
    return 1.3 if unicodedata.east_asian_width(sign) in "WF" else 1.0
