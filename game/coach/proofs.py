"""What is proved of a scenario, for every state a play can reach: six proofs with their witnesses.

Works on one `Study`; how a proof is told to a mentor is the business of others. Floats leave out
what is clear; whatever is near a bound, and every margin shown, is settled in fractions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from game.coach.bots import BOTS
from game.coach.exact import NEAR, Worth
from game.coach.graph import Layer
from game.coach.habits import HABITS, is_pressure, meets
from game.coach.nodes import Spot
from game.coach.short import longest, within
from game.coach.study import Study, near
from game.coach.sweep import Floats, Place, through
from game.engine.program import ChoiceRow
from game.engine.step import offered

LEAST_LOSS = 3
"""Points a temptation must cost at least (shared design, “What check proves”)."""

BOTS_PASS_AT_MOST = Fraction(1, 5)
"""The chance of a pass that a player without judgement may have."""

ALONE = Fraction(-101)
"""Less than any margin: where pressure is all there is."""

STAYS = 3
"""Decisions within which no play may end as well as the best."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What shows that a proof fails: the ids of a shortest play, the scene it comes to (None where
    it is about the whole scenario), and what is seen there, in words that end a sentence. `choice`
    is the id of a choice that is at fault."""

    play: tuple[str, ...]
    scene: str | None
    says: str
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof. `margin` is what the nearest temptation loses, in points; None where there is none
    and where the proof is not about points. `shown` has one entry a scene, the worst first."""

    name: str
    margin: Fraction | None = None
    shown: tuple[Shown, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing shows that it fails."""
        return not self.shown

    @property
    def witness(self) -> tuple[str, ...]:
        """The choices of the first play that shows a failure; none where the proof holds."""
        return self.shown[0].play if self.shown else ()


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
    found = _Likeliest(study)
    for place, layer in study.layers():
        if study.program.scenes[layer.scene].kind is None:
            honest = np.zeros(layer.rows.shape[1], dtype=bool)
            for move in layer.moves:
                if not move.choice.fouls:
                    honest[move.offered] = True
            found.among(place, np.flatnonzero(~honest))
    shown = [
        Shown(study.plays.to(spot), scene, "nothing is offered there that is no foul")
        for scene, spot in found.by_scene()
    ]
    scenes, choices = unreachable(study)
    shown += [Shown((), id, f"scene {id} can never open") for id in scenes]
    shown += [Shown((), None, f"choice {id} can never be offered") for id in choices]
    return Proof("reachable", shown=tuple(shown))


def _winnable(study: Study) -> Proof:
    if study.chance_of_pass() > 0:
        return Proof("winnable")
    line = tuple(choice for _, choice in study.line())
    return Proof("winnable", shown=(Shown(line, None, "not even the best play can be a pass"),))


class _Likeliest:
    """For each scene the likeliest of the states that show something."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._spots: dict[int, tuple[float, Spot]] = {}

    def among(self, place: Place, states: NDArray[np.intp]) -> None:
        """Take these states in."""
        if not len(states):
            return
        chances = self._study.reach[place][states]
        best = int(chances.argmax())
        before = self._spots.get(place[1])
        if before is None or before[0] < chances[best]:
            self._spots[place[1]] = float(chances[best]), (place, int(states[best]))

    def by_scene(self) -> list[tuple[str, Spot]]:
        """Scene ids in file order, each with its state."""
        scenes = self._study.program.scenes
        return [(scenes[at].id, spot) for at, (_, spot) in sorted(self._spots.items())]


# ── Pressure ────────────────────────────────────────────────────────────────────────────────────


def _no_pressure_pays(study: Study) -> Proof:
    tempting = _tempting(study)
    found = _Likeliest(study)
    for place, margins in tempting:
        found.among(place, _paying(study, place, margins))
    told: list[tuple[Fraction, Shown]] = []
    for scene, spot in found.by_scene():
        margin, row = _exact_margin(study, spot)
        play = (*study.plays.to(spot), row.id)
        if margin is None:
            told.append((ALONE, Shown(play, scene, "pressure is all that is offered there")))
        else:
            says = f"“{row.source.text}” costs {_points(margin)} there, and must cost {LEAST_LOSS}"
            told.append((margin, Shown(play, scene, says, row.id)))
    told.sort(key=lambda each: each[0])
    return Proof("no-pressure-pays", _least(study, tempting), tuple(shown for _, shown in told))


def pays_in(study: Study, scene: str) -> bool:
    """Whether pressure pays in any state of a scene, or is all that one offers."""
    return any(
        study.program.scenes[place[1]].id == scene and len(_paying(study, place, margins))
        for place, margins in _tempting(study)
    )


def _tempting(study: Study) -> list[tuple[Place, Floats]]:
    """The layers where pressure is offered, with its margin in each state."""
    return [
        (place, _margins(study, layer))
        for place, layer in study.layers()
        if any(is_pressure(move.choice) for move in layer.moves)
    ]


def _paying(study: Study, place: Place, margins: Floats) -> NDArray[np.intp]:
    """The states of a layer where pressure loses too little, or is all there is."""
    bad = margins < LEAST_LOSS - NEAR
    for at in np.flatnonzero(np.abs(margins - LEAST_LOSS) <= NEAR):
        margin = _exact_margin(study, (place, int(at)))[0]
        bad[at] = margin is not None and margin < LEAST_LOSS
    return np.flatnonzero(bad)


def _margins(study: Study, layer: Layer) -> Floats:
    """What the best pressure choice loses to the best other, in each state: infinity where no
    pressure is offered, minus infinity where nothing else is."""
    count = layer.rows.shape[1]
    pressure, other = np.full(count, -np.inf), np.full(count, -np.inf)
    for move in layer.moves:
        worth = through(move, study.values.best, study.values.unit)
        side = pressure if is_pressure(move.choice) else other
        side[move.offered] = np.maximum(side[move.offered], worth)
    lost: Floats = np.full(count, np.inf)
    tempted = pressure > -np.inf
    lost[tempted] = other[tempted] - pressure[tempted]
    return lost


def _exact_margin(study: Study, spot: Spot) -> tuple[Fraction | None, ChoiceRow]:
    """The margin at a state where pressure is offered, None where nothing else is; and the best
    pressure choice."""
    node = study.plays.node(spot)
    best: dict[bool, tuple[Fraction, ChoiceRow]] = {}
    for row in offered(study.program, node.state):
        worth = study.best.through(node, row)
        side = is_pressure(row)
        if worth is not None and (side not in best or worth.total > best[side][0]):
            best[side] = worth.total, row
    pressure, row = best[True]
    return (best[False][0] - pressure if False in best else None), row


def _least(study: Study, tempting: Iterable[tuple[Place, Floats]]) -> Fraction | None:
    """The least margin of all states that offer both; None where none does."""
    rows = [(place, np.where(np.isfinite(each), each, np.inf)) for place, each in tempting]
    least = min((float(each.min()) for _, each in rows), default=np.inf)
    if least == np.inf:
        return None
    margins = (
        _exact_margin(study, (place, int(at)))[0]
        for place, each in rows
        for at in np.flatnonzero(each <= least + NEAR)
    )
    return min(margin for margin in margins if margin is not None)


# ── Players ─────────────────────────────────────────────────────────────────────────────────────


def _no_bot_passes(study: Study) -> Proof:
    shown: list[Shown] = []
    for name in BOTS:
        chance = _passes(study, name)
        if chance > BOTS_PASS_AT_MOST:
            most = f"and may {float(BOTS_PASS_AT_MOST):.0%} of the time"
            shown.append(Shown((), None, f"{name} passes {float(chance):.1%} of the time, {most}"))
    losses = []
    for name in filter(lambda each: meets(study.program, each), HABITS):
        told = _loses(study, study.habit(name).worth(study.start), name)
        if told is not None:
            losses.append(told[0])
            shown += told[1]
    return Proof("no-bot-passes", min(losses, default=None), tuple(shown))


def _passes(study: Study, name: str) -> Fraction | float:
    """A bot's chance of a pass, settled exactly where floats cannot tell which side it is on."""
    amount = study.met(name)[1]
    if amount.exact is not None:
        return amount.exact
    if near(amount.about, float(BOTS_PASS_AT_MOST)):
        return study.settle(name).passes
    return amount.about


def _asking_pays(study: Study) -> Proof:
    if not any(study.program.scenes[layer.scene].kind == "sold" for _, layer in study.layers()):
        return Proof("asking-pays")
    return _must_lose(
        study, "asking-pays", study.without_sale.worth(study.start), "best play that never sells"
    )


def _staying_pays(study: Study) -> Proof:
    if longest(study.graph) <= STAYS:
        return Proof("staying-pays")
    total = within(study.program, study.start, STAYS)
    worth = None if total is None else Worth(total, Fraction(0), Fraction(0))
    what = f"best play that ends within {STAYS} decisions"
    return _must_lose(study, "staying-pays", worth, what)


def _must_lose(study: Study, name: str, instead: Worth | None, what: str) -> Proof:
    told = _loses(study, instead, what)
    return Proof(name) if told is None else Proof(name, told[0], told[1])


def _loses(
    study: Study, instead: Worth | None, what: str
) -> tuple[Fraction, tuple[Shown, ...]] | None:
    """What a way of playing loses to the best, and what shows that it is too little."""
    if instead is None or study.worth is None:
        return None
    loss = study.worth.total - instead.total
    if loss >= LEAST_LOSS:
        return loss, ()
    says = f"{what} loses {_points(loss)}, and must lose {LEAST_LOSS}"
    return loss, (Shown((), None, says),)


def _points(figure: Fraction) -> str:
    return f"{float(figure):.2f} points"
