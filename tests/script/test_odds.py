"""The odds under `to:` are held to their rule wherever the branches' conditions can meet."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.script.document import Document
from game.script.load import Loaded
from game.script.models import Choice, Condition, Scenario
from game.script.odds import odds
from game.script.problems import Mark
from tests.script.kit import changed, swap, the_one

BRANCHES = """\
        to:                       # see "What happens, in order"
          - {if: {truth: buyer}, go: ready}
          - {odds: 30, go: partner-calls}
          - {go: shortlist}
"""


def with_branches(tmp_path: Any, *lines: str) -> Loaded:
    to = "        to:\n" + "".join(f"          - {{{line}}}\n" for line in lines)
    return changed(tmp_path, swap(BRANCHES, to + "          # partner-calls shortlist\n"))


@pytest.mark.parametrize(
    "lines",
    [
        ["odds: 30, go: ready", "odds: 70, go: shortlist"],
        ["odds: 30, go: ready", "odds: 70, go: shortlist", "go: gone"],
        ["odds: 30, go: ready", "go: gone", "odds: 90, go: shortlist"],
        ["if: {truth: buyer}, go: ready", "if: {truth: shopper}, go: gone"],
        ["if: {truth: buyer}, odds: 100, go: ready", "if: {truth: shopper}, go: gone"],
        ["if: {trust: at least 5}, go: ready", "if: {trust: at most 4}, go: gone"],
        [
            "if: {done: greet}, odds: 50, go: ready",
            "if: {not-done: greet}, odds: 50, go: ready",
            "odds: 50, go: gone",
        ],
        ["if: {after: 9 min}, go: ready", "if: {before: 9 min}, go: gone"],
        ["if: {knows: seats}, go: ready"],
        ["if: {done: discover}, go: ready"],
        ["if: {said: mine}, go: ready"],
        ["if: {any: [{knows: lease}, {trust: at least 0}]}, go: ready"],
        ["if: {trust: at least 4}, go: ready"],
        ["if: {value: at least 2}, go: ready"],
    ],
    ids=" / ".join,
)
def test_odds_that_hold_wherever_they_meet_are_fine(tmp_path: Any, lines: list[str]) -> None:
    loaded = with_branches(tmp_path, *lines)
    assert [p for p in loaded.problems if p.severity == "error" and p.code != "SX066"] == []
    assert [s for s in loaded.suspicions if "mine" not in str(lines)] == []


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["odds: 30, go: ready", "odds: 60, go: gone"], "come to 90, not to 100"),
        (["odds: 80, go: ready", "odds: 30, go: gone", "go: shortlist"], "110, more than 100"),
        (["odds: 80, go: ready", "odds: 30, go: gone"], "come to 110"),
        (["if: {not-done: discover}, go: ready"], "No line of to: holds"),
        (["if: {trust: at most 3}, go: ready"], "No line of to: holds"),
        (["if: {truth: buyer}, odds: 60, go: ready", "odds: 90, go: gone"], "come to"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_odds_that_never_hold_are_an_error(tmp_path: Any, lines: list[str], said: str) -> None:
    problem = the_one(with_branches(tmp_path, *lines), "SX075")
    assert said in problem.message
    assert problem.excerpt.strip() == "to:"


@pytest.mark.parametrize(
    ("lines", "where"),
    [
        (["if: {truth: buyer}, odds: 60, go: ready", "odds: 40, go: gone"], "“buyer”|another"),
        (["if: {trust: at least 6}, go: ready"], "trust is 4"),
        (["if: {knows: lease}, odds: 80, go: ready", "odds: 30, go: gone", "go: ready"], "known"),
        (["if: {after: 9 min}, go: ready"], "it is minute 1"),
        (["if: {happened: sold}, go: ready"], "“sold” is not happened"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_odds_that_only_some_state_breaks_are_suspected_and_the_state_is_named(
    tmp_path: Any, lines: list[str], where: str
) -> None:
    loaded = with_branches(tmp_path, *lines)
    assert "SX075" not in [p.code for p in loaded.problems]
    assert [s.scene for s in loaded.suspicions] == ["opens-up"]
    problem = loaded.suspicions[0].problem
    assert problem.code == "SX075"
    assert any(word in problem.message for word in where.split("|"))
    assert problem.excerpt.strip() == "to:"


def test_more_combinations_than_can_be_tried_are_left_to_a_play(tmp_path: Any) -> None:
    names = ", ".join(f"f{i}" for i in range(14))

    def change(text: str) -> str:
        facts = "".join(f"  f{i}: {{says: x}}\n" for i in range(14))
        text = text.replace("facts:                            #", f"facts: #\n{facts}#", 1)
        return text.replace("if: {truth: buyer}, go: ready", f"if: {{knows: [{names}]}}, go: ready")

    loaded = changed(tmp_path, change)
    assert [s.scene for s in loaded.suspicions] == ["opens-up"]
    assert "too many" in loaded.suspicions[0].problem.message


NAMES = ("a", "b")
levels = st.tuples(st.sampled_from(["at least", "at most"]), st.integers(0, 10)).map(
    lambda level: f"{level[0]} {level[1]}"
)
flat = st.fixed_dictionaries(
    {},
    optional={
        "trust": levels,
        "knows": st.sampled_from(NAMES),
        "done": st.sampled_from(NAMES),
        "not-done": st.sampled_from(NAMES),
        "happened": st.sampled_from(NAMES),
        "truth": st.sampled_from(NAMES),
        "after": st.integers(0, 4).map(lambda m: f"{m} min"),
        "before": st.integers(1, 5).map(lambda m: f"{m} min"),
    },
)
conditions = st.one_of(
    flat,
    st.builds(
        lambda inner, outer: {**outer, "any": inner}, st.lists(flat, min_size=1, max_size=2), flat
    ),
)
branches = st.lists(
    st.builds(
        lambda when, percent: {
            **({"if": when} if when else {}),
            **({"odds": str(percent)} if percent is not None else {}),
            "go": "end",
        },
        st.none() | conditions,
        st.none() | st.sampled_from([0, 30, 50, 70, 100]),
    ),
    min_size=1,
    max_size=3,
)
own = st.fixed_dictionaries(
    {"takes": st.sampled_from(["1 min", "3 min"])},
    optional={
        "trust": st.integers(-3, 3).map(str),
        "does": st.sampled_from(NAMES),
        "learn": st.sampled_from(NAMES),
        "moment": st.sampled_from(NAMES),
        "if": flat.map(lambda when: {k: v for k, v in when.items() if k != "truth"}),
    },
)


def holds(when: Condition | None, state: dict[str, Any]) -> bool:
    """A condition read straight from the format's own words."""
    if when is None:
        return True
    return (
        all(level.low <= state["trust"] <= level.high for level in when.trust)
        and all(name in state["knows"] for name in when.knows)
        and all(name in state["done"] for name in when.done)
        and not any(name in state["done"] for name in when.not_done)
        and all(name in state["happened"] for name in when.happened)
        and (not when.truth or state["truth"] in when.truth)
        and (when.after is None or state["minute"] >= when.after)
        and (when.before is None or state["minute"] < when.before)
        and (not when.any or any(holds(inner, state) for inner in when.any))
    )


