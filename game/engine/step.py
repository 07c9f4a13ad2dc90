"""One decision: what is offered, what taking it does, where it may lead, and the scene it opens.

"What happens, in order" of the format is this module and nothing else; the app, the plain mode,
bots, replay and the solver all step through it. Values in, values out.
"""

from __future__ import annotations

from typing import NamedTuple

from game.engine.draws import percent
from game.engine.guards import holds
from game.engine.program import ChoiceRow, Program, SceneRow
from scoring.events import Event

ANY_TRUTH = -1


class ScenarioFaultError(Exception):
    """The scenario breaks its own rules in a state that a play reached. Its text is a sentence."""


class Stepped(NamedTuple):
    """The next state, and the events of the choice and of the scene it opened."""

    state: int
    events: tuple[Event, ...]


def begin(program: Program) -> Stepped:
    """Minute 0: the start scene opens."""
    scene = program.scenes[program.first]
    return Stepped(_open(program, program.tally, 0, scene), scene.events)


def offered(program: Program, state: int) -> tuple[ChoiceRow, ...]:
    """The choices whose `if` holds and that have not been taken, in file order."""
    minute = state >> program.minute_shift & program.clock
    rows = []
    for row in program.scenes[state >> program.scene_shift].choices:
        guard = row.guard
        if not state & row.bit and (guard is None or holds(guard, state, minute, ANY_TRUTH)):
            rows.append(row)
    return tuple(rows)


def shown_only(program: Program, state: int) -> tuple[ChoiceRow, ...]:
    """The choices a trainee sees greyed out: `otherwise: shown`, not taken, `if` not met."""
    open_now = {row.at for row in offered(program, state)}
    return tuple(
        row
        for row in program.scene(state).choices
        if row.source.otherwise == "shown" and not state & row.bit and row.at not in open_now
    )


def act(program: Program, state: int, row: ChoiceRow) -> tuple[int, int]:
    """Time passes and the choice takes hold: the low bits (tally and choices taken) after it, and
    the minute. The scene is settled by `ways` and `arrive`."""
    minute = (state >> program.minute_shift & program.clock) + row.takes
    return program.judge.apply(state & program.low | row.bit, row.effect, minute), minute


def ways(
    program: Program, row: ChoiceRow, low: int, minute: int, truth: int
) -> tuple[tuple[int, int], ...]:
    """Where a choice leads after `act`, under a truth (one bit): (percent, scene), together 100.

    Raises ScenarioFaultError where the odds that meet come to more than 100, or to less with
    nothing left to take the rest.
    """
    found: list[tuple[int, int]] = []
    total = 0
    for guard, odds, scene in row.ways:
        if guard is not None and not holds(guard, low, minute, truth):
            continue
        share = 100 - total if odds is None else odds
        total += share
        if total > 100 or share < 0:
            raise _fault(program, row, f"come to {total} percent")
        if share:
            found.append((share, scene))
        if odds is None:
            break
    if total != 100:
        raise _fault(program, row, f"come to {total} percent, and no branch takes the rest")
    return tuple(found)


def arrive(program: Program, low: int, minute: int, scene: int) -> int:
    """The state once a scene has opened: its wait passes, its moments and facts take hold."""
    return _open(program, low, minute, program.scenes[scene])


def choose(program: Program, state: int, row: ChoiceRow, truth: int, seed: int) -> Stepped:
    """The next state and the events, with the seed's own chance. `truth` is one bit.

    Raises ScenarioFaultError as `ways` does.
    """
    after = follow(program, state, row, truth, seed)
    return Stepped(after, row.events + program.scene(after).events)


def follow(program: Program, state: int, row: ChoiceRow, truth: int, seed: int) -> int:
    """The next state alone, as `choose` gives it."""
    low, minute = act(program, state, row)
    if row.sure is not None:
        return _open(program, low, minute, program.scenes[row.sure])
    options = ways(program, row, low, minute, truth)
    scene = options[0][1]
    if len(options) > 1:
        left = percent(seed, program.decisions(low))
        for share, way in options:
            left -= share
            if left < 0:
                scene = way
                break
    return _open(program, low, minute, program.scenes[scene])


def _open(program: Program, low: int, minute: int, scene: SceneRow) -> int:
    minute += scene.wait
    return (
        program.judge.apply(low, scene.effect, minute)
        | minute << program.minute_shift
        | scene.at << program.scene_shift
    )


def _fault(program: Program, row: ChoiceRow, what: str) -> ScenarioFaultError:
    scene = program.scenes[row.scene].id
    return ScenarioFaultError(
        f"In scene {scene}, after “{row.source.text}”, the odds of the branches that can meet"
        f" {what}; they must come to 100."
    )
