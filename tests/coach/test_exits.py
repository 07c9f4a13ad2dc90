"""A scene that is proved never to get stuck never does; one that can get stuck is never proved."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from game.coach.exits import unproved
from game.engine.explore import TooManyStatesError, first_fault
from game.engine.program import Program, compile_script
from game.script.load import load_sources
from tests.generate import Pair, pairs

BINDER = b"title: One\nsteps: {a: {label: A, points: 1}}\n"
HEAD = "title: T\nbinder: one\ncustomer: {name: Ada}\nfacts: {f: {says: F}}\nstart: lot\nscenes:\n"


def program(scenes: str) -> Program:
    loaded = load_sources("t", f"{HEAD}{scenes}".encode(), "one", BINDER)
    assert loaded.script is not None, loaded.problems
    return compile_script(loaded.script)


ONWARD = "  end: {ending: lost}\n"
STRAIGHT = "  lot: {choices: [{say: Hello., to: end}]}\n"
GUARDED = "  lot: {choices: [{say: Hello., if: {trust: at least 2}, to: end}]}\n"
CIRCLE = """
  lot: {choices: [{say: Hello., to: desk}]}
  desk: {choices: [{say: Back., to: lot}, {say: Bye., if: {knows: f}, to: end}]}
"""
WAY_OUT = """
  lot: {choices: [{say: Hello., to: desk}, {say: Bye., to: end}]}
  desk: {choices: [{say: Back., to: lot}, {say: Then bye., to: end}]}
"""
BY_LUCK = """
  lot: {choices: [{say: Hello., to: desk}, {say: Bye., to: end}]}
  desk: {choices: [{say: Well., to: [{odds: 50, go: lot}, {go: end}]}]}
"""


@pytest.mark.parametrize(
    ("scenes", "left"),
    [
        (STRAIGHT, ()),
        (GUARDED, ("lot",)),
        (CIRCLE, ("lot", "desk")),
        (WAY_OUT, ()),
        (BY_LUCK, ("desk",)),
    ],
)
def test_what_is_proved_of_small_stories(scenes: str, left: tuple[str, ...]) -> None:
    assert unproved(program(scenes + ONWARD)) == left


@settings(max_examples=40)
@given(pairs())
def test_the_explorer_finds_no_wall_where_none_can_be(pair: Pair) -> None:
    if unproved(pair.program):
        return
    try:
        fault = first_fault(pair.program, cap=20_000)
    except TooManyStatesError:
        return
    assert fault is None or fault.choice is not None


def test_the_explorer_finds_a_wall_that_is_not_ruled_out() -> None:
    stuck = program(CIRCLE + ONWARD)
    fault = first_fault(stuck)
    assert fault is not None
    assert fault.choice is None
    assert "lot" in fault.says or "desk" in fault.says