def taken(choice: Choice, state: dict[str, Any]) -> dict[str, Any]:
    return {
        "trust": max(0, min(10, state["trust"] + choice.trust)),
        "knows": state["knows"] | set(choice.learn),
        "done": state["done"] | set(choice.does),
        "happened": state["happened"] | set(choice.moment) | {"opened"},
        "truth": state["truth"],
        "minute": state["minute"] + choice.takes,
    }


def kept(choice: Choice, state: dict[str, Any]) -> bool:
    total = 0
    for branch in choice.to:
        if holds(branch.when, state):
            if branch.odds is None:
                return total <= 100
            total += branch.odds
    return total == 100


def every_state() -> list[dict[str, Any]]:
    subsets = [set[str](), {"a"}, {"b"}, {"a", "b"}]
    return [
        dict(zip(("trust", "knows", "done", "happened", "truth", "minute"), state, strict=True))
        for state in product(range(11), subsets, subsets, subsets, NAMES, range(6))
    ]


STATES = every_state()


@settings(max_examples=30)
@given(branches, own)
def test_what_is_said_of_odds_is_what_trying_every_state_finds(
    to: list[dict[str, Any]], parts: dict[str, Any]
) -> None:
    raw = {
        "title": "T",
        "binder": "b",
        "start": "s",
        "customer": {"name": "N", "truth": {n: {"odds": "50"} for n in NAMES}},
        "scenes": {
            "s": {"moment": "opened", "choices": [{"say": "Hi", **parts, "to": to}]},
            "end": {"ending": "lost"},
        },
    }
    scenario = Scenario.model_validate(raw)
    choice = scenario.scenes["s"].choices[0]
    offered = [state for state in STATES if holds(choice.when, state)]
    results = {kept(choice, taken(choice, state)) for state in offered}
    problems, suspicions = odds(scenario, placeless())
    if results == {True}:
        assert (problems, suspicions) == ((), ())
    elif results == {False}:
        assert len(problems) == 1
    elif results:
        assert problems == ()
        assert len(suspicions) == 1


def placeless() -> Document:
    return Document({}, {(): Mark("f", 1, 1)})
