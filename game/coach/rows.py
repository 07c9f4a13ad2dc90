"""Packed states as rows of whole numbers: sorted, each once, and found again. Knows no meaning."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from game.coach.columns import Number, Words, spread

Places = NDArray[np.int32]


def joined(parts: Sequence[NDArray[Number]]) -> NDArray[Number]:
    """The parts behind one another; those that are one and the same number stay so."""
    if len(parts) == 1:
        return parts[0]
    if not any(part.strides[0] for part in parts) and len({part[0] for part in parts}) == 1:
        return spread(parts[0][0], sum(map(len, parts)))
    return np.concatenate(parts)


def unique(rows: Words) -> tuple[Words, Places]:
    """The rows sorted, each once; and where each of those given stands among them."""
    if rows.shape[0] == 1:
        return _unique_words(rows[0])
    order = np.lexsort(rows[::-1])
    ranked = rows.take(order, axis=1)
    new = np.ones(rows.shape[1], dtype=bool)
    (ranked[:, 1:] != ranked[:, :-1]).any(axis=0, out=new[1:])
    return ranked[:, new], _where(order, new)


def _unique_words(words: NDArray[np.uint64]) -> tuple[Words, Places]:
    if (words[1:] > words[:-1]).all():
        return words[np.newaxis], np.arange(len(words), dtype=np.int32)
    # What comes from one choice is nearly in order already, and a stable sort makes use of it.
    order = words.argsort(kind="stable")
    ranked = words.take(order)
    new = np.empty(len(words), dtype=bool)
    new[0] = True
    np.not_equal(ranked[1:], ranked[:-1], out=new[1:])
    return ranked.compress(new)[np.newaxis], _where(order, new)


def _where(order: NDArray[np.intp], new: NDArray[np.bool_]) -> Places:
    """Where each row stands among those that differ, by their order and which of it are new."""
    number = np.cumsum(new, dtype=np.int32)
    number -= 1
    where = np.empty(len(order), dtype=np.int32)
    where[order] = number
    return where
