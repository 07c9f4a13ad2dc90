"""How often people and the coach agree, from the verdicts they gave. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.records.papers import Commented, Signed
from game.records.ratio import Ratio

if TYPE_CHECKING:
    from game.records.papers import Label, Paper, Verdict

ENOUGH = 10
"""Verdicts below which a share of them says nothing, as with runs."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of the verdicts on decisions, and on runs, how many agreed; `sent_back` asked for another
    try, which is no word on the coach, and are not among them."""

    decisions: Ratio
    runs: Ratio
    sent_back: int


@dataclass(frozen=True, slots=True)
class Opinion:
    """The verdict that counts of one person on a decision (from 0), or on a run where that is None.
    `label` is theirs where they would give another; the time is UTC in milliseconds."""

    run: str
    index: int | None
    by: str
    verdict: Verdict
    label: Label | None
    at_ms: int


def opinions(papers: Iterable[Paper]) -> list[Opinion]:
    """Of each person's verdicts on a decision or run the last counts."""
    last: dict[tuple[str, int | None, str], Opinion] = {}
    for paper in papers:
        entry, at_ms = paper.entry, paper.at_ms
        if isinstance(entry, Signed):
            key = entry.run, None, entry.by
            last[key] = Opinion(*key, entry.verdict, None, at_ms)
        elif isinstance(entry, Commented) and entry.verdict is not None:
            of = entry.run, entry.index, entry.by
            last[of] = Opinion(*of, entry.verdict, entry.label, at_ms)
    return list(last.values())


def agreement(papers: Iterable[Paper]) -> Agreement:
    """How often the verdicts that count agree."""
    said = opinions(papers)
    decisions = [each.verdict for each in said if each.index is not None]
    runs = [each.verdict for each in said if each.index is None]
    return Agreement(_agreed(decisions), _agreed(runs), [*decisions, *runs].count("retry"))


def _agreed(verdicts: list[Verdict]) -> Ratio:
    agreed = verdicts.count("agree")
    return Ratio(agreed, agreed + verdicts.count("adjust"))
