"""Many states at once: a scene's states as numpy columns.

The engine's own tables, applied to columns instead of to one integer; a property test holds the two
equal. Knows no values, no order of play, and not how states are packed for keeping.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from game.engine.guards import FOREVER, Guard
from game.engine.program import Program
from scoring.binder import METER_TOP
from scoring.fold import Aside, Effect
from scoring.layout import METER_MASK
from scoring.process import Pledge

Words = NDArray[np.uint64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]
Number = TypeVar("Number", np.uint64, np.int64, np.int32, np.float64)

WORD = 64
TOP = np.uint64((1 << WORD) - 1)


@dataclass(slots=True)
class Columns:
    """A block of states in one scene. `words` are the engine's low bits, 64 to a column; `minute`
    and the elapsed minutes `since` each timed moment or step (by its bit) saturate where nothing
    reads on; `belief` is an index into the beliefs. Columns are never changed in place, so that
    blocks may share them; one that is the same in every state is one number, spread out."""

    words: list[Words]
    minute: Whole
    since: dict[int, Whole]
    belief: Whole

    def __len__(self) -> int:
        return len(self.minute)

    def take(self, places: NDArray[np.intp]) -> Columns:
        """The states at these places, which are in order, each once."""
        return Columns(
            [pick(word, places) for word in self.words],
            pick(self.minute, places),
            {bit: pick(column, places) for bit, column in self.since.items()},
            pick(self.belief, places),
        )

    def pass_time(self, minutes: int) -> None:
        """Let simulated minutes pass."""
        if minutes:
            self.minute = self.minute + minutes
            for bit, column in self.since.items():
                self.since[bit] = column + minutes


def pick(column: NDArray[Number], places: NDArray[np.integer]) -> NDArray[Number]:
    """What a column holds at these places, which are in order, each once."""
    if len(places) == len(column):
        return column
    if not column.strides[0]:
        return column[: len(places)]
    return column.take(places)


def spread(number: Number, length: int) -> NDArray[Number]:
    """A column that is the same everywhere, and cannot be written into."""
    # As numpy's broadcast_to, at a fifth of its cost: a choice of a small layer takes many of them.
    one = np.asarray(number)
    column: NDArray[Number] = np.ndarray((length,), one.dtype, one, 0, (0,))
    column.flags.writeable = False
    return column


def of_state(program: Program, state: int) -> Columns:
    """A block of one: a state of the engine's, believing what the author's odds say."""
    layout = program.judge.layout
    count = -(-program.minute_shift // 64)
    minute = program.minute(state)
    since = {}
    for bit, shift in layout.minutes.items():
        elapsed = minute - (state >> shift & layout.clock) if state & bit else 0
        since[bit] = np.array([elapsed], dtype=np.int64)
    words = [np.array([w], dtype=np.uint64) for w in _low_words(state & program.low, count)]
    none = np.zeros(1, dtype=np.int64)
    return Columns(words, np.array([minute], dtype=np.int64), since, none)


def timed_bits(program: Program) -> tuple[int, ...]:
    """The bits of what time is counted from."""
    return tuple(program.judge.layout.minutes)


def _low_words(low: int, count: int) -> list[np.uint64]:
    """A state's low bits, 64 to a word."""
    return [np.uint64(low >> (WORD * at) & int(TOP)) for at in range(count)]


def has_all(columns: Columns, bits: int) -> Flags:
    """Which states have every one of the bits."""
    held: Flags | None = None
    for word, mask in _split(bits):
        here: Flags = columns.words[word] & mask == mask
        held = here if held is None else held & here
    return np.ones(len(columns), dtype=bool) if held is None else held


def has_any(columns: Columns, bits: int) -> Flags:
    """Which states have at least one of the bits."""
    held: Flags | None = None
    for word, mask in _split(bits):
        here: Flags = columns.words[word] & mask != 0
        held = here if held is None else held | here
    return np.zeros(len(columns), dtype=bool) if held is None else held


def meter(columns: Columns, shift: int) -> Whole:
    """The readings of the meter that stands at `shift`."""
    word, place = divmod(shift, WORD)
    reading = columns.words[word] >> np.uint64(place) & np.uint64(METER_MASK)
    return reading.view(np.int64)


def set_bits(columns: Columns, bits: int, where: Flags | None = None) -> None:
    """Set bits, in all states or in some."""
    for word, mask in _split(bits):
        column = columns.words[word]
        if where is not None:
            columns.words[word] = column | where * mask
        elif column.strides[0]:
            columns.words[word] = column | mask
        else:
            columns.words[word] = spread(column[0] | mask, len(column))


def in_time(columns: Columns, pledge: Pledge) -> Flags:
    """In which states a promise was made and its time has not run out."""
    held = has_all(columns, pledge.made)
    if pledge.most is not None:
        held &= columns.since[pledge.made] <= pledge.most
    return held


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
    for pledge in guard.late:
        held &= has_all(columns, pledge.made) & ~has_any(columns, pledge.kept)
        held &= ~in_time(columns, pledge)
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
        word, place = divmod(shift, WORD)
        room = columns.words[word] >> np.uint64(place) & np.uint64(METER_MASK)
        if by > 0:
            np.subtract(np.uint64(METER_TOP), room, out=room)
        np.minimum(room, np.uint64(abs(by)), out=room)
        room <<= np.uint64(place)
        columns.words[word] = columns.words[word] + room if by > 0 else columns.words[word] - room
    if effect.aside is None:
        set_bits(columns, effect.bits)
    else:
        _turn_aside(columns, effect.bits, effect.aside)
    doings = []
    for monitor in effect.steps:
        first = ~has_any(columns, monitor.done)
        kept = first & has_all(columns, monitor.need)
        if monitor.bar:
            kept &= ~has_any(columns, monitor.bar)
        for happened, _, most in monitor.deadlines:
            kept &= ~has_any(columns, happened) | (columns.since[happened] <= most)
        for happened, _, least in monitor.apart:
            kept &= ~has_any(columns, happened) | (columns.since[happened] >= least)
        if monitor.since >= 0:
            columns.since[monitor.done] = np.where(first, 0, columns.since[monitor.done])
        set_bits(columns, monitor.done)
        set_bits(columns, monitor.kept, kept)
        doings.append((monitor.done, first, kept))
    for happened, _ in effect.moments:
        column = columns.since.get(happened)
        if column is not None:
            columns.since[happened] = np.where(has_any(columns, happened), column, 0)
        set_bits(columns, happened)
    return doings


def _turn_aside(columns: Columns, bits: int, aside: Aside) -> None:
    for fact in _each(aside.takes):
        noted = has_any(columns, fact << aside.gap)
        for word, mask in _split(fact):
            columns.words[word] = np.where(
                noted, columns.words[word] | mask, columns.words[word] & ~mask
            )
    set_bits(columns, bits)
    for unless, facts in aside.writes:
        written = ~has_any(columns, unless)
        for fact in _each(facts):
            set_bits(columns, fact << aside.gap, written & has_any(columns, fact))
    for pledge in aside.good:
        set_bits(columns, pledge.kept, in_time(columns, pledge))


def _each(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest
        bits ^= lowest


@lru_cache(maxsize=4096)
def _split(bits: int) -> tuple[tuple[int, np.uint64], ...]:
    """Bits as (word, mask) pairs, empty words left out."""
    found = []
    at = 0
    while bits:
        if bits & int(TOP):
            found.append((at, np.uint64(bits & int(TOP))))
        bits >>= WORD
        at += 1
    return tuple(found)
