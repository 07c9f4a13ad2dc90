"""What of a state no condition ahead asks about any more, taken out of it.

Two states that are alike then offer the same and lead to the same from there on, whatever their
scores: enough to find where a scenario breaks its own rules. Knows no points, no rules of a binder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from game.engine.guards import FOREVER, Guard
from game.engine.program import Program, SceneRow
from scoring.layout import METER_MASK


def forget(program: Program) -> Callable[[int], int]:
    """A state in, the same without what no condition ahead of its scene asks about."""
    if program.judge.pledges:
        return lambda state: state  # what is still in time hangs on minutes that are kept elsewhere
    aside = _through_the_card(program)
    asked = []
    for scenes in _ahead(program):
        bits, latest = _asked(scenes)
        asked.append((bits | aside if bits else 0, latest))
    shift, clock, scene_shift = program.minute_shift, program.clock, program.scene_shift

    def kept(state: int) -> int:
        scene = state >> scene_shift
        bits, latest = asked[scene]
        return state & bits | min(state >> shift & clock, latest) << shift | scene << scene_shift

    return kept


def _through_the_card(program: Program) -> int:
    """What decides on facts and on the card, where anything is written or anybody takes over."""
    layout = program.judge.layout
    if not layout.noted:
        return 0
    places = (layout.facts, layout.noted, layout.done)
    return sum(bit for each in places for bit in each.values())


def _ahead(program: Program) -> Iterator[list[SceneRow]]:
    """For each scene, those that can open from there on, itself among them."""
    follows = [{way.scene for row in s.choices for way in row.ways} for s in program.scenes]
    for first in range(len(follows)):
        met, waiting = {first}, [first]
        while waiting:
            coming = follows[waiting.pop()] - met
            met |= coming
            waiting += coming
        yield [program.scenes[at] for at in met]


def _asked(scenes: Iterable[SceneRow]) -> tuple[int, int]:
    """The bits that the conditions of these scenes' choices ask about, and those of the choices
    themselves; and the minute from which all minutes are alike to them."""
    bits = latest = 0
    for row in (row for scene in scenes for row in scene.choices):
        bits |= row.bit
        for guard in (row.guard, *(way.guard for way in row.ways)):
            for each in _nested(guard):
                bits |= each.need | each.bar
                for shift, _, _ in each.meters:
                    bits |= METER_MASK << shift
                latest = max(latest, each.after, each.before if each.before < FOREVER else 0)
    return bits, latest


def _nested(guard: Guard | None) -> Iterator[Guard]:
    if guard is not None:
        yield guard
        for other in guard.any:
            yield from _nested(other)
