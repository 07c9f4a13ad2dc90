"""`sixty solve` writes the published document, tells the same in words, and says if all holds."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from game.script.codes import codes, example
from game.session.opening import open_scenario
from tests.author.check.kit import lay_out
from tests.commands import CORNER, one_sentence, sixty

PROOFS = [
    "reachable",
    "winnable",
    "no-pressure-pays",
    "no-bot-passes",
    "asking-pays",
    "staying-pays",
]
BOTS = [
    *("first", "longest", "polite", "always-TO", "random"),
    *("never-logs", "never-asks", "lingers"),
]


BOT = ("expected", "process", "sixty", "passes")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sixty("solve", CORNER, "--json").stdout)
    return found


def test_the_document_keeps_to_its_published_schema(document: dict[str, Any]) -> None:
    schema = json.loads(sixty("schema", "solve").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)


def test_the_document_has_the_keys_of_the_design_and_no_other(document: dict[str, Any]) -> None:
    assert list(document) == [
        *("states", "transitions", "value", "best_line", "unreachable", "proofs", "bots"),
        "seconds",
    ]
    assert [proof["name"] for proof in document["proofs"]] == PROOFS
    assert [bot["name"] for bot in document["bots"]] == BOTS
    assert all(list(bot) == ["name", *BOT] for bot in document["bots"])


def test_what_is_exact_and_what_is_about_are_the_same_figure(document: dict[str, Any]) -> None:
    figures = [
        *document["value"].values(),
        *(bot[key] for bot in document["bots"] for key in BOT),
        *(proof["margin"] for proof in document["proofs"] if proof["margin"]),
    ]
    for figure in figures:
        assert float(Fraction(figure["exact"])) == pytest.approx(figure["about"], abs=1e-6)


def test_a_bot_that_meets_some_hundreds_of_states_is_told_exactly() -> None:
    found = json.loads(sixty("solve", "service-drive/is-it-time", "--json").stdout)
    bots = {bot["name"]: bot for bot in found["bots"]}
    for name in ("first", "longest", "polite"):
        for key in BOT:
            figure = bots[name][key]
            assert float(Fraction(figure["exact"])) == pytest.approx(figure["about"], abs=1e-6)


def test_the_best_line_is_one_that_sixty_run_can_play(document: dict[str, Any]) -> None:
    line = [one["choice"] for one in document["best_line"]]
    for seed in range(40):
        ended = sixty("run", CORNER, "--choose", ",".join(line), "--seed", str(seed), "--json")
        if ended.returncode == 0 and json.loads(ended.stdout)["ending"] is not None:
            return
    pytest.fail(f"no luck of forty let the best line be played: {line}")


def test_words_tell_every_proof_and_every_bot(document: dict[str, Any]) -> None:
    ended = sixty("solve", CORNER)
    for name in (*PROOFS, *BOTS):
        assert name in ended.stdout
    lines = ended.stdout.splitlines()
    for bot in document["bots"]:
        scores = [bot[key]["about"] for key in ("process", "sixty", "expected")]
        cells = [*(f"{each:.2f}" for each in scores), f"{bot['passes']['about']:.1%}"]
        assert [bot["name"], *cells] in [line.split() for line in lines]
        # The binder here weighs both alike.
        assert scores[2] == pytest.approx((scores[0] + scores[1]) / 2, abs=1e-5)
    told = [proof["name"] for proof in document["proofs"] if not proof["holds"]]
    for name in told:
        assert f"FAILS  {name}" in ended.stdout
    assert ended.returncode == (1 if told else 0)
    assert ended.stderr == ""


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("SX116", "no-bot-passes"),
        ("SX117", "no-bot-passes"),
        ("SX118", "asking-pays"),
        ("SX119", "staying-pays"),
    ],
)
def test_a_proof_about_the_whole_scenario_fails_with_a_play_that_shows_it(
    code: str, name: str, tmp_path: Path
) -> None:
    path = lay_out(tmp_path, example(codes()[code], "bad"))
    found = json.loads(sixty("solve", path, "--json").stdout)
    (proof,) = (proof for proof in found["proofs"] if proof["name"] == name)
    assert not proof["holds"]
    play = ",".join(proof["witness"])
    assert f"A play that shows it: {play}\n" in sixty("solve", path).stdout
    for seed in range(40):
        ended = sixty("run", path, "--choose", play, "--seed", str(seed), "--json")
        if ended.returncode == 0 and json.loads(ended.stdout)["ending"] is not None:
            return
    pytest.fail(f"no luck of forty let the witness be played: {play}")


def test_a_choice_without_an_id_is_told_by_its_words_and_one_with_by_its_id() -> None:
    ended = sixty("solve", CORNER)
    line = json.loads(sixty("solve", CORNER, "--json").stdout)["best_line"]
    rows = {row.id: row for row in open_scenario(str(CORNER), ()).choices}
    for one in line:
        row = rows[one["choice"]]
        told = row.id if row.source.id is not None else f"“{row.source.text}”"
        assert f"  {one['scene']:20} {told}" in ended.stdout.splitlines()


def test_a_scenario_there_is_none_of_is_a_call_that_is_wrong() -> None:
    ended = sixty("solve", "nowhere/nobody")
    assert ended.returncode == 2
    assert "nobody" in one_sentence(ended)


def test_markup_and_control_characters_of_a_file_never_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "binders").mkdir()
    (tmp_path / "binders" / "b.yaml").write_text("title: B\nsteps: {a: {label: A, points: 1}}\n")
    story = tmp_path / "story.yaml"
    story.write_text(
        "title: T\nbinder: b\ncustomer: {name: N}\nstart: lot\nscenes:\n  lot:\n    choices:\n"
        '      - {say: "Push\\x1b[31m[red]", tone: pressure, trust: +2, to: end}\n'
        "      - {say: Wait., to: end}\n  end: {ending: lost}\n"
    )
    ended = sixty("solve", story)
    assert ended.returncode == 1
    assert "\x1b" not in ended.stdout
    assert "[red]" in ended.stdout


@pytest.mark.parametrize(
    "id", ["first/first-customer", "internet/out-the-door", "phone/two-states-away"]
)
def test_a_scenario_of_the_library_is_solved_in_the_published_shape(id: str) -> None:
    ended = sixty("solve", id, "--json")
    found = json.loads(ended.stdout)
    jsonschema.validate(found, json.loads(sixty("schema", "solve").stdout))
    assert ended.returncode == (0 if all(proof["holds"] for proof in found["proofs"]) else 1)
