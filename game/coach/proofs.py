"""What is proved of a scenario, for every state a play can reach: six proofs, each with its
witness, and the table of bots.

Works on one `Study` of a program; how it is told to a mentor is the business of others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from game.coach.bots import BOTS
from game.coach.graph import Layer
from game.coach.habits import HABITS, is_pressure, meets
from game.coach.study import Study
from game.coach.sweep import Floats, Place, through

LEAST_LOSS = 3
"""Points a temptation must cost at least (shared design, “What check proves”)."""

BOTS_PASS_AT_MOST = Fraction(1, 5)
"""The chance of a pass that a player without judgement may have."""

STAYS = 3
"""Decisions within which no best play may end."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A play that shows something: the ids of its choices, the scene it comes to, and what is seen
    there, in a sentence."""

    play: tuple[str, ...]
    scene: str | None
    says: str


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof. `margin` is in points, None where the proof has none; `shown` has one play for
    each scene that fails it, the worst first."""

    name: str
    holds: bool
    margin: float | None = None
    shown: tuple[Shown, ...] = ()
    listed: tuple[str, ...] = ()

    @property
    def witness(self) -> tuple[str, ...]:
        """The choices of the first play that shows a failure; none where the proof holds."""
        return self.shown[0].play if self.shown else ()


@dataclass(frozen=True, slots=True)
class Bot:
    """What a bot may expect: its total, 0..100, and its chance of a pass, 0..1."""

    name: str
    expected: float
    passes: float


def prove(study: Study) -> tuple[Proof, ...]:
    """The six proofs, in the order of the shared design."""
    return (
        _reachable(study),
        _winnable(study),
        _no_pressure_pays(study),
        _no_bot_passes(study),
        _asking_pays(study),
        _staying_pays(study),
    )


def bots(study: Study) -> tuple[Bot, ...]:
    """The table of bots: those without judgement, then those who play best but for one habit."""
    return tuple(Bot(name, study.expected(name), study.passes(name)) for name in (*BOTS, *HABITS))


