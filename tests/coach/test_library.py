"""The library through the coach: every bot's figures are what playing it over and over gives."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest

from game.coach.bots import BOTS, pick
from game.coach.study import Study
from game.engine.run import start
from game.library.shelves import shelves
from game.session.opening import open_scenario

LIBRARY = [
    "first/first-customer",
    "handover/poor-notes",
    "internet/out-the-door",
    "recovery/it-says-price",
    "showroom/price-first",
]
"""One of each kind: a day, a hand-over, weeks, promises, a floor."""
RUNS = 250


@cache
def study(id: str) -> Study:
    return Study(open_scenario(id, shelves()))


@pytest.mark.parametrize("bot", BOTS)
@pytest.mark.parametrize("id", LIBRARY)
def test_a_bot_gets_on_the_average_what_it_may_expect(id: str, bot: str) -> None:
    program = study(id).program
    binder = program.script.binder
    first, second = binder.yardstick
    totals, passes = [], []
    for seed in range(RUNS):
        run = start(program, seed)
        while not run.over:
            rows = run.offered()
            run = run.take(pick(bot, binder, rows, seed, len(run.taken)), rows)
        card = run.scorecard()
        process = Fraction(100 * card.process.earned, card.process.possible)
        sixty = Fraction(100 * card.sixty.earned, card.sixty.possible)
        totals.append(float((first * process + second * sixty) / (first + second)))
        passes.append(float(card.passed))
    expected, _, _, chance = study(id).met(bot)
    average = sum(totals) / RUNS
    spread = sum((total - average) ** 2 for total in totals) / RUNS
    # Five standard errors: with seeds that never change, it holds for good or never.
    assert abs(average - expected.about) <= 5 * (spread / RUNS) ** 0.5 + 1e-9
    error = (chance.about * (1 - chance.about) / RUNS) ** 0.5
    assert abs(sum(passes) / RUNS - chance.about) <= 5 * error + 3 / RUNS
