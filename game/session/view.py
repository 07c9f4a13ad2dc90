"""A scene as the trainee meets it: who, what is heard and seen, what can be chosen, the clock.

Read from a run, for both front ends. Shows nothing a trainee could not know: no meter, no truth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine.draws import shuffled
from game.engine.step import shown_only
from game.session.words import day_of, span, wall
from scoring.layout import METER_MASK

if TYPE_CHECKING:
    from game.engine.guards import Guard
    from game.engine.program import ChoiceRow
    from game.engine.run import Run


@dataclass(frozen=True, slots=True)
class Option:
    """A choice on screen. `spoken` tells words from an action; `takes` is minutes; `barred` is why
    it cannot be chosen now, None where it can."""

    id: str
    text: str
    spoken: bool
    takes: int
    barred: str | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What a scene shows when it opens; any of it may be missing. `learnt` are the facts that were
    found out on the way to it or in it, as they are put in the file; `you_are` is who the trainee
    is from here on, where the scene hands over."""

    who: str
    says: str | None
    cue: str | None
    tells: str | None
    clock: str
    learnt: tuple[str, ...] = ()
    you_are: str | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """Something that is over: what was heard and what the trainee answered."""

    heard: Heard
    answer: str
    spoken: bool


@dataclass(frozen=True, slots=True)
class SceneView:
    """All a front end needs to show a scene. `elapsed` is how long the run has lasted, in words;
    `day` counts calendar days from 0; `scene` is the scene's id; `by_phone` that only voice and
    background reach the trainee. `past` begins with the last hand-over. `from_memory` is that hint,
    card and past are closed; `minutes_left` is what is left of the scene's minute budget."""

    title: str
    scene: str
    customer: str
    seen: str | None
    channel: str
    by_phone: bool
    clock: str
    elapsed: str
    minute: int
    day: int
    heard: Heard
    options: tuple[Option, ...]
    hint: str | None
    past: tuple[Exchange, ...]
    over: bool
    from_memory: bool = False
    minutes_left: int | None = None


def scene_view(run: Run) -> SceneView:
    """The open scene of a run, its choices shuffled by the seed."""
    scenario = run.program.script.scenario
    scene = run.scene
    return SceneView(
        title=scenario.title,
        scene=scene.id,
        customer=scenario.customer.name,
        seen=scenario.customer.seen,
        channel=scenario.channel,
        by_phone=scenario.channel == "phone",
        clock=wall(scenario.opens, run.minute),
        elapsed=span(run.minute),
        minute=run.minute,
        day=day_of(scenario.opens, run.minute),
        heard=heard_at(run, len(run.taken)),
        options=_options(run),
        hint=None if scene.source.from_memory else scene.source.hint,
        past=_in_sight(run),
        over=run.over,
        from_memory=scene.source.from_memory,
        minutes_left=_minutes_left(run),
    )


def _minutes_left(run: Run) -> int | None:
    until = run.scene.source.until
    return None if until is None else max(0, until - run.minute)


def _in_sight(run: Run) -> tuple[Exchange, ...]:
    """What may be read again of the conversation: all since somebody last took over."""
    if run.scene.source.from_memory:
        return ()
    first = 0
    for number, turn in enumerate(run.taken, 1):
        if turn.opened.source.takes_over is not None:
            first = number
    return exchanges(run)[first:]


def exchanges(run: Run) -> tuple[Exchange, ...]:
    """The conversation up to the open scene."""
    return tuple(
        Exchange(heard_at(run, number), turn.row.source.text, turn.row.source.say is not None)
        for number, turn in enumerate(run.taken)
    )


def heard_at(run: Run, decisions: int) -> Heard:
    """What the scene showed that opened after so many decisions (0: the first scene)."""
    program = run.program
    scenario, layout = program.script.scenario, program.judge.layout
    states = (program.tally, run.opening, *(turn.state for turn in run.taken))
    before, state = states[decisions], states[decisions + 1]
    source = program.scene(state).source
    return Heard(
        who=source.who or scenario.customer.name,
        says=source.says,
        cue=source.cue,
        tells=source.tells,
        clock=wall(scenario.opens, program.minute(state)),
        learnt=tuple(
            fact.says
            for name, fact in scenario.facts.items()
            if state & ~before & layout.facts[name]
        ),
        you_are=source.takes_over,
    )


def _options(run: Run) -> tuple[Option, ...]:
    if run.over:
        return ()
    open_now = {row.id: row for row in run.offered()}
    barred = {row.id: row for row in shown_only(run.program, run.state)}
    places = shuffled(run.seed, (*open_now, *barred))
    return tuple(
        _option(open_now[id], None)
        if id in open_now
        else _option(barred[id], _why_not(run, barred[id].guard))
        for id in places
    )


def _option(row: ChoiceRow, barred: str | None) -> Option:
    source = row.source
    return Option(row.id, source.text, source.say is not None, source.takes, barred)


def _why_not(run: Run, guard: Guard | None) -> str:
    """Why a greyed-out choice is out of reach, in words that give no figure and no fact away: the
    first thing that fails, whatever else its condition asks."""
    if guard is None:
        return "not now"
    state, minute, layout = run.state, run.minute, run.program.judge.layout
    missing = guard.need & ~state
    low = any(not least <= state >> at & METER_MASK <= most for at, least, most in guard.meters)
    reasons = (
        (any(missing & fact for fact in layout.facts.values()), "knows"),
        (missing, "past"),
        (state & guard.bar, "late"),
        (low, "meters"),
        (not guard.after <= minute < guard.before, "hour"),
    )
    return next((_REASONS[reason] for fails, reason in reasons if fails), "not now")


_REASONS = {
    "knows": "there is something you have not found out yet",
    "past": "something has to come before this",
    "late": "it is too late for this now",
    "meters": "they are not there yet",
    "hour": "not at this hour",
}
