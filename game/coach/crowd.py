"""What makes a scenario have too many states: the one thing that multiplies those of a scene most.

Looks at packed states alone; knows no values and no play.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from game.coach.columns import WORD, Words
from game.coach.packing import Packing
from game.coach.rows import unique
from game.engine.program import Program
from scoring.layout import METER_MASK


def too_many(program: Program, cap: int, scene: int, packing: Packing, rows: Words) -> str:
    """Why a scenario is refused, in a mentor's words, by the states of the scene that was next."""
    what, times = multiplier(program, packing, rows)
    return (
        f"More than {cap:,} states can be reached; most of the last came up in scene"
        f" {program.scenes[scene].id}, told apart most by {what}: {times:,.0f} times as many for"
        " it. Let fewer choices change it, or nothing from there on ask for it."
    )


def multiplier(program: Program, packing: Packing, rows: Words) -> tuple[str, float]:
    """The thing without which the fewest of a scene's states would be left, in a mentor's words,
    and how many times as many there are with it. `rows` are states of the scene, each once."""
    found = [
        (what, rows.shape[1] / unique(rows & mask[:, np.newaxis])[0].shape[1])
        for what, mask in _without(program, packing)
    ]
    return max(found, key=lambda each: each[1], default=("what was said", 1.0))


def _without(program: Program, packing: Packing) -> Iterator[tuple[str, Words]]:
    """Each thing by which states can differ, and the mask of packed words that leaves it out."""
    layout = program.judge.layout
    taken: dict[str, int] = {}
    for row in program.choices:
        name = f"which choices of {program.scenes[row.scene].id} were taken"
        taken[name] = taken.get(name, 0) | row.bit
    bits = {f"the meter {name}": METER_MASK << shift for name, shift in layout.meters.items()}
    bits["which facts are known"] = _all(layout.facts)
    bits["which steps are done"] = _all(layout.done) | _all(layout.kept)
    bits["which moments have happened"] = _all(layout.moments)
    for what, some in (bits | taken).items():
        mask = _everything(packing)
        for move in packing.moves:
            gone = some >> (WORD * move.word) & move.mask
            gone = gone << move.by if move.by > 0 else gone >> -move.by
            mask[move.packed] &= ~np.uint64(gone)
        yield what, mask
    for number, packed, at, width in packing.numbers:
        told = {"minute": "the minute of the run", "belief": "what is believed of the truth"}
        mask = _everything(packing)
        mask[packed] &= ~np.uint64(((1 << width) - 1) << at)
        yield told.get(str(number), "how long ago a moment was"), mask


def _everything(packing: Packing) -> Words:
    return np.full(packing.size, ~np.uint64(0), dtype=np.uint64)


def _all(bits: Mapping[str, int]) -> int:
    together = 0
    for bit in bits.values():
        together |= bit
    return together
