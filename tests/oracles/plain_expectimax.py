"""Expectimax over the second engine: the format read from the files' own data, in fractions.

Shares no code and no idea with scoring/, game/engine or game/coach: no bits, no columns, nothing
merged but states that agree in everything that happened. Slow; for small scenarios.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from fractions import Fraction
from typing import NamedTuple

from tests.oracles.plain_engine import Data, PlainRun, several

Belief = dict[str | None, Fraction]


class Expected(NamedTuple):
    """The best, worst and random player's expected totals. `best` is None where only fouls are
    left to choose."""

    best: Fraction | None
    worst: Fraction
    mean: Fraction


class Place(NamedTuple):
    """Where a play stands: the run, and how likely each truth is by what was seen."""

    run: PlainRun
    belief: Belief


class Expectimax:
    """The values of one scenario, worked out where they are asked for."""

    def __init__(self, scenario: Data, binder: Data, ids: Mapping[str, Sequence[str]]) -> None:
        self._binder = binder
        self._ids = ids
        truths: Data = scenario["customer"].get("truth") or {None: {"odds": 100}}
        odds: Belief = {n: Fraction(int(truth["odds"]), 100) for n, truth in truths.items()}
        self.start = Place(PlainRun(scenario, binder), odds)
        self._found: dict[object, Expected] = {}

    def value(self, place: Place) -> Expected:
        """What is to be expected from a place on."""
        key = _everything(place)
        if key not in self._found:
            self._found[key] = self._value(place)
        return self._found[key]

    def after(self, place: Place, choice: int) -> dict[str, tuple[Fraction, Place]]:
        """By the scene seen to open: how likely it is, and where the play then stands."""
        scene = place.run.scene
        taken = _copy(place.run)
        taken.take(choice, self._ids[scene][choice])
        chances: dict[str, Belief] = {}
        for truth, belief in place.belief.items():
            if not belief:
                continue
            taken.truth = truth
            taken.scene = scene
            for go, percent in taken.ways(choice).items():
                chances.setdefault(go, {})[truth] = belief * Fraction(percent, 100)
        found = {}
        for go, seen in chances.items():
            whole = sum(seen.values(), Fraction(0))
            if whole:
                run = _copy(taken)
                run.truth = None
                run.open(go)
                then = {truth: seen.get(truth, Fraction(0)) / whole for truth in place.belief}
                found[go] = whole, Place(run, then)
        return found

    def _value(self, place: Place) -> Expected:
        run = place.run
        if run.over:
            total = self._total(place)
            return Expected(total, total, total)
        best: Fraction | None = None
        worsts: list[Fraction] = []
        means: list[Fraction] = []
        for choice in run.offered():
            fair: Fraction | None = Fraction(0)
            worst = mean = Fraction(0)
            for chance, there in self.after(place, choice).values():
                ahead = self.value(there)
                fair = None if fair is None or ahead.best is None else fair + chance * ahead.best
                worst += chance * ahead.worst
                mean += chance * ahead.mean
            worsts.append(worst)
            means.append(mean)
            foul = several(run.now["choices"][choice].get("foul"))
            if fair is not None and not foul and (best is None or fair > best):
                best = fair
        return Expected(best, min(worsts), sum(means, Fraction(0)) / len(means))

    def _total(self, place: Place) -> Fraction:
        """The mean of process and sixty percent, as the binder weighs them, over what may be
        true."""
        weigh = {"process": 50, "sixty": 50} | self._binder.get("weigh", {})
        earned, possible = place.run.process()
        process = Fraction(100 * earned, possible) if possible else Fraction(100)
        whole = Fraction(0)
        for truth, belief in place.belief.items():
            if belief:
                place.run.truth = truth
                points, full = place.run.sixty()
                both = int(weigh["process"]) * process
                both += int(weigh["sixty"]) * Fraction(100 * points, full)
                whole += belief * both / (int(weigh["process"]) + int(weigh["sixty"]))
        place.run.truth = None
        return whole


def _copy(run: PlainRun) -> PlainRun:
    other = copy(run)
    other.meters = dict(run.meters)
    other.log = list(run.log)
    other.broken = set(run.broken)
    other.said = list(run.said)
    other.taken = set(run.taken)
    return other


def _everything(place: Place) -> object:
    run = place.run
    return (
        run.scene,
        run.minute,
        tuple(run.meters.items()),
        tuple((one.minute, one.kind, one.name) for one in run.log),
        frozenset(run.broken),
        frozenset(run.taken),
        tuple(place.belief.items()),
    )
