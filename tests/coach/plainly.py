"""Ways of playing told plainly, by recursion over the engine's own steps, for the proofs' tests.

Merges nothing but equal states. Not a test itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple

from hypothesis import strategies as st

from game.coach.explorer import explore
from game.coach.graph import TooManyStatesError
from game.coach.nodes import Node as CoachNode
from game.coach.nodes import follow
from game.coach.nodes import opening as coach_opening
from game.engine.program import ChoiceRow, Program
from game.engine.step import act, arrive, begin, offered, ways
from scoring.fold import Left
from scoring.ledger import Scorecard, Turn, score
from tests.generate import Pair, pairs
from tests.oracles.plain_solver import total

Weights = tuple[Fraction, ...]


FEW = 250


def small_pairs() -> st.SearchStrategy[Pair]:
    """Drawn scenarios but the one in twenty with so many states that plain recursion takes long."""
    return pairs().filter(lambda pair: _is_small(pair.program))


def _is_small(program: Program) -> bool:
    try:
        explore(program, FEW)
    except TooManyStatesError:
        return False
    return True


class Node(NamedTuple):
    """A state, and how likely each truth is there."""

    state: int
    beliefs: Weights


Player = Callable[[Sequence[ChoiceRow]], Sequence[ChoiceRow]]


def opening(program: Program) -> Node:
    return Node(begin(program).state, tuple(Fraction(t.odds, 100) for t in program.truths))


def after(program: Program, node: Node, row: ChoiceRow) -> list[tuple[Fraction, Node]]:
    """What a choice may come to, by the scene that is seen to open."""
    low, minute = act(program, node.state, row)
    joint: dict[int, list[Fraction]] = {}
    for truth, belief in enumerate(node.beliefs):
        for share, scene in ways(program, row, low, minute, 1 << truth):
            together = joint.setdefault(scene, [Fraction(0)] * len(node.beliefs))
            together[truth] += belief * Fraction(share, 100)
    return [
        (whole, Node(arrive(program, low, minute, scene), tuple(b / whole for b in seen)))
        for scene, seen in joint.items()
        if (whole := sum(seen, Fraction(0)))
    ]


Came = dict[Node, "tuple[Node, ChoiceRow] | None"]


def everything(program: Program) -> Came:
    """Every node that a play can come to, and a decision that it came from."""
    first = opening(program)
    came: Came = {first: None}
    work = [first]
    while work:
        node = work.pop()
        for row in offered(program, node.state):
            for _, there in after(program, node, row):
                if there not in came:
                    came[there] = node, row
                    work.append(there)
    return came


def worth(program: Program, node: Node) -> Fraction:
    """The expected total of an ending."""
    scene = program.scene(node.state)
    assert scene.kind is not None
    totals = [total(program, node.state, Left(scene.kind, tenths)) for tenths in scene.tenths]
    return sum((b * t for b, t in zip(node.beliefs, totals, strict=True)), Fraction(0))


def chance_of_pass(program: Program, node: Node, came: Came) -> Fraction:
    """How likely an ending is a pass, by the scorecard of a play that came to it."""
    return sum((b * card.passed for b, card in _cards(program, node, came)), Fraction(0))


def percent(
    program: Program, node: Node, came: Came, which: Literal["process", "sixty"]
) -> Fraction:
    """The expected percent of one score at an ending, by the same scorecard."""
    found = Fraction(0)
    for belief, card in _cards(program, node, came):
        points = card.process if which == "process" else card.sixty
        percent = Fraction(100 * points.earned, points.possible) if points.possible else 100
        found += belief * percent
    return found


def _cards(program: Program, node: Node, came: Came) -> Iterator[tuple[Fraction, Scorecard]]:
    """The scorecard of a play that came to an ending, under each truth, with its belief."""
    scene = program.scene(node.state)
    assert scene.kind is not None
    turns = []
    at = node
    while (link := came[at]) is not None:
        before, row = link
        turns.append(Turn(row.effect, program.minute(before.state) + row.takes, at.state))
        at = before
    for belief, tenths in zip(node.beliefs, scene.tenths, strict=True):
        left = Left(scene.kind, tenths)
        yield belief, score(program.judge, opening(program).state, turns[::-1], left)


def highest(
    program: Program, player: Player, final: Callable[[Node], Fraction | None]
) -> Callable[[Node], Fraction | None]:
    """What is to be had at the most from a node on, of the choices a player considers; None where
    nothing considered leads to an end that counts."""

    @cache
    def value(node: Node) -> Fraction | None:
        if program.scene(node.state).kind is not None:
            return final(node)
        found = [of_choice(row, node) for row in player(offered(program, node.state))]
        return max((each for each in found if each is not None), default=None)

    def of_choice(row: ChoiceRow, node: Node) -> Fraction | None:
        whole = Fraction(0)
        for chance, there in after(program, node, row):
            ahead = value(there)
            if ahead is None:
                return None
            whole += chance * ahead
        return whole

    return value


def through(
    program: Program, value: Callable[[Node], Fraction | None], node: Node, row: ChoiceRow
) -> Fraction:
    """What taking a choice at a node is worth; no choice may lead where nothing counts."""
    whole = Fraction(0)
    for chance, there in after(program, node, row):
        ahead = value(there)
        assert ahead is not None
        whole += chance * ahead
    return whole


def mean(
    program: Program, player: Player, final: Callable[[Node], Fraction]
) -> Callable[[Node], Fraction]:
    """What a player meets from a node on who takes any of the choices he considers."""

    @cache
    def value(node: Node) -> Fraction:
        if program.scene(node.state).kind is not None:
            return final(node)
        rows = player(offered(program, node.state))
        whole = Fraction(0)
        for row in rows:
            whole += sum(chance * value(there) for chance, there in after(program, node, row))
        return whole / len(rows)

    return value


def coach_nodes(program: Program) -> list[CoachNode]:
    """Every node that a play can come to, by the coach's own stepping."""
    found = {coach_opening(program): None}
    work = list(found)
    while work:
        node = work.pop()
        for row in offered(program, node.state):
            for _, after in follow(program, node, row):
                if after not in found:
                    found[after] = None
                    work.append(after)
    return list(found)
