"""`sixty check` from outside: what it writes in each format, and its exit codes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from game.author.check.proving import Task
from tests.author.check.kit import lay_out, sound
from tests.cli.test_wrong_calls import DEAD_END, ODD_ODDS
from tests.commands import SHELF, one_sentence, process, sixty, valid
from tests.conftest import ROOT


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A copy of the small shelf with two stories more, each with a fault only a play comes to."""
    made = tmp_path / "shelf"
    shutil.copytree(SHELF, made)
    (made / "corner.yaml").unlink()
    (made / "wall.yaml").write_text(DEAD_END, encoding="utf-8")
    (made / "odds.yaml").write_text(ODD_ODDS, encoding="utf-8")
    return made


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A scenario for which every proof holds."""
    return sound(tmp_path / "story")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def listed(*arguments: str | Path, code: int) -> list[dict[str, Any]]:
    ended = sixty("check", *arguments, "--format", "json")
    assert (ended.returncode, ended.stderr) == (code, "")
    problems: list[dict[str, Any]] = json.loads(ended.stdout)
    valid(problems, "check")
    return problems


def test_a_scenario_that_holds_every_proof_checks_with_0(story: Path) -> None:
    ended = sixty("check", story)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.endswith("1 file looked at, 1 scenario proved: no problems.\n")
    assert {each["severity"] for each in listed(story, code=0)} == {"advice"}


def test_what_is_for_the_author_to_judge_is_short_and_fails_nothing(story: Path) -> None:
    lines = sixty("check", story).stdout.splitlines()
    assert lines[0].endswith("scenario.yaml: for you to judge")
    assert len(lines) < 10
    assert all(re.match(r"  SX12\d ", line) for line in lines[1:-2])


def test_a_failed_proof_is_told_with_its_line_its_mend_its_play_and_the_way_to_it(
    story: Path,
) -> None:
    change(story, "trust: -3\n        pressure: +3", "trust: +1\n        does: greet")
    change(story, "says: Just having", "says: Only having")
    ended = sixty("check", story)
    assert ended.returncode == 1
    assert "scenario.yaml:28:9: error SX114: Pressure is too cheap here: “drive-" in ended.stdout
    assert "  28 |       - say: What would it take" in ended.stdout
    assert re.search(r"mends it here: trust: -\d where line 31 says \+1\.", ended.stdout)
    assert "    1. “What would it take for you to drive it home today?”" in ended.stdout
    assert re.search(r"To see it there: sixty preview \S+ --at lot\n", ended.stdout)


def test_one_run_tells_the_files_problems_and_the_proofs(shelf: Path) -> None:
    found = listed(shelf, code=1)
    by_code = {each["code"]: each for each in found}
    assert by_code["SX100"]["witness"] == ["curt"]
    assert by_code["SX075"]["witness"] == ["nod", "go"]
    assert (by_code["SX100"]["line"], by_code["SX100"]["column"]) == (11, 3)
    assert sixty("check", shelf).stdout.count("It shows in this play:") >= 1


def test_a_binders_problems_are_told_once(shelf: Path) -> None:
    (shelf / "binders" / "corner.yaml").write_text("title: [x\n", encoding="utf-8")
    problems = listed(shelf, code=1)
    assert len({json.dumps(problem) for problem in problems}) == len(problems)


def test_more_failures_of_one_kind_than_anyone_reads_are_counted(tmp_path: Path) -> None:
    path = sound(tmp_path)
    scenes = "".join(
        f"  attic-{number}:\n    choices:\n      - {{say: Up?, id: up-{number}, to: gone}}\n"
        for number in range(8)
    )
    path.write_text(path.read_text(encoding="utf-8") + scenes, encoding="utf-8")
    ended = sixty("check", path)
    assert ended.stdout.count("error SX110") == 3
    assert "5 more of SX110" in ended.stdout
    assert "SX073" not in ended.stdout
    assert len([each for each in listed(path, code=1) if each["code"] == "SX110"]) == 8


def test_several_scenarios_are_proved_side_by_side(tmp_path: Path) -> None:
    for number in range(3):
        path = sound(tmp_path / f"story-{number}")
        change(path, "trust: 4", f"trust: {number}")
    ended = process("check", tmp_path, "--format", "json")
    assert ended.stderr == ""
    files = {each["file"] for each in json.loads(ended.stdout)}
    assert len(files) == 3


@pytest.mark.parametrize(("old", "new", "code"), [("to: hatchback", "to: nowhere", 1), ("", "", 0)])
def test_who_stops_reading_hears_no_complaint_and_learns_what_was_found(
    story: Path, old: str, new: str, code: int
) -> None:
    change(story, old, new)
    for asked in ((), ("--format", "json")):
        reader, writer = os.pipe()
        os.close(reader)
        try:
            ended = subprocess.run(
                [sys.executable, "-m", "game", "check", str(story), *asked],
                cwd=ROOT,
                stdout=writer,
                stderr=subprocess.PIPE,
                check=False,
            )
        finally:
            os.close(writer)
        assert (ended.returncode, ended.stderr) == (code, b"")


def test_what_was_proved_is_not_proved_again_but_anyone_may_delete_it(
    story: Path, sixty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sixty("check", story).stdout
    done: list[Task] = []
    monkeypatch.setattr("game.author.check.proving.work", done.append)
    assert sixty("check", story).stdout == first
    assert done == []
    monkeypatch.undo()
    for spoilt in ("", "{}", '{"kind": "sixty proofs 1", "rules": []}', "[" * 100_000):
        (sixty_home / "proofs.json").write_text(spoilt, encoding="utf-8")
        monkeypatch.setenv("SIXTY_HOME", str(sixty_home))
        assert sixty("check", story).stdout == first


def test_a_memory_of_another_scenario_under_its_key_is_no_traceback(
    story: Path, sixty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sixty("check", story).stdout
    memory = sixty_home / "proofs.json"
    raw = json.loads(memory.read_text(encoding="utf-8"))
    for findings in raw["rest"].values():
        findings["always_best"] = [10_000]
    memory.write_text(json.dumps(raw), encoding="utf-8")
    assert sixty("check", story).stdout == first


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (("--watch", "--format", "json"), "goes with --format text alone"),
        (("nowhere.yaml",), "no scenario"),
        (("--format", "xml"), "--format cannot be"),
    ],
)
def test_a_call_that_is_wrong_ends_with_2_and_a_sentence(call: tuple[str, ...], told: str) -> None:
    ended = sixty("check", *call)
    assert ended.returncode == 2
    assert told in one_sentence(ended)


def test_a_piece_is_checked_with_what_uses_it(tmp_path: Path) -> None:
    lay_out(tmp_path, {"pieces/price.yaml": b"facts: {}\n"})
    ended = sixty("check", tmp_path / "pieces" / "price.yaml")
    assert ended.returncode == 2
    assert "with the scenarios that use it" in one_sentence(ended)


def test_the_published_shape_names_every_severity() -> None:
    schema = json.loads(sixty("schema", "check").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    severities = schema["items"]["properties"]["severity"]["enum"]
    assert severities == ["error", "warning", "advice"]
