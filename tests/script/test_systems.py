"""The systems of the floor are named in one file, and a scenario exercises those and no others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from game.author.check.memory import Keys
from game.script.ids import text_id
from game.script.schema import schema
from game.script.systems import SYSTEMS, System, systems
from tests.script.kit import FILES, changed, swap, the_one

START = "start: lot"


def exercising(said: str) -> Callable[[str], str]:
    return swap(START, f"exercises: {said}\n{START}")


def test_every_system_is_in_the_file_once_and_in_order() -> None:
    assert tuple(systems()) == SYSTEMS
    assert len({system.name for system in systems().values()}) == len(SYSTEMS)


@pytest.mark.parametrize("system", systems().values(), ids=lambda system: system.id)
def test_a_system_has_a_short_name_and_says_in_sentences_what_the_game_does(
    system: System,
) -> None:
    assert len(system.name) <= 40
    assert system.does.endswith(".")
    assert len(system.does) <= 200
    assert not system.beyond.endswith(".")


def test_a_scenario_names_choices_and_scenes_one_or_many(tmp_path: Path) -> None:
    loaded = changed(tmp_path, exercising("{S12: note, S1: [note, ready]}"))
    assert loaded.problems == ()
    assert loaded.script is not None
    assert loaded.script.scenario.exercises == {"S12": ("note",), "S1": ("note", "ready")}


def test_a_choice_without_an_id_is_named_by_its_digest(tmp_path: Path) -> None:
    id = text_id("backs-off", "Get the next up.")
    assert changed(tmp_path, exercising(f"{{S20: {id}}}")).problems == ()


def test_a_system_in_small_letters_is_told_with_its_right_name(tmp_path: Path) -> None:
    problem = the_one(changed(tmp_path, exercising("{s12: note}")), "SX091")
    assert problem.suggestion == "Did you mean “S12”?"
    assert problem.excerpt[problem.column - 1 :].startswith("s12")


def test_a_system_unlike_any_other_is_told_with_what_there_is(tmp_path: Path) -> None:
    problem = the_one(changed(tmp_path, exercising("{logging: note}")), "SX091")
    assert problem.message == "There is no system called “logging”."
    assert problem.suggestion == "The systems are S1 to S22."


def test_a_wrong_name_is_told_with_the_nearest_choice_or_scene(tmp_path: Path) -> None:
    problem = the_one(changed(tmp_path, exercising("{S12: [note, redy]}")), "SX092")
    assert problem.suggestion == "Did you mean “ready”?"
    assert problem.excerpt[problem.column - 1 :].startswith("redy")


def test_a_name_of_another_kind_is_told_for_what_it_is(tmp_path: Path) -> None:
    problem = the_one(changed(tmp_path, exercising("{S1: seats}")), "SX092")
    assert problem.suggestion == "“seats” is a fact."


def test_a_system_with_nothing_after_it_says_so(tmp_path: Path) -> None:
    problem = the_one(changed(tmp_path, exercising("{S12: []}")), "SX033")
    assert problem.severity == "error"


def test_what_a_scenario_exercises_weighs_nothing_in_what_was_proved_of_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one = changed(tmp_path / "one", exercising("{S12: note}")).script
    two = changed(tmp_path / "two", exercising("{S1: ready}")).script
    assert one is not None
    assert two is not None
    assert Keys.of(one) == Keys.of(two)
    assert one.scenario_digest != two.scenario_digest


@pytest.mark.parametrize("exercises", [{"S23": "note"}, {"S1": 1}, ["S1"], {"S1": "two words"}])
def test_what_is_no_system_or_no_name_an_editor_underlines(exercises: object) -> None:
    data = yaml.safe_load((FILES / "just-looking.yaml").read_text(encoding="utf-8"))
    checker = Draft202012Validator(schema("scenario"))
    assert checker.is_valid({**data, "exercises": {"S1": "note", "S22": ["ready"]}})
    assert not checker.is_valid({**data, "exercises": exercises})
