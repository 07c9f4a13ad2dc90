"""The plot of a run: two lines that can be told apart, as wide and as high as there is room."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.app.debrief.curve import (
    LEAST_ROWS,
    LEFT,
    MOST_ROWS,
    Plot,
    curve,
    empty,
    in_sight,
    rows_for,
)

FIGURES = st.fractions(0, 100)
SERIES = st.lists(st.tuples(FIGURES, FIGURES), min_size=2, max_size=90)
WIDTHS = st.integers(58, 180)
ROWS = st.integers(LEAST_ROWS, MOST_ROWS)


def drawn(
    sixty: list[int], today: list[int], current: int = 0, width: int = 40, rows: int = 5
) -> list[str]:
    plot = Plot(tuple(map(Fraction, sixty)), tuple(map(Fraction, today)), frozenset({1}), current)
    return [line.plain.rstrip() for line in curve(plot, width, rows)]


def test_solid_falls_where_a_decision_costs_and_dotted_rises() -> None:
    assert drawn([100, 100, 50, 25], [0, 0, 75, 100], current=1) == [
        "         ── sixty 100     ·· a sale today 0 %",
        "    100 ┤  ─────────●───╮          · ·",
        "        │           ┆   │· · · · ·",
        "     50 ┤           ┆   ╰────────╮",
        "        │           ┆   ┊        ╰─────",
        "      0 ┤  · · · · ·┆· ·",
        "        └──1───────[2]───────3──────────",
    ]


def test_dots_show_through_where_both_run_along_one_row() -> None:
    assert drawn([60, 60, 60, 25], [60, 60, 75, 100], current=1)[1:-1] == [
        "    100 ┤                          · ·",
        "        │                · · · · ·",
        "     50 ┤  ──·───·──●·───────────╮",
        "        │           ┆            ╰─────",
        "      0 ┤           ┆",
    ]


@given(SERIES, st.data(), WIDTHS, ROWS)
def test_it_fits_its_room_and_shows_the_decision_looked_at(
    series: list[tuple[Fraction, Fraction]], data: st.DataObject, width: int, rows: int
) -> None:
    current = data.draw(st.integers(0, len(series) - 2))
    mattered = data.draw(st.frozensets(st.integers(0, len(series) - 2)))
    sixty, today = zip(*series, strict=True)
    lines = list(curve(Plot(sixty, today, mattered, current), width, rows))
    assert len(lines) == rows + 2
    assert all(line.cell_length <= width for line in lines)
    assert f"[{current + 1}]" in lines[-1].plain
    shown, _ = in_sight(len(series), current, width - LEFT)
    body = "".join(line.plain for line in lines[1:-1])
    assert body.count("●") == len(mattered.intersection(shown))
    assert body.count("○") == (current not in mattered)


@given(SERIES, WIDTHS, ROWS)
def test_both_lines_are_there_without_colour_even_where_they_run_together(
    series: list[tuple[Fraction, Fraction]], width: int, rows: int
) -> None:
    same = tuple(sixty for sixty, _ in series)
    lines = list(curve(Plot(same, same, frozenset(), 0), width, rows))[1:-1]
    body = "".join(line.plain for line in lines)
    assert "─" in body
    assert "·" in body


@given(st.integers(1, 90), st.text(min_size=1, max_size=200), WIDTHS, ROWS)
def test_its_place_is_kept_while_there_is_nothing_to_draw(
    decisions: int, said: str, width: int, rows: int
) -> None:
    lines = list(empty(decisions, said, width, rows))
    assert len(lines) == rows + 2
    assert all(line.cell_length <= width for line in lines)


@pytest.mark.parametrize(("height", "rows"), [(20, 5), (24, 7), (30, 10), (40, 12), (200, 12)])
def test_a_higher_screen_has_a_higher_plot(height: int, rows: int) -> None:
    assert rows_for(height) == rows
