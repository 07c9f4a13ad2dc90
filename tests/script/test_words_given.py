"""What a mentor is told of the card and of promises that lead nowhere."""

from __future__ import annotations

import pytest

from game.script.load import load_sources
from game.script.problems import Problem

BINDER = b"""
title: B
steps:
  first: {label: Call, points: 10}
  again: {label: Call again, points: 10, apart: 2 days from first}
moments: [arrival]
"""
SCENARIO = """
title: T
binder: b
customer: {name: Dana}
facts:
  seats: {says: Two seats.}
notes:
  plan: {says: Call on Tuesday.}
promises:
  ring: {says: I'll ring., within: 2 hours}
card: plan
start: lot
scenes:
  lot:
    tells: The lot.
    until: 10 min
    then: gone
    choices:
      - {say: Ask., learn: seats, writes: [seats, plan], promises: ring, to: desk}
  desk:
    tells: The desk.
    choices:
      - {say: Go on., if: {noted: seats, promised: ring}, makes-good: ring, to: gone}
      - {say: Leave., to: gone}
  gone: {tells: Gone., ending: lost}
"""


def told(*edits: tuple[str, str], binder: bytes = BINDER) -> tuple[Problem, ...]:
    text = SCENARIO
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return load_sources("t", text.encode(), "b", binder).problems


def test_a_scenario_that_uses_all_of_it_rightly_loads_without_a_word() -> None:
    assert told() == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "mend"),
    [
        ("writes: [seats, plan]", "writes: [seat, plan]", "SX084", "“seats”"),
        ("card: plan", "card: plam", "SX084", "“plan”"),
        ("noted: seats", "noted: sets", "SX084", "“seats”"),
        ("makes-good: ring", "makes-good: rign", "SX085", "“ring”"),
        ("promised: ring", "promised: rng", "SX085", "“ring”"),
        ("then: gone", "then: gane", "SX060", "“gone”"),
        ("learn: seats", "learn: plan", "SX061", "“plan” is a note."),
    ],
)
def test_a_name_that_leads_nowhere_is_told_with_the_one_that_was_meant(
    old: str, new: str, code: str, mend: str
) -> None:
    problem = next(problem for problem in told((old, new)) if problem.severity == "error")
    assert problem.code == code
    assert mend in problem.suggestion


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("2 days of first", "SX043"),
        ("2 days from frist", "SX077"),
        ("2 days from again", "SX078"),
        ("soon from first", "SX040"),
    ],
)
def test_a_distance_that_cannot_be_kept_is_told(rule: str, code: str) -> None:
    binder = BINDER.replace(b"2 days from first", rule.encode())
    assert code in {problem.code for problem in told(binder=binder)}


def test_a_distance_may_count_from_a_step_or_from_a_moment() -> None:
    binder = BINDER.replace(b"2 days from first", b"[2 days from first, 1 hour from arrival]")
    assert told(binder=binder) == ()


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        (
            [("writes: [seats, plan]", "writes: seats"), ("card: plan\n", "")],
            "Nothing ever writes the note “plan”.",
        ),
        (
            [("writes: [seats, plan]", "writes: plan")],
            "A condition asks whether “seats” is noted, and nothing ever writes it.",
        ),
        ([("promises: ring, ", "")], "No choice makes the promise “ring”."),
        (
            [("makes-good: ring, ", "")],
            "The promise “ring” is made, and no choice makes it good.",
        ),
    ],
)
def test_what_is_never_written_made_or_kept_is_a_warning(
    edits: list[tuple[str, str]], message: str
) -> None:
    (problem,) = told(*edits)
    assert (problem.severity, problem.message) == ("warning", message)


def test_a_piece_brings_its_notes_and_promises() -> None:
    lines = SCENARIO.replace("notes:\n  plan: {says: Call on Tuesday.}\n", "")
    lines = lines.replace("start: lot", "use: plans\nstart: lot")
    piece = b"notes:\n  plan: {says: Call on Tuesday.}\npromises:\n  book: {says: I'll bring it.}\n"
    text = lines.encode() + b"\n--- # piece: plans\n" + piece
    loaded = load_sources("t", text, "b", BINDER)
    assert loaded.script is not None, loaded.problems
    assert set(loaded.script.scenario.notes) == {"plan"}
    assert set(loaded.script.scenario.promises) == {"ring", "book"}
