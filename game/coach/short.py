"""Plays by their number of decisions: the most there can be, and what a short one is worth."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from game.coach.graph import Graph
from game.coach.met import judged
from game.coach.nodes import Node, follow
from game.coach.sweep import Place
from game.engine.program import Program
from game.engine.step import offered


def longest(graph: Graph) -> int:
    """The most decisions a play can have."""
    found: dict[Place, int] = {}
    for key in sorted(graph.layers, reverse=True):
        for scene, layer in graph.layers[key].items():
            ahead = [found[arc.layer, arc.scene] for move in layer.moves for arc in move.arcs]
            found[key, scene] = 1 + max(ahead, default=-1)
    return found[graph.start]


def within(program: Program, start: Node, decisions: int) -> Fraction | None:
    """The best expected total, without a foul, of a play that is over within so many decisions
    whatever chance does; None where there is none. Slow past a handful."""

    @cache
    def best(node: Node, left: int) -> Fraction | None:
        if program.scene(node.state).kind is not None:
            return judged(program, node).expected
        if not left:
            return None
        found: Fraction | None = None
        for row in offered(program, node.state):
            if row.fouls:
                continue
            total = Fraction(0)
            for chance, after in follow(program, node, row):
                ahead = best(after, left - 1)
                if ahead is None:
                    break
                total += chance * ahead
            else:
                found = total if found is None else max(found, total)
        return found

    return best(start, decisions)
