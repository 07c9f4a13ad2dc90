"""Many states at once: a scene's states as numpy columns, packed tight for keeping and comparing.

The engine's own tables, applied to columns instead of to one integer; a property test holds the two
equal. Knows no values and no order of play.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.coach.liveness import Live
from game.engine.guards import FOREVER, Guard
from game.engine.program import Program
from scoring.binder import METER_TOP
from scoring.fold import Effect
from scoring.layout import METER_MASK

Words = NDArray[np.uint64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

WORD = 64
TOP = np.uint64((1 << WORD) - 1)


@dataclass(slots=True)
class Columns:
    """A block of states in one scene. `words` are the engine's low bits, 64 to a row; `minute` and
    the elapsed minutes `since` each timed moment (by its bit) saturate where nothing reads on;
    `belief` is an index into the beliefs; `points` are process points settled so far, where they
    are told apart."""

    words: Words
    minute: Whole
    since: dict[int, Whole]
    belief: Whole
    points: Whole

    def __len__(self) -> int:
        return int(self.words.shape[1])

    def take(self, places: NDArray[np.intp]) -> Columns:
        """The states at these places."""
        return Columns(
            self.words[:, places],
            self.minute[places],
            {bit: column[places] for bit, column in self.since.items()},
            self.belief[places],
            self.points[places],
        )

    def pass_time(self, minutes: int) -> None:
        """Let simulated minutes pass."""
        if minutes:
            self.minute = self.minute + minutes
            for bit, column in self.since.items():
                self.since[bit] = column + minutes


def of_state(program: Program, state: int) -> Columns:
    """A block of one: a state of the engine's, believing what the author's odds say."""
    layout = program.judge.layout
    count = -(-program.minute_shift // 64)
    minute = program.minute(state)
    since = {}
    for moment, shift in layout.minutes.items():
        bit = layout.moments[moment]
        elapsed = minute - (state >> shift & layout.clock) if state & bit else 0
        since[bit] = np.array([elapsed], dtype=np.int64)
    words = np.array([[w] for w in _low_words(state & program.low, count)], dtype=np.uint64)
    none = np.zeros(1, dtype=np.int64)
    return Columns(words, np.array([minute], dtype=np.int64), since, none, none)


def _low_words(low: int, count: int) -> list[np.uint64]:
    """A state's low bits, 64 to a word."""
    return [np.uint64(low >> (WORD * at) & int(TOP)) for at in range(count)]


def has_all(columns: Columns, bits: int) -> Flags:
    """Which states have every one of the bits."""
    held = np.ones(len(columns), dtype=bool)
    for word, mask in _split(bits):
        held &= columns.words[word] & mask == mask
    return held


def has_any(columns: Columns, bits: int) -> Flags:
    """Which states have at least one of the bits."""
    held = np.zeros(len(columns), dtype=bool)
    for word, mask in _split(bits):
        held |= columns.words[word] & mask != 0
    return held


def meter(columns: Columns, shift: int) -> Whole:
    """The readings of the meter that stands at `shift`."""
    word, place = divmod(shift, WORD)
    reading: Whole = columns.words[word] >> np.uint64(place) & np.uint64(METER_MASK)
    return reading.astype(np.int64)


def set_bits(columns: Columns, bits: int, where: Flags | None = None) -> None:
    """Set bits, in all states or in some."""
    for word, mask in _split(bits):
        if where is None:
            columns.words[word] |= mask
        else:
            columns.words[word][where] |= mask


def hold(guard: Guard, columns: Columns, truth: int) -> Flags:
    """In which states a guard holds under a truth (one bit, or -1 for any)."""
    if not guard.truths & truth:
        return np.zeros(len(columns), dtype=bool)
    held = has_all(columns, guard.need)
    if guard.bar:
        held &= ~has_any(columns, guard.bar)
    for shift, low, high in guard.meters:
        reading = meter(columns, shift)
        held &= (reading >= low) & (reading <= high)
    if guard.after:
        held &= columns.minute >= guard.after
    if guard.before < FOREVER:
        held &= columns.minute < guard.before
    if guard.any:
        one = np.zeros(len(columns), dtype=bool)
        for other in guard.any:
            one |= hold(other, columns, truth)
        held &= one
    return held


