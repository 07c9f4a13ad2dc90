"""A code explained: every one of them whole, within a page, and the right one found."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.author.explain import WIDTH, find, index, like, page
from game.script.codes import Code, codes
from game.script.problems import visible
from tests.commands import SHELF, one_sentence, sixty

CODES = tuple(codes().values())


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_a_page_has_the_code_its_title_its_meaning_and_both_examples(code: Code) -> None:
    lines = list(page(code))
    assert lines[0] == f"{code.code}  {code.title}"
    whole = " ".join(" ".join(lines).split())
    assert visible(code.means) in whole
    shown = [line.removeprefix("    | ") for line in lines if line.startswith("    | ")]
    for example in (code.bad, code.good):
        for line in map(visible, example.split("\n")):
            if example != "*":
                assert any(line.rstrip()[: WIDTH - 8] in each for each in shown), line


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_no_line_of_a_page_is_wider_than_it_or_moves_a_terminal(code: Code) -> None:
    for line in page(code):
        assert len(line) <= WIDTH
        assert not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") for sign in line)


def test_without_a_code_every_code_is_listed_once_with_its_title() -> None:
    ended = sixty("explain")
    assert ended.returncode == 0
    lines = ended.stdout.splitlines()
    assert lines == list(index())
    assert [line[:5] for line in lines] == list(codes())
    assert max(map(len, lines)) <= WIDTH


@given(
    st.sampled_from(CODES), st.sampled_from(["{}", " {} ", "{:03d}", "sx{}", "SX{:03d}", "Sx {}"])
)
def test_a_code_is_found_however_it_is_typed(code: Code, shape: str) -> None:
    assert find(shape.format(int(code.code[2:]))) == code


def test_a_code_that_does_not_exist_gets_the_nearest_by_number() -> None:
    ended = sixty("explain", "SX008")
    assert ended.returncode == 2
    told = one_sentence(ended)
    assert "“SX008”" in told
    for near in ("SX007 (", "SX009 (", "sixty explain lists them all."):
        assert near in told


def test_words_get_the_codes_that_speak_of_them() -> None:
    assert "SX015 (A colon inside a sentence)" in one_sentence(sixty("explain", "colon"))
    assert like("odds 100")[0].code == "SX068"
    told = one_sentence(sixty("explain", "xylophone"))
    assert told == "There is no code “xylophone”; sixty explain lists them all."


@given(st.text())
def test_nothing_that_is_typed_for_a_code_goes_wrong(asked: str) -> None:
    found, near = find(asked), like(asked)
    assert found is None or found in CODES
    assert len(near) <= 3


def test_the_page_is_what_the_command_writes() -> None:
    ended = sixty("explain", "sx16")
    assert ended.returncode == 0
    assert ended.stderr == ""
    assert ended.stdout.splitlines() == list(page(codes()["SX016"]))


def test_check_says_how_to_read_more_of_what_it_found_and_nothing_where_there_is_none(
    tmp_path: Path,
) -> None:
    text = (SHELF / "corner.yaml").read_text(encoding="utf-8")
    path = tmp_path / "corner.yaml"
    shutil.copytree(SHELF / "binders", tmp_path / "binders")
    path.write_text(text.replace("go: hurry}", "go: hury}", 1), encoding="utf-8")
    last = sixty("check", path).stdout.splitlines()[-1]
    assert last == "What a code means, with an example: sixty explain SX060"
    assert sixty(*last.partition("sixty ")[2].split()).returncode == 0
    assert "sixty explain" not in sixty("check", "first/first-customer").stdout
