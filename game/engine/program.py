"""A script compiled once to flat tables of integers: what every player, bot and solver steps.

Rows hold the mechanics; the words stay in the script's own models, kept aside under `source`.
Knows nothing of runs and chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from game.engine.guards import Guard, compile_guard
from game.script.ids import choice_id
from game.script.written import EVERYTHING, reads_the_card
from scoring.events import (
    Did,
    Event,
    Fouled,
    Happened,
    Learnt,
    MadeGood,
    Moved,
    TookOver,
    Wrote,
    WroteAll,
    made,
)
from scoring.fold import Effect, Judge, make_judge

if TYPE_CHECKING:
    from game.script import models
    from game.script.load import Script


class Way(NamedTuple):
    """One branch of a choice: `odds` in whole percent of the whole, None for all that is left."""

    guard: Guard | None
    odds: int | None
    scene: int


@dataclass(frozen=True, slots=True, eq=False)
class ChoiceRow:
    """A choice: `at` is its place in the table, `bit` marks it as taken, `takes` is in minutes."""

    at: int
    id: str
    scene: int
    bit: int
    guard: Guard | None
    takes: int
    effect: Effect
    events: tuple[Event, ...]
    ways: tuple[Way, ...]
    sure: int | None
    fouls: bool
    source: models.Choice


@dataclass(frozen=True, slots=True, eq=False)
class SceneRow:
    """A scene: `at` is its place in the table; `wait`, in simulated minutes, passes before it
    opens; `kind` is an ending's."""

    at: int
    id: str
    wait: int
    effect: Effect
    events: tuple[Event, ...]
    choices: tuple[ChoiceRow, ...]
    kind: str | None
    tenths: tuple[int, ...]
    days: tuple[Guard | None, ...]
    source: models.Scene


@dataclass(frozen=True, slots=True, eq=False)
class TruthRow:
    """Something that may be true of the customer: `odds` in whole percent."""

    id: str | None
    odds: int
    source: models.Truth | None


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """A scenario ready to play.

    A state is one integer: the judge's tally in its low bits, then a bit for each choice taken,
    then the minute, then the scene.
    """

    script: Script
    judge: Judge
    scenes: tuple[SceneRow, ...]
    choices: tuple[ChoiceRow, ...]
    truths: tuple[TruthRow, ...]
    first: int
    tally: int
    taken: int
    low: int
    minute_shift: int
    scene_shift: int
    clock: int

    def scene(self, state: int) -> SceneRow:
        """The scene that is open."""
        return self.scenes[state >> self.scene_shift]

    def minute(self, state: int) -> int:
        """Simulated minutes since the run began, when the scene opened."""
        return state >> self.minute_shift & self.clock

    def decisions(self, state: int) -> int:
        """How many choices have been taken."""
        return (state & self.taken).bit_count()


def compile_script(script: Script) -> Program:
    """The program of a script that loaded without a problem."""
    scenario = script.scenario
    by_card = reads_the_card(scenario)
    judge = make_judge(
        script.binder,
        scenario.covers,
        {name: fact.worth for name, fact in scenario.facts.items()},
        _longest(scenario),
        notes=scenario.notes if by_card else None,
        promises={name: promise.within for name, promise in scenario.promises.items()},
    )
    scene_index = {name: index for index, name in enumerate(scenario.scenes)}
    ids = [
        (name, choice, choice_id(name, choice))
        for name, scene in scenario.scenes.items()
        for choice in scene.choices
    ]
    width = judge.layout.width
    said = {id_: 1 << (width + index) for index, (_, _, id_) in enumerate(ids)}
    names = tuple(scenario.customer.truth)
    truth_bits = {name: 1 << index for index, name in enumerate(names)}

    def guard(condition: models.Condition | None, *, over: bool = False) -> Guard | None:
        return compile_guard(condition, judge, said, truth_bits, over=over)

    choices: list[ChoiceRow] = []
    for index, (scene_name, choice, id_) in enumerate(ids):
        events = tuple(_choice_events(choice, by_card=by_card))
        ways = tuple(Way(guard(b.when), b.odds, scene_index[b.go]) for b in choice.to)
        choices.append(
            ChoiceRow(
                at=index,
                id=id_,
                scene=scene_index[scene_name],
                bit=said[id_],
                guard=guard(choice.when),
                takes=choice.takes,
                effect=judge.effect(events),
                events=events,
                ways=ways,
                sure=ways[0].scene if ways[0].guard is None and ways[0].odds is None else None,
                fouls=bool(choice.foul),
                source=choice,
            )
        )
    scenes: list[SceneRow] = []
    for name, scene in scenario.scenes.items():
        events = tuple(_scene_events(scene))
        at = scene_index[name]
        scenes.append(
            SceneRow(
                at=at,
                id=name,
                wait=scene.wait,
                effect=judge.effect(events),
                events=events,
                choices=tuple(row for row in choices if row.scene == at),
                kind=scene.ending,
                tenths=_tenths(scene, script.binder.outcomes, names),
                days=tuple(guard(after.when, over=True) for after in scene.afterwards),
                source=scene,
            )
        )
    truths = tuple(
        TruthRow(name, truth.odds, truth) for name, truth in scenario.customer.truth.items()
    )
    starts = scenario.customer.starts
    minute_shift = width + len(choices)
    clock = judge.layout.clock
    return Program(
        script=script,
        judge=judge,
        scenes=tuple(scenes),
        choices=tuple(choices),
        truths=truths or (TruthRow(None, 100, None),),
        first=scene_index[scenario.start],
        tally=judge.start(starts.trust, starts.pressure, starts.value, scenario.card),
        taken=((1 << len(choices)) - 1) << width,
        low=(1 << minute_shift) - 1,
        minute_shift=minute_shift,
        scene_shift=minute_shift + clock.bit_length(),
        clock=clock,
    )


def _longest(scenario: models.Scenario) -> int:
    """A minute no run can pass: every choice taken once, and the longest wait before each scene."""
    takes = [choice.takes for scene in scenario.scenes.values() for choice in scene.choices]
    waits = max((scene.wait for scene in scenario.scenes.values()), default=0)
    return sum(takes) + (len(takes) + 1) * waits


def _choice_events(choice: models.Choice, *, by_card: bool) -> Iterator[Event]:
    for meter in ("trust", "pressure", "value"):
        by = getattr(choice, meter)
        if by:
            yield Moved(meter, by)
    yield from map(Learnt, choice.learn)
    if by_card:
        for name in choice.writes:
            yield WroteAll() if name == EVERYTHING else Wrote(name)
    yield from map(Did, choice.does)
    yield from map(MadeGood, choice.makes_good)
    for promise in choice.promises:
        yield Happened(made(promise))
    yield from map(Fouled, choice.foul)
    yield from map(Happened, choice.moment)


def _scene_events(scene: models.Scene) -> Iterator[Event]:
    if scene.takes_over is not None:
        yield TookOver()
    yield from map(Happened, scene.moment)
    yield from map(Learnt, scene.learn)


def _tenths(
    scene: models.Scene, outcomes: Mapping[str, int], truths: tuple[str, ...]
) -> tuple[int, ...]:
    """The tenths of `outcome` an ending keeps, one for each truth."""
    if scene.ending is None:
        return ()
    usual = outcomes[scene.ending]
    if scene.keeps is None or isinstance(scene.keeps, int):
        return (usual if scene.keeps is None else scene.keeps,) * (len(truths) or 1)
    return tuple(scene.keeps.get(name, usual) for name in truths) or (usual,)
