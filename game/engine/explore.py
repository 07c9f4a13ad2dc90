"""Every state a program can reach, one by one: what a sampling player might never meet.

Slow and plain on purpose: it settles what the loader could only suspect, and is the reference for
the coach's fast solver. Knows no values, no best line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.engine.program import ChoiceRow, Program
from game.engine.step import ScenarioFaultError, act, arrive, begin, offered, ways

CAP = 300_000


class Fault(NamedTuple):
    """What breaks, as a sentence, and the shortest play (choice ids) that comes there."""

    says: str
    choice: ChoiceRow | None
    play: tuple[str, ...]


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
    came: dict[int, tuple[int, str] | None] = {}

    def play(state: int) -> tuple[str, ...]:
        ids: list[str] = []
        link = came[state]
        while link is not None:
            ids.append(link[1])
            link = came[link[0]]
        return tuple(reversed(ids))

    try:
        for state, _, link in _walk(program, cap):
            came.setdefault(state, link)
            scene = program.scene(state)
            if scene.kind is None and not offered(program, state):
                says = f"Scene {scene.id} can come to offer nothing at all."
                return Fault(says, None, play(state))
    except _FoundError as found:
        ids = (*play(found.state), found.row.id)
        return Fault(str(found.fault), found.row, ids)
    return None


class _FoundError(ScenarioFaultError):
    def __init__(self, state: int, row: ChoiceRow, fault: ScenarioFaultError):
        super().__init__(str(fault))
        self.state, self.row, self.fault = state, row, fault


def _walk(program: Program, cap: int) -> Iterator[tuple[int, int, tuple[int, str] | None]]:
    """States breadth first, each with truths new to it and how it was first come by. A state is
    met again when it can be reached under a truth it was not yet."""
    every = sum(1 << index for index, truth in enumerate(program.truths) if truth.odds)
    opening = begin(program).state
    seen = {opening: every}
    yield opening, every, None
    layer = {opening: every}
    while layer:
        coming: dict[int, int] = {}
        for state, truths in layer.items():
            for row in offered(program, state):
                low, minute = act(program, state, row)
                for index in range(len(program.truths)):
                    truth = 1 << index
                    if not truths & truth:
                        continue
                    try:
                        found = ways(program, row, low, minute, truth)
                    except ScenarioFaultError as fault:
                        raise _FoundError(state, row, fault) from fault
                    for _, scene in found:
                        after = arrive(program, low, minute, scene)
                        if seen.get(after, 0) & truth:
                            continue
                        seen[after] = seen.get(after, 0) | truth
                        coming[after] = coming.get(after, 0) | truth
                        yield after, truth, (state, row.id)
                        if len(seen) > cap:
                            raise TooManyStatesError(len(seen))
        layer = coming
