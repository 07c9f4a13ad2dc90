"""A decision tried again: a run of its own, on what its parent's log says, however deep."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from game.engine.program import Program
from game.engine.run import Run
from game.records import RecordsError, Store, log_rows, open_store, verify
from game.session.live import CannotReplayError, Live, branch, open_run, replay_record, resume
from tests.records.kit import burgle


def finished(store: Store, program: Program, *choices: str, truth: str | None = None) -> Live:
    live = open_run(store, program, store.person("Ana").pseudonym, truth=truth)
    for choice in choices:
        live.decide(choice)
    assert live.run.over
    return live


def taken(run: Run) -> list[str]:
    return [turn.row.id for turn in run.taken]


def test_a_branch_stands_at_the_decision_with_the_same_customer_and_is_practice(
    program: Program, sixty_home: Path
) -> None:
    with open_store(sixty_home) as store:
        for truth in (None, "shopper", "buyer"):
            first = finished(store, program, "wait", "look", "on", "bye", truth=truth)
            tried = branch(store, store.run(first.id), 2, front="plain")
            assert taken(tried.run) == ["wait", "look"]
            assert tried.run.state == first.run.taken[1].state
            assert (tried.run.seed, tried.run.truth) == (first.run.seed, first.run.truth)
            record = store.run(tried.id)
            assert record.started.branched_from == (first.id, 2)
            assert record.started.mode == "practice"
            assert record.started.front == "plain"
            assert not record.counts
            assert record.decisions == ()


def test_a_branch_left_and_gone_on_with_comes_to_the_ending_a_play_in_one_would(
    program: Program, sixty_home: Path
) -> None:
    with open_store(sixty_home) as store:
        first = finished(store, program, "wait", "look", "on", "bye")
        branch(store, store.run(first.id), 1).decide("on")
    with open_store(sixty_home) as store:
        (left,) = store.unfinished(store.person("Ana").pseudonym)
        assert [(d.index, d.choice) for d in left.decisions] == [(1, "on")]
        again = resume(store, left)
        assert taken(again.run) == ["wait", "on"]
        again.decide("bye")
        record = store.run(again.id)
        assert record.ended is not None
        replayed = replay_record(store, record)
        assert taken(replayed) == ["wait", "on", "bye"]
        assert replayed.state == again.run.state
        assert record.ended.sixty_earned == replayed.scorecard().sixty.earned
        assert verify(store).problems == ()


def test_a_branch_of_a_branch_goes_back_as_far_as_it_must(
    program: Program, sixty_home: Path
) -> None:
    with open_store(sixty_home) as store:
        first = finished(store, program, "wait", "look", "on", "bye")
        second = branch(store, store.run(first.id), 2)
        for choice in ("sit", "on", "bye"):
            second.decide(choice)
        for index, before in ((4, ["wait", "look", "sit", "on"]), (1, ["wait"]), (0, [])):
            third = branch(store, store.run(second.id), index)
            assert taken(third.run) == before
            assert taken(resume(store, store.run(third.id)).run) == before
        rebuilt = store.runs()
        store.rebuild()
        assert store.runs() == rebuilt
        assert verify(store).problems == ()
        branches = [row["branched_from"] for row in log_rows(store)]
        assert branches[:2] == [None, {"run": first.id, "index": 2}]
        assert [row and row["index"] for row in branches[2:]] == [4, 1, 0]


def test_a_branch_is_played_again_though_its_players_name_was_taken_away(
    program: Program, sixty_home: Path
) -> None:
    with open_store(sixty_home) as store:
        first = finished(store, program, "wait", "on", "bye")
        burgle(sixty_home, "UPDATE person SET name = NULL, name_key = NULL")
        tried = branch(store, store.run(first.id), 1)
        tried.decide("on")
        record = store.run(tried.id)
        assert record.name is None
        assert taken(replay_record(store, record)) == ["wait", "on"]
        assert verify(store).problems == ()


def test_a_run_that_goes_on_and_a_decision_that_is_not_there_make_no_branch(
    program: Program, sixty_home: Path
) -> None:
    with open_store(sixty_home) as store:
        first = finished(store, program, "wait", "on", "bye")
        going = open_run(store, program, store.person("Ana").pseudonym)
        going.decide("wait")
        before = store.head()
        with pytest.raises(RecordsError, match="once its run is over"):
            branch(store, store.run(going.id), 0)
        with pytest.raises(RecordsError, match="no decision 4 to try again"):
            branch(store, store.run(first.id), 3)
        other = replace(store.run(first.id).started, run=going.id[:-4] + "beef")
        with pytest.raises(RecordsError, match="same files, seed and truth"):
            store.start(replace(other, branched_from=(first.id, 0), seed=other.seed + 1))
        assert store.head() == before


def test_a_log_in_which_a_run_branched_from_itself_is_told_and_not_followed(
    program: Program, sixty_home: Path
) -> None:
    with open_store(sixty_home) as store:
        first = finished(store, program, "wait", "on", "bye")
        tried = branch(store, store.run(first.id), 1)
        burgle(
            sixty_home,
            (
                "UPDATE run SET branched_run = ?, branched_index = 0 WHERE run = ?",
                (tried.id, first.id),
            ),
        )
        with pytest.raises(CannotReplayError, match="branched from itself"):
            resume(store, store.run(tried.id))
