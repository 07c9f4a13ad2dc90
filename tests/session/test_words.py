"""The words for times and money that both front ends share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.script.values import Opening
from game.session.words import change, day_of, money, span, wall

SATURDAY = Opening(5, 10 * 60 + 40)


@pytest.mark.parametrize(
    ("minute", "clock", "day"),
    [
        (0, "Saturday 10:40", 0),
        (79, "Saturday 11:59", 0),
        (799, "Saturday 23:59", 0),
        (800, "Sunday 00:00", 1),
        (800 + 1440, "Monday 00:00", 2),
        (7 * 1440, "Saturday 10:40", 7),
    ],
)
def test_the_clock_on_the_wall_counts_on_from_the_opening(
    minute: int, clock: str, day: int
) -> None:
    assert wall(SATURDAY, minute) == clock
    assert day_of(SATURDAY, minute) == day


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (60, "1 hour"),
        (126, "2 hours 6 minutes"),
        (1440, "1 day"),
        (1445, "1 day 5 minutes"),
        (3 * 1440 + 4 * 60 + 5, "3 days 4 hours"),
    ],
)
def test_a_stretch_of_time_is_told_in_its_two_largest_parts(minutes: int, words: str) -> None:
    assert span(minutes) == words


@given(st.integers(0, 6), st.integers(0, 1439), st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_day_never_goes_back(weekday: int, minute: int, first: int, more: int) -> None:
    opens = Opening(weekday, minute)
    assert day_of(opens, first) <= day_of(opens, first + more)


def test_a_move_has_a_true_minus_sign_and_money_its_thousands_apart() -> None:
    assert (change("trust", 2), change("pressure", -1)) == ("trust +2", "pressure −1")
    assert (money(1450), money(310)) == ("1,450", "310")