def apply(columns: Columns, effect: Effect) -> list[tuple[int, Flags, Flags]]:
    """Let an effect take hold; returns for each step in it (its done bit, where this was its first
    doing, where its rules were kept then)."""
    for shift, by in effect.moves:
        was = meter(columns, shift)
        now = np.clip(was + by, 0, METER_TOP)
        word, place = divmod(shift, WORD)
        columns.words[word] ^= (was ^ now).astype(np.uint64) << np.uint64(place)
    set_bits(columns, effect.bits)
    doings = []
    for monitor in effect.steps:
        first = ~has_any(columns, monitor.done)
        kept = first & has_all(columns, monitor.need)
        if monitor.bar:
            kept &= ~has_any(columns, monitor.bar)
        for happened, _, most in monitor.deadlines:
            kept &= ~has_any(columns, happened) | (columns.since[happened] <= most)
        set_bits(columns, monitor.done)
        set_bits(columns, monitor.kept, kept)
        doings.append((monitor.done, first, kept))
    for happened, _ in effect.moments:
        column = columns.since.get(happened)
        if column is not None:
            columns.since[happened] = np.where(has_any(columns, happened), column, 0)
        set_bits(columns, happened)
    return doings


class _Move(NamedTuple):
    """Bits that travel together: `width` of them from (word, shift) to (packed word, shift)."""

    word: int
    shift: int
    packed: int
    at: int
    width: int


@dataclass(frozen=True, slots=True)
class Packing:
    """How one scene's live state is packed: the bits first, then minute, elapsed times, belief."""

    live: Live
    moves: tuple[_Move, ...]
    numbers: tuple[tuple[str | int, int, int, int], ...]
    size: int
    inward: int
    timed: tuple[int, ...] = field(default=())


BELIEF_BITS = 20


def make_packing(program: Program, live: Live) -> Packing:
    """The packing of a scene from what is live there. `size` is in 64-bit words."""
    count = -(-program.minute_shift // WORD)
    packed, at = 0, 0
    moves: list[_Move] = []
    for word in range(count):
        mask = live.bits >> (WORD * word) & int(TOP)
        shift = 0
        while mask >> shift:
            if not mask >> shift & 1:
                shift += 1
                continue
            width = 1
            while mask >> (shift + width) & 1:
                width += 1
            if at == WORD:
                packed, at = packed + 1, 0
            width = min(width, WORD - at)
            moves.append(_Move(word, shift, packed, at, width))
            shift, at = shift + width, at + width
    numbers: list[tuple[str | int, int, int, int]] = []
    wanted: list[tuple[str | int, int]] = []
    if live.latest:
        wanted.append(("minute", live.latest.bit_length()))
    wanted += [(bit, most.bit_length()) for bit, most in sorted(live.since.items())]
    if live.truth:
        wanted.append(("belief", BELIEF_BITS))
    if live.points:
        wanted.append(("points", live.points.bit_length()))
    for name, width in wanted:
        if at + width > WORD:
            packed, at = packed + 1, 0
        numbers.append((name, packed, at, width))
        at += width
    timed = tuple(program.judge.layout.moments[m] for m in program.judge.layout.minutes)
    return Packing(live, tuple(moves), tuple(numbers), packed + 1, count, timed)


def pack(columns: Columns, packing: Packing) -> Words:
    """The states as rows of `packing.size` words each, with nothing in them that is not live."""
    live = packing.live
    out = np.zeros((packing.size, len(columns)), dtype=np.uint64)
    for word, shift, packed, at, width in packing.moves:
        part = columns.words[word] >> np.uint64(shift) & np.uint64((1 << width) - 1)
        out[packed] |= part << np.uint64(at)
    for name, packed, at, _ in packing.numbers:
        if name == "minute":
            column = np.minimum(columns.minute, live.latest)
        elif name == "belief":
            column = columns.belief
        elif name == "points":
            column = np.minimum(columns.points, live.points)
        else:
            bit = int(name)
            elapsed = np.minimum(columns.since[bit], live.since[bit])
            column = np.where(has_any(columns, bit), elapsed, 0)
        out[packed] |= column.astype(np.uint64) << np.uint64(at)
    return out


def unpack(rows: Words, packing: Packing) -> Columns:
    """The states that `pack` packed."""
    length = rows.shape[1]
    words = np.zeros((packing.inward, length), dtype=np.uint64)
    for word, shift, packed, at, width in packing.moves:
        part = rows[packed] >> np.uint64(at) & np.uint64((1 << width) - 1)
        words[word] |= part << np.uint64(shift)
    numbers = {
        name: (rows[packed] >> np.uint64(at) & np.uint64((1 << width) - 1)).astype(np.int64)
        for name, packed, at, width in packing.numbers
    }
    none = np.zeros(length, dtype=np.int64)
    return Columns(
        words,
        numbers.get("minute", none),
        {bit: numbers.get(bit, none) for bit in packing.timed},
        numbers.get("belief", none),
        numbers.get("points", none),
    )


def _split(bits: int) -> list[tuple[int, np.uint64]]:
    """Bits as (word, mask) pairs, empty words left out."""
    found = []
    at = 0
    while bits:
        if bits & int(TOP):
            found.append((at, np.uint64(bits & int(TOP))))
        bits >>= WORD
        at += 1
    return found
