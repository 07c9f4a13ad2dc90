"""What a decision cost, in words for a screen: on each score apart, since they are never blended.

Values in, text out; computes no figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from game.session.words import points

if TYPE_CHECKING:
    from fractions import Fraction

    from game.session.review import Judged, Points


def cost(judged: Judged) -> Content:
    """What it took off each score and off value kept."""
    if not any((judged.cost.process, judged.cost.sixty)):
        return Content.styled("It cost nothing.", ".soft")
    parts = list(both(judged.cost))
    if judged.share:
        parts.append(_figure("value kept", -judged.share))
    return Content(" · ").join(parts)


def both(amount: Points) -> Iterator[Content]:
    """Process, where anything is known of it, and sixty."""
    if amount.process is not None:
        yield _figure("process", amount.process)
    yield _figure("sixty", amount.sixty)


def _figure(name: str, amount: Fraction) -> Content:
    style = ".loss" if amount < 0 else ".gain" if amount > 0 else ".soft"
    return Content.assemble((f"{name} ", ".soft"), (points(amount), style))
