"""A ratio of the log: so many of so many, which is never written without its fraction.

Knows nothing of what is counted. A percent alone is a number here and has no way into words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

UNKNOWN = "–"
"""What is written where there was nothing of which anything could be a part."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many of so many. Whatever shows it writes it as one of `str()`, `counted`, `told` and
    `words` does."""

    part: int
    whole: int

    def plus(self, other: Ratio) -> Ratio:
        """Both together, each counting by its size."""
        return Ratio(self.part + other.part, self.whole + other.whole)

    @property
    def percent(self) -> int | None:
        """Of a hundred, rounded down; None of nothing. To be reckoned with and for documents, in
        which `part` and `whole` stand beside it: what is read by people is written below."""
        return self.part * 100 // self.whole if self.whole else None

    @property
    def of_hundred(self) -> Fraction:
        """The same, exactly, for a plot: how high it stands."""
        from fractions import Fraction  # `decimal` comes with it, and a lobby needs neither

        return Fraction(100 * self.part, self.whole) if self.whole else Fraction(0)

    def __str__(self) -> str:
        """`612/1000 61%`."""
        return f"{self.counted} {self.percent}%" if self.whole else UNKNOWN

    @property
    def counted(self) -> str:
        """`5/12`, where the fraction says it all."""
        return f"{self.part}/{self.whole}" if self.whole else UNKNOWN

    @property
    def told(self) -> str:
        """`5 of 12`, for a sentence in which that says it all."""
        return f"{self.part} of {self.whole}"

    @property
    def words(self) -> str:
        """`5 of 12 (41%)`, for a sentence."""
        return f"{self.told} ({self.percent}%)" if self.whole else "unknown"
