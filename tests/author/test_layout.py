"""Where a map's cards lie: over nothing, in the picture, with every word inside its card."""

from __future__ import annotations

import os
import shutil
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.author.cards import LEADING, PAD, WIDTH, cards, width
from game.author.chart import Chart
from game.author.graphviz import laid_out
from game.author.layout import Curve, Layout, Placed, Point, layered
from game.author.svg import svg
from tests.author.drawn import FEW, LIBRARY, charts, of_library
from tests.commands import process

WORDS = st.text("abcdefghij mlw", min_size=1, max_size=120)
HAS_DOT = pytest.mark.skipif(
    shutil.which("dot") is None, reason="Graphviz is not installed: no dot to lay out with"
)


def apart(first: Placed, second: Placed) -> bool:
    return (
        first.x + WIDTH <= second.x
        or second.x + WIDTH <= first.x
        or first.y + first.card.height <= second.y
        or second.y + second.card.height <= first.y
    )


def on(curve: Curve) -> list[Point]:
    """Places on a curve, close to each other."""
    found = []
    for at in range(0, len(curve.points) - 1, 3):
        a, b, c, d = curve.points[at : at + 4]
        for step in range(9):
            t = step / 8
            p, q, r, s = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            x = p * a.x + q * b.x + r * c.x + s * d.x
            found.append(Point(x, p * a.y + q * b.y + r * c.y + s * d.y))
    return found


def nothing_overlaps(layout: Layout) -> None:
    for first, second in combinations(layout.placed, 2):
        assert apart(first, second), (first.card.scene.id, second.card.scene.id)
    for placed in layout.placed:
        assert 0 <= placed.x <= layout.width - WIDTH
        assert 0 <= placed.y <= layout.height - placed.card.height


def joins(layout: Layout) -> None:
    """Every curve begins at its port and ends at its scene's head."""
    placed = {each.card.scene.id: each for each in layout.placed}
    for curve in layout.curves:
        source, target = placed[curve.source.scene.id], placed[curve.port.to]
        first, last = curve.points[0], curve.points[-1]
        assert abs(first.x - (source.x + WIDTH)) <= 2
        assert abs(first.y - (source.y + curve.port.y)) <= 2
        assert abs(last.x - target.x) <= 2
        assert abs(last.y - (target.y + target.card.head / 2)) <= 2


@given(charts(WORDS, most=9))
@FEW
def test_in_our_own_layout_nothing_lies_over_anything(chart: Chart) -> None:
    layout = layered(cards(chart))
    nothing_overlaps(layout)
    joins(layout)


@given(charts(WORDS, most=9))
@FEW
def test_in_our_own_layout_no_curve_runs_across_a_card_or_out_of_the_picture(chart: Chart) -> None:
    layout = layered(cards(chart))
    for curve in layout.curves:
        for x, y in on(curve):
            assert 0 <= x <= layout.width
            assert 0 <= y <= layout.height
            for placed in layout.placed:
                inside = placed.x + 2 < x < placed.x + WIDTH - 2
                assert not (inside and placed.y < y < placed.y + placed.card.height)


@given(charts())
@FEW
def test_every_line_of_words_fits_its_card_and_stands_below_the_one_before(chart: Chart) -> None:
    for card in cards(chart):
        for line in card.lines:
            assert line.x + width(line.text) <= WIDTH - PAD + 0.01
            assert line.text.strip()
            assert LEADING / 2 < line.y < card.height
        for above, below in pairwise(card.lines):
            assert below.y - above.y >= LEADING
        assert {(port.choice, port.way) for port in card.ports} == {
            (number, at)
            for number, choice in enumerate(card.scene.choices)
            for at in range(len(choice.ways))
        }


@given(charts(WORDS))
@FEW
def test_a_scene_that_leads_on_lies_left_of_what_it_leads_to_first(chart: Chart) -> None:
    layout = layered(cards(chart))
    x = {placed.card.scene.id: placed.x for placed in layout.placed}
    start = chart.scenes[0]
    for choice in start.choices:
        for way in choice.ways:
            assert way.to == start.id or x[way.to] > x[start.id]


@pytest.mark.parametrize("id", LIBRARY)
def test_the_library_has_its_maps_in_our_own_layout(id: str) -> None:
    layout = layered(cards(of_library(id)))
    nothing_overlaps(layout)
    joins(layout)


@HAS_DOT
@pytest.mark.parametrize("id", LIBRARY)
def test_the_library_has_its_maps_as_graphviz_lays_them_out(id: str) -> None:
    layout = laid_out(cards(of_library(id)))
    assert layout is not None
    nothing_overlaps(layout)
    joins(layout)


@HAS_DOT
@given(charts(most=5))
@FEW
def test_graphviz_lays_any_chart_out_and_nothing_lies_over_anything(chart: Chart) -> None:
    layout = laid_out(cards(chart))
    assert layout is not None
    nothing_overlaps(layout)
    joins(layout)


def test_without_graphviz_there_is_no_layout_of_its(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    assert laid_out(cards(of_library("first/first-customer"))) is None


@given(charts())
@FEW
def test_the_same_chart_is_drawn_the_same(chart: Chart) -> None:
    assert svg(chart, layered(cards(chart))) == svg(chart, layered(cards(chart)))


def test_the_same_map_is_written_whatever_order_hashing_has(tmp_path: Path) -> None:
    written = []
    for seed in ("1", "2"):
        file = tmp_path / f"{seed}.svg"
        env = {"PYTHONHASHSEED": seed, "PATH": os.devnull}
        ended = process("map", "first/first-customer", "-o", str(file), env=env)
        assert ended.returncode == 0, ended.stderr
        written.append(file.read_bytes())
    assert written[0] == written[1]
