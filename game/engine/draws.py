"""Chance, counter-based: the n-th draw of a seed is the same number for everyone, for ever.

A draw is BLAKE2b (RFC 7693) of the seed and a counter, so nothing has to be carried from draw to
draw and no two draws depend on each other. Knows nothing of what is drawn for.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

SEED_LIMIT = 2**53
"""Seeds are whole numbers below this, so that any JSON reader keeps them exact."""

TRUTH_DRAW = 0
"""The number of the draw that settles the truth; the n-th decision (from 0) draws number n + 1."""


def percent(seed: int, number: int) -> int:
    """Draw `number` of `seed`: a whole number 0..99."""
    return _hash(f"{seed}:{number}") % 100


def uniform(seed: int, stream: str, number: int, size: int) -> int:
    """A whole number 0..size-1 from a named stream apart from the run's own chance."""
    return _hash(f"{seed}:{stream}:{number}") % size


def shuffled(seed: int, names: Iterable[str]) -> list[str]:
    """The names in an order of the seed's own. The order of two names never depends on a third,
    so choices keep their places when others come and go."""
    return sorted(names, key=lambda name: (_hash(f"{seed}:order:{name}"), name))


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())
