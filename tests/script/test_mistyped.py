"""What a mentor types by hand or pastes in, told at the line that is wrong, with the right mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.script.codes import codes, example
from game.script.load import load_scenario
from game.script.problems import Problem, as_text
from tests.author.check.kit import lay_out
from tests.script.kit import LIBRARY_WORDS, changed, reading, swap, the_one

STORY = """\
title: A
scenes:
  lot:
    says: Bit much, that.
    choices:
      - say: Is it?
        trust: +1
        to: gone
  desk:
    says: Well?
    ending: lost
  gone:
    tells: He drives off.
    ending: lost
"""

SLIPS = {
    "the first key of a scene without its colon": (
        ("    says: Bit", "    says Bit"),
        (4, 9, "SX021", "There is no colon after “says”.", "Write “says: …”."),
    ),
    "an equals sign for a colon": (
        ("    says: Bit", "    says = Bit"),
        (4, 9, "SX021", "There is no colon after “says”.", "Write “says: …”."),
    ),
    "the first key of a choice without its colon": (
        ("- say: Is", "- say Is"),
        (6, 12, "SX021", "There is no colon after “say”.", "Write “say: …”."),
    ),
    "another sign for a colon": (
        ("trust: +1", "trust; +1"),
        (7, 14, "SX021", "After “trust” stands “;”, where a colon belongs.", "Write “trust: +1”."),
    ),
    "a key among others without its colon": (
        ("trust: +1", "trust +1"),
        (7, 14, "SX021", "There is no colon after “trust”.", "Write “trust: +1”."),
    ),
    "a scene without its colon": (
        ("  desk:\n", "  desk\n"),
        (9, 7, "SX021", "There is no colon after “desk”.", "Write “desk:”."),
    ),
    "choices without their colon": (
        ("    choices:\n", "    choices\n"),
        (5, 12, "SX021", "There is no colon after “choices”.", "Write “choices:”."),
    ),
    "a note with two strokes": (
        ("    says: Bit", "    // he frowns\n    says: Bit"),
        (4, 5, "SX021", "A note to yourself begins with #, and not with //.", ""),
    ),
    "a key further in than the one above": (
        ("        trust: +1", "          trust: +1"),
        (7, 11, "SX022", "“trust:” begins in column 11, further in than “say:” on line 6", ""),
    ),
    "a dash too far left for the keys below it": (
        ("      - say: Is", "     - say: Is"),
        (7, 9, "SX022", "further in than “say:” on line 6, in column 8.", ""),
    ),
    "a key between two columns": (
        ("        to: gone", "       to: gone"),
        (8, 8, "SX022", "“trust:” on line 7 begins in column 9.", ""),
    ),
    "a scene that begins where the top of the file does": (
        ("  desk:\n", "desk:\n"),
        (9, 1, "SX022", "“desk:” begins in column 1, and “lot:” on line 3", "Move it 2 spaces"),
    ),
    "a sentence that begins with a bracket": (
        ("says: Bit much", "says: [laughs] Bit much"),
        (4, 11, "SX019", "The sentence begins with [", "Put the whole sentence in quotes."),
    ),
    "a bound as it is written in sums": (
        ("        to: gone", "        if: {trust: >= 4}\n        to: gone"),
        (8, 21, "SX041", "“>= 4” is not a bound", "Write “at least 4”."),
    ),
    "more than a bound": (
        ("        to: gone", "        if: {trust: > 4}\n        to: gone"),
        (8, 21, "SX041", "“> 4” is not a bound", "Write “at least 5”."),
    ),
    "a long dash": (
        ("      - say: Is", "      – say: Is"),
        (6, 7, "SX028", "An item begins with a plain dash -", "Type a plain dash and a space."),
    ),
    "a pasted space behind a key": (
        ("trust: +1", "trust:\u00a0+1"),
        (7, 15, "SX004", "This only looks like a space (U+00A0)", "Delete it and type a space."),
    ),
    "pasted spaces before a key": (
        ("        trust: +1", "\u00a0\u2003      trust: +1"),
        (7, 1, "SX004", "This only looks like a space (U+00A0)", "Delete it and type a space."),
    ),
    "colons in braces without their space": (
        ("        to: gone", "        if: {trust:4, value:3}\n        to: gone"),
        (8, 14, "SX021", "The colon after “trust” needs a space behind it.", "Write “trust: 4”."),
    ),
    "a list under a sentence": (
        ("much, that.\n", "much, that.\n      - and that\n      - and that\n"),
        (5, 7, "SX029", "read as more of the sentence above", "Write it as a sentence"),
    ),
    "the fence of an example": (
        ("title: A\n", "```yaml\ntitle: A\n"),
        (1, 1, "SX020", "This line frames an example", "Take the line out."),
    ),
}


@pytest.mark.parametrize("what", SLIPS)
def test_a_slip_is_told_once_where_it_is_with_its_mend(what: str) -> None:
    (old, new), (line, column, code, message, mend) = SLIPS[what]
    assert old in STORY
    (problem,) = reading(STORY.replace(old, new, 1)).problems
    assert (problem.line, problem.column, problem.code) == (line, column, code)
    assert message in problem.message
    assert problem.suggestion.startswith(mend)
    assert not any(word in as_text(problem).casefold() for word in LIBRARY_WORDS)


@pytest.mark.parametrize(
    "what",
    [
        name
        for name in SLIPS
        if "column" not in name and "further" not in name and "dash too" not in name
    ],
)
def test_where_there_is_one_sure_reading_the_file_is_read_as_it_was_meant(what: str) -> None:
    (old, new), _ = SLIPS[what]
    found, meant = reading(STORY.replace(old, new, 1)).document, reading(STORY).document
    assert found is not None
    assert meant is not None
    assert meant.keys.keys() <= found.keys.keys()
    assert found.value(("scenes", "lot", "choices", 0, "to")) == "gone"
    assert found.value(("scenes", "gone", "ending")) == "lost"


def test_all_slips_of_a_file_are_told_at_once_with_their_places(tmp_path: Path) -> None:
    slips = (("to: desk", "to: dsek"), ("tone: neutral", "tone: presure"))
    text = example(codes()["SX021"], "good")["scenario.yaml"].decode()
    for old, new in (*slips, ("trust: +1", "trsut; +1")):
        assert old in text
        text = text.replace(old, new, 1)
    path = lay_out(tmp_path, example(codes()["SX021"], "good"))
    path.write_text(text, encoding="utf-8")
    found = load_scenario(path, [tmp_path]).problems
    assert [(p.code, p.line, p.column) for p in found] == [
        ("SX030", 24, 9),
        ("SX021", 24, 14),
        ("SX060", 26, 13),
        ("SX039", 39, 15),
    ]
    assert found[0].suggestion == "Did you mean “trust”?"


@pytest.mark.parametrize(
    "line",
    [
        "        trust",
        "        to me, that is.",
        "        if you must know.",
        "        value. That is.",
    ],
)
def test_where_no_reading_is_sure_the_rest_is_told_to_come_later(line: str) -> None:
    found = reading(STORY.replace("        trust: +1", line))
    (problem,) = found.problems
    assert found.document is None
    assert problem.line == 7
    assert problem.suggestion.endswith(
        "What else there may be in the file is told once this is mended."
    )


@pytest.mark.parametrize(
    "line",
    ["says: Ours – say what you like", "says: Il a dit\u00a0: oui", "says: – say: it"],
)
def test_a_dash_or_a_space_among_the_words_is_left_alone(line: str) -> None:
    problems = reading(STORY.replace("says: Bit much, that.", line)).problems
    assert "SX004" not in {p.code for p in problems}
    assert "SX028" not in {p.code for p in problems}


def told(tmp_path: Path, old: str, new: str, code: str) -> Problem:
    return the_one(changed(tmp_path, swap(old, new)), code)


@pytest.mark.parametrize(
    ("typed", "mend"),
    [
        ("60,5", "Write 60 or 61."),
        ("1.5", "Write 1 or 2."),
        ("+1,50", "Write +1 or +2."),
        ("60,0", "Write 60."),
        ("1,240", "Write 1240."),
    ],
)
def test_a_figure_with_a_part_is_mended_to_the_whole_ones_beside_it(
    typed: str, mend: str, tmp_path: Path
) -> None:
    assert told(tmp_path, "odds: 60", f"odds: {typed}", "SX037").suggestion == mend


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9:30", "Saturday 9:30"),
        ("Monday 8.15", "Monday 8:15"),
        ("Montag 8:15 pm", "Monday 20:15"),
        ("noon", "Saturday 10:40"),
        ("Friday 99:99", "Friday 10:40"),
    ],
)
def test_an_hour_is_mended_with_what_was_typed(typed: str, meant: str, tmp_path: Path) -> None:
    found = told(tmp_path, "opens: Saturday 10:40", f"opens: {typed}", "SX042")
    assert found.suggestion == f"Write the day and the time, such as {meant}."


def test_names_in_a_row_are_mended_to_a_list_where_a_list_can_stand(tmp_path: Path) -> None:
    found = told(tmp_path, "learn: seats", "learn: seats, lease and more", "SX044")
    assert found.message == "“seats, lease and more” is not one name but 3."
    assert found.suggestion == "Write a list, in brackets: [seats, lease, more]."


def test_one_name_too_many_where_a_choice_leads_is_told_and_nothing_else(tmp_path: Path) -> None:
    loaded = changed(tmp_path, swap("to: opens-up", "to: opens-up, gone"))
    assert [p.code for p in loaded.problems] == ["SX044"]
    assert loaded.problems[0].suggestion == "Write one of them: only one can stand here."


def test_curly_quotes_around_a_name_are_to_be_left_out(tmp_path: Path) -> None:
    found = told(tmp_path, "learn: seats", "learn: “seats”", "SX044")
    assert found.suggestion == "Leave them out: seats"


def test_a_scene_whose_name_has_a_space_is_told_once_and_not_wherever_it_leads(
    tmp_path: Path,
) -> None:
    loaded = changed(tmp_path, swap("\n  opens-up:\n", "\n  opens up:\n"))
    assert [p.code for p in loaded.problems] == ["SX044"]


def test_a_scene_too_far_left_is_told_once_and_not_wherever_it_leads(tmp_path: Path) -> None:
    loaded = changed(
        tmp_path,
        lambda text: f"{text.rstrip()}\nlast:\n  tells: Gone.\n  ending: lost\n".replace(
            "to: gone", "to: last", 1
        ),
    )
    (problem,) = loaded.problems
    assert problem.code == "SX030"
    assert problem.suggestion.startswith("It looks like a scene: move it to the right")


def test_a_scene_too_far_in_is_told_with_the_scene_it_belongs_beside(tmp_path: Path) -> None:
    found = told(tmp_path, "\n  opens-up:\n", "\n    opens-up:\n", "SX030")
    assert found.suggestion == "A scene of its own begins further left, in the column of “lot:”."


def test_a_sentence_that_is_a_note_from_its_beginning_is_told_of_once(tmp_path: Path) -> None:
    loaded = changed(tmp_path, swap("    cue: ", "    cue: #1 "))
    assert [p.code for p in loaded.problems] == ["SX016"]


def test_a_fact_that_nothing_lets_anybody_learn_is_told(tmp_path: Path) -> None:
    found = told(
        tmp_path, "\n  lease:\n", "\n  dog:\n    says: A dog comes along.\n  lease:\n", "SX093"
    )
    assert found.severity == "warning"
    assert "learn: dog" in found.suggestion


def test_a_fact_that_weighs_nothing_may_stay_unlearnt(tmp_path: Path) -> None:
    loaded = changed(
        tmp_path, swap("\n  lease:\n", "\n  dog: {says: A dog., worth: 0}\n  lease:\n")
    )
    assert "SX093" not in {p.code for p in loaded.problems}


def test_a_line_of_to_below_one_that_takes_all_is_told_with_the_line_that_does(
    tmp_path: Path,
) -> None:
    old = "          - {odds: 30, go: partner-calls}\n"
    found = told(tmp_path, old, f"          - {{go: backs-off}}\n{old}", "SX094")
    assert "the one on line 71 takes all that is left" in found.message
