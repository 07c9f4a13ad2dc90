"""The three presets of when customers buy, that a scenario's odds may rest on.

Named parameters with their sources, and what odds come to under each. Knows no file and no play.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import Literal

Preset = Literal["split-40-60", "foureyes-2025", "verde"]

THIS_WEEK: dict[Preset, int] = {
    # The founding writing's split; internet leads of Ford's Dallas region in 2010 come to about 44
    # by day 7 (ordiway2.blogspot.com: 34 % by day 5, 25 % in days 6 to 10).
    "split-40-60": 40,
    # Dealers' own sales, first half of 2025 (foureyes.io): 73.3 % by day 3, 11.8 % in days 4 to 7.
    "foureyes-2025": 85,
    # Joe Verde, a trainer's figure without a method: 78 % of lookers buy, 90 % of those in a week.
    "verde": 70,
}
"""Of a hundred customers, those who buy this week. The sources count from different starts and of
different wholes, which is why a scenario says which it rests on."""


def odds_under(
    preset: Preset, odds: Sequence[int], this_week: Sequence[bool]
) -> tuple[int, ...] | None:
    """The odds of truths (whole percents, and whether each buys this week) moved to a preset, each
    side keeping its proportions, as whole-number weights; None where a side has no odds to move."""
    whole = sum(odds)
    now = sum(each for each, soon in zip(odds, this_week, strict=True) if soon)
    if not 0 < now < whole:
        return None
    share = THIS_WEEK[preset]
    parts = [
        Fraction(each * share, now) if soon else Fraction(each * (100 - share), whole - now)
        for each, soon in zip(odds, this_week, strict=True)
    ]
    common = lcm(*(part.denominator for part in parts))
    return tuple(int(part * common) for part in parts)
