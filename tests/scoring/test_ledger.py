"""One line for each thing that counted, and nothing in the scores but the lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.binder import METERS, Step
from scoring.events import Did, Event, Fouled, Happened, Learnt, Moved
from scoring.fold import Left
from scoring.ledger import Score, Scorecard
from tests.scoring.judged import LOST, MOMENTS, SOLD, binder, judge, judged, line

WORTH = {"seats": 2, "lease": 3}


def events() -> st.SearchStrategy[list[Event]]:
    """One decision's events, in the order of the format."""
    names = st.sampled_from
    moved = st.lists(st.builds(Moved, names(METERS), st.integers(-10, 10)), max_size=3)
    learnt = st.lists(st.builds(Learnt, names(sorted(WORTH))), max_size=2)
    did = st.lists(st.builds(Did, names(["greet", "discover", "log", "call"])), max_size=3)
    fouled = st.lists(st.builds(Fouled, names(["fib", "hid"])), max_size=1)
    happened = st.lists(st.builds(Happened, names(MOMENTS)), max_size=2)
    return st.tuples(moved, learnt, did, fouled, happened).map(_in_one)


def _in_one(parts: Iterable[Sequence[Event]]) -> list[Event]:
    return [event for part in parts for event in part]


def runs() -> st.SearchStrategy[list[tuple[int, list[Event]]]]:
    """Decisions at growing minutes."""
    gaps = st.lists(st.tuples(st.integers(1, 5), events()), max_size=8)
    return gaps.map(
        lambda told: [(sum(gap for gap, _ in told[: n + 1]), e) for n, (_, e) in enumerate(told)]
    )


COVERS = st.lists(st.sampled_from(["greet", "discover", "log", "call"]), unique=True)
LEFTS = st.none() | st.builds(Left, st.sampled_from(["sold", "lost"]), st.integers(0, 10))


def sums(card: Scorecard) -> dict[str, Score]:
    found = {"process": [0, 0], "sixty": [0, 0]}
    for entry in card.ledger:
        found[entry.score][0] += entry.earned
        found[entry.score][1] += entry.possible
    return {score: Score(*both) for score, both in found.items()}


@given(COVERS, runs(), LEFTS)
def test_the_scores_are_the_sums_of_the_lines_and_nothing_else(
    covers: list[str], told: list[tuple[int, list[Event]]], left: Left | None
) -> None:
    card = judged(judge(covers, worth=WORTH), told, left)
    assert sums(card) == {"process": card.process, "sixty": card.sixty}
    assert all(0 <= entry.earned <= entry.possible for entry in card.ledger)
    assert all(type(entry.earned) is int for entry in card.ledger)


@given(COVERS, runs(), LEFTS)
def test_what_is_possible_depends_on_the_scenario_and_never_on_the_play(
    covers: list[str], told: list[tuple[int, list[Event]]], left: Left | None
) -> None:
    one = judge(covers, worth=WORTH)
    card, nothing = judged(one, told, left), judged(one, [], left)
    assert card.process.possible == nothing.process.possible
    assert card.sixty.possible == nothing.sixty.possible == 100
    assert [entry.cites for entry in card.ledger] == [entry.cites for entry in nothing.ledger]


@given(COVERS, runs(), LEFTS)
def test_a_line_cites_the_decision_that_did_it_and_no_later_one_changes_it(
    covers: list[str], told: list[tuple[int, list[Event]]], left: Left | None
) -> None:
    card = judged(judge(covers, worth=WORTH), told, left)
    for entry in card.ledger:
        if entry.score != "process":
            continue
        does = [n for n, (_, done) in enumerate(told) if Did(entry.cites) in done]
        assert entry.decision == (does[0] if does else None)
    for foul, decision in card.fouls:
        assert decision == next(n for n, (_, done) in enumerate(told) if Fouled(foul) in done)


@given(COVERS, runs(), LEFTS)
def test_a_run_passes_with_both_marks_reached_no_foul_and_an_ending(
    covers: list[str], told: list[tuple[int, list[Event]]], left: Left | None
) -> None:
    card = judged(judge(covers, worth=WORTH), told, left)
    full = card.process.possible == 0
    reached = full or 100 * card.process.earned >= 70 * card.process.possible
    enough = reached and card.sixty.earned >= 60
    assert card.passed == (enough and not card.fouls and left is not None)


