"""What best (or worst) play is worth, exactly, as fractions.

Floats only leave out what cannot matter: of a node's choices those are followed whose float is
within `NEAR` of the best, by the engine's own stepping, and what is close is settled in fractions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

import numpy as np

from game.coach.graph import Graph, Key, Offer
from game.coach.habits import Allowed
from game.coach.nodes import Node, Opened, Spot, earned, follow, locate, settled
from game.coach.sweep import Ahead, Floats
from game.coach.values import point_worth
from game.engine.program import ChoiceRow, Program
from scoring.fold import Left
from scoring.sixty import measures

NEAR = 1e-6
"""Floats closer than this are not compared."""


class Worth(NamedTuple):
    """What is to be expected: the total and the sixty percent, 0..100, and the chance of a sale,
    0..1. A total is either final, or ahead: without the process points settled so far."""

    total: Fraction
    sixty: Fraction
    sale: Fraction

    def plus(self, chance: Fraction, other: Worth) -> Worth:
        """With what a chance of something else adds."""
        return Worth(
            self.total + chance * other.total,
            self.sixty + chance * other.sixty,
            self.sale + chance * other.sale,
        )


NOTHING = Worth(Fraction(0), Fraction(0), Fraction(0))


class _Known(NamedTuple):
    ahead: Worth
    row: ChoiceRow | None


_Way = tuple[Fraction, Spot, int]
"""The chance of coming to a state, where it stands, and the process points paid on the way."""


class _Plan(NamedTuple):
    """A node to be settled, and the choices that could be the one, with what each comes to."""

    spot: Spot
    node: Node
    choices: tuple[tuple[ChoiceRow, tuple[_Way, ...]], ...]


class Exact:
    """Exact figures of one way of playing: the highest total (ties: the higher sixty, then the
    file's order), or the lowest, of the choices that `allowed` leaves of those offered.

    `ahead` are the same figures in floats. With `chances` they are those under other odds, by which
    each sighting is as likely as that says by its number. With a `truth`, by its place, they are
    those of one who was told that it is so; the nodes' beliefs stay those of one who was not.
    """

    def __init__(
        self,
        graph: Graph,
        ahead: Ahead,
        allowed: Allowed,
        aim: Literal["highest", "lowest"] = "highest",
        *,
        chances: Floats | None = None,
        truth: int | None = None,
    ) -> None:
        self.graph = graph
        self._program = graph.program
        self._ahead = ahead
        self._allowed = allowed
        self._chances = chances
        self._truth = truth
        self._sign = 1 if aim == "highest" else -1
        self._unit = point_worth(graph.program)
        self._floated = float(self._unit)
        self._known: dict[Spot, _Known] = {}

    def worth(self, node: Node) -> Worth | None:
        """What is to be expected from a node on; None where nothing allowed leads to an end."""
        spot = locate(self.graph, node)
        if not self._within_reach(spot):
            return None
        ahead = self._settle(spot, node).ahead
        paid = self._unit * settled(self._program, node.state)
        return ahead._replace(total=ahead.total + paid)

    def choice(self, node: Node) -> ChoiceRow | None:
        """What this player takes at a node; None at an ending, and where nothing is allowed."""
        spot = locate(self.graph, node)
        return self._settle(spot, node).row if self._within_reach(spot) else None

    def through(self, node: Node, row: ChoiceRow) -> Worth | None:
        """What is to be expected of taking a choice at a node, allowed or not, and playing on."""
        together = NOTHING
        for opened in self._follow(node, row):
            ahead = self.worth(opened.node)
            if ahead is None:
                return None
            together = together.plus(opened.chance, ahead)
        return together

    def misses(self, spot: Spot, row: ChoiceRow, node: Callable[[], Node]) -> bool:
        """Whether an allowed choice is none of the best where a node stands; which node it is, is
        asked for only where floats cannot tell."""
        if not self._within_reach(spot):
            return False
        near = [offer.choice.at for offer in self._near(spot)]
        if len(near) == 1 or row.at not in near:
            return row.at not in near
        here = node()
        best = self._settle(spot, here)
        if best.row is None or best.row.at == row.at:
            return False
        worth, top = self.through(here, row), self.worth(here)
        return worth is not None and top is not None and worth.total < top.total

    def _follow(self, node: Node, row: ChoiceRow) -> Iterator[Opened]:
        for opened in follow(self._program, node, row):
            if self._truth is None:
                yield opened
                continue
            before, after = node.weights, opened.node.weights
            if after[self._truth]:
                share = Fraction(after[self._truth], sum(after))
                share /= Fraction(before[self._truth], sum(before))
                yield Opened(opened.chance * share, opened.node)

    def _within_reach(self, spot: Spot) -> bool:
        return bool(np.isfinite(self._ahead[spot[0]][spot[1]]))

    def _settle(self, spot: Spot, node: Node) -> _Known:
        if spot in self._known:
            return self._known[spot]
        waiting: dict[Key, dict[Spot, Node]] = defaultdict(dict)
        waiting[spot[0][0]][spot] = node
        plans: list[_Plan] = []
        while waiting:
            for here, each in waiting.pop(min(waiting)).items():
                plan, coming = self._plan(here, each)
                plans.append(plan)
                for there, after in coming:
                    waiting[there[0][0]][there] = after
        for plan in reversed(plans):
            self._known[plan.spot] = self._decide(plan)
        return self._known[spot]

    def _plan(self, spot: Spot, node: Node) -> tuple[_Plan, list[tuple[Spot, Node]]]:
        coming: list[tuple[Spot, Node]] = []
        choices = []
        before = settled(self._program, node.state)
        for offer in self._near(spot):
            ways = []
            for chance, after in self._follow(node, offer.choice):
                lead = offer.leads[after.state >> self._program.scene_shift]
                there = lead.place, lead.at
                if there not in self._known:
                    coming.append((there, after))
                ways.append((chance, there, settled(self._program, after.state) - before))
            choices.append((offer.choice, tuple(ways)))
        return _Plan(spot, node, tuple(choices)), coming

    def _near(self, spot: Spot) -> list[Offer]:
        """The choices whose float could be the highest (or lowest)."""
        offered = {each.choice.at: each for each in self.graph.offers(*spot)}
        rows = self._allowed([each.choice for each in offered.values()])
        figures = [self._sign * self._figure(offered[row.at]) for row in rows]
        top = max(figures, default=0.0)
        return [
            offered[row.at]
            for row, figure in zip(rows, figures, strict=True)
            if figure >= top - NEAR
        ]

    def _figure(self, offer: Offer) -> float:
        """What a choice is worth where it is offered, in floats."""
        figure = self._floated * offer.points
        for lead in offer.leads.values():
            chance = lead.chance
            if self._chances is not None and lead.seen is not None:
                chance = float(self._chances[lead.seen])
            if chance:
                figure += chance * float(self._ahead[lead.place][lead.at])
        return figure

    def _decide(self, plan: _Plan) -> _Known:
        if not plan.choices:
            weights = plan.node.weights
            if self._truth is not None:
                weights = tuple(int(at == self._truth) for at in range(len(weights)))
            ending = plan.node._replace(weights=weights)
            return _Known(final(self._program, ending, self._unit), None)
        best: _Known | None = None
        for row, ways in plan.choices:
            worth = self._together(ways)
            if best is None or self._order(worth) > self._order(best.ahead):
                best = _Known(worth, row)
        if best is None:
            raise ValueError("a plan without choices is an ending")
        return best

    def _together(self, ways: tuple[_Way, ...]) -> Worth:
        """What a choice that can come to these is worth."""
        worth = NOTHING
        for chance, there, points in ways:
            ahead = self._known[there].ahead
            if points:
                ahead = ahead._replace(total=ahead.total + self._unit * points)
            if chance == 1:
                return ahead
            worth = worth.plus(chance, ahead)
        return worth

    def _order(self, worth: Worth) -> tuple[Fraction, Fraction]:
        return self._sign * worth.total, worth.sixty


def final(program: Program, node: Node, unit: Fraction) -> Worth:
    """What an ending is worth: its total ahead, its sixty percent, and whether it is a sale."""
    scene, judge = program.scene(node.state), program.judge
    if scene.kind is None:
        raise ValueError(f"{scene.id} is no ending")
    sixty = Fraction(0)
    for weight, tenths in zip(node.weights, scene.tenths, strict=True):
        if weight:
            kept = measures(judge, node.state, Left(scene.kind, tenths))
            sixty += weight * sum(each.earned for each in kept)
    sixty /= sum(node.weights)
    points = earned(program, node.state) - settled(program, node.state)
    first, second = judge.binder.yardstick
    total = unit * points + second * sixty / (first + second)
    if not any(step.points for step in judge.scope):
        total += Fraction(100 * first, first + second)
    return Worth(total, sixty, Fraction(scene.kind == "sold"))
