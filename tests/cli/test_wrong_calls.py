"""Calls that are wrong, and what only a play shows: one sentence, and the right exit code."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from game.arguments import parser
from tests.commands import CORNER, SHELF, one_sentence, sixty

WHOLE = "who-for,present,write"


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (("rnu",), "no command 'rnu'"),
        (("run",), "SCENARIO"),
        (("run", CORNER), "--choose --bot"),
        (("run", CORNER, "--bot", "first", "--choose", "a"), "not allowed with"),
        (("run", CORNER, "--bot", "best-of-all"), "the bots are “first”, “longest”"),
        (("run", CORNER, "--choose", "nope"), "offered there: who-for, only-today, wait."),
        (("run", CORNER, "--choose", f"{WHOLE},again"), "the conversation is over"),
        (("run", CORNER, "--choose", "", "--truth", "byer"), "Did you mean “buyer”?"),
        (("run", CORNER, "--choose", "", "--seed", "-1"), "--seed"),
        (("run", CORNER, "--choose", "", "--seed", str(2**53)), "a whole number from 0 to"),
        (("run", CORNER, "--choose", "", "--seed", "٣"), "a whole number from 0 to"),
        (("run", "corner/nowhere", "--bot", "first"), "no scenario “corner/nowhere”"),
        (("run", str(SHELF / "binders" / "corner.yaml"), "--bot", "first"), "cannot be played"),
        (("run", "/", "--bot", "first"), "no scenario"),
        (("run", "", "--bot", "first"), "no scenario"),
        (("run", "a\x1b[31m\nb", "--bot", "first"), "no scenario"),
        (("play", CORNER, "--plain"), "--as NAME"),
        (("play", CORNER, "--plain", "--as", " "), "name is empty"),
        (("play", CORNER, "--plain", "--as", "a" * 100), "80 characters"),
        (("play", "--plain", "--resume", "00000000"), "no run"),
        (("play", "--plain", "--resume", "--as", "Ana"), "no run to go on with"),
        (("replay", "last"), "no run yet"),
        (("replay", "00000000"), "no run"),
        (("replay", ""), "Which run?"),
        (("log", "--json", "--csv"), "not allowed with"),
        (("schema", "cake"), "NAME cannot be 'cake': it can be "),
        (("check", "nowhere.yaml"), "no scenario"),
        (("check", "--format", "xml"), "--format cannot be 'xml': it can be text, json, sarif."),
        (("verify", "--again"), "--again"),
        (("verify", "--against", "165a538b"), "“165a538b” is no head of a log"),
        (("--colour",), "--colour"),
    ],
)
def test_a_wrong_call_ends_with_2_and_one_sentence(call: tuple[str, ...], told: str) -> None:
    ended = sixty(*call)
    assert ended.returncode == 2
    assert told in one_sentence(ended)
    assert "\x1b" not in ended.stderr


def test_an_odd_setting_ends_with_2_and_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    for env in ({"SIXTY_HOME": str(file / "below")}, {"SIXTY_DATABASE": "mongo://here"}):
        ended = sixty("log", env=env)
        assert ended.returncode == 2
        assert next(iter(env)) in one_sentence(ended)


def test_a_broken_scenario_says_how_many_problems_and_how_to_see_them(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shutil.copytree(SHELF, shelf)
    story = shelf / "corner.yaml"
    text = (
        story.read_text(encoding="utf-8")
        .replace("trust: +2", "trust: two")
        .replace("go: hurry}", "go: hury}", 1)
    )
    story.write_text(text, encoding="utf-8")
    ended = sixty("run", "corner", "--bot", "first", env={"SIXTY_SCENARIOS": str(shelf)})
    assert ended.returncode == 2
    said = one_sentence(ended)
    assert re.search(r"because \d problems keep it .*line \d+: .*sixty check corner$", said)
    # The others are played as if nothing had happened.
    assert sixty("run", CORNER, "--bot", "first").returncode == 0


DEAD_END = """
title: A wall
binder: corner
customer: {name: Ada}
start: lot
scenes:
  lot:
    choices:
      - {id: kind, say: Hello., trust: +1, to: desk}
      - {id: curt, say: What?, trust: -1, to: desk}
  desk:
    choices:
      - {id: tell, say: Tell me., if: {trust: at least 4}, to: end}
  end: {ending: lost}
"""
ODD_ODDS = """
title: Odds
binder: corner
facts: {gift: {says: A present.}}
customer: {name: Ada}
start: lot
scenes:
  lot:
    choices:
      - {id: ask, say: Who is it for?, learn: gift, to: desk}
      - {id: nod, do: Nod., to: desk}
  desk:
    choices:
      - id: go
        say: Shall we?
        to:
          - {if: {knows: gift}, odds: 60, go: end}
          - {if: {not-done: greet}, odds: 40, go: end}
  end: {ending: lost}
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A copy of the small shelf with two stories more, each with a fault only a play comes to."""
    made = tmp_path / "shelf"
    shutil.copytree(SHELF, made)
    (made / "wall.yaml").write_text(DEAD_END, encoding="utf-8")
    (made / "odds.yaml").write_text(ODD_ODDS, encoding="utf-8")
    return made


def test_what_only_a_play_shows_keeps_a_suspected_scenario_from_being_played(shelf: Path) -> None:
    ended = sixty("run", shelf / "odds.yaml", "--bot", "first")
    assert ended.returncode == 2
    assert "cannot be played yet" in one_sentence(ended)


def test_a_play_that_comes_to_a_wall_ends_in_a_sentence(shelf: Path) -> None:
    call = ("play", shelf / "wall.yaml", "--plain", "--as", "Ana", "--seed", "1")
    for typed in ("1\n1\n1\n", "2\n1\n1\n"):
        ended = sixty(*call, typed=typed)
        assert ended.returncode == 0
        assert ended.stderr == ""
    ended = sixty("run", shelf / "wall.yaml", "--choose", "curt")
    assert ended.returncode == 0
    ended = sixty("run", shelf / "wall.yaml", "--choose", "curt,tell")
    assert ended.returncode == 2
    one_sentence(ended)


@pytest.mark.parametrize(
    ("typed", "help_of"), [(("play", "--nmae"), "sixty play"), (("--nope",), "sixty")]
)
def test_what_cannot_be_typed_points_to_the_help_of_the_command_it_was_typed_at(
    typed: tuple[str, ...], help_of: str
) -> None:
    ended = sixty(*typed)
    assert ended.returncode == 2
    assert f"({help_of} --help shows what can be typed.)" in ended.stderr


def test_what_every_command_carries_takes_no_options_place() -> None:
    call = parser().parse_args(["preview", "story.yaml"])
    assert (call.at, call.truth, call.typed_at) == (None, None, "sixty preview")
