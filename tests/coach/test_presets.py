"""Whether the best line would be another, had the odds rested on another preset."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from textwrap import indent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.coach.reports import overturning_presets
from game.coach.study import Study
from game.script.presets import THIS_WEEK, Preset, odds_under
from tests.commands import sixty
from tests.engine.tale import tale

STORY = """
lot:
  says: Hi.
  choices:
    - {say: Ask for the sale., id: ask, to: [{if: {truth: buyer}, go: sold}, {go: lost}]}
    - {say: Call you., id: call, to: later}
    - {say: Go home., id: home, to: lost}
sold: {tells: Sold., ending: sold}
later: {tells: Later., ending: follow-up, keeps: TENTHS}
lost: {tells: Lost., ending: lost}
"""


def study(tenths: int, preset: str) -> Study:
    head = f"""
    customer:
      name: Dana
      {preset}
      truth:
        shopper: {{odds: 60, buys: later}}
        buyer: {{odds: 40, buys: this-week}}
    """
    return Study(tale(STORY.replace("TENTHS", str(tenths)), head=head))


@pytest.mark.parametrize(
    ("tenths", "changed"),
    [
        (3, {}),  # asking is best at 40 already
        (6, {"foureyes-2025": ("lot", "call"), "verde": ("lot", "call")}),
        (8, {"foureyes-2025": ("lot", "call")}),
        (9, {}),
    ],
)
def test_a_preset_changes_the_best_line_where_asking_pays_for_more_or_for_fewer(
    tenths: int, changed: dict[Preset, tuple[str, str]]
) -> None:
    assert overturning_presets(study(tenths, "preset: split-40-60")) == changed


def test_a_scenario_that_names_no_preset_rests_on_none() -> None:
    assert overturning_presets(study(6, "")) == {}


@given(
    st.sampled_from(list(THIS_WEEK)),
    st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=2, max_size=4),
)
def test_under_a_preset_each_side_has_its_share_and_keeps_its_proportions(
    preset: Preset, truths: list[tuple[int, bool]]
) -> None:
    odds, soon = [each for each, _ in truths], [each for _, each in truths]
    moved = odds_under(preset, odds, soon)
    sides = [[at for at, each in enumerate(soon) if each is side] for side in (True, False)]
    if not all(sum(odds[at] for at in side) for side in sides):
        assert moved is None
        return
    assert moved is not None
    assert Fraction(sum(moved[at] for at in sides[0]), sum(moved)) == Fraction(
        THIS_WEEK[preset], 100
    )
    for side in sides:
        for one in side:
            for other in side:
                assert moved[one] * odds[other] == moved[other] * odds[one]


def test_solve_says_under_which_preset_the_best_line_is_another(tmp_path: Path) -> None:
    (tmp_path / "binders").mkdir()
    binder = "title: B\nsteps:\n  greet: {label: Greet, points: 10}\n"
    (tmp_path / "binders" / "b.yaml").write_text(binder, "utf-8")
    scenes = indent(STORY.replace("TENTHS", "6").strip("\n"), "  ")
    file = tmp_path / "story.yaml"
    file.write_text(
        "title: T\nbinder: b\nstart: lot\ncustomer:\n  name: Dana\n  preset: split-40-60\n"
        "  truth:\n    shopper: {odds: 60, buys: later}\n    buyer: {odds: 40, buys: this-week}\n"
        f"scenes:\n{scenes}\n",
        "utf-8",
    )
    told = sixty("solve", file).stdout
    assert "Under the preset verde the best line is another, from call (in lot) on." in told
