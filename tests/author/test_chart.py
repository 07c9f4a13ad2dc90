"""The chart of a scenario: every scene, choice and branch of it, in words, with the best line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from game.author.bestline import best_line
from game.author.chart import Chart, chart
from game.author.conditions import branches, condition
from game.engine.program import Program
from game.library.shelves import built_in, files, shelves
from game.script.models import Branch, Condition
from game.session.opening import open_scenario
from tests.generate import Pair, pairs

LIBRARY = [id for id, _ in files(built_in())]


def program(id: str) -> Program:
    return open_scenario(id, shelves())


def drawn(id: str) -> Chart:
    known = program(id)
    return chart(known.script.scenario, best_line(known))


@given(pairs())
@settings(max_examples=40)
def test_the_chart_has_every_scene_and_choice_and_leads_where_they_lead(pair: Pair) -> None:
    scenario = pair.program.script.scenario
    found = chart(scenario)
    assert [scene.id for scene in found.scenes] == list(scenario.scenes)
    for scene, source in zip(found.scenes, scenario.scenes.values(), strict=True):
        assert [choice.text for choice in scene.choices] == [c.text for c in source.choices]
        assert scene.ends == (source.ending is not None)
        for choice, known in zip(scene.choices, source.choices, strict=True):
            assert {way.to for way in choice.ways} == {branch.go for branch in known.to}
            assert sum(len(way.when) for way in choice.ways) == len(
                [words for words in branches(known.to) if words]
            )
    assert not found.solved


@given(pairs())
@settings(max_examples=40)
def test_a_scene_is_one_decision_deeper_than_the_shallowest_that_leads_to_it(pair: Pair) -> None:
    found = chart(pair.program.script.scenario)
    deepest = {scene.id: scene.depth for scene in found.scenes}
    for scene in found.scenes:
        before = [
            depth
            for other in found.scenes
            for choice in other.choices
            for way in choice.ways
            if way.to == scene.id and (depth := deepest[other.id]) is not None
        ]
        expected = 0 if scene.kind == "start" else min(before, default=-2) + 1
        assert scene.depth == (None if expected < 0 else expected)


@pytest.mark.parametrize("id", LIBRARY)
def test_the_best_line_is_an_unbroken_way_from_the_start_to_an_ending(id: str) -> None:
    known = program(id)
    line = best_line(known)
    found = chart(known.script.scenario, line)
    assert found.solved
    here = next(scene for scene in found.scenes if scene.kind == "start")
    for step in line:
        assert here.id == step.scene
        assert here.best
        (choice,) = [each for each in here.choices if each.id == step.choice]
        assert choice.best
        assert [way.to for way in choice.ways if way.best][:1] == [step.opened]
        here = found.scene(step.opened)
    assert here.ends
    assert here.best


def test_the_best_line_of_the_first_customer_asks_and_writes_it_down() -> None:
    line = best_line(program("first/first-customer"))
    assert [step.choice for step in line] == ["third-time", "by-when", "thursday", "three-minutes"]


def test_a_scene_that_nobody_wrote_stands_in_the_chart_as_missing() -> None:
    scenario = program("first/first-customer").script.scenario
    scenes = {name: scene for name, scene in scenario.scenes.items() if name != "leaves"}
    found = chart(scenario.model_copy(update={"scenes": scenes}))
    assert [scene.id for scene in found.scenes if scene.kind == "missing"] == ["leaves"]
    assert found.scene("gone").depth is None
    assert found.by_depth()[-1].depth is None


def test_a_choice_with_a_foul_is_a_foul_whatever_its_tone() -> None:
    choices = drawn("first/first-customer").scene("hatchback").choices
    assert {choice.id: choice.tone for choice in choices} == {
        "someone-at-noon": "foul",
        "by-when": "confidence",
        "a-blue-one": "neutral",
    }


def branch(**words: object) -> Branch:
    return Branch.model_validate({"go": "there", **words})


def test_what_is_left_is_told_in_percent_where_that_is_sure() -> None:
    assert branches([branch()]) == ("",)
    assert branches([branch(odds=30), branch(odds=20), branch()]) == ("30 %", "20 %", "50 %")
    buyer: dict[str, object] = {"if": {"truth": "buyer"}}
    assert branches([branch(**buyer), branch()]) == ("if truth is buyer", "otherwise")
    told = branches([branch(**buyer, odds=60), branch(odds=20), branch()])
    assert told == ("60 % if truth is buyer", "20 %", "otherwise")


def test_every_condition_has_its_words() -> None:
    whole = Condition.model_validate(
        {
            "trust": "at least 4",
            "value": ["at least 2", "at most 8"],
            "knows": ["seats", "lease"],
            "not-done": "log",
            "truth": ["shopper", "buyer"],
            "after": "20 min",
            "before": "2 hours",
            "any": [{"said": "hello"}, {"done": "greet", "happened": "arrival"}],
        }
    )
    assert condition(whole) == (
        "trust at least 4, value at least 2, value at most 8, knows seats, lease, not done log, "
        "truth is shopper or buyer, after 20 minutes, before 2 hours, "
        "(said hello) or (done greet, happened arrival)"
    )
    assert condition(None) == ""


@pytest.mark.parametrize("field", Condition.model_fields)
def test_no_word_of_a_condition_is_left_out(field: str) -> None:
    sample: dict[str, object] = {
        **dict.fromkeys(("trust", "pressure", "value"), "at least 4"),
        **dict.fromkeys(("after", "before"), "20 min"),
        "any": [{"said": "something"}],
    }
    key = Condition.model_fields[field].alias or field
    told = condition(Condition.model_validate({key: sample.get(field, "something")}))
    assert re.search("something|4|20", told), field
