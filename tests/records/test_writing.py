"""What may be written to the log, when, and what it then says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from game.records import RecordsError, Store, new_run
from tests.records import kit


def test_a_run_reads_back_as_it_was_written(store: Store, who: kit.Cast) -> None:
    start = kit.start_of(who, seed=2**53 - 1, mode="practice", front="plain")
    decisions = [kit.decision_of(start.run, index, choice="push") for index in range(3)]
    end = kit.end_of(start.run, fouls=("false-urgency", "badgering"), cost=None, passed=False)

    store.start(start)
    for decision in decisions:
        store.decide(decision)
    store.end(end)

    record = store.run(start.run)
    assert (record.started, record.ended, record.state) == (start, end, "finished")
    assert record.name == "Ana"
    assert [
        (d.index, d.scene, d.choice, d.minute, d.offered, d.thinking_ms) for d in record.decisions
    ] == [(d.index, d.scene, d.choice, d.minute, d.offered, d.thinking_ms) for d in decisions]
    assert record.started_ms < record.decisions[0].at_ms < record.decisions[2].at_ms
    assert record.closed_ms is not None
    assert record.closed_ms > record.decisions[2].at_ms


def test_writing_the_same_thing_twice_changes_nothing(store: Store, who: kit.Cast) -> None:
    start = kit.start_of(who)
    decision, end = kit.decision_of(start.run, 0), kit.end_of(start.run)
    for entry in ("start", "start", "decide", "decide", "end", "start", "decide", "end"):
        what: Any = {"start": start, "decide": decision, "end": end}[entry]
        getattr(store, entry)(what)
    assert store.head().count == 3
    # The first try was slow to answer, so the second took longer: it is the same decision.
    store.decide(replace(decision, thinking_ms=99_999))
    assert store.run(start.run).decisions[0].thinking_ms == decision.thinking_ms


def test_writing_something_else_in_its_place_is_refused(store: Store, who: kit.Cast) -> None:
    run = kit.play(store, who, decisions=2)
    for change in ({"choice": "push"}, {"scene": "lot"}, {"minute": 9}, {"offered": ("ask",)}):
        with pytest.raises(RecordsError, match="gone on in another window"):
            store.decide(kit.decision_of(run, 1, **change))
    with pytest.raises(RecordsError, match="started already"):
        store.start(replace(store.run(run).started, seed=61))
    with pytest.raises(RecordsError, match="ended already"):
        store.end(kit.end_of(run, sixty_earned=100))
    assert store.head().count == 4


def test_a_decision_out_of_order_is_refused(store: Store, who: kit.Cast) -> None:
    run = kit.play(store, who, decisions=1, end=False)
    with pytest.raises(RecordsError, match="Decision 3 of this run came before decision 2"):
        store.decide(kit.decision_of(run, 2))
    store.decide(kit.decision_of(run, 1))
    store.decide(kit.decision_of(run, 2))


def test_nothing_is_written_to_a_run_that_is_over(store: Store, who: kit.Cast) -> None:
    ended, abandoned = kit.play(store, who), kit.play(store, who, end=False)
    store.abandon(abandoned)
    store.abandon(abandoned)
    before = store.head()
    with pytest.raises(RecordsError, match="has ended"):
        store.decide(kit.decision_of(ended, 3))
    with pytest.raises(RecordsError, match="has ended"):
        store.abandon(ended)
    with pytest.raises(RecordsError, match="given up"):
        store.decide(kit.decision_of(abandoned, 3))
    with pytest.raises(RecordsError, match="given up"):
        store.end(kit.end_of(abandoned))
    assert store.head() == before


def test_a_run_needs_a_person_and_sources_that_are_kept(store: Store, who: kit.Cast) -> None:
    for change, said in (
        ({"person": "p-nobody"}, "nobody with the pseudonym"),
        ({"scenario_digest": "0" * 64}, "no file with the digest"),
        ({"binder_digest": "0" * 64}, "no file with the digest"),
    ):
        with pytest.raises(RecordsError, match=said):
            store.start(kit.start_of(who, **change))
    for write in (
        lambda run: store.decide(kit.decision_of(run, 0)),
        lambda run: store.end(kit.end_of(run)),
        store.abandon,
    ):
        with pytest.raises(RecordsError, match="has no run"):
            write(new_run())
    assert store.head().count == 0


@pytest.mark.parametrize(
    "change",
    [
        {"run": "not-a-uuid"},
        {"run": "6F0F2C7E-8D1B-4C39-9A51-0D6F5F7F3C2A"},
        {"seed": -1},
        {"seed": 2**53},
        {"seed": True},
        {"front": "phone"},
        {"mode": "hard"},
        {"scenario": ""},
        {"scenario": "a\x1b[31m"},
        {"scenario": "a\udcff"},
        {"bot": "b" * 5000},
        {"branched_from": ("x", 1)},
    ],
)
def test_a_start_that_could_not_be_read_back_is_refused(
    store: Store, who: kit.Cast, change: dict[str, Any]
) -> None:
    with pytest.raises(RecordsError) as caught:
        store.start(kit.start_of(who, **change))
    assert caught.value.sentence.endswith(".")
    assert "\n" not in caught.value.sentence
    assert store.head().count == 0


def test_a_choice_that_was_not_offered_is_refused(store: Store, who: kit.Cast) -> None:
    run = kit.play(store, who, decisions=0, end=False)
    with pytest.raises(RecordsError, match="not among those offered"):
        store.decide(kit.decision_of(run, 0, choice="leave"))


def test_a_clock_set_back_loses_nothing(home: Path, store: Store, who: kit.Cast) -> None:
    clock = store._clock
    assert isinstance(clock, kit.Clock)
    run = kit.play(store, who, decisions=1, end=False)
    clock.at -= 86_400_000
    store.decide(kit.decision_of(run, 1, thinking_ms=-86_399_000))
    store.end(kit.end_of(run))
    first, second = store.run(run).decisions
    assert second.at_ms < first.at_ms
    assert second.thinking_ms == 0
    assert kit.verified(home).problems == ()


@pytest.mark.parametrize(
    ("how", "counts"),
    [
        ({}, True),
        ({"mode": "practice"}, True),
        ({"front": "plain"}, True),
        ({"front": "run"}, False),
        ({"bot": "longest", "front": "run"}, False),
        ({"bot": "longest"}, False),
        ({"seed_given": True}, False),
        ({"truth_given": "buyer"}, False),
        ({"branched_from": 2}, False),
    ],
)
def test_a_run_that_could_be_farmed_does_not_count(
    store: Store, who: kit.Cast, how: dict[str, Any], counts: bool
) -> None:
    if "branched_from" in how:
        how = how | {"branched_from": (kit.play(store, who), how["branched_from"])}
    record = store.run(kit.play(store, who, **how))
    assert record.counts is counts
    assert record.started == kit.start_of(who, run=record.run, **how)


def test_only_the_first_finished_floor_run_of_a_scenario_that_counts_is_first(
    store: Store, who: kit.Cast
) -> None:
    ben = kit.cast(store, "Ben")
    runs = [
        kit.play(store, who, end=False),
        kit.play(store, who, seed_given=True),
        kit.play(store, who, mode="practice"),
        kit.play(store, who),
        kit.play(store, who),
        kit.play(store, ben),
        kit.play(store, who, scenario="phone/two-states-away"),
    ]
    firsts = [store.run(run).first for run in runs]
    assert firsts == [False, False, False, True, False, True, True]


def test_a_persons_own_figures_are_of_the_finished_floor_runs_without_a_foul(
    store: Store, who: kit.Cast
) -> None:
    made = [
        kit.play(store, who),
        kit.play(store, who, mode="practice"),
        kit.play(store, who, seed_given=True),
        kit.play(store, who, end=False),
        kit.play(store, who, end=False),
        kit.play(store, kit.cast(store, "Ben")),
        kit.play(store, who),
    ]
    store.end(kit.end_of(made[3], fouls=("lied",)))
    assert [run.run for run in store.counted(who.person, 9)] == [made[6], made[0]]
    assert [run.run for run in store.counted(who.person, 1)] == [made[6]]


def test_unfinished_runs_are_offered_until_they_are_ended_or_given_up(
    store: Store, who: kit.Cast
) -> None:
    old, new = kit.play(store, who, end=False), kit.play(store, who, end=False)
    kit.play(store, who, end=False, front="run")
    kit.play(store, who, end=False, bot="first")
    kit.play(store, kit.cast(store, "Ben"), end=False)
    assert [record.run for record in store.unfinished(who.person)] == [new, old]
    assert len(store.unfinished(who.person)[0].decisions) == 3

    store.abandon(new)
    assert [record.run for record in store.unfinished(who.person)] == [old]
    store.end(kit.end_of(old))
    assert store.unfinished(who.person) == []
    assert store.run(new).state == "abandoned"
    assert store.run(new).closed_ms is not None


def test_a_run_is_found_by_the_beginning_of_its_id(store: Store, who: kit.Cast) -> None:
    ids = [f"{start}0000000-0000-4000-8000-000000000000" for start in ("ab", "ac", "b1")]
    for run in ids:
        kit.play(store, who, run=run[:8] + run[9:])
    b1 = "b1000000-0000-4000-8000-000000000000"
    assert store.run("B1").run == b1
    assert store.run(b1).run == b1
    with pytest.raises(RecordsError, match=r"More than one run's id begins with 'a'.*ac.*ab"):
        store.run("a")
    for nothing in ("c", "%", "_", "\\"):
        with pytest.raises(RecordsError, match="no run whose id begins with"):
            store.run(nothing)
    with pytest.raises(RecordsError, match="Which run"):
        store.run("  ")


def test_runs_are_listed_latest_first(store: Store, who: kit.Cast) -> None:
    ben = kit.cast(store, "Ben")
    one, two, three = kit.play(store, who), kit.play(store, ben), kit.play(store, who)
    assert [record.run for record in store.runs()] == [three, two, one]
    assert [record.run for record in store.runs(who.person)] == [three, one]
    assert [record.run for record in store.runs(limit=2)] == [three, two]
    assert [len(record.decisions) for record in store.runs()] == [3, 3, 3]


def test_what_was_played_last_leaves_bots_out(store: Store, who: kit.Cast) -> None:
    kit.play(store, who, scenario="a")
    kit.play(store, who, scenario="b", end=False)
    kit.play(store, who, scenario="a")
    kit.play(store, who, scenario="c", bot="first")
    kit.play(store, who, scenario="d", front="run")
    played = store.last_played(who.person)
    assert sorted(played) == ["a", "b"]
    assert played["a"] > played["b"]


def test_a_source_is_kept_once_to_the_byte(store: Store) -> None:
    text = "title: Größe\r\n\x00".encode() + b"\xff"
    digest = store.keep("scenario", text)
    assert store.keep("scenario", text) == digest
    assert store.source(digest) == text
    with pytest.raises(RecordsError, match="no file with the digest"):
        store.source("0" * 64)
