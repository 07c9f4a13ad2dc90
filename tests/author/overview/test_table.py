"""`sixty library`: the table of all scenarios, in lines, as a page and as a document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.author.check.memory import Memory
from game.author.overview.markdown import library_page
from game.author.overview.rows import Row, row
from game.author.overview.text import table
from game.coach.bots import BOTS
from game.coach.reports import worth_of_asking
from game.coach.study import Study
from game.session.opening import open_scenario
from tests.author.check.kit import looked
from tests.author.overview.kit import shelf
from tests.commands import Ended, sixty, valid

ID = "loft/second-visit"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only shelf there is."""
    made = shelf(tmp_path / "shelf")
    monkeypatch.setattr("game.commands.setting.shelves", lambda: (made,))
    return made


def known(folder: Path) -> Row:
    memory = Memory()
    return row(ID, looked(folder / f"{ID}.yaml", memory), memory)


def change(folder: Path, old: str, new: str) -> None:
    path = folder / f"{ID}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_row_has_the_figures_that_solving_finds(folder: Path) -> None:
    found, study = known(folder), Study(open_scenario(ID, [folder]))
    assert found.figures is not None
    assert study.worth is not None
    assert found.figures.states == study.graph.states
    assert found.figures.best == study.worth.total
    assert found.asking == worth_of_asking(study)
    assert tuple(bot for bot, _ in found.passes) == tuple(BOTS)
    for bot, chance in found.passes:
        assert float(chance) == pytest.approx(study.met(bot).passes.about, abs=1e-6)


def test_a_row_says_what_the_scenario_is_and_exercises(folder: Path) -> None:
    found = known(folder)
    assert (found.title, found.minutes, found.scenes, found.endings) == ("A second visit", 10, 9, 4)
    assert (found.systems, found.preset) == (("S1", "S12"), "split-40-60")
    assert found.problems == ()


def test_a_best_line_that_hangs_on_the_preset_is_told(folder: Path) -> None:
    old = "          - {go: birthday}"
    change(folder, old, f"          - {{odds: 90, go: monday}}\n{old}")
    found = known(folder)
    assert found.overturned == ("foureyes-2025", "verde")
    assert any("foureyes-2025, verde" in line for line in library_page([found]))
    assert "      Under the preset verde the best line is another." in table([found])


def told(*arguments: str) -> Ended:
    return sixty("library", *arguments)


@pytest.mark.usefixtures("folder")
def test_the_table_fits_a_terminal_and_has_every_bot() -> None:
    ended = told()
    assert (ended.returncode, ended.stderr) == (0, "")
    assert max(map(len, ended.stdout.splitlines())) <= 80
    assert all(bot in ended.stdout for bot in BOTS)
    assert "1 scenario: 1 loft." in ended.stdout


@pytest.mark.parametrize("option", [(), ("--coverage",)])
@pytest.mark.usefixtures("folder")
def test_the_document_has_the_shape_that_is_published(option: tuple[str, ...]) -> None:
    ended = told(*option, "--format", "json")
    assert ended.returncode == 0
    document = json.loads(ended.stdout)
    valid(document, "library")
    assert document


def test_a_scenario_that_cannot_be_played_is_in_the_table_and_ends_with_1(folder: Path) -> None:
    change(folder, "start: lot", "start: lott")
    ended = told()
    assert ended.returncode == 1
    assert "Not right: SX060 (sixty check loft/second-visit)" in ended.stdout
    assert told("--coverage").returncode == 1
    page = told("--format", "markdown").stdout
    assert "- `loft/second-visit`: SX060" in page
    valid(json.loads(told("--format", "json").stdout), "library")


def test_a_proof_that_fails_ends_with_1(folder: Path) -> None:
    change(folder, "trust: -3\n        pressure: +3", "trust: +1\n        does: greet")
    ended = told()
    assert ended.returncode == 1
    assert "Not right: SX114" in ended.stdout


def test_what_was_proved_is_not_proved_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = told().stdout

    def never(_task: object) -> None:
        raise AssertionError("solved again")

    monkeypatch.setattr("game.author.check.crew.work", never)
    change(folder, "says: Just having a look", "says: Only having a look")
    assert told().stdout == first
