"""A problem reads well: the line, a caret under the place, and nothing that moves a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.script.problems import (
    Problem,
    as_text,
    in_order,
    listed,
    nearest,
    quoted,
    sign,
    suggest,
    visible,
)


def problem(
    message: str = "It is wrong.", excerpt: str = "", line: int = 3, column: int = 1
) -> Problem:
    return Problem("SX001", "error", "f.yaml", line, column, message, "Mend it.", excerpt)


def test_a_problem_is_written_with_its_line_and_a_caret() -> None:
    assert as_text(problem(excerpt="  to: lott", column=7)).splitlines() == [
        "f.yaml:3:7: error SX001: It is wrong.",
        "  3 |   to: lott",
        "    |       ^",
        "  Mend it.",
    ]


def test_a_problem_of_the_whole_file_has_no_line() -> None:
    text = as_text(problem(line=0, column=0))
    assert text.splitlines() == ["f.yaml: error SX001: It is wrong.", "  Mend it."]


def test_control_characters_in_the_line_are_shown_as_signs_and_the_caret_stays() -> None:
    lines = as_text(problem(excerpt="\ta\x1b[2Jb", column=8)).splitlines()
    assert lines[1] == "  3 | ␉a␛[2Jb"
    assert lines[2] == "    |        ^"


def test_the_caret_stands_under_wide_characters_too() -> None:
    lines = as_text(problem(excerpt="看看x", column=3)).splitlines()
    assert lines[2] == "    |     ^"


@given(st.text(max_size=400), st.integers(1, 500))
def test_a_long_line_is_cut_around_the_place(excerpt: str, column: int) -> None:
    lines = as_text(problem(excerpt=excerpt, column=column)).splitlines()
    assert all(len(line) <= 160 for line in lines[1:])


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_in_a_problem_moves_a_terminal(message: str, excerpt: str) -> None:
    for line in as_text(problem(message, excerpt)).split("\n"):
        assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in line)
        assert not any(c in line for c in "\u202e\u2066\u2028")


@given(st.text(max_size=60))
def test_visible_text_is_as_long_as_it_was_and_stays_when_shown_again(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("hidden", "shown"), [("\0", "␀"), ("\n", "␊"), ("\x7f", "␡"), ("\x9b", "�"), ("\u202e", "�")]
)
def test_each_kind_of_hidden_character_has_a_sign(hidden: str, shown: str) -> None:
    assert sign(hidden) == shown


@pytest.mark.parametrize("character", ["a", "é", "…", "看", "👋", " "])
def test_what_can_be_seen_stays(character: str) -> None:
    assert sign(character) == character


def test_the_nearest_name_is_found_whatever_its_capitals() -> None:
    assert nearest("Greet", ["greet", "discover"]) == "greet"
    assert nearest("dicsover", ["greet", "discover"]) == "discover"
    assert nearest("zzz", ["greet", "discover"]) is None
    assert nearest("greet", []) is None


def test_where_no_name_is_near_the_few_right_ones_are_listed() -> None:
    assert suggest("zzz", ["a", "b"], "Other.") == "It can be “a” or “b”."
    assert suggest("zzz", map(str, range(20)), "Other.") == "Other."


def test_names_are_listed_as_a_sentence_has_them() -> None:
    assert listed(["a"]) == "“a”"
    assert listed(["a", "b", "c"], "and") == "“a”, “b” and “c”"


def test_a_long_name_is_cut_when_quoted() -> None:
    assert len(quoted("x" * 1000)) == 43


def test_problems_come_by_file_then_place_and_once() -> None:
    a, b, c = problem(line=9), problem(line=2), problem("Other.", line=9)
    other = Problem("SX001", "error", "z.yaml", 1, 1, "m")
    assert in_order([a, other, b, a, c], ["f.yaml", "z.yaml"]) == (b, a, c, other)
