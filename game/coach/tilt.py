"""A graph under other odds of the truth: what would be best if the author's odds were a little off.

Nothing is explored again; only how likely each sighting is changes. Knows no play.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import gcd, lcm

import numpy as np

from game.coach.beliefs import Beliefs
from game.coach.graph import Arc, Graph, Key, Layer
from game.coach.nodes import Node
from game.coach.sightings import Sightings
from game.coach.sweep import Ahead, Floats
from game.coach.values import totals

MOVED = (Fraction(3, 4), Fraction(5, 4))
"""How far the odds of one truth are moved to see what is debatable (shared design)."""


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


def tilted(graph: Graph, odds: tuple[int, ...]) -> Graph:
    """The graph under other odds: whole-number weights, none of them 0 that was not."""
    program = graph.program
    was = tuple(truth.odds for truth in program.truths)
    beliefs = Beliefs(odds)
    for weights in graph.beliefs.weights[1:]:
        beliefs.number(_tilt(weights, was, odds))
    layers = _seen_anew(graph, graph.sightings.chances(beliefs.weights))
    truths = tuple(
        replace(truth, odds=weight) for truth, weight in zip(program.truths, odds, strict=True)
    )
    return replace(
        graph,
        program=replace(program, truths=truths),
        sightings=Sightings(beliefs),
        layers=layers,
    )


def told(graph: Graph, truth: int) -> tuple[Graph, Ahead]:
    """The graph for one who was told which truth, by its place, it is, and the totals of its
    endings. It keeps the beliefs of one who was not, by which its states are found; those that
    rule the truth out are never come to, and their figures say nothing."""
    sure = tuple(int(at == truth) for at in range(len(graph.program.truths)))
    beliefs = Beliefs(sure)
    beliefs.weights = [sure] * len(graph.beliefs.weights)
    possible = [sure if weights[truth] else (0,) * len(sure) for weights in graph.beliefs.weights]
    layers = _seen_anew(graph, graph.sightings.chances(possible))
    final = totals(replace(graph, sightings=Sightings(beliefs), layers=layers))
    return replace(graph, layers=layers), final


def _seen_anew(graph: Graph, chances: Floats) -> dict[Key, dict[int, Layer]]:
    """The layers with each sighting as likely as is said; what cannot be seen leads nowhere."""

    def anew(arc: Arc) -> Arc:
        if arc.seen is None:
            return arc
        chance = chances[arc.seen]
        if chance.all():
            return replace(arc, chance=chance)
        kept = np.flatnonzero(chance)
        return replace(
            arc, source=arc.source[kept], at=arc.at[kept], chance=chance[kept], seen=arc.seen[kept]
        )

    return {
        key: {
            scene: replace(
                layer,
                moves=tuple(
                    move._replace(arcs=tuple(anew(arc) for arc in move.arcs))
                    for move in layer.moves
                ),
            )
            for scene, layer in scenes.items()
        }
        for key, scenes in graph.layers.items()
    }


def tilt(node: Node, graph: Graph, other: Graph) -> Node:
    """A node of one graph as the other, under other odds, has it."""
    was = tuple(truth.odds for truth in graph.program.truths)
    now = tuple(truth.odds for truth in other.program.truths)
    return Node(node.state, _tilt(node.weights, was, now))


def _tilt(weights: tuple[int, ...], was: tuple[int, ...], now: tuple[int, ...]) -> tuple[int, ...]:
    """Weights as they would be had the odds not been what they were: in lowest terms."""
    parts = [
        Fraction(weight * new, old) if weight else Fraction(0)
        for weight, old, new in zip(weights, was, now, strict=True)
    ]
    common = lcm(*(part.denominator for part in parts))
    whole = [int(part * common) for part in parts]
    return tuple(each // gcd(*whole) for each in whole)
