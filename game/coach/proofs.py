"""What is proved of a scenario, for every state a play can reach: six proofs with their witnesses.

Works on one `Study`; how a proof is told to a mentor is the business of others.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from game.coach.bots import BOTS, RANDOM, has_favourites
from game.coach.exact import Worth
from game.coach.kinds import Kind
from game.coach.nodes import Spot
from game.coach.pressure import no_pressure_pays
from game.coach.proof import LEAST_LOSS, Likeliest, Proof, Shown, points
from game.coach.short import longest, within
from game.coach.study import Study, near

BOTS_PASS_AT_MOST = Fraction(1, 5)
"""The chance of a pass that a player without judgement may have."""

STAYS = 3
"""Decisions within which no play may end as well as the best."""


def prove(study: Study) -> tuple[Proof, ...]:
    """The six proofs, in the order of the shared design."""
    opens, pressure = _reachable(study), no_pressure_pays(study)
    asking, staying = _asking_pays(study), _staying_pays(study)
    # Last, for what other players come to may still be on its way.
    return opens, _winnable(study), pressure, _no_bot_passes(study), asking, staying


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
    found = Likeliest(study)
    for place, layer in study.layers():
        if study.program.scenes[layer.scene].kind is None:
            honest = np.zeros(layer.rows.shape[1], dtype=bool)
            for move in layer.moves:
                if not move.choice.fouls:
                    honest[move.offered] = True
            found.among(place, np.flatnonzero(~honest))
    shown = [
        Shown(
            study.plays.to(spot),
            scene,
            "nothing is offered that is no foul: let one fair choice have no condition",
            kind="fouls-only" if _offers(study, spot) else "stuck",
        )
        for scene, spot in found.by_scene()
    ]
    scenes, choices = unreachable(study)
    shown += [
        Shown((), None, f"scene {id} can never open: lead to it, or take it out", kind="closed")
        for id in scenes
    ]
    shown += [
        Shown((), None, f"choice {id} can never be offered: look at its condition", id, "unoffered")
        for id in choices
    ]
    return Proof("reachable", shown=tuple(shown))


def _offers(study: Study, spot: Spot) -> bool:
    """Whether anything at all is offered in a state."""
    place, at = spot
    return any((move.offered == at).any() for move in study.layer(place).moves)


def _winnable(study: Study) -> Proof:
    if study.company.chance > 0:
        return Proof("winnable")
    line = tuple(choice for _, choice in study.line())
    return Proof(
        "winnable",
        shown=(
            Shown(
                line,
                None,
                "not even the best play can be a pass: lower a mark, or let more be done",
                kind="unwinnable",
            ),
        ),
    )


def _no_bot_passes(study: Study) -> Proof:
    shown: list[Shown] = []
    for name in BOTS:
        shown += bot_passes(study, name)
    losses = []
    for name, worth in study.company.habits.items():
        told = _loses(study, worth, name, "habit", name)
        if told is not None:
            losses.append(told[0])
            shown += told[1]
    return Proof("no-bot-passes", min(losses, default=None), tuple(shown))


def bot_passes(study: Study, name: str) -> tuple[Shown, ...]:
    """What shows that a bot passes too often; nothing where it does not, nor where it plays as
    `random` does, which is told of anyway. Raises KeyError."""
    if name != RANDOM and not has_favourites(name, study.program):
        return ()
    chance = _passes(study, name)
    if chance <= BOTS_PASS_AT_MOST:
        return ()
    most = f"and may {float(BOTS_PASS_AT_MOST):.0%} of the time"
    says = f"{name} passes {float(chance):.1%} of the time, {most}"
    return (Shown((), None, says, None, "bot", name, Fraction(chance)),)


def _passes(study: Study, name: str) -> Fraction | float:
    """A bot's chance of a pass, settled exactly where floats cannot tell which side it is on."""
    amount = study.met(name).passes
    if amount.exact is not None:
        return amount.exact
    if near(amount.about, float(BOTS_PASS_AT_MOST)):
        return study.settle(name).passes
    return amount.about


def _asking_pays(study: Study) -> Proof:
    if not any(study.program.scenes[layer.scene].kind == "sold" for _, layer in study.layers()):
        return Proof("asking-pays")
    worth = study.without_sale.worth(study.start)
    return _must_lose(study, "asking-pays", worth, "best play that never sells", "unsold")


def _staying_pays(study: Study) -> Proof:
    if longest(study.graph) <= STAYS:
        return Proof("staying-pays")
    total = within(study.program, study.start, STAYS)
    worth = None if total is None else Worth(total, Fraction(0), Fraction(0))
    what = f"best play that ends within {STAYS} decisions"
    return _must_lose(study, "staying-pays", worth, what, "short")


def _must_lose(study: Study, name: str, instead: Worth | None, what: str, kind: Kind) -> Proof:
    told = _loses(study, instead, what, kind)
    return Proof(name) if told is None else Proof(name, told[0], told[1])


def _loses(
    study: Study, instead: Worth | None, what: str, kind: Kind, who: str = ""
) -> tuple[Fraction, tuple[Shown, ...]] | None:
    """What a way of playing loses to the best, and what shows that it is too little."""
    if instead is None or study.worth is None:
        return None
    loss = study.worth.total - instead.total
    if loss >= LEAST_LOSS:
        return loss, ()
    says = f"{what} loses {points(loss)}, and must lose {LEAST_LOSS}"
    return loss, (Shown((), None, says, None, kind, who, loss),)