@given(COVERS, runs())
def test_the_fold_is_the_same_event_by_event_as_decision_by_decision(
    covers: list[str], told: list[tuple[int, list[Event]]]
) -> None:
    one = judge(covers, worth=WORTH)
    at_once = each = one.start(3, 2, 2)
    for minute, together in told:
        at_once = one.apply(at_once, one.effect(together), minute)
        for event in together:
            each = one.advance(each, event, minute)
        assert each == at_once


def test_a_percent_is_shown_rounded_down_and_exact_for_the_pass() -> None:
    assert Score(2, 3).percent == 66
    assert Score(199, 200).percent == 99
    assert not Score(199, 200).reaches(100)
    assert not Score(2, 3).reaches(67)
    assert Score(7, 10).reaches(70)
    assert Score(699, 1000).percent == 69
    assert not Score(699, 1000).reaches(70)


def test_a_score_that_nothing_is_possible_in_is_full() -> None:
    assert Score(0, 0).percent == 100
    assert Score(0, 0).reaches(100)


@pytest.mark.parametrize(("points", "half"), [(0, 0), (1, 0), (2, 1), (7, 3), (21, 10)])
def test_half_points_are_rounded_down(points: int, half: int) -> None:
    late = Step("late", "Late", points, after=("arrival",))
    card = judged(judge(["late"], by=binder(steps=(late,))), [(1, [Did("late")])])
    assert line(card, "late").earned == half


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([(1, [Did("discover")])], "done, but before “Greet”: half the points"),
        ([(1, [Happened("sold")]), (2, [Did("call")])], "did not apply"),
        ([(1, [Happened("arrival")]), (4, [Did("greet")])],
         "done, but too long after arrival: half the points"),
        ([(1, [Happened("arrival")]), (3, [Did("greet")])], "done by the binder"),
        ([(1, [Did("greet"), Did("discover")])], "done by the binder"),
        ([], "not done"),
    ],
)  # fmt: skip
def test_a_line_says_why(told: list[tuple[int, list[Event]]], said: str) -> None:
    card = judged(judge(["greet", "discover", "call"]), told)
    assert said in [entry.said for entry in card.ledger]


def test_a_foul_costs_no_points_is_told_with_its_decision_and_is_not_a_pass() -> None:
    one = judge([], by=binder(outcome=100))
    honest = judged(one, [(1, []), (2, [])])
    liar = judged(one, [(1, []), (2, [Fouled("fib")]), (3, [Fouled("fib")])])
    assert liar.fouls == (("fib", 1),)
    assert (liar.process, liar.sixty) == (honest.process, honest.sixty)
    assert (honest.passed, liar.passed) == (True, False)


def test_a_run_that_is_not_over_has_passed_nothing_and_kept_no_outcome() -> None:
    one = judge(["greet"], by=binder(marks=(0, 0), outcome=100))
    card = judged(one, [], left=None)
    assert not card.passed
    assert line(card, "outcome").earned == 0
    assert line(card, "greet").said == "not done yet"
    assert judged(one, [], left=LOST).passed


def test_the_ledger_lists_steps_in_the_binders_order_then_the_measures() -> None:
    card = judged(judge(["call", "greet", "discover"]), [], SOLD)
    assert [entry.cites for entry in card.ledger] == [
        "greet",
        "discover",
        "call",
        "trust",
        "ease",
        "value",
        "understanding",
        "next-step",
        "outcome",
    ]


def test_a_step_out_of_scope_has_no_line_whatever_it_did() -> None:
    card = judged(judge(["discover"]), [(1, [Did("greet"), Did("discover")])])
    assert [entry.cites for entry in card.ledger if entry.score == "process"] == ["discover"]
    assert card.process == (21, 21)


def test_a_step_that_the_binder_lacks_cannot_be_covered() -> None:
    with pytest.raises(KeyError):
        judge(["juggle"])
