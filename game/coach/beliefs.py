"""What a trainee could believe of the customer: whole-number weights of the truths, kept exact.

Two beliefs in the same proportion are one. Knows no states.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd


class Beliefs:
    """Every belief met, each under a number; 0 is what the author's odds say."""

    def __init__(self, odds: tuple[int, ...]) -> None:
        self.weights: list[tuple[int, ...]] = []
        self._numbers: dict[tuple[int, ...], int] = {}
        self.number(odds)

    def number(self, weights: tuple[int, ...]) -> int:
        """The number of a belief; weights are whole, not all zero."""
        common = gcd(*weights)
        key = tuple(weight // common for weight in weights)
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self.weights)
            self.weights.append(key)
        return found

    def after(self, belief: int, shares: tuple[int, ...]) -> tuple[int, Fraction]:
        """The belief once a scene opened that each truth gives a share (whole percent), and the
        chance that it opens. Shares that leave nothing possible give the belief unchanged."""
        weights = self.weights[belief]
        seen = tuple(w * s for w, s in zip(weights, shares, strict=True))
        total = sum(seen)
        if total == 0:
            return belief, Fraction(0)
        return self.number(seen), Fraction(total, 100 * sum(weights))
