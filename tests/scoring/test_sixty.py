"""The six measures of the value kept in a customer, each at its edges, each rounded down."""

from __future__ import annotations

import pytest

from scoring.binder import Step
from scoring.events import Did, Event, Happened, Learnt, Moved
from scoring.fold import Left
from tests.scoring.judged import LOG, LOST, SOLD, binder, judge, judged, line


@pytest.mark.parametrize(("reading", "earned"), [(0, 0), (1, 1), (3, 4), (9, 13), (10, 15)])
def test_trust_earns_its_points_by_the_meter_rounded_down(reading: int, earned: int) -> None:
    assert line(judged(judge([]), [], meters=(reading, 0, 0)), "trust").earned == earned


@pytest.mark.parametrize(("pressure", "earned"), [(0, 10), (2, 8), (10, 0)])
def test_ease_is_what_pressure_leaves_of_ten(pressure: int, earned: int) -> None:
    assert line(judged(judge([]), [], meters=(0, pressure, 0)), "ease").earned == earned


def test_the_meters_count_as_they_stand_at_the_ending() -> None:
    told = [(1, [Moved("value", 9)]), (2, [Moved("value", -4)])]
    assert line(judged(judge([]), told), "value").earned == 6


@pytest.mark.parametrize(
    ("facts", "earned"), [([], 0), (["seats"], 4), (["lease"], 6), (["seats", "lease"], 10)]
)
def test_understanding_is_the_worth_learnt_over_the_worth_of_all(
    facts: list[str], earned: int
) -> None:
    one = judge([], worth={"seats": 2, "lease": 3})
    assert line(judged(one, [(1, [Learnt(fact) for fact in facts])]), "understanding").earned == (
        earned
    )


def test_a_fact_learnt_twice_is_worth_what_it_is_worth_once() -> None:
    one = judge([], worth={"seats": 2, "lease": 3})
    told = [(1, [Learnt("seats")]), (2, [Learnt("seats")])]
    assert line(judged(one, told), "understanding").earned == 4


@pytest.mark.parametrize("worth", [{}, {"seats": 0}])
def test_where_there_is_nothing_to_find_out_understanding_earns_its_points_and_says_so(
    worth: dict[str, int],
) -> None:
    found = line(judged(judge([], worth=worth), []), "understanding")
    assert (found.earned, found.possible) == (10, 10)
    assert "nothing to find out" in found.said


KEPT_LOG = [(1, [Happened("leaves")]), (2, [Did("log")])]
BROKEN_LOG = [(1, [Did("log")])]


@pytest.mark.parametrize(
    ("told", "earned"),
    [
        ([], 0),
        (KEPT_LOG, 12),  # one of two
        (BROKEN_LOG, 6),  # a half of one of two
        ([*KEPT_LOG, (3, [Did("call")])], 25),
        ([*BROKEN_LOG, (3, [Did("call")])], 18),  # three halves of two, rounded down
    ],
)
def test_the_next_step_is_the_share_done_and_a_rule_broken_counts_half(
    told: list[tuple[int, list[Happened | Did]]], earned: int
) -> None:
    assert line(judged(judge(["log", "call"]), told), "next-step").earned == earned


def test_a_step_that_did_not_apply_is_left_out_of_the_next_step() -> None:
    always = Step("call", "Call", 15, secures_next_step=True)
    one = judge(["log", "call"], by=binder(steps=(LOG, always)))
    sold: tuple[int, list[Event]] = (1, [Happened("sold")])
    called: tuple[int, list[Event]] = (2, [Did("call")])
    assert line(judged(one, [sold, called]), "next-step").earned == 25
    assert line(judged(one, [sold]), "next-step").earned == 0


@pytest.mark.parametrize(
    ("covers", "told"), [([], []), (["greet"], []), (["log"], [(1, [Happened("sold")])])]
)
def test_where_no_next_step_was_called_for_it_earns_its_points_and_says_so(
    covers: list[str], told: list[tuple[int, list[Happened]]]
) -> None:
    found = line(judged(judge(covers), told), "next-step")
    assert (found.earned, found.possible) == (25, 25)
    assert "no next step was called for" in found.said


@pytest.mark.parametrize(("tenths", "earned"), [(0, 0), (1, 3), (6, 18), (7, 21), (10, 30)])
def test_the_outcome_earns_its_tenths(tenths: int, earned: int) -> None:
    assert line(judged(judge([]), [], Left("follow-up", tenths)), "outcome").earned == earned


def test_each_measure_is_rounded_down_by_itself() -> None:
    by = binder(trust=33, ease=33, value=34)
    card = judged(judge([], by=by), [], LOST, meters=(1, 9, 1))
    assert [entry.earned for entry in card.ledger] == [3, 3, 3]
    assert card.sixty == (9, 100)


def test_a_measure_without_points_has_no_line() -> None:
    card = judged(judge([], by=binder(outcome=100)), [], SOLD)
    assert [entry.cites for entry in card.ledger] == ["outcome"]


@pytest.mark.parametrize(
    ("kind", "tenths", "said"),
    [
        ("lost", 0, "ended as lost, which keeps nothing"),
        ("sold", 10, "ended as sold, which keeps 10 of 10"),
        ("follow-up", 6, "ended as a follow-up, which keeps 6 of 10"),
        ("handed-over", 7, "ended as handed over, which keeps 7 of 10"),
    ],
)
def test_the_outcome_says_what_the_ending_keeps(kind: str, tenths: int, said: str) -> None:
    assert line(judged(judge([]), [], Left(kind, tenths)), "outcome").said == said
