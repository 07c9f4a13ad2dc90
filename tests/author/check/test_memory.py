"""What was proved is kept by the mechanics: words may change, and nothing else may."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from game.author.check.desk import look, mend, prove, proved, task
from game.author.check.findings import as_document, findings_of, worded_of
from game.author.check.memory import Keys, Memory
from game.author.check.proving import Task, work
from game.library.shelves import built_in, files
from game.script.codes import codes, example
from game.script.load import load_scenario, load_sources
from tests.author.check.kit import checked, looked, sound
from tests.coach.plainly import small_pairs
from tests.generate import Pair

WORDS = re.compile(
    r"^( *(?:- )?(?:says|cue|hint|tells|coach|why|label|title|about|seen|really|name): )",
    re.MULTILINE,
)
SPOKEN = re.compile(r"^( *(?:- )?(?:say|do): )", re.MULTILINE)


def keys(path: Path) -> Keys:
    script = load_scenario(path, [path.parent]).script
    assert script is not None
    return Keys.of(script)


def rewrite(path: Path, pattern: re.Pattern[str], with_: str) -> None:
    text = path.read_text(encoding="utf-8")
    changed = pattern.sub(with_, text)
    assert changed != text
    path.write_text(changed, encoding="utf-8")


def test_no_edit_of_words_makes_anything_be_proved_again(tmp_path: Path) -> None:
    path = sound(tmp_path)
    before = keys(path)
    rewrite(path, WORDS, r"\1Well, ")
    rewrite(tmp_path / "binders" / "store.yaml", WORDS, r"\1Well, ")
    assert keys(path) == before
    # A letter more in each keeps the longest the longest.
    rewrite(path, SPOKEN, r"\1X")
    assert keys(path) == before


def test_a_line_that_is_the_longest_now_is_a_matter_of_the_bots_who_go_by_words(
    tmp_path: Path,
) -> None:
    path = sound(tmp_path)
    before = keys(path)
    rewrite(path, re.compile(r"I'm Sam\."), "I'm Sam, and this goes on for longer than all others.")
    after = keys(path)
    assert after.rest == before.rest
    assert after.words != before.words


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("trust: -3", "trust: -4"),
        ("odds: 35", "odds: 36"),
        ("takes: 10 min", "takes: 11 min"),
        ("odds: 60", "odds: 61"),
        ("buys: later", "buys: never"),
        ("does: greet", "does: []"),
        ("keeps: {shopper: 0", "keeps: {shopper: 1"),
        ("id: someone-at-noon\n        foul: false-urgency", "id: someone-at-noon"),
        ("tone: pressure", "tone: confidence"),
        ("if: {done: ask}", "if: {done: offer}"),
    ],
)
def test_an_edit_of_the_mechanics_is_proved_again(tmp_path: Path, old: str, new: str) -> None:
    path = sound(tmp_path)
    before = keys(path)
    rewrite(path, re.compile(re.escape(old)), new)
    if old == "odds: 60":
        rewrite(path, re.compile("odds: 40"), "odds: 39")
    assert keys(path).rest != before.rest


def test_an_edit_of_the_binders_rules_is_proved_again(tmp_path: Path) -> None:
    path = sound(tmp_path)
    before = keys(path)
    rewrite(tmp_path / "binders" / "store.yaml", re.compile("process: 70"), "process: 71")
    assert keys(path).rest != before.rest


def test_what_is_remembered_is_told_of_the_words_as_they_are_now(tmp_path: Path) -> None:
    path, memory = sound(tmp_path), Memory()
    rewrite(path, re.compile(r"trust: -3\n        pressure: \+3"), "trust: +1\n        does: greet")
    first = checked(path, memory)
    rewrite(path, re.compile("What would it take"), "What could it take")
    before = dict(memory.rest)
    second = checked(path, memory)
    assert memory.rest == before
    assert [one.problem.code for one in first] == [one.problem.code for one in second]
    (pays,) = [one for one in second if one.problem.code == "SX114"]
    assert pays.said[-1].words.startswith("“What could it take")
    assert "could" in pays.problem.excerpt


@settings(max_examples=6)  # drawing a whole scenario is what costs
@given(small_pairs())
def test_findings_come_back_from_json_as_they_were(pair: Pair) -> None:
    outcome = work(Task(pair.program))
    assert outcome.rest is not None
    assert outcome.words is not None
    assert findings_of(as_document(outcome.rest)) == outcome.rest
    assert worded_of(as_document(outcome.words)) == outcome.words


@pytest.mark.parametrize("at", [path for _, path in files(built_in())], ids=lambda at: at.stem)
def test_the_mechanics_of_a_script_are_the_same_each_time_it_is_read(at: Path) -> None:
    shelves = [built_in()]
    one, other = load_scenario(at, shelves).script, load_scenario(at, shelves).script
    assert one is not None
    assert other is not None
    again = load_sources(one.id, one.scenario_source, one.binder_id, one.binder_source).script
    assert again is not None
    assert Keys.of(one) == Keys.of(other) == Keys.of(again)
    assert Keys.of(one, deep=True).rest != Keys.of(one).rest


def test_a_memory_is_written_and_read_again(tmp_path: Path) -> None:
    path, memory, file = sound(tmp_path), Memory(), tmp_path / "home" / "proofs.json"
    looked(path, memory)
    memory.write(file)
    read = Memory.read(file)
    assert (read.rest, read.words) == (memory.rest, memory.words)
    assert list(file.parent.iterdir()) == [file]


def test_every_example_of_a_proof_is_a_scenario_that_loads() -> None:
    for code in codes().values():
        if code.proof:
            files_ = example(code, "good")
            binder = files_["binders/store.yaml"]
            assert load_sources("scenario", files_["scenario.yaml"], "store", binder).script


def test_what_mends_a_failure_may_be_found_after_it_and_comes_to_the_same(tmp_path: Path) -> None:
    path, memory = sound(tmp_path), Memory()
    rewrite(path, re.compile(r"trust: -3\n        pressure: \+3"), "trust: +1\n        does: greet")
    at = look(path, [path.parent])
    prove(at, memory, mends=False)
    before = {one.problem.code: one.problem for one in proved(at, memory)}
    assert not before["SX114"].suggestion.startswith("The smallest change")
    assert not mend(at, memory, lambda: True)
    assert mend(at, memory, lambda: False)
    assert task(at, memory) is None
    assert proved(at, memory) == checked(path)
    after = {one.problem.code: one.problem for one in proved(at, memory)}
    assert after["SX114"].suggestion.startswith("The smallest change")
