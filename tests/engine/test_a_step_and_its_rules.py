"""What a step earns, a test a sentence of the format: once, kept, broken, excused or not done."""

from __future__ import annotations

import pytest

from tests.engine.tale import DOOR, GREET, line, play, tale

TWICE = """
lot:
  says: Hi.
  choices:
    - {say: Ask., id: ask, does: discover, to: lot}
    - {say: Ask again., id: again, does: discover, to: lot}
    - {say: Greet., id: greets, does: greet, to: lot}
    - {say: Leave., id: leave, moment: leaves, to: lot}
    - {say: Bye., id: bye, to: gone}
gone: {tells: Gone., ending: lost}
"""


def steps(discover: str) -> str:
    return f"""
    greet: {{label: Greet, points: 10}}
    discover: {{label: Discover, points: 21, {discover}}}
    """


def earned(discover: str, *choices: str) -> int:
    """What discover earns under a rule, after these choices."""
    program = tale(TWICE, covers="discover", steps=steps(discover), binder="moments: [leaves]")
    return line(play(program, *choices, "bye"), "discover").earned


def test_a_step_counts_once_at_its_first_doing_and_its_rules_are_read_then() -> None:
    assert earned("after: greet", "ask", "greets", "again") == 10
    assert earned("before: leaves", "ask", "leave", "again") == 21


def test_after_needs_the_named_steps_done_or_moments_happened_before() -> None:
    assert earned("after: greet", "greets", "ask") == 21
    assert earned("after: greet", "ask", "greets") == 10
    assert earned("after: leaves", "leave", "ask") == 21
    assert earned("after: leaves", "ask", "leave") == 10
    assert earned("after: [greet, leaves]", "greets", "ask") == 10
    assert earned("after: [greet, leaves]", "greets", "leave", "ask") == 21


def test_a_step_out_of_scope_counts_for_the_rules_of_one_in_scope() -> None:
    program = tale(TWICE, covers="discover", steps=steps("after: greet"), binder="moments: leaves")
    run = play(program, "greets", "ask", "bye")
    assert [entry.cites for entry in run.scorecard().ledger if entry.score == "process"] == [
        "discover"
    ]
    assert line(run, "discover").earned == 21


def test_a_step_done_with_a_rule_broken_still_counts_as_done_for_the_others() -> None:
    program = tale(
        TWICE,
        covers="greet, discover",
        steps="""
        greet: {label: Greet, points: 10, after: leaves}
        discover: {label: Discover, points: 20, after: greet}
        """,
        binder="moments: leaves",
    )
    run = play(program, "greets", "ask", "bye")
    assert (line(run, "greet").earned, line(run, "discover").earned) == (5, 20)


def test_before_needs_none_of_the_named_moments_to_have_happened() -> None:
    assert earned("before: leaves", "ask") == 21
    assert earned("before: leaves", "leave", "ask") == 10


@pytest.mark.parametrize(("takes", "points"), [("4 min", 10), ("5 min", 10), ("6 min", 5)])
def test_within_includes_its_bound(takes: str, points: int) -> None:
    program = tale(
        DOOR.replace("TAKES", takes), covers="greet", steps=GREET, binder="moments: leaves"
    )
    assert line(play(program, "wait", "greets"), "greet").earned == points


def test_within_is_kept_where_its_moment_has_not_happened_yet() -> None:
    assert earned("within: 1 min of leaves", "ask", "leave") == 21
    assert earned("within: 1 min of leaves, after: leaves", "ask", "leave") == 10


def test_every_deadline_of_a_list_must_be_kept() -> None:
    scenes = """
    lot:
      says: Hi.
      moment: arrival
      choices: [{say: Wait., id: wait, takes: 30 min, moment: leaves, to: hall}]
    hall:
      says: Bye.
      choices: [{say: Log., id: log, does: log, to: gone}]
    gone: {tells: Gone., ending: lost}
    """
    rule = "log: {label: Log, points: 8, within: [1 hour of arrival, DEADLINE of leaves]}"
    for deadline, points in (("1 min", 8), ("0 min", 4)):
        program = tale(
            scenes,
            covers="log",
            steps=rule.replace("DEADLINE", deadline),
            binder="moments: [arrival, leaves]",
        )
        assert line(play(program, "wait", "log"), "log").earned == points


def test_a_covered_step_earns_all_half_rounded_down_or_nothing() -> None:
    assert earned("after: greet", "greets", "ask") == 21
    assert earned("after: greet", "ask") == 10
    assert earned("after: greet") == 0


def test_unless_excuses_a_step_however_it_was_done_or_not() -> None:
    rule = "after: greet, unless: leaves"
    for choices in (("leave",), ("ask", "leave"), ("leave", "ask"), ("greets", "ask", "leave")):
        program = tale(TWICE, covers="discover", steps=steps(rule), binder="moments: leaves")
        found = line(play(program, *choices, "bye"), "discover")
        assert (found.earned, found.said) == (21, "did not apply")
    assert earned(rule) == 0
    assert earned(rule, "ask") == 10


def test_any_one_of_several_moments_in_unless_excuses_a_step() -> None:
    scenes = """
    lot:
      says: Hi.
      choices:
        - {say: Leave., id: leave, moment: leaves, to: gone}
        - {say: Sell., id: sell, moment: sold, to: gone}
        - {say: Bye., id: bye, to: gone}
    gone: {tells: Gone., ending: lost}
    """
    program = tale(
        scenes,
        covers="greet",
        steps="greet: {label: Greet, points: 10, unless: [leaves, sold]}",
        binder="moments: [leaves, sold]",
    )
    points = [line(play(program, choice), "greet").earned for choice in ("leave", "sell", "bye")]
    assert points == [10, 10, 0]


def test_nothing_else_earns_points_for_not_being_done_so_leaving_at_once_never_pays() -> None:
    program = tale(
        TWICE, covers="greet, discover", steps=steps("before: leaves"), binder="moments: leaves"
    )
    assert play(program, "bye").scorecard().process.earned == 0
