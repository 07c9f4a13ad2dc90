"""What seeing a scene open tells: how likely it was, and what to believe then.

One sighting is a belief and the share of the whole that each truth gives the scene; states share
theirs, so a sighting is looked at once, and can be looked at again under other odds. Knows no play.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from game.coach.beliefs import Beliefs
from game.coach.columns import Columns, Flags, Whole, hold
from game.coach.liveness import nested
from game.engine.program import ChoiceRow, Program

Numbers = NDArray[np.int32]


class Sightings:
    """Every sighting met, under a number."""

    def __init__(self, beliefs: Beliefs) -> None:
        self.beliefs = beliefs
        self._met: dict[tuple[int, tuple[int, ...]], int] = {}
        self._after: list[int] = []
        self._chances: list[float] = []

    def see(self, belief: Whole, shares: Whole) -> tuple[Whole, NDArray[np.float64], Numbers]:
        """For states with these beliefs, where each truth (a row) gives these shares: what is
        believed then, the chance, and the number of the sighting."""
        code = belief
        for at, row in enumerate(shares):
            code = code * 101 + row
            if at % 6 == 5:  # before a seventh factor would no longer fit
                code = np.unique(code, return_inverse=True)[1]
        _, first, where = np.unique(code, return_index=True, return_inverse=True)
        numbers = [
            self._number(before, tuple(each))
            for before, each in zip(
                belief[first].tolist(), shares[:, first].T.tolist(), strict=True
            )
        ]
        after = np.array([self._after[number] for number in numbers], dtype=np.int64)
        chance = np.array([self._chances[number] for number in numbers])
        return after[where], chance[where], np.array(numbers, dtype=np.int32)[where]

    def chances(self, weights: Sequence[tuple[int, ...]]) -> NDArray[np.float64]:
        """The chance of every sighting, had the beliefs, by number, these weights instead; 0 where
        nothing is left to believe."""
        found = np.zeros(len(self._met))
        for (belief, shares), number in self._met.items():
            held = weights[belief]
            whole = 100 * sum(held)
            if whole:
                found[number] = sum(w * s for w, s in zip(held, shares, strict=True)) / whole
        return found

    def _number(self, belief: int, shares: tuple[int, ...]) -> int:
        number = self._met.get((belief, shares))
        if number is None:
            number = self._met[belief, shares] = len(self._met)
            after, chance = self.beliefs.after(belief, shares)
            self._after.append(after)
            self._chances.append(float(chance))
        return number


def shares_by_truth(program: Program, row: ChoiceRow, after: Columns) -> dict[int, Whole]:
    """For each scene a choice may lead to, the whole percent each truth (a row) gives it."""
    length = len(after)
    asked = [each for way in row.ways if way.guard is not None for each in nested(way.guard)]
    if not asked:
        return _anywhere(program, row, length)
    # Where no branch asks for the truth one truth stands for all.
    truths = len(program.truths) if any(guard.truths != -1 for guard in asked) else 1
    shares: dict[int, Whole] = {
        way.scene: np.zeros((truths, length), dtype=np.int64) for way in row.ways
    }
    held: dict[int, Flags] = {}
    for truth in range(truths):
        left = np.full(length, 100, dtype=np.int64)
        for at, (guard, odds, scene) in enumerate(row.ways):
            share = left if odds is None else np.minimum(odds, left)
            if guard is not None:
                if not guard.truths & 1 << truth:
                    continue
                # But for what it says of the truth a condition holds under each alike.
                if at not in held or guard.any:
                    held[at] = hold(guard, after, 1 << truth)
                share = share * held[at]
            shares[scene][truth] += share
            left = left - share
    shape = len(program.truths), length
    return {scene: np.broadcast_to(each, shape) for scene, each in shares.items()}


def _anywhere(program: Program, row: ChoiceRow, length: int) -> dict[int, Whole]:
    """The shares of a choice that leads on alike from every state, under every truth."""
    percent: dict[int, int] = {}
    left = 100
    for _, odds, scene in row.ways:
        share = left if odds is None else min(odds, left)
        percent[scene] = percent.get(scene, 0) + share
        left -= share
    shape = len(program.truths), length
    # As numpy's broadcast_to, at a fifth of its cost.
    return {
        scene: np.ndarray(shape, np.int64, np.array(share, dtype=np.int64), 0, (0, 0))
        for scene, share in percent.items()
    }