def unreachable(study: Study) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of scenes and choices that never come up, in file order."""
    program = study.program
    scenes: set[int] = set()
    choices: set[int] = set()
    for _, layer in study.layers():
        scenes.add(layer.scene)
        choices.update(move.choice.at for move in layer.moves)
    return (
        tuple(scene.id for scene in program.scenes if scene.at not in scenes),
        tuple(row.id for row in program.choices if row.at not in choices),
    )


def _reachable(study: Study) -> Proof:
    scenes, choices = unreachable(study)
    stuck: dict[int, tuple[Place, int]] = {}
    for place, layer in study.layers():
        if study.program.scenes[layer.scene].kind is not None:
            continue
        honest = np.zeros(layer.rows.shape[1], dtype=bool)
        for move in layer.moves:
            if not move.choice.fouls:
                honest[move.offered] = True
        if not honest.all():
            _keep_likelier(study, stuck, place, np.flatnonzero(~honest))
    shown = tuple(
        Shown(
            study.plays.to(*where),
            study.program.scenes[scene].id,
            "nothing but a foul is offered here, or nothing at all",
        )
        for scene, where in sorted(stuck.items())
    )
    missing = (*(f"scene {id}" for id in scenes), *(f"choice {id}" for id in choices))
    return Proof("reachable", not shown and not missing, None, shown, missing)


def _winnable(study: Study) -> Proof:
    return Proof("winnable", study.can_pass())


def _no_pressure_pays(study: Study) -> Proof:
    least: float | None = None
    failing: dict[int, tuple[Place, int]] = {}
    for place, layer in study.layers():
        if not any(is_pressure(move.choice) for move in layer.moves):
            continue
        margins = _margins(study, layer)
        bad = np.flatnonzero(margins < LEAST_LOSS)
        if len(bad):
            _keep_likelier(study, failing, place, bad)
        here = float(margins.min())
        least = here if least is None else min(least, here)
    told = []
    for scene, (place, at) in failing.items():
        layer = study.layer(place)
        margin = float(_margins(study, layer)[at])
        choice = _best_pressure(study, layer, at)
        says = (
            "only pressure is offered here"
            if margin == -np.inf
            else f"pressure costs {margin:.2f} points here, and must cost {LEAST_LOSS}"
        )
        play = (*study.plays.to(place, at), choice)
        told.append((margin, Shown(play, study.program.scenes[scene].id, says)))
    told.sort(key=lambda each: each[0])
    margin_told = None if least is None or not np.isfinite(least) else least
    return Proof("no-pressure-pays", not told, margin_told, tuple(shown for _, shown in told))


def _margins(study: Study, layer: Layer) -> Floats:
    """What the best pressure choice loses to the best other: infinity where no pressure is
    offered, minus infinity where nothing else is."""
    count = layer.rows.shape[1]
    pressure, other = np.full(count, -np.inf), np.full(count, -np.inf)
    for move in layer.moves:
        worth = through(move, study.values.best, study.values.unit)
        side = pressure if is_pressure(move.choice) else other
        side[move.offered] = np.maximum(side[move.offered], worth)
    none = pressure == -np.inf
    pressure[none], other[none] = 0, np.inf
    lost: Floats = other - pressure
    return lost


def _best_pressure(study: Study, layer: Layer, at: int) -> str:
    found: list[tuple[float, str]] = []
    for move in layer.moves:
        where = int(np.searchsorted(move.offered, at))
        offered = where < len(move.offered) and move.offered[where] == at
        if offered and is_pressure(move.choice):
            worth = through(move, study.values.best, study.values.unit)[where]
            found.append((float(worth), move.choice.id))
    return max(found, key=lambda each: each[0])[1]


def _keep_likelier(
    study: Study, kept: dict[int, tuple[Place, int]], place: Place, bad: Sequence[int] | np.ndarray
) -> None:
    """Keep for each scene the likeliest of the states where something is wrong."""
    chances = study.reach[place][bad]
    likeliest = int(chances.argmax())
    where = place, int(bad[likeliest])
    before = kept.get(place[1])
    if before is None or study.reach[before[0]][before[1]] < chances[likeliest]:
        kept[place[1]] = where


def _no_bot_passes(study: Study) -> Proof:
    shown: list[Shown] = []
    for name in BOTS:
        chance = study.passes(name)
        if chance > BOTS_PASS_AT_MOST:
            says = f"{name} passes {chance:.0%} of the time, and may {float(BOTS_PASS_AT_MOST):.0%}"
            shown.append(Shown((), None, says))
    losses = []
    for name in HABITS:
        if not meets(study.program, name):
            continue
        loss = study.best - study.expected(name)
        losses.append(loss)
        if loss < LEAST_LOSS:
            says = f"{name} loses {loss:.2f} points, and must lose {LEAST_LOSS}"
            shown.append(Shown((), None, says))
    return Proof("no-bot-passes", not shown, min(losses, default=None), tuple(shown))


def _asking_pays(study: Study) -> Proof:
    if not any(study.program.scenes[layer.scene].kind == "sold" for _, layer in study.layers()):
        return Proof("asking-pays", holds=True)
    return _loses(study, "asking-pays", study.without_sale(), "the best play that never sells")


def _staying_pays(study: Study) -> Proof:
    if study.longest() <= STAYS:
        return Proof("staying-pays", holds=True)
    return _loses(
        study,
        "staying-pays",
        study.within(STAYS),
        f"the best play that ends within {STAYS} decisions",
    )


def _loses(study: Study, name: str, instead: float | None, what: str) -> Proof:
    if instead is None:
        return Proof(name, holds=True)
    loss = study.best - instead
    if loss >= LEAST_LOSS:
        return Proof(name, holds=True, margin=loss)
    says = f"{what} loses {loss:.2f} points, and must lose {LEAST_LOSS}"
    return Proof(name, holds=False, margin=loss, shown=(Shown((), None, says),))
