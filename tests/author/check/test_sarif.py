"""What `sixty check --format sarif` writes is SARIF, by others' word for it.

By OASIS's schema for 2.1.0, kept beside this file as Microsoft's SARIF SDK publishes it (MIT); and
by that SDK's own validator where SIXTY_SARIF_MULTITOOL names the program.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.author.check.kit import sound
from tests.commands import SHELF, sixty

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
PAYS = "trust: +1\n        does: greet"
TOOL = "SIXTY_SARIF_MULTITOOL"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files with an error of their own, failed proofs, advice, and a name that needs escaping."""
    path = sound(tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("trust: -3\n        pressure: +3", PAYS), encoding="utf-8")
    (tmp_path / "bad one #1.yaml").write_text("title: [x\x07\n", encoding="utf-8")
    return tmp_path


def written(*asked: str | Path) -> dict[str, Any]:
    ended = sixty("check", *asked, "--format", "sarif")
    assert ended.stderr == ""
    document: dict[str, Any] = json.loads(ended.stdout)
    return document


def test_the_schema_of_oasis_accepts_what_is_written(folder: Path) -> None:
    kind = jsonschema.validators.validator_for(SCHEMA)
    validator = kind(SCHEMA, format_checker=kind.FORMAT_CHECKER)
    validator.validate(written(SHELF))
    document = written(folder)
    assert document["runs"][0]["results"]
    validator.validate(document)
    # The schema refuses something, or it would say nothing that it accepts ours.
    document["runs"][0]["results"][0]["level"] = "disaster"
    assert not validator.is_valid(document)


def test_a_result_has_its_rule_its_place_and_its_play(folder: Path) -> None:
    (run,) = written(folder)["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["region"]["startLine"] > 0
    (pays,) = [each for each in run["results"] if each["ruleId"] == "SX114"]
    assert pays["level"] == "error"
    (flow,) = pays["codeFlows"]
    steps = flow["threadFlows"][0]["locations"]
    assert len(steps) == len(pays["properties"]["witness"])
    assert {each["level"] for each in run["results"]} == {"error", "note"}


def test_a_control_character_never_reaches_the_log(folder: Path) -> None:
    ended = sixty("check", folder, "--format", "sarif")
    assert "\x07" not in ended.stdout
    assert "\\u0007" not in ended.stdout


def test_the_validator_of_microsofts_sdk_finds_no_error(folder: Path, tmp_path: Path) -> None:
    tool = os.environ.get(TOOL)
    if not tool:
        pytest.skip(f"{TOOL} names no Sarif.Multitool (npm: @microsoft/sarif-multitool-linux)")
    document = written(folder)
    assert errors(tool, document, tmp_path) == []
    # It finds something, or it would say nothing that it finds nothing in ours.
    region = document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    region |= {"startColumn": 9, "endLine": region["startLine"], "endColumn": 2}
    assert errors(tool, document, tmp_path) == ["SARIF1007"]


def errors(tool: str, document: dict[str, Any], folder: Path) -> list[str]:
    """The rules that the validator says a log breaks."""
    log, said = folder / "ours.sarif", folder / "said.sarif"
    log.write_text(json.dumps(document), encoding="utf-8")
    subprocess.run(
        [tool, "validate", log, "--output", said, "--log", "ForceOverwrite"],
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        capture_output=True,
        check=True,
        timeout=120,
    )
    (run,) = json.loads(said.read_text(encoding="utf-8-sig"))["runs"]
    return [each["ruleId"] for each in run["results"] if each.get("level") == "error"]
