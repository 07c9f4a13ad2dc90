"""Expectimax in plain Python over fractions, one state and one belief at a time.

Steps the engine itself and merges nothing but equal states, so what the coach clears, packs and
counts in columns can be held against it. Slow; for small scenarios.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd
from typing import NamedTuple

from game.engine.program import Program
from game.engine.step import act, arrive, begin, offered, ways
from scoring.fold import Left
from scoring.sixty import applies, measures


class Expected(NamedTuple):
    """The best, worst and random player's expected totals. `best` is None where only fouls are
    left to choose."""

    best: Fraction | None
    worst: Fraction
    mean: Fraction


Node = tuple[int, tuple[int, ...]]


def total(program: Program, state: int, left: Left) -> Fraction:
    """The coach's yardstick: process and sixty percent as the binder weighs them."""
    judge = program.judge
    layout = judge.layout
    earned = possible = 0
    for step in judge.scope:
        possible += step.points
        if not applies(judge, state, step) or state & layout.kept[step.id]:
            earned += step.points
        elif state & layout.done[step.id]:
            earned += step.points // 2
    process = Fraction(100 * earned, possible) if possible else Fraction(100)
    sixty = sum(kept.earned for kept in measures(judge, state, left))
    first, second = judge.binder.yardstick
    return (first * process + second * sixty) / (first + second)


def expected(program: Program) -> dict[Node, Expected]:
    """The values of every state and belief that a play can come to; the opening stands last."""
    found: dict[Node, Expected] = {}

    def value(state: int, weights: tuple[int, ...]) -> Expected:
        node = (state, weights)
        if node not in found:
            found[node] = _value(state, weights)
        return found[node]

    def _value(state: int, weights: tuple[int, ...]) -> Expected:
        scene = program.scene(state)
        if scene.kind is not None:
            totals = (total(program, state, Left(scene.kind, tenths)) for tenths in scene.tenths)
            sure = sum((w * t for w, t in zip(weights, totals, strict=True)), Fraction(0))
            sure /= sum(weights)
            return Expected(sure, sure, sure)
        best: Fraction | None = None
        others: list[Expected] = []
        for row in offered(program, state):
            each = _through(state, weights, row.at)
            others.append(each)
            if not row.fouls and each.best is not None:
                best = each.best if best is None else max(best, each.best)
        mean = sum((each.mean for each in others), Fraction(0)) / len(others)
        return Expected(best, min(each.worst for each in others), mean)

    def _through(state: int, weights: tuple[int, ...], choice: int) -> Expected:
        row = program.choices[choice]
        low, minute = act(program, state, row)
        shares: dict[int, list[int]] = {}
        for truth in range(len(weights)):
            for share, scene in ways(program, row, low, minute, 1 << truth):
                shares.setdefault(scene, [0] * len(weights))[truth] += share
        best: Fraction | None = Fraction(0)
        worst = mean = Fraction(0)
        for scene, by_truth in shares.items():
            seen = [w * s for w, s in zip(weights, by_truth, strict=True)]
            if not sum(seen):
                continue
            common = gcd(*seen)
            ahead = value(arrive(program, low, minute, scene), tuple(w // common for w in seen))
            chance = Fraction(sum(seen), 100 * sum(weights))
            best = None if best is None or ahead.best is None else best + chance * ahead.best
            worst += chance * ahead.worst
            mean += chance * ahead.mean
        return Expected(best, worst, mean)

    odds = tuple(truth.odds for truth in program.truths)
    common = gcd(*odds)
    value(begin(program).state, tuple(weight // common for weight in odds))
    return found
