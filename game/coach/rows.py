"""Packed states as rows of whole numbers: sorted, each once, and found again. Knows no meaning."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.coach.columns import Words


def unique(rows: Words) -> tuple[Words, NDArray[np.intp]]:
    """The rows sorted, each once; and where each of those given stands among them."""
    if rows.shape[0] == 1:
        once, where = np.unique(rows[0], return_inverse=True)
        return once[np.newaxis, :], where
    order = np.lexsort(rows[::-1])
    ranked = rows[:, order]
    new = np.ones(rows.shape[1], dtype=bool)
    new[1:] = (ranked[:, 1:] != ranked[:, :-1]).any(axis=0)
    where = np.empty(rows.shape[1], dtype=np.intp)
    where[order] = np.cumsum(new) - 1
    return ranked[:, new], where


def places(rows: Words, among: Words) -> NDArray[np.intp]:
    """Where each row stands among sorted rows that hold it."""
    if rows.shape[0] == 1:
        found: NDArray[np.intp] = np.searchsorted(among[0], rows[0])
        return found
    both = np.concatenate((among, rows), axis=1)
    order = np.lexsort(both[::-1])
    ranked = both[:, order]
    new = np.zeros(both.shape[1], dtype=np.intp)
    new[1:] = (ranked[:, 1:] != ranked[:, :-1]).any(axis=0)
    rank = np.empty_like(new)
    rank[order] = np.cumsum(new)
    return rank[among.shape[1] :]
