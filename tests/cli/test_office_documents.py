"""The office's JSON documents: what is published holds, in what is written and in the manual."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from game.session import live
from tests.commands import CORNER, sixty

MANUAL = Path(__file__).parents[2] / "docs" / "review.md"
HOSTILE = "[b]Ana[/b] \u202e=cmd()"
KEPT = "[b]Ana[/b] =cmd()"
"""As the log keeps it: no name holds what turns others round."""


def examples() -> dict[str, Any]:
    """The manual's examples, by the command that stands before each."""
    text = MANUAL.read_text(encoding="utf-8")
    found = re.findall(r"`sixty (\w+)[^`]*--json`[^`]*```json\n(.*?)```", text, re.DOTALL)
    return {command: json.loads(document) for command, document in found}


def shape(name: str) -> jsonschema.Draft202012Validator:
    """What is published of a document."""
    schema = json.loads(sixty("schema", name).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def written(*words: str) -> Any:
    """The document that a command writes."""
    ended = sixty(*words, "--json")
    assert ended.returncode == 0, ended.stderr
    assert "\u202e" not in ended.stdout
    return json.loads(ended.stdout)


def test_every_example_in_the_manual_holds_to_the_published_shape() -> None:
    found = examples()
    assert set(found) == {"review", "evidence", "inspect", "people"}
    for name, document in found.items():
        shape(name).validate(document)


def test_what_is_written_holds_to_the_published_shape_and_says_what_the_lines_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert written("people") == {"set_up": False, "people": []}
    assert written("review")["people"] == []
    monkeypatch.setattr(live, "fresh_seed", lambda: 1)
    for name in (HOSTILE, "Ben"):
        ended = sixty("play", CORNER, "--plain", "--floor", "--as", name, typed="1\n" * 60)
        assert ended.returncode == 0, ended.stderr
    as_ben = ("--as", "Ben")
    for words in (
        ("comment", "last", "1", "Too=early", "--adjust", "mistake"),
        ("sign", "last", "Fine", "--process", "80"),
        ("inspect", "--draw", "1"),
    ):
        assert sixty(*words, *as_ben).returncode == 0

    review = written("review")
    shape("review").validate(review)
    assert review["runs"] == 2
    assert {each["name"] for each in review["people"]} == {KEPT, "Ben"}
    (scenario,) = review["scenarios"]
    assert scenario["runs"]["whole"] == 2
    assert scenario["costliest"]["lost"] == max(talk["lost"] for talk in review["talks"])
    told = sixty("review", "--plain").stdout
    assert "Scenarios:" in told
    entering = scenario["runs"]
    assert f"In the averages are {entering['part']} of {entering['whole']} runs" in told

    evidence = written("evidence", "last")
    shape("evidence").validate(evidence)
    (said,) = evidence["decisions"][0]["comments"]
    assert (said["text"], said["label"], said["verdict"]) == ("Too=early", "mistake", "adjust")
    (signed,) = evidence["signed"]
    assert (signed["process"], signed["sixty"]) == (80, None)
    assert evidence["process"]["percent"] is not None
    assert all(moment["chosen"] in str(moment["shown"]) for moment in evidence["decisions"])

    inspect = written("inspect")
    shape("inspect").validate(inspect)
    assert len(inspect["inspections"]) == 1
    people = written("people")
    shape("people").validate(people)
    assert len(people["people"]) == 2


@pytest.mark.parametrize(
    "words", [("people", "setup", "--json"), ("evidence", "last", "--json", "--beside", "last")]
)
def test_a_document_is_of_what_there_is_one_of(words: tuple[str, ...]) -> None:
    ended = sixty(*words)
    assert (ended.returncode, ended.stdout) == (2, "")
