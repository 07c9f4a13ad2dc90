"""How a scene's states are packed for keeping and comparing: what is live, in as few words as go.

Two states that are packed alike have the same future. Knows no values and no order of play.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from game.coach.columns import WORD, Columns, Words, has_any, spread, timed_bits
from game.coach.liveness import Live
from game.engine.program import Program

BELIEF_BITS = (6, 12, 20)
"""How much room a belief is given: the least that does, since how many there are shows late."""


class _Move(NamedTuple):
    """Bits that travel together: those of `mask` in a word of the state, `by` places to the left
    (below 0: to the right), to the word `packed`, where they end before the bit `end`."""

    word: int
    mask: int
    by: int
    packed: int
    end: int


@dataclass(frozen=True, slots=True)
class Packing:
    """How one scene's live state is packed: the bits first, then minute, elapsed times and
    belief. `numbers` are (name, word, shift, bits); `size` is in 64-bit words."""

    live: Live
    moves: tuple[_Move, ...]
    numbers: tuple[tuple[str | int, int, int, int], ...]
    size: int
    inward: int
    timed: tuple[int, ...]


def make_packing(program: Program, live: Live, belief_bits: int) -> Packing:
    """The packing of a scene from what is live there."""
    numbers: list[tuple[str | int, int]] = []
    if live.latest:
        numbers.append(("minute", live.latest.bit_length()))
    numbers += [(bit, most.bit_length()) for bit, most in sorted(live.since.items())]
    if live.truth:
        numbers.append(("belief", belief_bits))
    runs = _runs(live.bits)
    # Bits between two runs may come along where there is room: fewer moves are quicker ones.
    apart = sorted({second[0] - sum(first) for first, second in pairwise(runs)} - {0})
    layouts = [_lay_out(_joined(runs, gap), numbers) for gap in [0, *apart]]
    size = min(size for _, _, size in layouts)
    moves, placed, _ = min(
        (each for each in layouts if each[2] == size), key=lambda each: len(each[0])
    )
    inward = -(-program.minute_shift // WORD)
    return Packing(
        live,
        tuple(move._replace(mask=move.mask & live.bits >> (WORD * move.word)) for move in moves),
        placed,
        size,
        inward,
        timed_bits(program),
    )


def _runs(bits: int) -> list[tuple[int, int]]:
    """Bits that stand side by side in one word of the state: (place of the first, how many)."""
    found = []
    at = 0
    while bits >> at:
        if bits >> at & 1:
            width = 1
            while bits >> (at + width) & 1 and (at + width) % WORD:
                width += 1
            found.append((at, width))
            at += width
        else:
            at += 1
    return found


def _joined(runs: list[tuple[int, int]], gap: int) -> list[tuple[int, int]]:
    """The runs, with those of one word made one where no more than `gap` is between them."""
    found: list[tuple[int, int]] = []
    for at, width in runs:
        if found and at // WORD == found[-1][0] // WORD and at - sum(found[-1]) <= gap:
            found[-1] = found[-1][0], at + width - found[-1][0]
        else:
            found.append((at, width))
    return found


def _lay_out(
    runs: list[tuple[int, int]], numbers: list[tuple[str | int, int]]
) -> tuple[list[_Move], tuple[tuple[str | int, int, int, int], ...], int]:
    """The runs side by side, cut where a word ends, and the numbers behind them, whole; and how
    many words that takes."""
    packed = at = 0
    moves = []
    for first, length in runs:
        (word, place), left = divmod(first, WORD), length
        while left:
            if at == WORD:
                packed, at = packed + 1, 0
            width = min(left, WORD - at)
            mask = (1 << width) - 1 << place
            moves.append(_Move(word, mask, at - place, packed, at + width))
            place, left, at = place + width, left - width, at + width
    placed = []
    for name, width in numbers:
        if at + width > WORD:
            packed, at = packed + 1, 0
        placed.append((name, packed, at, width))
        at += width
    return moves, tuple(placed), packed + 1


def pack(columns: Columns, packing: Packing) -> Words:
    """The states as rows of `packing.size` words each, with nothing in them that is not live."""
    live = packing.live
    out = np.zeros((packing.size, len(columns)), dtype=np.uint64)
    for word, mask, by, packed, _ in packing.moves:
        part = columns.words[word] & np.uint64(mask)
        if by > 0:
            part <<= np.uint64(by)
        elif by < 0:
            part >>= np.uint64(-by)
        out[packed] |= part
    for name, packed, at, _ in packing.numbers:
        if name == "minute":
            column = np.minimum(columns.minute, live.latest)
        elif name == "belief":
            column = columns.belief.copy()
        else:
            bit = int(name)
            column = np.minimum(columns.since[bit], live.since[bit])
            column *= has_any(columns, bit)
        column <<= at
        out[packed] |= column.view(np.uint64)
    return out


def unpack(rows: Words, packing: Packing) -> Columns:
    """The states that `pack` packed."""
    length = rows.shape[1]
    words = [spread(np.uint64(0), length)] * packing.inward
    for word, mask, by, packed, _ in packing.moves:
        there = rows[packed]
        part = there >> np.uint64(by) if by > 0 else there << np.uint64(-by)
        part &= np.uint64(mask)
        words[word] = words[word] | part if words[word].strides[0] else part
    numbers = {
        name: (rows[packed] >> np.uint64(at) & np.uint64((1 << width) - 1)).view(np.int64)
        for name, packed, at, width in packing.numbers
    }
    none = spread(np.int64(0), length)
    return Columns(
        words,
        numbers.get("minute", none),
        {bit: numbers.get(bit, none) for bit in packing.timed},
        numbers.get("belief", none),
    )


def pack_one(
    packing: Packing, low: int, minute: int, since: dict[int, int], belief: int
) -> list[int]:
    """One state packed: its low bits, minute, the minutes since each timed moment
    that has happened, and the number of the belief."""
    live = packing.live
    words = [0] * packing.size
    for word, mask, by, packed, _ in packing.moves:
        part = low >> (WORD * word) & mask
        words[packed] |= part << by if by > 0 else part >> -by
    for name, packed, at, _ in packing.numbers:
        if name == "minute":
            number = min(minute, live.latest)
        elif name == "belief":
            number = belief
        else:
            number = min(since.get(int(name), 0), live.since[int(name)])
        words[packed] |= number << at
    return words
