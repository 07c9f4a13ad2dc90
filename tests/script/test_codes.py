"""Every problem code has an example that raises it and another that mends it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest

import game.script
from game.script.codes import Code, codes, example
from game.script.load import Loaded, load_scenario
from game.script.problems import Problem, as_text

LIBRARY_WORDS = (
    *("mapping", "scalar", "token", "pydantic", "dict", "tuple", "validat", "input should"),
    *("alias", "anchor", "parsing", "scanning", "document start", "simple key", "nonetype"),
)
ROOM = Path(game.script.__file__).parent


def lay_out(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder / "scenario.yaml"


def loaded(folder: Path, code: Code, which: Literal["bad", "good"]) -> Loaded:
    return load_scenario(lay_out(folder, example(code, which)), [folder])


FILE_CODES = [code for code in codes().values() if not code.proof]
"""The proofs' codes are run by tests/author."""


def raised() -> set[str]:
    return {
        code
        for file in ROOM.glob("*.py")
        for code in re.findall(r'"(SX\d{3})"', file.read_text(encoding="utf-8"))
    }


def test_the_table_has_every_code_the_room_raises_and_no_other() -> None:
    assert {code.code for code in FILE_CODES} == raised()


def test_there_are_forty_codes_and_more_each_with_a_title_of_its_own() -> None:
    titles = [code.title for code in codes().values()]
    assert len(titles) >= 40
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("code", codes().values(), ids=lambda code: code.code)
def test_a_code_says_what_it_means_in_a_mentors_words(code: Code) -> None:
    assert 40 <= len(code.means) <= 320
    assert code.means.endswith(".")
    assert code.means.isprintable()
    for word in LIBRARY_WORDS:
        assert word not in code.means.casefold()


@pytest.mark.parametrize("code", FILE_CODES, ids=lambda code: code.code)
def test_a_bad_example_raises_its_code(code: Code, tmp_path: Path) -> None:
    found = loaded(tmp_path, code, "bad")
    mine = [p for p in found.problems if p.code == code.code]
    assert mine, [as_text(p) for p in found.problems]
    assert_reads_well(mine[0])


@pytest.mark.parametrize("code", FILE_CODES, ids=lambda code: code.code)
def test_a_bad_example_gets_no_other_error(code: Code, tmp_path: Path) -> None:
    found = loaded(tmp_path, code, "bad")
    others = [p for p in found.problems if p.code != code.code and p.severity == "error"]
    assert [as_text(p) for p in others] == []


@pytest.mark.parametrize("code", FILE_CODES, ids=lambda code: code.code)
def test_a_good_example_loads_without_a_word(code: Code, tmp_path: Path) -> None:
    found = loaded(tmp_path, code, "good")
    assert [as_text(p) for p in found.problems] == []
    assert found.script is not None
    assert found.suspicions == ()


def assert_reads_well(problem: Problem) -> None:
    """One sentence that says what is wrong, a place, and a mend, none of it a library's words."""
    assert problem.message.endswith(".")
    assert problem.message[0] == "“" or problem.message[0].isupper()
    assert problem.suggestion.endswith((".", "?", '"', "”")), problem.suggestion
    assert problem.line > 0 or problem.code in {"SX001", "SX002", "SX026"}
    said = f"{problem.message} {problem.suggestion}".casefold()
    for word in LIBRARY_WORDS:
        assert word not in said
