"""Bytes become text, lists and keys with a place for each, and nothing in them does harm."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from game.script.document import Document, read_document
from game.script.reader import LARGEST, Source
from game.script.tree import DEPTH, PARTS
from tests.script.kit import codes_in, document, reading


@pytest.mark.parametrize(
    "word", ["no", "on", "yes", "10:40", "2024-01-01", "1e3", "007", "null", "~", "0x1f", "+1"]
)
def test_every_plain_word_stays_the_text_that_was_typed(word: str) -> None:
    assert document(f"says: {word}\n").data == {"says": word}


def test_an_empty_value_is_none() -> None:
    assert document("says:\ncue: ''\n").data == {"says": None, "cue": ""}


def test_a_block_of_text_ends_without_a_line_break() -> None:
    assert document("says: |\n  One.\n  Two.\nx: y\n").data == {"says": "One.\nTwo.", "x": "y"}


def test_every_value_and_every_key_has_its_place() -> None:
    read = document("title: A\nscenes:\n  lot:\n    choices:\n      - say: Hi\n        to: lot\n")
    say = ("scenes", "lot", "choices", 0, "say")
    assert (read.marks[say].line, read.marks[say].column) == (5, 14)
    assert (read.keys[say].line, read.keys[say].column) == (5, 9)
    assert (read.marks["scenes", "lot", "choices", 0].column) == 9
    assert set(read.keys) == {path for path in read.marks if path and isinstance(path[-1], str)}


def test_columns_count_characters_and_not_bytes() -> None:
    read = document("x: {é: ü, zoë: y}\n")
    assert read.marks["x", "zoë"].column == 16


def test_a_path_the_file_does_not_spell_out_is_placed_at_what_is_around_it() -> None:
    read = document("does: greet\n")
    assert read.at(("does", 0)) == read.marks[("does",)]


def test_a_repeat_is_a_copy_with_the_place_of_what_it_repeats() -> None:
    read = document("a: &one {b: c}\nd: *one\n")
    assert read.data == {"a": {"b": "c"}, "d": {"b": "c"}}
    assert read.marks["d", "b"] == read.marks["a", "b"]


def test_a_repeat_of_what_is_not_finished_is_told_and_left_out() -> None:
    found = reading("a: &one [x, *one]\n")
    assert codes_in(found.problems) == ["SX009"]
    assert found.document is not None
    assert found.document.data == {"a": ["x"]}


def test_the_second_of_two_keys_is_told_with_the_line_of_the_first() -> None:
    found = reading("a: 1\nb: 2\na: 3\n")
    assert codes_in(found.problems) == ["SX013"]
    assert found.problems[0].line == 3
    assert "line 1" in found.problems[0].message
    assert found.document is not None
    assert found.document.data == {"a": "1", "b": "2"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfea\x00", "SX003"),
        ("title: caf\u00e9".encode("latin-1"), "SX003"),
        (b"x" * (LARGEST + 1), "SX002"),
        (b"title: a\x00b\n", "SX004"),
        (b"", "SX026"),
        (b"# only a note\n", "SX026"),
        (b"a: b\n---\nc: d\n", "SX010"),
        (b"a: b\n...\nc: d\n", "SX010"),
        (b"a: b\n--- # piece: x\nc: d\n", "SX010"),
        (b"a: !!python/object:os.system x\n", "SX011"),
        (b"a: !!map {b: c}\n", "SX011"),
        (b"<<: {a: b}\n", "SX012"),
        (b"? [a, b]\n: c\n", "SX014"),
        (b"[" * (DEPTH + 1), "SX006"),
        (b"- " * (DEPTH + 1), "SX006"),
        (b"[" * LARGEST, "SX006"),
        (b"- " * (LARGEST // 2), "SX006"),
        (b"{a: " * (LARGEST // 4), "SX006"),
        (b"-\n" * (PARTS + 1), "SX007"),
    ],
    ids=lambda value: value if isinstance(value, str) else repr(value[:12]),
)
def test_what_is_not_safe_or_not_yaml_is_a_problem_of_its_own(content: bytes, code: str) -> None:
    assert code in codes_in(reading(content).problems)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_told_once_with_its_mark_or_without(encoding: str) -> None:
    found = reading("title: A first visit\nabout: One.\n".encode(encoding))
    assert codes_in(found.problems) == ["SX003"]
    assert "UTF-16" in found.problems[0].message


def test_a_byte_order_mark_at_the_front_is_no_problem() -> None:
    assert reading(b"\xef\xbb\xbftitle: A\n").problems == ()


def test_windows_line_ends_give_the_same_document_and_places() -> None:
    unix, windows = "a: b\nc:\n  - d\n", "a: b\r\nc:\r\n  - d\r\n"
    assert document(unix) == document(windows)


def test_repeats_of_repeats_stop_at_the_limit_of_parts() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12)
    )
    found = reading(bomb)
    assert "SX007" in codes_in(found.problems)
    assert found.document is None


def test_repeats_nested_in_each_other_stop_at_the_limit_of_depth() -> None:
    deep = "a0: &a0 [x]\n" + "".join(
        f"a{i}: &a{i} {'[' * 9}*a{i - 1}{']' * 9}\n" for i in range(1, 40)
    )
    assert "SX006" in codes_in(reading(deep).problems)


def test_a_hidden_direction_sign_is_told_and_kept_for_the_screen_to_show() -> None:
    found = reading("says: a\u202eb\n")
    assert [(p.code, p.severity, p.column) for p in found.problems] == [("SX004", "warning", 8)]
    assert found.document is not None
    assert found.document.data == {"says": "a\u202eb"}


def test_a_control_character_written_as_an_escape_is_told_as_a_warning() -> None:
    found = reading('says: "a\\e[2Jb"\n')
    assert [(p.code, p.severity) for p in found.problems] == [("SX004", "warning")]


def test_a_line_separator_nobody_sees_does_not_shift_the_lines_below() -> None:
    found = reading("a: one\u2028two\nb: {c d}\n")
    assert found.problems[0].code == "SX004"
    assert found.document is not None
    assert found.document.keys[("b",)].line == 2


SIGNS = "ab:-# \n\t{}[],&*!|>'\"%@`?~é"


def walk(data: Any) -> list[Any]:
    if isinstance(data, dict):
        return [data, *(part for value in data.values() for part in walk(value))]
    if isinstance(data, list):
        return [data, *(part for value in data for part in walk(value))]
    return [data]


def assert_sound(read: Document) -> None:
    parts = walk(read.data)
    assert all(part is None or isinstance(part, (str, list, dict)) for part in parts)
    assert len(read.marks) == len(parts)
    assert all(mark.line >= 1 and mark.column >= 1 for mark in read.marks.values())
    for path in read.marks:
        read.value(path)


@given(st.text(max_size=200) | st.text(st.sampled_from(SIGNS), max_size=60))
@example("? ? ?")
@example("{a: {b: [")
@example("&a : *a")
@example("- &a\n- *a")
@example("*a : b")
@example("&a a: b\n*a : c")
@example("? &a x\n: *a")
@example("!!")
@example("! a: b")
@example("%\n--- a")
@example("'\n'|0")
@example("\x85")
def test_any_text_is_read_or_told_and_never_raises(text: str) -> None:
    found = reading(text.encode("utf-8", "surrogatepass"))
    if found.document is None:
        assert any(p.severity == "error" for p in found.problems)
    else:
        assert_sound(found.document)
    for problem in found.problems:
        assert 0 <= problem.line <= len(found.lines) + 1


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_told_and_never_raise(content: bytes) -> None:
    found = reading(content)
    assert found.document is not None or found.problems


characters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])
keys = st.text(characters, min_size=1, max_size=8)
values = st.recursive(
    st.text(characters, max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(keys, values, min_size=1, max_size=5))
def test_whatever_is_quoted_is_read_back_as_it_was_written(data: dict[str, Any]) -> None:
    found = reading(json.dumps(data, ensure_ascii=False))
    assert found.document is not None
    assert {problem.code for problem in found.problems} <= {"SX004"}
    if not found.problems:
        assert found.document.data == data


def test_a_source_keeps_the_name_that_problems_speak_of() -> None:
    assert read_document(Source("mine.yaml", b"")).problems[0].file == "mine.yaml"
