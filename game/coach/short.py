"""Plays by their number of decisions: the most there can be, and what a short one is worth."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache

from game.coach.graph import Graph
from game.coach.met import judged
from game.coach.nodes import Node, follow
from game.coach.sweep import Place
from game.engine.program import ChoiceRow, Program
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
    return _shortly(program)(start, decisions)[0]


def shortly(program: Program, start: Node, decisions: int) -> tuple[str, ...]:
    """The choices of that play by their ids, with the likeliest luck; none where there is none."""
    best, node, play = _shortly(program), start, list[str]()
    while (row := best(node, decisions - len(play))[1]) is not None:
        play.append(row.id)
        node = max(follow(program, node, row), key=lambda opened: opened.chance).node
    return tuple(play)


def _shortly(
    program: Program,
) -> Callable[[Node, int], tuple[Fraction | None, ChoiceRow | None]]:
    """What the best play of so many decisions at the most is worth from a node, and how it goes on:
    the first of the best in the file's order."""

    @cache
    def best(node: Node, left: int) -> tuple[Fraction | None, ChoiceRow | None]:
        if program.scene(node.state).kind is not None:
            return judged(program, node).expected, None
        if not left:
            return None, None
        found: tuple[Fraction | None, ChoiceRow | None] = None, None
        for row in offered(program, node.state):
            if row.fouls:
                continue
            total = Fraction(0)
            for chance, after in follow(program, node, row):
                ahead = best(after, left - 1)[0]
                if ahead is None:
                    break
                total += chance * ahead
            else:
                if found[0] is None or total > found[0]:
                    found = total, row
        return found

    return best
