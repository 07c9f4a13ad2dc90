"""YAML's own traps, each as a mentor meets it: named in plain words, placed, and mended."""

from __future__ import annotations

import pytest

from game.script.problems import as_text
from tests.script.kit import LIBRARY_WORDS, codes_in, reading

AROUND = "title: A\nscenes:\n  lot:\n    choices:\n      - value: 1\n        {}\n        to: lot\n"

TRAPS = {
    "says: Note: the seats": "SX015",
    "says: we have one thing:": "SX015",
    "says: “Hi”, x: y": "SX015",
    "says: @home": "SX020",
    "says: `quoted`": "SX020",
    "says: %off": "SX020",
    "says: *really* good": "SX020",
    "says: *really good* one": "SX020",
    "says: * a bullet": "SX020",
    "says: & more": "SX020",
    "says: &more or less": "SX020",
    "says: !Great deal": "SX020",
    "says: ! Great": "SX020",
    "says: | straight on": "SX020",
    "says: > straight on": "SX020",
    "says: - no": "SX020",
    "says: ? no": "SX020",
    "says: ] no": "SX020",
    'says: "Hello," she says.': "SX019",
    "says: 'It's fine": "SX019",
    "says: [Dana smiles] Hi.": "SX019",
    "says: {Dana} smiles.": "SX019",
    "says: 'tis the season": "SX018",
    'says: "Hello': "SX018",
    "trust:+1": "SX021",
    "trust +1": "SX021",
    "nothing of the kind": "SX021",
    "   says: too far in": "SX022",
    " says: one in": "SX022",
    "does: [greet, thank": "SX023",
    "if: {trust: at least 4": "SX023",
    "if: {trust: at least 4 knows: seats}": "SX023",
    "if: {knows: seats, leases}": "SX017",
    "does: {greet, thank}": "SX017",
    'says: "C:\\new \\d"': "SX024",
    'says: "\\u12"': "SX024",
    "\tsays: Hi": "SX005",
    "value: 3": "SX013",
    "says: We are #1 in town": "SX016",
    "says: We are #1\n          in town": "SX016",
    "says: #1 in town": "SX016",
}


@pytest.mark.parametrize(("line", "code"), TRAPS.items(), ids=TRAPS)
def test_a_trap_is_told_by_its_name_on_its_line(line: str, code: str) -> None:
    found = reading(AROUND.format(line))
    assert codes_in(found.problems)[0] == code, found.problems
    assert found.problems[0].line in (6, 7)


@pytest.mark.parametrize("line", TRAPS)
def test_a_trap_is_told_once_in_a_mentors_words(line: str) -> None:
    found = reading(AROUND.format(line))
    assert len(found.problems) == 1, found.problems
    said = as_text(found.problems[0]).casefold()
    for word in LIBRARY_WORDS:
        assert word not in said


@pytest.mark.parametrize(
    "line",
    [
        "says: Note: the seats",
        "says: @home",
        "says: *really* good",
        'says: "Hello," she says.',
        "says: 'tis the season",
        "says: [Dana smiles] Hi.",
    ],
)
def test_past_a_trap_with_one_sure_meaning_the_rest_is_read_as_it_was_meant(line: str) -> None:
    found = reading(AROUND.format(line))
    assert found.document is not None
    path = ("scenes", "lot", "choices", 0)
    assert found.document.value((*path, "says")) == line.removeprefix("says: ")
    assert found.document.value((*path, "to")) == "lot"


def test_every_trap_in_a_file_is_told_at_once_with_the_columns_of_the_file() -> None:
    found = reading("a: x: y\nb: @z\nc: {d: e, f g}\nh: 'i' j\n")
    assert [(p.code, p.line, p.column) for p in found.problems] == [
        ("SX015", 1, 5),
        ("SX020", 2, 4),
        ("SX019", 4, 8),
        ("SX017", 3, 11),
    ]


def test_columns_behind_a_mended_trap_are_those_of_the_file() -> None:
    found = reading("a: 1\ntrust:+1 {b c}\nd: [e: @f, {g h}]\ni: !j {k l}\nm: {n o}\n")
    assert [(p.code, p.line, p.column) for p in found.problems] == [
        ("SX021", 2, 6),
        ("SX020", 3, 8),
    ]


def test_a_dash_without_its_space_is_told_where_a_list_is_read() -> None:
    found = reading("a:\n  - b\n  -c: d\n")
    assert [(p.code, p.line, p.column) for p in found.problems] == [("SX028", 3, 4)]
    assert found.document is not None
    assert found.document.data == {"a": ["b", {"c": "d"}]}


def test_a_file_of_nothing_but_traps_ends() -> None:
    found = reading("".join(f"k{i}: a: b\n" for i in range(500)))
    assert found.document is None
    assert len(found.problems) == 21


@pytest.mark.parametrize(
    "line",
    [
        "tone: pressure # a note",
        "says: Good.   # a note",
        "says: Good.  #note",
        "says: Call 555#1234 now",
        "says: It is 10:40 already",
        "says: Half, maybe - no",
        "says: It's fine",
        'says: He said "no" to me',
        "says: 50% [20% off]",
        "title: Two # three",
    ],
)
def test_what_is_no_trap_is_left_alone(line: str) -> None:
    quiet = {"says: Good.  #note", "title: Two # three"}
    found = reading(AROUND.format(line))
    assert found.document is not None
    if line not in quiet:
        assert found.problems == ()
