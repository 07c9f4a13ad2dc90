"""Figures as Markdown: rows in, a table out. Knows nothing of what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """One thing measured: a heading, how, and a table whose first row is its head."""

    title: str
    how: str
    rows: tuple[tuple[str, ...], ...]

    def markdown(self) -> str:
        """The report as a section of a Markdown file."""
        return f"## {self.title}\n\n{self.how}\n\n{_table(self.rows)}\n"


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def at_quantile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that at least `share` (0..1) of them do not exceed."""
    ordered = sorted(values)
    place = max(0, -(-len(ordered) * round(share * 1000) // 1000) - 1)
    return ordered[place]
