"""Chance: the same for everyone and for ever, fair enough, and never two draws alike by design."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.draws import SEED_LIMIT, percent, shuffled, uniform
from game.engine.run import start
from tests.engine.tale import play, tale
from tests.generate import Pair, pairs

SEEDS = st.integers(0, SEED_LIMIT - 1)

PINNED_PERCENTS = [71, 22, 78, 43, 92, 96, 46, 69]
PINNED_LARGEST = [16, 50, 37]
PINNED_UNIFORM = [2, 2, 4, 0, 1, 0, 0, 4]
PINNED_ORDER = ["b", "c", "d", "e", "a"]

CHI_SQUARE_99 = 148.23
"""A fair hundred-sided die exceeds this one time in a thousand (99 degrees of freedom). The seeds
are fixed, so the tests below cannot fail by bad luck."""


def test_draws_are_pinned_so_that_old_runs_replay() -> None:
    assert [percent(1, n) for n in range(8)] == PINNED_PERCENTS
    assert [percent(SEED_LIMIT - 1, n) for n in range(3)] == PINNED_LARGEST
    assert [uniform(7, "bot", n, 6) for n in range(8)] == PINNED_UNIFORM
    assert shuffled(7, ["a", "b", "c", "d", "e"]) == PINNED_ORDER


def chi_square(counts: Counter[int], sides: int) -> float:
    expected = counts.total() / sides
    return sum((counts[side] - expected) ** 2 / expected for side in range(sides))


@pytest.mark.parametrize("number", [0, 1, 2, 17])
def test_one_draw_over_many_seeds_is_uniform(number: int) -> None:
    counts = Counter(percent(seed, number) for seed in range(20_000))
    assert chi_square(counts, 100) < CHI_SQUARE_99


@pytest.mark.parametrize("seed", [0, 1, 12345, SEED_LIMIT - 1])
def test_many_draws_of_one_seed_are_uniform(seed: int) -> None:
    counts = Counter(percent(seed, number) for number in range(20_000))
    assert chi_square(counts, 100) < CHI_SQUARE_99


def test_one_draw_says_nothing_about_the_next() -> None:
    pairs_of_tens = Counter(
        10 * (percent(seed, 1) // 10) + percent(seed, 2) // 10 for seed in range(20_000)
    )
    assert chi_square(pairs_of_tens, 100) < CHI_SQUARE_99


def test_a_stream_of_its_own_is_uniform_and_says_nothing_about_the_runs_chance() -> None:
    both = Counter(
        10 * uniform(seed, "bot", 1, 10) + percent(seed, 1) // 10 for seed in range(20_000)
    )
    assert chi_square(both, 100) < CHI_SQUARE_99


@given(SEEDS, st.lists(st.text(max_size=8), unique=True), st.randoms(use_true_random=False))
def test_the_order_on_screen_is_a_permutation_that_depends_on_the_seed_alone(
    seed: int, names: list[str], luck: object
) -> None:
    order = shuffled(seed, names)
    assert sorted(order) == sorted(names)
    luck.shuffle(names)  # type: ignore[attr-defined]
    assert shuffled(seed, names) == order
    fewer = [name for name in order if name != order[0]] if order else []
    assert shuffled(seed, fewer) == order[1:]


def test_each_order_of_three_comes_up_as_often_as_the_others() -> None:
    orders = Counter("".join(shuffled(seed, "abc")) for seed in range(6_000))
    numbers = Counter({place: orders[order] for place, order in enumerate(sorted(orders))})
    assert len(orders) == 6
    assert chi_square(numbers, 6) < 20.52  # one time in a thousand, 5 degrees of freedom


TRUTHS = """
customer:
  name: Dana
  truth: {shopper: {odds: 60}, buyer: {odds: 35}, never: {odds: 5}, nobody: {odds: 0}}
"""
CROSSROADS = """
lot:
  says: Hi.
  choices:
    - {say: Go., id: go, to: [{odds: 30, go: a}, {odds: 5, go: b}, {go: c}]}
a: {tells: A., ending: sold}
b: {tells: B., ending: lost}
c: {tells: C., ending: lost}
"""


def share(found: int, of: int, percent: int) -> bool:
    """Whether a count is within four standard deviations of its share."""
    expected = of * percent / 100
    return abs(found - expected) <= 4 * (expected * (1 - percent / 100)) ** 0.5


def test_the_truth_is_drawn_by_its_odds_and_never_where_its_odds_are_0() -> None:
    program = tale(CROSSROADS, head=TRUTHS)
    found = Counter(program.truths[start(program, seed).truth].id for seed in range(8_000))
    assert found["nobody"] == 0
    assert share(found["shopper"], 8_000, 60)
    assert share(found["buyer"], 8_000, 35)
    assert share(found["never"], 8_000, 5)


def test_branches_are_taken_by_their_odds() -> None:
    program = tale(CROSSROADS)
    found = Counter(play(program, "go", seed=seed).scene.id for seed in range(8_000))
    assert share(found["a"], 8_000, 30)
    assert share(found["b"], 8_000, 5)
    assert share(found["c"], 8_000, 65)


def test_the_truth_says_nothing_about_where_the_first_decision_leads() -> None:
    program = tale(CROSSROADS, head=TRUTHS)
    runs = [play(program, "go", seed=seed) for seed in range(8_000)]
    buyers = [run for run in runs if program.truths[run.truth].id == "buyer"]
    assert share(sum(run.scene.id == "a" for run in buyers), len(buyers), 30)


@given(pairs(), SEEDS)
@settings(max_examples=40)
def test_a_truth_that_is_named_is_the_one_that_is_played(pair: Pair, seed: int) -> None:
    program = pair.program
    for row in program.truths:
        if row.id is not None:
            run = start(program, seed, row.id)
            assert program.truths[run.truth].id == row.id
    with pytest.raises(KeyError):
        start(program, seed, "no such truth")
