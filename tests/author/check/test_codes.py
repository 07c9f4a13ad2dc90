"""Every code of the proofs has an example that brings it up and another that mends it."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest

import game.author.check
from game.author.check.found import is_proof
from game.coach.proofs import prove
from game.coach.study import Study
from game.script.codes import Code, codes, example
from game.script.problems import Problem
from tests.author.check.kit import a_task, checked, failing, lay_out, sound
from tests.commands import sixty

PROOFS = [code for code in codes().values() if code.proof]
FAIL = [code for code in PROOFS if code.code < "SX120"]
JUDGE = [code for code in PROOFS if code.code >= "SX120"]
SEVERAL = {"SX110", "SX111", "SX112", "SX118", "SX119", "SX125"}
"""Examples that fail in more ways than their own."""


def named(code: Code) -> str:
    return code.code


def messages(folder: Path, code: Code, which: str) -> list[str]:
    folder.mkdir()
    path = lay_out(folder, example(code, "bad" if which == "bad" else "good"))
    found = checked(path)
    return [one.problem.message for one in found if one.problem.code == code.code]


def test_the_table_has_every_code_that_is_told_and_no_other() -> None:
    room = Path(game.author.check.__file__).parent
    told = {
        code
        for file in room.glob("*.py")
        for code in re.findall(r'"(SX\d{3})"', file.read_text(encoding="utf-8"))
    }
    assert {code.code for code in PROOFS} == {code for code in told if is_proof(code)}
    assert all(is_proof(code.code) == code.proof for code in codes().values())


def test_every_title_is_its_own() -> None:
    titles = [code.title for code in codes().values()]
    assert len(set(titles)) == len(titles)


def test_the_scenario_the_examples_change_holds_every_proof(tmp_path: Path) -> None:
    assert failing(checked(sound(tmp_path))) == []


@pytest.mark.parametrize("code", FAIL, ids=named)
def test_a_bad_example_fails_as_its_code_says(
    code: Code, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Three million states are too many, and so are thirty thousand, sooner.
    monkeypatch.setattr("game.author.check.proving.Study", partial(Study, cap=30_000))
    found = checked(lay_out(tmp_path, example(code, "bad")))
    mine = [one for one in found if one.problem.code == code.code]
    assert mine, failing(found)
    assert {one.problem.severity for one in mine} == {"error"}
    assert_reads_well(mine[0].problem)
    if code.code not in SEVERAL:
        assert set(failing(found)) == {code.code}


def test_a_scene_of_fouls_alone_is_not_told_as_one_of_pressure_alone_too(tmp_path: Path) -> None:
    assert prove_kinds("SX112") >= {"fouls-only", "alone"}
    found = failing(checked(lay_out(tmp_path, example(codes()["SX112"], "bad"))))
    assert found.count("SX112") == 1
    assert "SX115" not in found


def prove_kinds(code: str) -> set[str]:
    """What shows that a proof of a code's bad example fails."""
    return {shown.kind for proof in prove(Study(a_task(code).program)) for shown in proof.shown}


def test_a_scenario_with_too_many_states_is_not_counted_as_proved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.author.check.proving.Study", partial(Study, cap=30_000))
    path = lay_out(tmp_path, example(codes()["SX101"], "bad"))
    ended = sixty("check", path)
    assert ended.returncode == 1
    assert "1 file looked at, 0 scenarios proved: 1 error," in ended.stdout


@pytest.mark.parametrize("code", FAIL, ids=named)
def test_a_good_example_holds_every_proof(code: Code, tmp_path: Path) -> None:
    assert failing(checked(lay_out(tmp_path, example(code, "good")))) == []


@pytest.mark.parametrize("code", JUDGE, ids=named)
def test_what_is_told_of_a_bad_example_is_not_told_of_the_good_one(
    code: Code, tmp_path: Path
) -> None:
    bad = messages(tmp_path / "bad", code, "bad")
    good = messages(tmp_path / "good", code, "good")
    assert len(bad) == 1
    assert bad != good


def assert_reads_well(problem: Problem) -> None:
    assert problem.message.endswith(".")
    assert problem.message[0] == "“" or problem.message[0].isupper()
    assert problem.suggestion.endswith((".", "?"))
    assert problem.line > 0
    assert problem.column > 0
    assert problem.excerpt
