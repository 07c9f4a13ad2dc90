"""The small words of the format read as what they say, and say how to be written otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.script.values import (
    LONGEST,
    Level,
    Opening,
    Slip,
    Within,
    as_spoken,
    to_level,
    to_minutes,
    to_opening,
    to_whole,
    to_within,
)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2 min", 2),
        ("1 minute", 1),
        ("2 hours", 120),
        ("1 hour 30 min", 90),
        ("1 hour, 30 min", 90),
        ("2h", 120),
        ("1 day", 1440),
        ("2 weeks", 20160),
        ("0 min", 0),
        (" 20 MIN ", 20),
    ],
)
def test_a_stretch_of_time_reads_as_minutes(text: str, minutes: int) -> None:
    assert to_minutes(text) == minutes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2",
        "min",
        "two min",
        "2 parsecs",
        "-2 min",
        "2 min and 3",
        "1.5 hours",
        "2 min!",
        "²min",
    ],
)
def test_what_is_no_stretch_of_time_is_told(text: str) -> None:
    with pytest.raises(Slip) as slip:
        to_minutes(text)
    assert slip.value.code == "SX040"
    assert slip.value.suggestion


def test_no_time_is_longer_than_a_year() -> None:
    assert to_minutes("366 days") == LONGEST
    with pytest.raises(Slip, match="longer than a year"):
        to_minutes("9999999 weeks")


@given(st.integers(0, 10))
def test_a_bound_takes_its_own_figure_in(figure: int) -> None:
    assert to_level(f"at least {figure}") == Level(figure, 10)
    assert to_level(f"at most {figure}") == Level(0, figure)


@pytest.mark.parametrize("text", ["4", "at least", "at least -1", "at least 11", "over 4", "> 4"])
def test_what_is_no_bound_is_told(text: str) -> None:
    with pytest.raises(Slip) as slip:
        to_level(text)
    assert slip.value.code == "SX041"


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Saturday 10:40", Opening(5, 640)),
        ("monday 0:00", Opening(0, 0)),
        ("Sunday 23:59", Opening(6, 1439)),
    ],
)
def test_a_day_and_a_time_read_as_such(text: str, opening: Opening) -> None:
    assert to_opening(text) == opening


@pytest.mark.parametrize("text", ["10:40", "Saturday", "Saturday 24:00", "Sat 10:40"])
def test_what_is_no_day_and_time_is_told(text: str) -> None:
    with pytest.raises(Slip) as slip:
        to_opening(text)
    assert slip.value.code == "SX042"


def test_a_deadline_is_a_time_and_a_moment() -> None:
    assert to_within("1 hour 5 min of customer-leaves") == Within(65, "customer-leaves")


@pytest.mark.parametrize("text", ["2 min", "of arrival", "2 min of ", "soon of arrival"])
def test_what_is_no_deadline_is_told(text: str) -> None:
    with pytest.raises(Slip):
        to_within(text)


@given(st.integers(-(10**9) + 1, 10**9 - 1))
def test_a_whole_number_may_have_a_sign(figure: int) -> None:
    assert to_whole(f"{figure:+d}") == to_whole(str(figure)) == to_whole(figure) == figure


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("30%", "Write 30."),
        ("$1,200", "Write 1200."),
        ("+ 2", "Write +2."),
        ("5.0", "Write 5."),
        ("five", "Write a figure such as 2."),
        ("1.5", "Write 1 or 2."),
    ],
)
def test_a_dressed_up_figure_is_told_with_the_bare_one(text: str, mend: str) -> None:
    with pytest.raises(Slip) as slip:
        to_whole(text)
    assert slip.value.suggestion == mend


@given(st.text(max_size=12).filter(lambda t: not t.strip().lstrip("+-").isdigit()))
def test_what_is_no_whole_number_is_told(text: str) -> None:
    with pytest.raises(Slip) as slip:
        to_whole(text)
    assert slip.value.code == "SX037"


@given(
    st.none() | st.booleans() | st.text(max_size=20) | st.lists(st.text(max_size=3), max_size=2),
    st.sampled_from([to_whole, to_minutes, to_level, to_opening, to_within]),
)
def test_no_value_raises_anything_but_a_slip(raw: object, reader: Callable[[object], Any]) -> None:
    told: list[Slip] = []
    try:
        reader(raw)
    except Slip as slip:
        told.append(slip)
    assert all(slip.message.endswith(".") and slip.suggestion for slip in told)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("“Just looking.”", "Just looking."),
        ("Just looking.", "Just looking."),
        ("“A” and “B”", "“A” and “B”"),
        ("He said “no”", "He said “no”"),
        ("“”", "“”"),
    ],
)
def test_quotes_around_all_that_is_said_are_the_ones_a_screen_puts_there(
    written: str, read: str
) -> None:
    assert as_spoken(written) == read
    assert as_spoken(7) == 7
