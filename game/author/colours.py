"""The colours of a map: light fills for scenes by their kind, dark strokes for choices by tone.

Never the only sign of anything: every kind and tone stands in words too, tones by style of line.
"""

from __future__ import annotations

from collections.abc import Mapping

from game.author.chart import Kind

FILLS: Mapping[Kind, str] = {
    "start": "#cfe2f7",
    "conversation": "#eceff2",
    "sold": "#c9e7cb",
    "appointment": "#d9efd0",
    "follow-up": "#f3ecc4",
    "handed-over": "#d8ecec",
    "referred": "#d8ecec",
    "lost": "#f2d5d0",
    "missing": "#ffffff",
}
STROKES: Mapping[str, str] = {
    "confidence": "#1d6b36",
    "neutral": "#59636e",
    "pressure": "#a34a00",
    "foul": "#b3123a",
}
"""Each of them at least 5 : 1 against white (WCAG 2.2 asks 4.5 : 1 of text)."""
