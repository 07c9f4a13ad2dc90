"""Every state a program can reach, one by one: what a sampling player might never meet.

Slow and plain on purpose: it settles what the loader could only suspect, where states that offer
and lead to the same from there on count as one (`forget`), and is the reference for the coach's
fast solver. Knows no values, no best line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from game.engine.forget import forget
from game.engine.program import ChoiceRow, Program
from game.engine.step import ScenarioFaultError, act, arrive, begin, offered, ways

CAP = 300_000


class Fault(NamedTuple):
    """What breaks, as a sentence, and the shortest play (choice ids) that comes there, under the
    truth named (None where the scenario hides nothing) and with luck."""

    says: str
    choice: ChoiceRow | None
    play: tuple[str, ...]
    truth: str | None


class TooManyStatesError(Exception):
    """The program has more reachable states than the cap."""


def states(program: Program, cap: int = CAP) -> dict[int, int]:
    """Every reachable state with the truths (a bit each) under which it can be reached.

    Raises ScenarioFaultError, TooManyStatesError.
    """
    reached: dict[int, int] = {}
    for state, truths, _ in _walk(program, cap):
        reached[state] = reached.get(state, 0) | truths
    return reached


def first_fault(program: Program, cap: int = CAP) -> Fault | None:
    """The nearest state where the scenario breaks its own rules, or None where none can.

    Raises TooManyStatesError.
    """
    # A state can be come by in different ways under different truths.
    came: dict[tuple[int, int], tuple[int, str] | None] = {}

    def fault(says: str, choice: ChoiceRow | None, state: int, truth: int) -> Fault:
        ids = [] if choice is None else [choice.id]
        while (link := came[state, truth]) is not None:
            state = link[0]
            ids.append(link[1])
        name = program.truths[truth.bit_length() - 1].id
        return Fault(says, choice, tuple(reversed(ids)), name)

    try:
        for state, truths, link in _walk(program, cap, forget(program)):
            for truth in _each(program, truths):
                came.setdefault((state, truth), link)
            scene = program.scene(state)
            if scene.kind is None and not offered(program, state):
                says = f"Scene {scene.id} can come to offer nothing at all."
                return fault(says, None, state, next(_each(program, truths)))
    except _FoundError as found:
        return fault(str(found.fault), found.row, found.state, found.truth)
    return None


def _each(program: Program, truths: int) -> Iterator[int]:
    return (1 << at for at in range(len(program.truths)) if truths & 1 << at)


class _FoundError(ScenarioFaultError):
    def __init__(self, state: int, row: ChoiceRow, truth: int, fault: ScenarioFaultError):
        super().__init__(str(fault))
        self.state, self.row, self.truth, self.fault = state, row, truth, fault


def _whole(state: int) -> int:
    return state


def _walk(
    program: Program, cap: int, kept: Callable[[int], int] = _whole
) -> Iterator[tuple[int, int, tuple[int, str] | None]]:
    """States breadth first, as far as they are `kept`, each with truths new to it and how it was
    first come by. A state is met again when it can be reached under a truth it was not yet."""
    every = sum(1 << index for index, truth in enumerate(program.truths) if truth.odds)
    opening = kept(begin(program).state)
    seen = {opening: every}
    yield opening, every, None
    layer = {opening: every}
    while layer:
        coming: dict[int, int] = {}
        for state, truths in layer.items():
            for row in offered(program, state):
                low, minute = act(program, state, row)
                for truth in _each(program, truths):
                    try:
                        found = ways(program, row, low, minute, truth)
                    except ScenarioFaultError as fault:
                        raise _FoundError(state, row, truth, fault) from fault
                    for _, scene in found:
                        after = kept(arrive(program, low, minute, scene))
                        if seen.get(after, 0) & truth:
                            continue
                        seen[after] = seen.get(after, 0) | truth
                        coming[after] = coming.get(after, 0) | truth
                        yield after, truth, (state, row.id)
                        if len(seen) > cap:
                            raise TooManyStatesError(len(seen))
        layer = coming
