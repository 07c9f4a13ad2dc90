"""What a way of playing meets, exactly: its expected scores and its chance of a pass.

Goes forward by the engine's own stepping, and adds up the endings. Knows no best line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from game.coach.graph import Graph, Key
from game.coach.nodes import Node, Spot, earned, follow, locate, settled
from game.engine.program import ChoiceRow, Program
from game.engine.step import offered
from scoring.fold import Left
from scoring.sixty import measures

Player = Callable[[Node, Sequence[ChoiceRow]], Sequence[ChoiceRow]]
"""Of the rows offered at a node, those this player takes, each as likely as another."""

Alike = tuple[Spot, int, bool]


class Met(NamedTuple):
    """The expected total, process percent and sixty percent, 0..100, and the chance of a pass,
    0..1."""

    expected: Fraction
    process: Fraction
    sixty: Fraction
    passes: Fraction

    def plus(self, chance: Fraction, other: Met) -> Met:
        """With what a chance of something else adds."""
        return Met(*(mine + chance * its for mine, its in zip(self, other, strict=True)))


NOTHING = Met(Fraction(0), Fraction(0), Fraction(0), Fraction(0))


def meet(graph: Graph, start: Node, player: Player, cap: int | None = None) -> Met | None:
    """What a player meets from a node on; None past `cap` nodes. Where a node offers nothing the
    play stops, with nothing to show for it."""
    program = graph.program
    fouls = _any(program.judge.layout.fouls.values())
    waiting: dict[Key, dict[Alike, tuple[Node, Fraction]]] = defaultdict(dict)
    spot = locate(graph, start)
    waiting[spot[0][0]][spot, 0, False] = start, Fraction(1)
    met = NOTHING
    seen = 0
    while waiting:
        layer = waiting.pop(min(waiting))
        seen += len(layer)
        if cap is not None and seen > cap:
            return None
        for node, chance in layer.values():
            if program.scene(node.state).kind is not None:
                met = met.plus(chance, judged(program, node))
                continue
            taken = player(node, offered(program, node.state))
            for row in taken:
                for share, after in follow(program, node, row):
                    there = locate(graph, after)
                    points = settled(program, after.state)
                    alike = there, points, bool(after.state & fouls)
                    coming = waiting[there[0][0]]
                    before = coming[alike][1] if alike in coming else Fraction(0)
                    coming[alike] = after, before + chance * share / len(taken)
    return met


def judged(program: Program, node: Node) -> Met:
    """The scores of an ending, and the chance that it is a pass, by what is believed there."""
    met, everything = NOTHING, sum(node.weights)
    for truth, weight in enumerate(node.weights):
        if weight:
            met = met.plus(Fraction(weight, everything), _under(program, node.state, truth))
    return met


def total(program: Program, state: int, truth: int) -> Fraction:
    """The total of an ending under a truth, by the binder's yardstick, 0..100."""
    return _under(program, state, truth).expected


def _under(program: Program, state: int, truth: int) -> Met:
    """The scores of an ending under a truth."""
    points, possible, sixty, _ = _scores(program, state, truth)
    first, second = program.judge.binder.yardstick
    process = Fraction(100 * points, possible) if possible else Fraction(100)
    whole = (first * process + second * sixty) / (first + second)
    return Met(whole, process, Fraction(sixty), Fraction(is_pass(program, state, truth)))


def is_pass(program: Program, state: int, truth: int) -> bool:
    """Whether an ending is a pass under a truth: both marks reached, and no foul."""
    judge = program.judge
    if state & _any(judge.layout.fouls.values()):
        return False
    points, possible, sixty, full = _scores(program, state, truth)
    process = 100 * points >= judge.binder.pass_process * possible
    return process and 100 * sixty >= judge.binder.pass_sixty * full


def _scores(program: Program, state: int, truth: int) -> tuple[int, int, int, int]:
    """Process points earned and possible, sixty points earned and possible."""
    scene, judge = program.scene(state), program.judge
    if scene.kind is None:
        raise ValueError(f"{scene.id} is no ending")
    kept = measures(judge, state, Left(scene.kind, scene.tenths[truth]))
    possible = sum(step.points for step in judge.scope)
    return (
        earned(program, state),
        possible,
        sum(each.earned for each in kept),
        sum(each.possible for each in kept),
    )


def _any(bits: Iterable[int]) -> int:
    together = 0
    for bit in bits:
        together |= bit
    return together
