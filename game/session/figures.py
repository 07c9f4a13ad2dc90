"""An exact figure as a document gives it, and the shape of that.

Fractions in, JSON out. Knows no run.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

PLACES = 6
"""Decimals of `about`."""

FIGURE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "exact": {
            "type": "string",
            "pattern": "^-?[0-9]+(/[0-9]+)?$",
            "description": "A fraction in lowest terms: 33/10.",
        },
        "about": {"type": "number"},
    },
    "required": ["exact", "about"],
    "additionalProperties": False,
}
"""The JSON Schema of a figure."""


def figure(exact: Fraction) -> dict[str, Any]:
    """A figure: the fraction, and about what that is."""
    return {"exact": str(exact), "about": round(float(exact), PLACES)}
