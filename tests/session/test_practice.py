"""Practice: what is taken back is in the log and out of the run, whoever asks and however often."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from game.engine.program import Program
from game.engine.run import Run
from game.records import RecordsError, open_store, verify
from game.session.live import CannotUndoError, branch, open_run, replay_record, resume
from tests.records.kit import in_haste


def inputs(run: Run) -> tuple[object, ...]:
    return run.seed, run.truth, run.state, [(turn.minute, turn.row.id) for turn in run.taken]


@pytest.mark.parametrize("seed", range(6))
def test_however_often_something_is_taken_back_the_log_gives_the_run_that_stands(
    program: Program, sixty_home: Path, seed: int
) -> None:
    numbers = random.Random(seed)
    with in_haste(open_store(sixty_home)) as store:
        live = open_run(store, program, store.person("Ana").pseudonym, mode="practice")
        taken_back = hints = 0
        while not live.run.over:
            what = numbers.randrange(4)
            if what == 0 and live.run.taken:
                live.undo()
                taken_back += 1
            elif what == 1:
                hints += live.hint() is not None
                live.hint()
            else:
                live.decide(numbers.choice(live.run.offered()).id)
            record = store.run(live.id)
            assert inputs(replay_record(store, record)) == inputs(live.run)
            assert len(record.taken_back) == taken_back
            if numbers.random() < 0.3:
                live = resume(store, record)
        record = store.run(live.id)
        assert sum(aid.kind == "undo" for aid in record.aids) == taken_back
        assert sum(aid.kind == "hint" for aid in record.aids) <= hints
        assert verify(store).problems == ()
        again = branch(store, record, len(live.run.taken) - 1)
        assert inputs(again.run)[3] == inputs(live.run)[3][:-1]  # type: ignore[index]


def test_a_hint_is_in_the_log_once_a_showing_and_only_where_there_is_one(
    program: Program, sixty_home: Path
) -> None:
    with open_store(sixty_home) as store:
        live = open_run(store, program, store.person("Ana").pseudonym, mode="practice")
        assert live.hint() == live.hint() == "Ask what made them pull in."
        live.decide("on")
        assert live.hint() is None
        live.undo()
        live.hint()
        told = [(aid.kind, aid.index) for aid in store.run(live.id).aids]
        assert told == [("hint", 0), ("undo", 0), ("hint", 0)]


def test_where_nothing_can_be_taken_back_a_sentence_says_so_and_nothing_is_written(
    program: Program, sixty_home: Path
) -> None:
    with open_store(sixty_home) as store:
        person = store.person("Ana").pseudonym
        floor = open_run(store, program, person)
        floor.decide("on")
        with pytest.raises(CannotUndoError, match="On the floor"):
            floor.undo()
        live = open_run(store, program, person, mode="practice")
        with pytest.raises(CannotUndoError, match="Nothing has been said or done yet"):
            live.undo()
        for choice in ("wait", "on", "bye"):
            live.decide(choice)
        with pytest.raises(CannotUndoError, match="over"):
            live.undo()
        tried = branch(store, store.run(live.id), 1)
        with pytest.raises(CannotUndoError, match="where you began to try again"):
            tried.undo()
        head = store.head()
        with pytest.raises(RecordsError, match="that is for practice"):
            open_run(store, program, person).hint()
        assert store.head().count == head.count + 1


def test_a_second_window_that_knows_nothing_of_an_undo_writes_nothing(
    program: Program, sixty_home: Path
) -> None:
    with open_store(sixty_home) as store:
        one = open_run(store, program, store.person("Ana").pseudonym, mode="practice")
        one.decide("wait")
        two = resume(store, store.run(one.id))
        one.undo()
        one.decide("on")
        for write in (lambda: two.decide("look"), two.undo, two.hint):
            with pytest.raises(RecordsError, match="in another window"):
                write()
        assert inputs(replay_record(store, store.run(one.id))) == inputs(one.run)
