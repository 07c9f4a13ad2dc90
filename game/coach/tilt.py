"""A graph under other odds of the truth: what would be best if the author's odds were a little off.

Nothing is explored again; only how likely each sighting is changes. Knows no play.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

import numpy as np

from game.coach.beliefs import Beliefs
from game.coach.graph import Graph, Moves
from game.coach.nodes import Node
from game.coach.sightings import Sightings
from game.coach.sweep import Ahead, Floats, Place
from game.coach.values import totals
from game.engine.program import Program
from game.script.presets import THIS_WEEK, Preset, odds_under

MOVED = (Fraction(3, 4), Fraction(5, 4))
"""How far the odds of one truth are moved to see what is debatable (shared design)."""

_FIGURES = 8_000_000
"""Figures kept at once, of 8 bytes each: of more odds than have room, some go in another pass."""


def moved(odds: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The odds with each truth's in turn moved to three quarters and five quarters of themselves,
    the others scaled, as whole-number weights; what would leave the others nothing is left out."""
    found = []
    whole = sum(odds)
    for truth, share in enumerate(odds):
        for by in MOVED:
            rest = whole - share
            if not share or not rest or share * by >= whole:
                continue
            # The others together have `rest`, and are to have what the moved share leaves.
            scale = (whole - share * by) / rest
            weights = [each * (by if at == truth else scale) for at, each in enumerate(odds)]
            common = lcm(*(weight.denominator for weight in weights))
            found.append(tuple(int(weight * common) for weight in weights))
    return found


def presets(program: Program) -> dict[Preset, tuple[int, ...]]:
    """The odds under each preset but the one that a scenario's rest on; nothing where it names
    none, or where its odds cannot be moved to another."""
    truths = program.truths
    mine = program.script.scenario.customer.preset
    if mine is None:
        return {}
    odds = [truth.odds for truth in truths]
    soon = [truth.source is not None and truth.source.buys == "this-week" for truth in truths]
    return {
        preset: other
        for preset in THIS_WEEK
        if preset != mine and (other := odds_under(preset, odds, soon)) is not None
    }


class Tilt(NamedTuple):
    """What other odds change of a graph: `graph` has the beliefs they leave, `chances` how likely
    each sighting is, by its number, in place of its arcs' own, and `final` the endings' totals."""

    graph: Graph
    chances: Floats
    final: Ahead


def tilted(graph: Graph, odds: tuple[int, ...]) -> Tilt:
    """A graph under other odds: whole-number weights, none of them 0 that was not."""
    program = graph.program
    was = tuple(truth.odds for truth in program.truths)
    beliefs = Beliefs(odds)
    for weights in graph.beliefs.weights[1:]:
        beliefs.number(_tilt(weights, was, odds))
    truths = tuple(
        replace(truth, odds=weight) for truth, weight in zip(program.truths, odds, strict=True)
    )
    other = replace(graph, program=replace(program, truths=truths), sightings=Sightings(beliefs))
    return Tilt(other, graph.sightings.chances(beliefs.weights), totals(other))


def told(graph: Graph, truth: int) -> Tilt:
    """A graph for one who was told which truth, by its place, it is. It keeps the beliefs of one
    who was not, by which its states are found; those that rule the truth out are never come to,
    and their figures say nothing."""
    sure = tuple(int(at == truth) for at in range(len(graph.program.truths)))
    beliefs = Beliefs(sure)
    beliefs.weights = [sure] * len(graph.beliefs.weights)
    possible = [sure if weights[truth] else (0,) * len(sure) for weights in graph.beliefs.weights]
    final = totals(replace(graph, sightings=Sightings(beliefs)))
    return Tilt(graph, graph.sightings.chances(possible), final)


def best_under(graph: Graph, tilts: Sequence[Tilt], best: Ahead, unit: float) -> list[Ahead]:
    """What best play is worth ahead of every state under each of these odds: all side by side in
    one pass back. `best` is what it is worth under the graph's own; `unit` is what a process point
    adds where it is paid."""
    room = max(1, _FIGURES // graph.states)
    found: list[Ahead] = []
    for begin_at in range(0, len(tilts), room):
        found += _side_by_side(graph, tilts[begin_at : begin_at + room], best, unit)
    return found


def _side_by_side(graph: Graph, tilts: Sequence[Tilt], best: Ahead, unit: float) -> list[Ahead]:
    chances = np.column_stack([each.chances for each in tilts])
    ahead: Ahead = {}
    dead: set[Place] = set()
    for key in sorted(graph.layers, reverse=True):
        for scene, layer in graph.layers[key].items():
            place = key, scene
            if not graph.packings[scene].live.truth:
                # Nothing from here on asks for the truth, so no odds of it change anything.
                shape = len(best[place]), len(tilts)
                ahead[place] = np.broadcast_to(best[place][:, np.newaxis], shape)
            elif graph.program.scenes[scene].kind is not None:
                ahead[place] = np.column_stack([each.final[place] for each in tilts])
            else:
                ahead[place] = np.full((layer.rows.shape[1], len(tilts)), -np.inf)
                for move in layer.moves:
                    if not move.choice.fouls:
                        figures = _through(move, ahead, chances, dead)
                        if move.points.strides[0]:
                            figures += (unit * move.points)[:, np.newaxis]
                        elif move.points[0]:
                            figures += unit * move.points[0]
                        _raise(ahead[place], move, figures)
            if ahead[place].min(initial=0.0) == -np.inf:
                dead.add(place)
    return [{place: each[:, at] for place, each in ahead.items()} for at in range(len(tilts))]


def _through(move: Moves, ahead: Ahead, chances: Floats, dead: set[Place]) -> Floats:
    """What a choice is worth in each state it is offered in, under each of the odds; `dead` are the
    places where there is nothing but fouls ahead of a state."""
    together: Floats | None = None
    for arc in move.arcs:
        coming = ahead[arc.layer, arc.scene].take(arc.at, axis=0)
        if arc.seen is not None:
            chance = chances.take(arc.seen, axis=0)
            if (arc.layer, arc.scene) in dead:
                # What cannot be seen adds nothing, whatever is behind it.
                coming[chance == 0] = 0
            coming *= chance
        elif arc.chance.strides[0]:
            coming *= arc.chance[:, np.newaxis]
        elif arc.chance[0] != 1:
            coming *= arc.chance[0]
        if together is None and len(coming) == len(move.offered):
            together = coming
            continue
        if together is None:
            together = np.zeros((len(move.offered), coming.shape[1]))
        together[arc.source] += coming
    return np.zeros((len(move.offered), chances.shape[1])) if together is None else together


def _raise(best: Floats, move: Moves, figures: Floats) -> None:
    if len(figures) == len(best):
        np.maximum(best, figures, out=best)
    else:
        best[move.offered] = np.maximum(best[move.offered], figures)


def tilt(node: Node, graph: Graph, other: Graph) -> Node:
    """A node of one graph as the other, under other odds, has it."""
    was = tuple(truth.odds for truth in graph.program.truths)
    now = tuple(truth.odds for truth in other.program.truths)
    return Node(node.state, _tilt(node.weights, was, now))


def _tilt(weights: tuple[int, ...], was: tuple[int, ...], now: tuple[int, ...]) -> tuple[int, ...]:
    """Weights as they would be had the odds not been what they were: in lowest terms."""
    common = lcm(*(old for old in was if old))
    whole = [
        weight * new * (common // old) if weight else 0
        for weight, old, new in zip(weights, was, now, strict=True)
    ]
    return tuple(each // gcd(*whole) for each in whole)
