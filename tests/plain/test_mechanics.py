"""The card, promises, memory and the minute budget as plain lines tell them."""

from __future__ import annotations

from game.engine.run import Run
from game.plain.debrief import debrief_lines
from game.plain.scene import binder_lines, card_lines, scene_lines
from game.plain.transcript import transcript_lines
from game.session.card import card
from game.session.debrief import debrief
from game.session.review import NoReview
from game.session.view import scene_view
from tests.engine.tale import play, tale

HEAD = """
customer: {name: Dana Reyes}
opens: Saturday 10:40
facts:
  seats: {says: Two seats.}
notes:
  plan: {says: Call on Tuesday.}
card: plan
promises:
  ring: {says: I'll ring you, within: 2 hours}
"""
STEPS = """
first: {label: Call, points: 10}
again: {label: Call again, points: 10, apart: 2 days from first}
"""
STORY = """
lot:
  tells: The lot.
  until: 10 min
  then: desk
  choices:
    - {say: I'll ring., id: promise, learn: seats, writes: seats, promises: ring, to: desk}
desk:
  says: What did I tell you?
  hint: Seats.
  from-memory: yes
  choices: [{say: Two., id: two, to: monday}]
monday:
  takes-over: Lou, on Monday
  wait: 1 day
  tells: The card is all you have.
  choices: [{do: Ring., id: ring, makes-good: ring, to: gone}]
gone: {tells: Gone., ending: lost}
"""


def after(*choices: str) -> Run:
    return play(tale(STORY, steps=STEPS, covers="again", head=HEAD), *choices)


def test_the_minutes_that_are_left_are_told_with_the_scene() -> None:
    assert "10 minutes left." in list(scene_lines(scene_view(after())))


def test_a_scene_from_memory_says_what_is_closed_and_the_card_says_it_too() -> None:
    run = after("promise")
    says = "From memory: hint, card and what was said are closed."
    assert says in list(scene_lines(scene_view(run)))
    assert list(card_lines(card(run))) == [says]


def test_the_card_tells_what_was_there_before_and_what_was_written_since() -> None:
    assert list(card_lines(card(after("promise", "two")))) == [
        "The CRM card of Dana Reyes",
        "- Saturday 10:40: On the card before you",
        "  Call on Tuesday.",
        "- Saturday 10:41: Written down",
        "  Two seats.",
    ]


def test_who_takes_over_is_told_and_a_transcript_of_the_run_still_has_all_of_it() -> None:
    run = after("promise", "two", "ring")
    assert "From here on you are Lou, on Monday." in list(
        scene_lines(scene_view(after("promise", "two")))
    )
    lines = list(transcript_lines(run, NoReview("dead-end")))
    assert "You say: “I'll ring.”" in lines
    assert "Promised: I'll ring you." in lines


def test_the_debrief_tells_the_promises_kept_of_those_made() -> None:
    lines = list(debrief_lines(debrief(after("promise", "two", "ring"))))
    assert "Promises kept: 0 of 1." in lines
    assert "- broken: I'll ring you." in lines


def test_the_binder_tells_how_far_apart_two_steps_must_lie() -> None:
    program = after().program
    lines = list(binder_lines(program.script.binder, program.judge.scope))
    assert "  Not sooner than 2 days after: Call" in lines
