"""Where every card of a map lies, and the curves between them: layers from left to right.

Our own layout, for where Graphviz is not installed: simple, the same every time, and nothing lies
over anything. Knows cards alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from game.author.cards import WIDTH, Card, Port

GAP = 90
"""Between two layers, for the curves."""
_APART, _MARGIN = 28, 24
_LEFT = _MARGIN + GAP // 2
"""Curves that turn back to the first layer do so left of it."""
_LANE = 8
"""The height kept free for a curve that passes a layer."""
_SWEEPS = 12


class Point(NamedTuple):
    """A place in the picture, in pixels from its top left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A card with its top left corner."""

    card: Card
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Curve:
    """A way as it is drawn: `points` are a start, and three points for each cubic Bézier curve."""

    source: Card
    port: Port
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole picture, in pixels."""

    width: float
    height: float
    placed: tuple[Placed, ...]
    curves: tuple[Curve, ...]


@dataclass(eq=False)
class _Spot:
    """A card, or the lane of curves that pass a layer on the way to `card`."""

    card: Card
    lane: bool
    near: list[_Spot] = field(default_factory=list)
    y: float = 0.0

    @property
    def height(self) -> float:
        return _LANE if self.lane else self.card.height

    @property
    def middle(self) -> float:
        return self.y + (self.height / 2 if self.lane else self.card.head / 2)


def layered(cards: Sequence[Card]) -> Layout:
    """The cards from left to right as a play comes to them."""
    layer = _layers(cards)
    columns: list[list[_Spot]] = [[] for _ in range(max(layer.values(), default=0) + 1)]
    spots: dict[str, _Spot] = {}
    for card in cards:
        spots[card.scene.id] = _Spot(card, lane=False)
        columns[layer[card.scene.id]].append(spots[card.scene.id])
    lanes: dict[tuple[str, int], _Spot] = {}
    routes: dict[tuple[str, Port], tuple[tuple[int, _Spot], ...]] = {}
    for card in cards:
        for port in card.ports:
            here, there = layer[card.scene.id], layer[port.to]
            passed = range(here + 1, there) if here < there else range(here, there - 1, -1)
            for at in passed:
                if (port.to, at) not in lanes:
                    lanes[port.to, at] = _Spot(spots[port.to].card, lane=True)
                    columns[at].append(lanes[port.to, at])
            route = tuple((at, lanes[port.to, at]) for at in passed)
            _join((spots[card.scene.id], *(lane for _, lane in route), spots[port.to]))
            routes[card.scene.id, port] = route
    for column in columns:
        _stack(column)
    for sweep in range(_SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            _settle(column)
    top = min((spot.y for column in columns for spot in column), default=0.0) - _MARGIN
    for column in columns:
        for spot in column:
            spot.y -= top
    placed = tuple(Placed(c, _x(layer[c.scene.id]), spots[c.scene.id].y) for c in cards)
    curves = tuple(
        Curve(card, port, _curve(card, port, routes[card.scene.id, port], layer, spots))
        for card in cards
        for port in card.ports
    )
    low = max((spot.y + spot.height for column in columns for spot in column), default=0.0)
    return Layout(_x(len(columns)) + _MARGIN, low + _MARGIN, placed, curves)


def _x(layer: int) -> float:
    return _LEFT + layer * (WIDTH + GAP)


def _layers(cards: Sequence[Card]) -> dict[str, int]:
    """A layer for each card: past every card that leads to it, but for those it leads back to."""
    leads = {card.scene.id: list(dict.fromkeys(port.to for port in card.ports)) for card in cards}
    first = sorted(cards, key=lambda card: (card.scene.depth is None, card.scene.depth))
    order: list[str] = []
    back: set[tuple[str, str]] = set()
    seen: set[str] = set()
    for card in first:
        _walk(card.scene.id, leads, order, back, seen)
    layer = dict.fromkeys(leads, 0)
    for id in reversed(order):
        for to in leads[id]:
            if (id, to) not in back:
                layer[to] = max(layer[to], layer[id] + 1)
    return layer


def _walk(
    top: str,
    leads: Mapping[str, list[str]],
    order: list[str],
    back: set[tuple[str, str]],
    seen: set[str],
) -> None:
    """Everything that can be met from a card, each after all that it leads to, and which ways lead
    back to a card that is being looked at. Without recursion: a story may be long."""
    if top in seen:
        return
    seen.add(top)
    path = [(top, iter(leads[top]))]
    on_path = {top}
    while path:
        id, others = path[-1]
        to = next(others, None)
        if to is None:
            path.pop()
            on_path.discard(id)
            order.append(id)
        elif to in on_path:
            back.add((id, to))
        elif to not in seen:
            seen.add(to)
            on_path.add(to)
            path.append((to, iter(leads[to])))


def _join(route: Iterable[_Spot]) -> None:
    """Let each spot of a route be near the one before it and the one behind it."""
    for first, second in pairwise(route):
        first.near.append(second)
        second.near.append(first)


def _settle(column: list[_Spot]) -> None:
    """Bring a layer's cards beside those they lead to, none over another."""
    wish = {
        spot: sum(other.middle for other in spot.near) / len(spot.near)
        if spot.near
        else spot.middle
        for spot in column
    }
    column.sort(key=lambda spot: wish[spot])
    for spot in column:
        spot.y = wish[spot] - (spot.middle - spot.y)
    _spread(column)


def _stack(column: Iterable[_Spot], y: float = 0.0) -> None:
    for spot in column:
        spot.y = y
        y += spot.height + _APART


def _spread(column: Sequence[_Spot]) -> None:
    """Push spots apart that touch, keeping their order and their middle."""
    blocks: list[tuple[list[_Spot], float]] = []
    for spot in column:
        block, wished = [spot], spot.y
        while blocks and blocks[-1][1] + _tall(blocks[-1][0]) + _APART > wished:
            above, y = blocks.pop()
            offset = _tall(above) + _APART
            wished = (y * len(above) + (wished - offset) * len(block)) / (len(above) + len(block))
            block = above + block
        blocks.append((block, wished))
    for block, y in blocks:
        _stack(block, y)


def _tall(block: Sequence[_Spot]) -> float:
    return sum(spot.height for spot in block) + _APART * (len(block) - 1)


def _curve(
    card: Card,
    port: Port,
    route: Sequence[tuple[int, _Spot]],
    layer: dict[str, int],
    spots: dict[str, _Spot],
) -> tuple[Point, ...]:
    here, there = layer[card.scene.id], layer[port.to]
    back = there <= here
    start = Point(_x(here) + WIDTH, spots[card.scene.id].y + port.y)
    end = Point(_x(there), spots[port.to].middle)
    points = [start]
    for at, lane in route:
        sides = (_x(at) - 4, _x(at) + WIDTH + 4)
        first, second = reversed(sides) if back else sides
        _bend(points, Point(first, lane.middle), turn=back and at == here)
        points += [points[-1], Point(second, lane.middle), Point(second, lane.middle)]
    _bend(points, end, turn=back)
    return tuple(points)


def _bend(points: list[Point], to: Point, *, turn: bool) -> None:
    """On to a point by one curve; `turn` where it leaves one way and arrives the other."""
    last = points[-1]
    reach = GAP / 2
    if not turn:
        reach = (to.x - last.x) / 2
        points += [Point(last.x + reach, last.y), Point(to.x - reach, to.y), to]
    elif to.x >= last.x and len(points) == 1:
        points += [Point(last.x + reach, last.y), Point(to.x + reach, to.y), to]
    else:
        points += [Point(last.x - reach, last.y), Point(to.x - reach, to.y), to]
