"""A state of the engine's and what a trainee could believe in it, and where it stands in a graph.

The engine's own stepping, exactly, one decision at a time. Knows no values.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import gcd
from typing import NamedTuple

import numpy as np

from game.coach.graph import Graph
from game.coach.packing import Packing, pack_one
from game.coach.sweep import Place
from game.engine.program import ChoiceRow, Program
from game.engine.step import act, arrive, begin, ways
from scoring.sixty import applies

Spot = tuple[Place, int]
"""A state of a graph: its layer's key and scene, and where it stands there."""


class Node(NamedTuple):
    """A state, and the whole-number weights of the truths, in lowest terms."""

    state: int
    weights: tuple[int, ...]


class Opened(NamedTuple):
    """A node that a choice may come to, and its chance, as one who sees the scene open has it."""

    chance: Fraction
    node: Node


def opening(program: Program) -> Node:
    """The node a run begins in: the author's odds."""
    return Node(begin(program).state, _lowest(tuple(truth.odds for truth in program.truths)))


def follow(program: Program, node: Node, row: ChoiceRow) -> Iterator[Opened]:
    """What a choice may come to. Raises ScenarioFaultError."""
    low, minute = act(program, node.state, row)
    weights = node.weights
    everything = 100 * sum(weights)
    if row.sure is not None:
        yield Opened(Fraction(1), Node(arrive(program, low, minute, row.sure), weights))
        return
    shares: dict[int, list[int]] = {}
    for truth, weight in enumerate(weights):
        if weight:
            for share, scene in ways(program, row, low, minute, 1 << truth):
                shares.setdefault(scene, [0] * len(weights))[truth] += share * weight
    for scene, seen in sorted(shares.items()):
        chance = Fraction(sum(seen), everything)
        yield Opened(chance, Node(arrive(program, low, minute, scene), _lowest(tuple(seen))))


def see(program: Program, node: Node, row: ChoiceRow, scene: int) -> Opened:
    """What a choice came to, where a scene was seen to open. Raises KeyError where it cannot."""
    for opened in follow(program, node, row):
        if program.scene(opened.node.state).at == scene:
            return opened
    raise KeyError(scene)


def locate(graph: Graph, node: Node) -> Spot:
    """Where a node stands in a graph explored without marks. Raises KeyError where it does not."""
    program = graph.program
    state = node.state
    scene = state >> program.scene_shift
    group = graph.group[scene]
    key = group, (state & graph.members[group]).bit_count()
    rows = graph.layers[key][scene].rows
    low, high = 0, rows.shape[1]
    for words, word in zip(rows, _packed(graph, graph.packings[scene], node), strict=True):
        part, value = words[low:high], np.uint64(word)
        low, high = (
            low + int(part.searchsorted(value)),
            low + int(part.searchsorted(value, side="right")),
        )
    if low == high:
        raise KeyError(node)
    return (key, scene), low


def earned(program: Program, state: int) -> int:
    """The process points of a state at an ending."""
    layout = program.judge.layout
    points = settled(program, state)
    for step in program.judge.scope:
        if not step.unless:
            continue
        if not applies(program.judge, state, step) or state & layout.kept[step.id]:
            points += step.points
        elif state & layout.done[step.id]:
            points += step.points // 2
    return points


def settled(program: Program, state: int) -> int:
    """The process points that a state's steps have been paid already: those without `unless`."""
    layout = program.judge.layout
    points = 0
    for step in program.judge.scope:
        if not step.unless and state & layout.done[step.id]:
            points += step.points if state & layout.kept[step.id] else step.points // 2
    return points


def _packed(graph: Graph, packing: Packing, node: Node) -> list[int]:
    program, state = graph.program, node.state
    layout = program.judge.layout
    minute = program.minute(state)
    since = {
        bit: minute - (state >> shift & layout.clock)
        for bit, shift in layout.minutes.items()
        if state & bit
    }
    belief = graph.beliefs.number(node.weights) if packing.live.truth else 0
    return pack_one(packing, state & program.low, minute, since, belief)


def _lowest(weights: tuple[int, ...]) -> tuple[int, ...]:
    common = gcd(*weights)
    return tuple(weight // common for weight in weights)
