"""How often people and the coach agree, from the verdicts they gave. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.records.papers import Commented, Signed
from game.records.queries import Fraction

if TYPE_CHECKING:
    from game.records.papers import Paper

ENOUGH = 10
"""Verdicts below which a share of them says nothing, as with runs."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of the verdicts on decisions, and on runs, how many agreed; `sent_back` asked for another
    try, which is no word on the coach, and are not among them."""

    decisions: Fraction
    runs: Fraction
    sent_back: int


def agreement(papers: Iterable[Paper]) -> Agreement:
    """Of each person's verdicts on a decision or run the last counts."""
    last: dict[tuple[str, int | None, str], str] = {}
    for paper in papers:
        entry = paper.entry
        if isinstance(entry, Signed):
            last[entry.run, None, entry.by] = entry.verdict
        elif isinstance(entry, Commented) and entry.verdict is not None:
            last[entry.run, entry.index, entry.by] = entry.verdict
    decisions = [verdict for (_, index, _), verdict in last.items() if index is not None]
    runs = [verdict for (_, index, _), verdict in last.items() if index is None]
    return Agreement(_agreed(decisions), _agreed(runs), [*decisions, *runs].count("retry"))


def _agreed(verdicts: list[str]) -> Fraction:
    agreed = verdicts.count("agree")
    return Fraction(agreed, agreed + verdicts.count("adjust"))
