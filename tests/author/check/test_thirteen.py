"""Six scenes seeded with thirteen mistakes that authors make: one run finds them all.

Each is told with its line and its column, and with the right name where a name is wrong. For
comparison, on a story like it: ink's compiler found 6, ChoiceScript's two testers 11, none with a
column or a suggestion.
"""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from game.author.check.desk import look
from tests.commands import process, sixty

STORY = Path(__file__).parent / "thirteen" / "scenario.yaml"


class Mistake(NamedTuple):
    """A mistake by the code it gets, the words it stands at, and the name that was meant."""

    what: str
    code: str
    stands_at: str
    meant: str = ""


MISTAKES = (
    Mistake("a scene by a wrong name", "SX060", "shlef", "shelf"),
    Mistake("a scene that nothing leads to", "SX110", "attic:"),
    Mistake("a scene to go round in for ever", "SX074", "maze:"),
    Mistake("a scene that neither goes on nor ends", "SX048", "says: Goodbye."),
    Mistake("a choice whose condition no play meets", "SX111", "say: You look like"),
    Mistake("a fact that was never written", "SX061", "gfit", "gift"),
    Mistake("a foul that the binder does not have", "SX064", "false-urgence", "false-urgency"),
    Mistake("a meter misspelt", "SX030", "trsut:", "trust"),
    Mistake("a key that stands twice", "SX013", "trust: +2"),
    Mistake("two choices with one id", "SX067", "card\n        to: home"),
    Mistake("odds that do not come to 100", "SX075", "to:\n          - {odds: 50"),
    Mistake("a colon in a sentence", "SX015", ": it goes up tonight"),
    Mistake("pressure that pays", "SX114", "say: Now or never"),
)


@cache
def one_run() -> list[dict[str, Any]]:
    ended = sixty("check", STORY, "--format", "json")
    assert (ended.returncode, ended.stderr) == (1, "")
    found: list[dict[str, Any]] = json.loads(ended.stdout)
    return found


def place(text: str, words: str) -> tuple[int, int]:
    at = text.index(words)
    # The second of the two lines that add to trust.
    if words == "trust: +2":
        at = text.index(words, text.index("by-when"))
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def test_there_are_six_scenes_and_thirteen_mistakes() -> None:
    text = STORY.read_text(encoding="utf-8")
    scenes = text.partition("\nscenes:\n")[2]
    assert len([line for line in scenes.splitlines() if line[:3].strip() and line[2] != " "]) == 6
    assert len(MISTAKES) == len({mistake.code for mistake in MISTAKES}) == 13


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: each.code)
def test_one_run_finds_each_mistake_where_it_is(mistake: Mistake) -> None:
    found = [each for each in one_run() if each["code"] == mistake.code]
    assert len(found) == 1, mistake.what
    (problem,) = found
    text = STORY.read_text(encoding="utf-8")
    assert (problem["line"], problem["column"]) == place(text, mistake.stands_at)
    assert problem["suggestion"]
    assert mistake.meant in problem["suggestion"]


def test_nothing_is_told_that_is_no_mistake() -> None:
    assert {each["code"] for each in one_run()} == {mistake.code for mistake in MISTAKES}


@pytest.mark.parametrize("first", range(4))
def test_no_line_taken_out_or_without_its_colon_makes_it_stumble(
    first: int, tmp_path: Path
) -> None:
    lines = STORY.read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / "scenario.yaml"
    shutil.copytree(STORY.parent / "binders", tmp_path / "binders")
    for at in range(first, len(lines), 4):
        for instead in ([], [lines[at].replace(":", "", 1)]):
            path.write_text("".join([*lines[:at], *instead, *lines[at + 1 :]]), encoding="utf-8")
            assert look(path, [tmp_path]).own


def test_a_process_of_its_own_finds_them_too_and_comes_to_an_end() -> None:
    ended = process("check", str(STORY))
    assert ended.returncode == 1
    assert ended.stderr == ""
    assert "1 file looked at, 0 scenarios proved: 13 errors, 0 warnings.\n" in ended.stdout
