"""Whether pressure pays: its margin to the best other choice, in every state that offers both.

Floats leave out what is clear; whatever is near the bound, and every margin shown, is settled in
fractions.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from game.coach.exact import NEAR
from game.coach.graph import Layer
from game.coach.habits import is_pressure
from game.coach.nodes import Spot
from game.coach.proof import LEAST_LOSS, Likeliest, Proof, Shown, points
from game.coach.study import Study
from game.coach.sweep import Floats, Place, through
from game.engine.program import ChoiceRow
from game.engine.step import offered

ALONE = Fraction(-101)
"""Less than any margin: where pressure is all there is."""


def no_pressure_pays(study: Study) -> Proof:
    """The proof, with the likeliest state of each scene that fails it."""
    tempting = _tempting(study)
    found = Likeliest(study)
    for place, margins in tempting:
        found.among(place, _clear(margins))
    for place, margins in tempting:
        # What is near the bound takes its time: only what would be shown is settled.
        near = found.likelier(place, _near(margins))
        pays = (at for at in near if _pays(study, (place, int(at))))
        found.among(place, np.fromiter(islice(pays, 1), dtype=np.intp))
    told: list[tuple[Fraction, Shown]] = []
    for scene, spot in found.by_scene():
        margin, row = _exact_margin(study, spot)
        play = (*study.plays.to(spot), row.id)
        if margin is None:
            alone = "pressure is all that is offered there"
            told.append((ALONE, Shown(play, scene, alone, kind="alone")))
        else:
            says = f"“{row.source.text}” costs {points(margin)} there, and must cost {LEAST_LOSS}"
            told.append((margin, Shown(play, scene, says, row.id, "pays", figure=margin)))
    told.sort(key=lambda each: each[0])
    return Proof("no-pressure-pays", _least(study, tempting), tuple(shown for _, shown in told))


def pays_in(study: Study, scene: str) -> bool:
    """Whether pressure pays in any state of a scene, or is all that one offers."""
    tempting = _tempting(study, scene)
    return any(len(_clear(margins)) for _, margins in tempting) or any(
        _pays(study, (place, int(at))) for place, margins in tempting for at in _near(margins)
    )


def _tempting(study: Study, scene: str | None = None) -> list[tuple[Place, Floats]]:
    """The layers where pressure is offered, with its margin in each state: of one scene, or all."""
    return [
        (place, _margins(study, layer))
        for place, layer in study.layers()
        if scene in (None, study.program.scenes[layer.scene].id)
        and any(is_pressure(move.choice) for move in layer.moves)
    ]


def _clear(margins: Floats) -> NDArray[np.intp]:
    """The states of a layer where pressure clearly loses too little, or is all there is."""
    return np.flatnonzero(margins < LEAST_LOSS - NEAR)


def _near(margins: Floats) -> NDArray[np.intp]:
    """The states of a layer where floats cannot tell whether pressure loses too little."""
    return np.flatnonzero(np.abs(margins - LEAST_LOSS) <= NEAR)


def _pays(study: Study, spot: Spot) -> bool:
    """Whether pressure loses too little at a state, settled exactly."""
    margin = _exact_margin(study, spot)[0]
    return margin is not None and margin < LEAST_LOSS


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
    # Often hundreds of states have the very same margin, to the last bit: one of them is enough.
    near = {
        margin: (place, at)
        for place, each in rows
        for at in np.flatnonzero(each <= least + NEAR).tolist()
        for margin in (float(each[at]),)
    }
    margins = (_exact_margin(study, spot)[0] for spot in near.values())
    return min(margin for margin in margins if margin is not None)
