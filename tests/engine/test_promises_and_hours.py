"""Promises on a clock, steps that must lie apart, and a minute budget."""

from __future__ import annotations

import pytest

from game.engine.run import Run
from game.session.debrief import Promised, debrief
from game.session.view import scene_view
from tests.engine.tale import line, offered, play, tale

PROMISE = """
lot:
  says: Hi.
  choices:
    - {say: I'll ring., id: promise, promises: ring, to: desk}
    - {say: Bye., id: none, to: desk}
desk:
  tells: The desk.
  choices:
    - {do: Wait., id: wait, takes: TAKES, to: desk}
    - {do: Ring., id: ring, makes-good: ring, takes: 1 min, to: desk}
    - {say: Sorry., id: sorry, if: {broken: ring}, to: desk}
    - {say: As promised., id: kept, if: {kept: ring}, to: desk}
    - {say: I know., id: open, if: {promised: ring}, to: desk}
    - {do: Go., id: go, to: gone}
gone:
  tells: Gone.
  ending: lost
  afterwards:
    - {if: {broken: ring}, day: 3, tells: She waited.}
    - {day: 3, tells: Nothing.}
"""


def promised(*choices: str, takes: str = "5 min", within: str | None = "10 min") -> Run:
    limit = f", within: {within}" if within else ""
    head = f"customer: {{name: Dana}}\npromises: {{ring: {{says: I'll ring{limit}}}}}"
    return play(tale(PROMISE.replace("TAKES", takes), head=head), *choices)


def test_a_promise_made_good_in_time_is_kept() -> None:
    run = promised("promise", "wait", "ring")
    assert {"kept", "open"} <= set(offered(run))
    assert "sorry" not in offered(run)
    assert debrief(run).promises == (Promised("I'll ring", True),)


@pytest.mark.parametrize(("takes", "kept"), [("9 min", True), ("10 min", False)])
def test_the_last_minute_of_a_promise_is_still_in_time(takes: str, kept: bool) -> None:
    run = promised("promise", "wait", "ring", takes=takes)
    assert ("kept" in offered(run)) == kept
    assert ("sorry" in offered(run)) == (not kept)


def test_a_promise_is_open_until_its_time_is_over_and_broken_from_then_on() -> None:
    open_still = promised("promise", "wait", takes="10 min")
    assert "sorry" not in offered(open_still)
    assert debrief(open_still).promises == (Promised("I'll ring", None),)
    late = promised("promise", "wait", takes="11 min")
    assert "sorry" in offered(late)
    assert debrief(late).promises == (Promised("I'll ring", False),)


def test_what_was_never_promised_is_neither_kept_nor_broken() -> None:
    run = promised("none", "ring", "wait", takes="1 hour")
    assert offered(run) == ["go"]
    run = run.choose("go")
    assert debrief(run).promises == ()
    assert debrief(run).days_after == "Nothing."


def test_a_promise_without_a_limit_is_broken_by_the_ending_and_not_before() -> None:
    run = promised("promise", "wait", takes="3 days", within=None)
    assert "sorry" not in offered(run)
    assert "kept" in offered(run.choose("ring"))
    told = debrief(run.choose("go"))
    assert told.promises == (Promised("I'll ring", False),)
    assert told.days_after == "She waited."


def test_a_promise_with_a_limit_is_broken_by_an_ending_within_it() -> None:
    assert debrief(promised("promise", "go")).days_after == "She waited."
    assert debrief(promised("promise", "ring", "go")).days_after == "Nothing."


def test_promises_move_no_score() -> None:
    kept, broken = promised("promise", "ring", "go"), promised("promise", "go")
    assert kept.scorecard().sixty == broken.scorecard().sixty
    assert kept.scorecard().process == broken.scorecard().process


CALLS = """
day:
  tells: The phone.
  choices:
    - {do: Call., id: first, does: first, to: day}
    - {do: Wait., id: wait, takes: TAKES, to: day}
    - {do: Call again., id: again, does: again, to: day}
    - {do: Stop., id: stop, to: gone}
gone: {tells: Gone., ending: lost}
"""
TWO_CALLS = """
first: {label: Call, points: 10}
again: {label: Call again, points: 10, apart: 2 days from first}
"""


def called(*choices: str, takes: str = "2 days", covers: str = "again") -> Run:
    return play(tale(CALLS.replace("TAKES", takes), steps=TWO_CALLS, covers=covers), *choices)


def test_a_step_that_comes_too_soon_after_another_breaks_its_rule() -> None:
    told = line(called("first", "again", "stop"), "again")
    assert (told.earned, told.said) == (5, "done, but too soon after “Call”: half the points")


def test_a_step_may_come_from_the_last_minute_of_its_distance_on() -> None:
    assert line(called("first", "wait", "again", "stop", takes="1439 min"), "again").earned == 5
    assert line(called("first", "wait", "again", "stop", takes="2879 min"), "again").earned == 10


def test_a_step_keeps_its_distance_from_what_never_happened() -> None:
    assert line(called("again", "first", "stop"), "again").earned == 10


def test_the_distance_counts_from_a_step_in_scope_or_not() -> None:
    assert line(called("first", "again", "stop", covers="first, again"), "again").earned == 5


BUDGET = """
prepare:
  tells: The call is at ten.
  until: 10 min
  then: call
  choices:
    - {do: Read., id: read, takes: 6 min, to: prepare}
    - {do: Ask., id: ask, takes: 4 min, to: [{odds: 50, go: gone}, {go: prepare}]}
    - {do: Dial now., id: dial, to: early}
early: {tells: Early., ending: follow-up}
call: {tells: The call., ending: appointment}
gone: {tells: Gone., ending: lost}
"""


def test_once_the_minutes_are_used_up_every_choice_leads_to_the_same_scene() -> None:
    run = play(tale(BUDGET), "read")
    assert (run.scene.id, scene_view(run).minutes_left) == ("prepare", 4)
    for seed in range(8):
        assert play(tale(BUDGET), "read", "ask", seed=seed).scene.id == "call"


def test_before_that_a_choice_leads_where_it_says() -> None:
    assert play(tale(BUDGET), "read", "dial").scene.id == "early"
    assert scene_view(play(tale(BUDGET))).minutes_left == 10
    assert scene_view(play(tale(BUDGET), "dial")).minutes_left is None
