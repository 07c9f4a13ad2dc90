"""What does not fit the format is said in a mentor's words, with its place and its mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.script.problems import as_text
from tests.script.kit import LIBRARY_WORDS, changed, swap, the_one

SHAPES = {
    "hint: What": ("hnit: What", "SX030", "A scene has no key “hnit:”.", "Did you mean “hint”?"),
    "coach: An": ("hint: An", "SX030", "A choice has no key “hint:”.", "It belongs to a scene."),
    "tone: pressure": (
        "tone: presure",
        "SX039",
        "“tone:” cannot be “presure”.",
        "Did you mean “pressure”?",
    ),
    "channel: in-person": (
        "channel: fax",
        "SX039",
        "“channel:” cannot be “fax”.",
        "Write “in-person”, “phone”, “email”, “text” or “video”.",
    ),
    "trust: +1": (
        "trust: some",
        "SX037",
        "“some” is not a whole number.",
        "Write a figure such as 2.",
    ),
    "trust: -2": ("trust: -20", "SX038", "“trust: -20” is out of range.", "Write -10 or more."),
    "takes: 20 min": (
        "takes: 20",
        "SX040",
        "“20” has no unit.",
        "Write 20 min, or hours, or days.",
    ),
    "wait: 2 hours": (
        "wait: a while",
        "SX040",
        "“a while” is not a stretch of time.",
        "Write 2 min, 1 hour or 3 days.",
    ),
    "trust: at least 4": (
        "trust: 4",
        "SX041",
        "“4” is not a bound on a meter.",
        "Write “at least 4” or “at most 4”.",
    ),
    "trust: at least 7": (
        "trust: at least 12",
        "SX041",
        "“at least 12” is past the end of the meter.",
        "A meter runs from 0 to 10.",
    ),
    "opens: Saturday 10:40": (
        "opens: 10:40",
        "SX042",
        "“10:40” is not a day and a time.",
        "Write the day and the time, such as Saturday 10:40.",
    ),
    "binder: showroom ": (
        "",
        "SX031",
        "This scenario has no “binder:”.",
        "Add “binder:”. The file in binders/ with the process it is judged by.",
    ),
    "name: Dana Reyes": (
        "name:",
        "SX033",
        "Nothing stands after “name:”.",
        "Write it after the colon. What they are called.",
    ),
    "day: 16": (
        "days: 16",
        "SX031",
        "This line of afterwards: has no “day:”.",
        "Add “day:”. The day it happens; the run's first day is 0.",
    ),
    "says: Oh, we're just looking, thanks.": (
        "says: [Oh]",
        "SX034",
        "“says:” takes words, and here is a list.",
        "Write one thing there, without dashes or brackets.",
    ),
    "starts: {trust: 3, pressure: 2, value: 2}": (
        "starts: 3",
        "SX035",
        "“starts:” is made of keys, and here is plain words.",
        "Write keys with a colon, such as “trust:”.",
    ),
    "id: note": (
        "id: my note",
        "SX044",
        "“my note” is not a name: letters, digits, - and _ only, no spaces.",
        "Write “my-note”.",
    ),
    "keeps: {shopper: 9, buyer: 4}": (
        "keeps: 12",
        "SX038",
        "“keeps: 12” is out of range.",
        "Write 10 or less.",
    ),
    "say: Good place to do it.": (
        "do: Nod.\n        say: Good place to do it.",
        "SX046",
        "This choice has both say: and do:.",
        "Give it say: (words) or do: (an action), one of the two.",
    ),
    "  partner-calls:\n": (
        "  partner calls:\n",
        "SX044",
        "“partner calls” is not a name: letters, digits, - and _ only, no spaces.",
        "Write “partner-calls”.",
    ),
    "ending: sold": (
        "ending: sale",
        "SX039",
        "“ending:” cannot be “sale”.",
        "Write “sold”, “appointment”, “follow-up”, “handed-over”, “referred” or “lost”.",
    ),
}


@pytest.mark.parametrize("old", SHAPES)
def test_a_misshapen_value_is_told_in_words_with_the_mend(old: str, tmp_path: Path) -> None:
    new, code, message, mend = SHAPES[old]
    problem = the_one(changed(tmp_path, swap(old, new)), code)
    assert (problem.message, problem.suggestion) == (message, mend)
    assert problem.line > 0
    assert problem.column > 0


@pytest.mark.parametrize("old", SHAPES)
def test_no_library_speaks_to_a_mentor(old: str, tmp_path: Path) -> None:
    new, *_ = SHAPES[old]
    for problem in changed(tmp_path, swap(old, new)).problems:
        said = as_text(problem).casefold().replace(str(tmp_path).casefold(), "")
        for word in LIBRARY_WORDS:
            assert word not in said


def test_keeps_for_each_truth_is_told_at_the_truth(tmp_path: Path) -> None:
    change = swap("keeps: {shopper: 9, buyer: 4}", "keeps: {shopper: 9, buyer: lots}")
    problem = the_one(changed(tmp_path, change), "SX037")
    assert problem.excerpt[problem.column - 1 :].startswith("lots")


def test_a_key_left_empty_is_read_as_left_out_with_a_warning(tmp_path: Path) -> None:
    loaded = changed(tmp_path, swap("takes: 20 min", "takes:"))
    assert [(p.code, p.severity) for p in loaded.problems] == [("SX032", "warning")]
    assert loaded.script is not None
    assert loaded.script.scenario.scenes["lot"].choices[2].takes == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("to: opens-up", "to:"),
        ("if: {truth: buyer}", "if: "),
        ("{truth: buyer}", "{truth: }"),
        ("- if: {trust: at least 7, done: thank-you}", "- if:"),
        ("{trust: at least 7, done: thank-you}", "{any: []}"),
    ],
)
def test_an_empty_key_that_would_change_the_meaning_is_an_error(
    old: str, new: str, tmp_path: Path
) -> None:
    loaded = changed(tmp_path, swap(old, new))
    assert loaded.script is None
    assert {p.code for p in loaded.problems if p.severity == "error"} == {"SX033"}


def test_a_hundred_mistakes_are_told_and_no_more_than_two_hundred(tmp_path: Path) -> None:
    def change(text: str) -> str:
        return text + "".join(f"x{i}: y\n" for i in range(1000))

    loaded = changed(tmp_path, change)
    assert 100 <= len(loaded.problems) <= 200
