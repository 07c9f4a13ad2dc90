"""A run being played: in the log before anyone sees what follows, and the same run when resumed."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine.program import Program
from game.engine.run import NotOfferedError
from game.records import open_store
from game.session.live import open_run, replay_record, resume


def test_a_decision_is_in_the_log_with_all_that_replays_it(
    program: Program, sixty_home: Path
) -> None:
    with open_store(sixty_home) as store:
        live = open_run(store, program, store.person("Ana").pseudonym, seed=5)
        live.decide("ask", 1200)
        (decision,) = store.run(live.id).decisions
        assert (decision.index, decision.scene, decision.choice) == (0, "lot", "ask")
        assert decision.minute == 0
        assert decision.offered == ("ask", "wait", "look", "sit", "on")
        assert store.run(live.id).ended is None


def test_a_choice_that_is_not_offered_leaves_the_run_and_the_log_as_they_were(
    program: Program, sixty_home: Path
) -> None:
    with open_store(sixty_home) as store:
        live = open_run(store, program, store.person("Ana").pseudonym, seed=5)
        before = live.run
        with pytest.raises(NotOfferedError):
            live.decide("bye")
        assert live.run == before
        assert store.run(live.id).decisions == ()


def test_a_run_resumed_stands_where_it_was_left_and_ends_in_the_log_once(
    program: Program, sixty_home: Path
) -> None:
    with open_store(sixty_home) as store:
        person = store.person("Ana").pseudonym
        live = open_run(store, program, person, seed=5)
        live.decide("on")
        left = live.run
    with open_store(sixty_home) as store:
        (record,) = store.unfinished(person)
        again = resume(store, record)
        assert again.run.state == left.state
        assert again.run.truth == left.truth
        again.decide("bye")
        again.close()
        ended = store.run(again.id).ended
        assert ended is not None
        assert (ended.kind, ended.today, ended.cost) == ("appointment", 40, 310)
        assert ended.sixty_earned == again.run.scorecard().sixty.earned
        assert store.unfinished(person) == []
        assert replay_record(store, store.run(again.id)).state == again.run.state


def test_a_run_keeps_the_truth_it_was_given(program: Program, sixty_home: Path) -> None:
    with open_store(sixty_home) as store:
        for truth in ("shopper", "buyer"):
            person = store.person("Ana").pseudonym
            live = open_run(store, program, person, seed=5, truth=truth)
            run = replay_record(store, store.run(live.id))
            assert run.program.truths[run.truth].id == truth
