"""The plain mode's front desk: a name, the library by number, what is offered first."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.commands import CORNER, SHELF, one_sentence, sixty
from tests.plain.kit import assert_plain


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library of its own: the small shelf before the built-in one."""
    monkeypatch.setenv("SIXTY_SCENARIOS", str(SHELF))


@pytest.mark.usefixtures("library")
def test_a_first_visitor_is_asked_for_a_name_and_shown_the_library_by_number() -> None:
    ended = sixty("play", "--plain", typed="\n \nAna\nq\n")
    assert ended.returncode == 0
    assert ended.stdout.count("What is your name?") == 3
    assert "That name is empty" in ended.stdout
    assert re.search(
        r"^\d+\. The corner\. Two minutes at a counter\. About 2 minutes\.$",
        ended.stdout,
        re.MULTILINE,
    )
    assert ended.stdout.endswith("Nothing was played.\n")


@pytest.mark.usefixtures("library")
def test_a_name_once_given_is_remembered() -> None:
    sixty("play", "--plain", typed="Ana\nq\n")
    ended = sixty("play", "--plain", typed="q\n")
    assert "What is your name?" not in ended.stdout
    assert "Ana. Who will you meet?" in ended.stdout


@pytest.mark.usefixtures("library")
def test_an_unfinished_run_is_offered_first() -> None:
    typed = "Ana\n" + number_of_title() + "\n1\nq\n"
    assert "The corner" in sixty("play", "--plain", typed=typed).stdout
    ended = sixty("play", "--plain", typed="1\n" + "1\n" * 20)
    assert "1. Go on with The corner, after 1 decision" in ended.stdout
    assert "This is what happened so far." in ended.stdout
    assert "Debrief: The corner" in ended.stdout


def number_of_title() -> str:
    told = sixty("play", "--plain", "--as", "Ana", typed="q\n").stdout
    found = re.search(r"^(\d+)\. The corner\.", told, re.MULTILINE)
    assert found, told
    return found[1]


def test_a_broken_scenario_is_named_and_the_others_are_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = tmp_path / "shelf"
    shutil.copytree(SHELF, shelf)
    (shelf / "a-broken.yaml").write_text("title: Broken\n", encoding="utf-8")
    monkeypatch.setenv("SIXTY_SCENARIOS", str(shelf))
    ended = sixty("play", "--plain", "--as", "Ana", typed="q\n")
    assert "Cannot be played: a-broken. " in ended.stdout
    assert "The corner" in ended.stdout
    assert not re.search(r"^\d+\. Broken", ended.stdout, re.MULTILINE)


@pytest.mark.usefixtures("library")
def test_enter_alone_plays_what_was_least_recently_played() -> None:
    first = sixty("play", "--plain", "--as", "Ana", typed="q\n").stdout
    suggested = re.search(r"Enter alone: (\d+)", first)
    assert suggested is not None
    title = re.search(rf"^{suggested[1]}\. ([^.]+)\.", first, re.MULTILINE)
    assert title is not None
    played = sixty("play", "--plain", "--as", "Ana", typed="\n" + "1\n" * 200).stdout
    assert f"Debrief: {title[1]}" in played
    second = sixty("play", "--plain", "--as", "Ana", typed="q\n").stdout
    after = re.search(r"Enter alone: (\d+)", second)
    assert after is not None
    again = re.search(rf"^{after[1]}\. ([^.]+)\.", second, re.MULTILINE)
    assert again is not None
    assert again[1] != title[1]


@pytest.mark.parametrize("call", [(), ("play",), ("play", CORNER)])
def test_without_a_terminal_the_app_becomes_plain_lines_and_says_so(call: tuple[str, ...]) -> None:
    ended = sixty(*call, typed="Ana\n1\nq\n")
    assert ended.returncode == 0
    assert "plain mode" in one_sentence(ended)
    assert_plain(ended.stdout)
