"""Nobody chooses whose runs are inspected, and what was drawn is not forgotten."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.office.crew import RefusedError
from game.office.desk import to_check
from game.office.inspection import honest, inspections, pick, seed_of
from game.records import Store, verify
from game.records.candidates import DAY_MS, Candidate
from game.records.filing import file, papers
from game.records.papers import Drawn, new_paper
from tests.office.crew import Office
from tests.records import kit

POOLS = st.lists(
    st.tuples(st.sampled_from("ABCDE"), st.sampled_from(["lot", "phone", "desk"])), max_size=40
).map(lambda made: [Candidate(f"r{at}", *each) for at, each in enumerate(made)])


@given(pool=POOLS, seed=st.integers(0, 2**52 - 1), count=st.integers(1, 45))
def test_a_pick_is_fair_to_everybody_and_the_same_for_everybody(
    pool: list[Candidate], seed: int, count: int
) -> None:
    picked = pick(pool, seed, count)
    assert picked == pick(list(pool), seed, count)
    assert len(set(picked)) == len(picked) == min(count, len(pool))
    assert pick(pool, seed, count + 1)[: len(picked)] == picked
    whose = {each.run: each.person for each in pool}
    has = Counter(whose.values())
    times = Counter(whose[run] for run in picked)
    most = max(times.values(), default=0)
    # Nobody is looked at twice more than somebody who still has a run to be looked at.
    assert all(times[person] >= min(has[person], most - 1) for person in has)


def test_every_run_of_a_person_is_drawn_by_some_seed() -> None:
    pool = [Candidate(f"r{at}", "A", "lot") for at in range(8)]
    assert {pick(pool, seed, 1)[0] for seed in range(200)} == {each.run for each in pool}


def test_scenarios_take_turns() -> None:
    pool = [Candidate(f"{who}{at}", who, "lot") for who in "ABCD" for at in range(9)]
    pool += [Candidate(f"{who}x", who, "phone") for who in "ABCD"]
    for seed in range(20):
        picked = pick(pool, seed, 4)
        assert sum(run.endswith("x") for run in picked) == 2


def test_a_draw_is_of_the_logs_own_head_and_drawn_again_is_the_same(office: Office) -> None:
    head = office.store.head()
    paper = office.tea.draw(count=2)
    entry = paper.entry
    assert isinstance(entry, Drawn)
    assert (entry.seed, entry.events) == (seed_of(head.hash), head.count)
    kit.play(office.store, kit.cast(office.store, "Ana"))
    office.tea.sign(entry.runs[0], "agree")
    assert honest(office.store, paper)
    assert office.tea.verify().problems == ()


def test_a_draw_that_somebody_chose_is_told(office: Office) -> None:
    head = office.store.head()
    chosen = Drawn(
        id=new_paper(),
        by=office.tea.who.pseudonym,  # type: ignore[union-attr]
        seed=seed_of(head.hash),
        events=head.count,
        head=head.hash,
        window_days=30,
        due_days=7,
        runs=(office.runs["Tea"],),
    )
    paper = file(office.store, chosen)
    assert verify(office.store).problems == ()  # the chain is whole
    (problem,) = office.tea.verify().problems
    assert problem.event == paper.seq
    assert "chose whom to look at" in problem.sentence


def test_every_draw_that_is_drawn_again_is_told_of_and_can_be_the_last(office: Office) -> None:
    for _ in range(2):
        office.tea.draw(count=1)
    whole = to_check(office.store)
    events = office.store.head().count
    assert whole == events + 2
    told: list[int] = []
    assert office.tea.verify(progress=told.append).problems == ()
    assert told == [events, events + 1, whole]

    class Stopped(Exception):
        pass

    def stop(done: int) -> None:
        told.append(done)
        if done > events:
            raise Stopped

    told.clear()
    with pytest.raises(Stopped):
        office.tea.verify(progress=stop)
    assert told == [events, events + 1]


def test_no_run_is_drawn_twice_and_none_that_is_signed_old_or_a_trainers(office: Office) -> None:
    office.tea.sign(office.runs["Ben"], "agree")
    first = office.tea.draw(count=1).entry
    second = office.tea.draw(count=9).entry
    assert isinstance(first, Drawn)
    assert isinstance(second, Drawn)
    assert {*first.runs, *second.runs} == {office.runs["Mo"], office.runs["Ana"]}
    assert not {*first.runs} & {*second.runs}
    with pytest.raises(RefusedError, match="nothing to inspect"):
        office.tea.draw()
    kit.play(office.store, kit.cast(office.store, "Ana"))
    office.clock.at += 40 * DAY_MS
    kit.play(office.store, kit.cast(office.store, "Ben"), end=False)
    with pytest.raises(RefusedError, match="last 30 days"):
        office.tea.draw()
    assert len(papers(office.store, ("inspection",))) == 2


def test_an_inspection_is_open_then_overdue_and_done_by_a_sign_off(office: Office) -> None:
    office.tea.draw(count=9, due_days=7)
    assert not any(each.overdue for each in inspections(office.store))
    office.clock.at += 8 * DAY_MS
    assert all(each.overdue for each in inspections(office.store))
    office.mo.sign(office.runs["Ana"], "retry", "Once more, slower.")
    done = {each.run for each in inspections(office.store) if each.signed_ms is not None}
    assert done == {office.runs["Ana"]}
    office.clock.at -= 30 * DAY_MS
    late = {each.run for each in inspections(office.store) if each.overdue}
    assert late == {office.runs["Mo"], office.runs["Ben"]}  # by the log's own last time


def test_an_empty_log_has_nothing_to_inspect(store: Store) -> None:
    from game.office import door

    assert inspections(store) == []
    with pytest.raises(RefusedError, match="empty"):
        door.lone(store, "Ana").draw()
