"""The one door to a program: what is played through it, and what it says of what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.library import catalogue, shelves
from game.session.opening import CannotOpenError, Opener, inspect, open_scenario

BINDER = "title: One\nsteps: {a: {label: A, points: 1}}\n"
HEAD = "title: T\nbinder: one\ncustomer: {name: Ada}\nfacts: {f: {says: F}}\nstart: lot\nscenes:\n"
SAFE = HEAD + "  lot: {choices: [{say: Hello., to: end}]}\n  end: {ending: lost}\n"
SUSPECTED = (
    HEAD
    + """
  lot: {choices: [{id: ask, say: Hello., LEARN to: desk}]}
  desk: {choices: [{say: Well., to: [{if: {knows: f}, odds: 100, go: end}]}]}
  end: {ending: lost}
"""
)
PIECE = "about: A word of theirs.\nscenes:\n  word: {choices: [{say: Well., to: end}]}\n"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    (tmp_path / "binders").mkdir()
    (tmp_path / "binders" / "one.yaml").write_text(BINDER, encoding="utf-8")
    (tmp_path / "safe.yaml").write_text(SAFE, encoding="utf-8")
    fine, wrong = SUSPECTED.replace("LEARN", "learn: f,"), SUSPECTED.replace("LEARN", "")
    (tmp_path / "fine.yaml").write_text(fine, encoding="utf-8")
    (tmp_path / "wrong.yaml").write_text(wrong, encoding="utf-8")
    (tmp_path / "bad name.yaml").write_text("title: [", encoding="utf-8")
    return tmp_path


def told(name: str, shelf: Path) -> str:
    with pytest.raises(CannotOpenError) as caught:
        open_scenario(name, [shelf])
    return caught.value.sentence


def test_every_scenario_of_the_library_opens() -> None:
    for card in catalogue(shelves({})):
        assert open_scenario(card.id, shelves({})).script.id == card.id


def test_a_name_and_a_path_open_the_same_scenario(shelf: Path) -> None:
    by_name = open_scenario("safe", [shelf])
    by_path = open_scenario(str(shelf / "safe.yaml"), [shelf])
    assert by_name.script.scenario_digest == by_path.script.scenario_digest
    assert by_name.script.id == by_path.script.id == "safe"


def test_a_suspicion_that_no_play_meets_keeps_nobody_from_playing(shelf: Path) -> None:
    assert open_scenario("fine", [shelf]).script.id == "fine"
    assert inspect(shelf / "fine.yaml", [shelf], thorough=True).problems == ()


def test_a_suspicion_that_a_play_meets_keeps_it_from_being_played(shelf: Path) -> None:
    sentence = told("wrong", shelf)
    assert "one problem keeps it from that" in sentence
    assert sentence.endswith("sixty check wrong")
    found = inspect(shelf / "wrong.yaml", [shelf])
    assert found.program is None
    assert found.fault in found.errors
    assert found.play[0] == "ask"


def test_a_suspicion_among_too_many_states_is_said_to_be_unsettled(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from game.engine import explore

    whole = explore.first_fault
    monkeypatch.setattr("game.session.opening.first_fault", lambda program: whole(program, cap=1))
    assert "could not be ruled out" in told("fine", shelf)


def test_a_suspicion_is_settled_however_much_may_have_happened_that_nobody_asks_about(
    shelf: Path,
) -> None:
    small_talk = "".join(
        f"  talk{at}:\n    choices:\n"
        f"      - {{say: This., learn: f{at}, to: talk{at + 1}}}\n"
        f"      - {{say: That., trust: +1, to: talk{at + 1}}}\n"
        for at in range(19)  # two to the nineteenth states, but for what is forgotten
    )
    facts = ", ".join(f"f{at}: {{says: F.}}" for at in range(19))
    text = (shelf / "fine.yaml").read_text(encoding="utf-8")
    text = text.replace("facts: {", f"facts: {{{facts}, ").replace("start: lot", "start: talk0")
    story = f"{text}{small_talk}  talk19: {{choices: [{{say: Well then., to: lot}}]}}\n"
    (shelf / "long.yaml").write_text(story, encoding="utf-8")
    assert open_scenario("long", [shelf]).script.id == "long"


def test_what_does_not_read_is_told_with_its_line_and_how_to_see_it_all(shelf: Path) -> None:
    sentence = told(str(shelf / "bad name.yaml"), shelf)
    assert "cannot be played yet" in sentence
    assert "line " in sentence
    assert sentence.endswith(f'sixty check "{shelf / "bad name.yaml"}"')


def test_what_is_not_there_is_told_with_the_nearest_name(shelf: Path) -> None:
    assert "“safe”" in told("save", shelf)


def test_the_app_opens_scenarios_through_the_same_door(shelf: Path, tmp_path: Path) -> None:
    from game.app.desk import Desk, Trouble

    desk = Desk(tmp_path / "home", f"sqlite:///{tmp_path / 'home' / 'log.db'}", [shelf])
    desk.sit_down("Ana")
    assert desk.open("fine").scenario == "fine"
    with pytest.raises(Trouble) as caught:
        desk.open("wrong")
    assert caught.value.sentence == told("wrong", shelf)
    desk.close()


@pytest.mark.parametrize("file", ["fine.yaml", "binders/one.yaml", "pieces/objection.yaml"])
def test_what_was_opened_last_is_kept_until_a_byte_of_its_files_changes(
    shelf: Path, file: str
) -> None:
    (shelf / "pieces").mkdir()
    (shelf / "pieces" / "objection.yaml").write_text(PIECE, encoding="utf-8")
    fine = shelf / "fine.yaml"
    fine.write_text(f"use: [objection]\n{fine.read_text('utf-8')}", encoding="utf-8")
    opener = Opener([shelf])
    first = opener.open("fine")
    assert opener.open("fine") is first
    changed = shelf / file
    changed.write_text(changed.read_text("utf-8") + "# a word\n", encoding="utf-8")
    second = opener.open("fine")
    assert second is not first
    assert second.script == open_scenario("fine", [shelf]).script
    assert opener.open("fine") is second


def test_a_scenario_that_went_wrong_or_away_is_not_opened_from_memory(shelf: Path) -> None:
    opener = Opener([shelf])
    opener.open("fine")
    (shelf / "fine.yaml").write_text("format: sixty 1\n", encoding="utf-8")
    with pytest.raises(CannotOpenError):
        opener.open("fine")
    (shelf / "fine.yaml").unlink()
    with pytest.raises(CannotOpenError):
        opener.open("fine")
