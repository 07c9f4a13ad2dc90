"""A scene as the trainee meets it: who, what is heard and seen, what can be chosen, the clock.

Read from a run, for both front ends. Shows nothing a trainee could not know: no meter, no truth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine.draws import shuffled
from game.engine.step import shown_only
from game.session.words import day_of, span, wall

if TYPE_CHECKING:
    from game.engine.program import ChoiceRow, SceneRow
    from game.engine.run import Run
    from game.script.models import Condition


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
    """What a scene shows when it opens; any of it may be missing."""

    who: str
    says: str | None
    cue: str | None
    tells: str | None
    clock: str


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
    background reach the trainee."""

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
        heard=_heard(run, scene, run.minute),
        options=_options(run),
        hint=scene.source.hint,
        past=exchanges(run),
        over=run.over,
    )


def exchanges(run: Run) -> tuple[Exchange, ...]:
    """The conversation up to the open scene."""
    program = run.program
    told = []
    for turn in run.taken:
        scene = program.scenes[turn.row.scene]
        source = turn.row.source
        heard = _heard(run, scene, turn.minute)
        told.append(Exchange(heard, source.text, source.say is not None))
    return tuple(told)


def _heard(run: Run, scene: SceneRow, minute: int) -> Heard:
    scenario = run.program.script.scenario
    source = scene.source
    who = source.who or scenario.customer.name
    return Heard(who, source.says, source.cue, source.tells, wall(scenario.opens, minute))


def _options(run: Run) -> tuple[Option, ...]:
    if run.over:
        return ()
    open_now = {row.id: row for row in run.offered()}
    barred = {row.id: row for row in shown_only(run.program, run.state)}
    places = shuffled(run.seed, (*open_now, *barred))
    return tuple(
        _option(open_now[id], None)
        if id in open_now
        else _option(barred[id], _why_not(barred[id].source.when))
        for id in places
    )


def _option(row: ChoiceRow, barred: str | None) -> Option:
    source = row.source
    return Option(row.id, source.text, source.say is not None, source.takes, barred)


def _why_not(condition: Condition | None) -> str:
    """Why a greyed-out choice is out of reach, in words that give no figure and no fact away."""
    if condition is not None:
        for keys, why in _REASONS:
            if any(getattr(condition, key) not in ((), None) for key in keys):
                return why
    return "not now"


_REASONS = (
    (("knows",), "there is something you have not found out yet"),
    (("done", "said", "happened"), "something has to come before this"),
    (("not_done",), "it is too late for this now"),
    (("trust", "pressure", "value"), "they are not there yet"),
    (("after", "before"), "not at this hour"),
)
