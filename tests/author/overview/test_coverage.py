"""The coverage: every system, and the decisions of every scenario that exercise it."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.author.overview.coverage import Covered, Decision, coverage
from game.author.overview.markdown import coverage_page
from game.author.overview.text import covered
from game.script.load import load_scenario
from game.script.systems import SYSTEMS
from tests.author.overview.kit import shelf


def found(tmp_path: Path, exercises: str) -> dict[str, Covered]:
    folder = shelf(tmp_path, exercises)
    script = load_scenario(folder / "loft" / "second-visit.yaml", [folder]).script
    assert script is not None
    return {each.system.id: each for each in coverage([("loft/second-visit", script)])}


def test_every_system_is_told_of_in_order_whether_anything_exercises_it_or_not(
    tmp_path: Path,
) -> None:
    systems = found(tmp_path, "{S12: write-down}")
    assert tuple(systems) == SYSTEMS
    assert [id for id, each in systems.items() if each.uses] == ["S12"]


def test_a_decision_is_told_in_its_words_a_scene_in_those_it_opens_with(tmp_path: Path) -> None:
    (use,) = found(tmp_path, "{S1: [by-when, write-down, hatchback, leaves]}")["S1"].uses
    assert (use.scenario, use.title) == ("loft/second-visit", "A second visit")
    assert use.decisions == (
        Decision("by-when", "say", "When does she need it by?"),
        Decision("write-down", "do", "Write him down."),
        Decision("hatchback", "scene", "It's for my daughter."),
        Decision("leaves", "scene", "He has gone."),
    )


def test_what_no_scenario_plays_is_not_yet(tmp_path: Path) -> None:
    systems = tuple(found(tmp_path, "{S1: by-when}").values())
    page = "\n".join(coverage_page(systems))
    # Once more where the page says what it means.
    assert page.count("*not yet*") == 1 + len(SYSTEMS) - 1
    assert "## S2 · Mentoring as a partnership" in page
    assert list(covered(systems)).count("    Not yet.") == len(SYSTEMS) - 1


def test_what_no_scenario_can_play_of_a_system_is_not_yet_beside_what_they_play(
    tmp_path: Path,
) -> None:
    systems = tuple(found(tmp_path, "{S4: by-when}").values())
    beyond = "goals for a week, a month and a quarter"
    assert f"- *not yet*: {beyond}" in coverage_page(systems)
    assert f"    Not yet: {beyond}." in covered(systems)


@pytest.mark.parametrize("words", ["*not* _so_ <b>|`", "]( [x", "long " * 40])
def test_words_are_no_mark_up_and_lines_no_wider_than_a_terminal(
    words: str, tmp_path: Path
) -> None:
    folder = shelf(tmp_path, "{S1: by-when}")
    path = folder / "loft" / "second-visit.yaml"
    text = path.read_text(encoding="utf-8")
    told = text.replace("say: When does she need it by?", f'say: "{words}"')
    path.write_text(told, encoding="utf-8")
    script = load_scenario(path, [folder]).script
    assert script is not None
    systems = coverage([("loft/second-visit", script)])
    assert max(map(len, covered(systems))) <= 80
    (line,) = (line for line in coverage_page(systems) if line.startswith("- **"))
    for sign in "*_<|`]":
        assert line.count(f"\\{sign}") == words.count(sign)
