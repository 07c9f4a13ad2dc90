"""A run as evidence: what was seen, chosen, thought over and said of it; and two side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.office import door
from game.office.crew import RefusedError
from game.office.desk import Desk
from game.records.papers import Commented
from game.session.coach import Coach
from game.session.live import branch, open_run
from game.session.opening import open_scenario
from tests.commands import CORNER
from tests.office.conftest import play
from tests.records import kit


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Ana's, alone, on a log in a file: which database is not what matters here."""
    with kit.in_haste(kit.open_log(tmp_path / "home")) as store:
        yield door.lone(store, "Ana")


def test_every_decision_is_there_as_it_was_seen(desk: Desk) -> None:
    run = play(desk.store, "Ana", 1, most=99)
    record = desk.store.run(run)
    desk.comment(run, 0, "Well asked. [b]=cmd()\u202e")
    desk.comment(run, None, "On the whole, good.")
    signed = desk.sign(run, "agree")
    found = desk.evidence(run)
    assert [moment.chosen for moment in found.moments] == [d.choice for d in record.decisions]
    for moment, decision in zip(found.moments, record.decisions, strict=True):
        assert moment.seen.scene == decision.scene
        offered = {option.id for option in moment.seen.options if option.barred is None}
        assert offered == set(decision.offered)
        assert moment.thinking_ms == decision.thinking_ms == 2000
        assert moment.judged is not None
        assert moment.judged.chosen == moment.chosen
    assert found.thinking_ms == 2000 * len(record.decisions)
    (comment,) = found.moments[0].comments
    assert isinstance(comment.entry, Commented)
    assert comment.entry.text == "Well asked. [b]=cmd()\u202e"
    assert [each.entry.text for each in found.comments] == ["On the whole, good."]  # type: ignore[union-attr]
    assert found.signed == (signed,)
    assert found.names[record.person] == "Ana"


def test_hints_and_what_was_taken_back_are_there_with_their_words(desk: Desk) -> None:
    who = desk.store.person("Ana").pseudonym
    live = open_run(desk.store, open_scenario(CORNER, ()), who, seed=1, mode="practice")
    live.hint()
    first, second = live.run.offered()[:2]
    live.decide(first.id, 700)
    live.undo()
    live.decide(second.id, 900)
    found = desk.evidence(live.id)
    (back,) = found.taken_back
    assert (back.choice, back.text, back.thinking_ms) == (first.id, first.source.text, 700)
    assert found.moments[0].chosen == second.id
    assert found.thinking_ms == 1600
    hints = sum(aid.kind == "hint" for aid in found.record.aids)
    assert sum(moment.hints for moment in found.moments) == hints


def test_what_a_branch_took_over_was_thought_over_elsewhere(desk: Desk) -> None:
    run = play(desk.store, "Ana", 1, most=99)
    live = branch(desk.store, desk.store.run(run), 1)
    live.decide(live.run.offered()[0].id, 300)
    found = desk.evidence(live.id)
    assert [moment.thinking_ms for moment in found.moments[:2]] == [None, 300]


def test_two_runs_of_one_seed_lie_side_by_side_until_they_part(desk: Desk) -> None:
    coach = Coach()
    left = play(desk.store, "Ana", 4, most=99)
    same = play(desk.store, "Ben", 4, most=99)
    beside = desk.beside(left, same, coach)
    assert beside.parted is None
    assert all(pair.same_choice for pair in beside.pairs)

    live = open_run(
        desk.store, open_scenario(CORNER, ()), desk.store.person("Cy").pseudonym, seed=4
    )
    while not live.run.over:
        live.decide(live.run.offered()[-1].id)
    beside = desk.beside(left, live.id, coach)
    assert beside.parted is not None
    pair = beside.pairs[beside.parted]
    assert not pair.same_choice
    for at, side in enumerate((beside.left, beside.right)):
        lined = [pair.right if at else pair.left for pair in beside.pairs]
        assert tuple(moment for moment in lined if moment) == side.moments
    for pair in beside.pairs:
        if pair.left and pair.right:
            assert pair.left.seen.scene == pair.right.seen.scene


def test_runs_of_different_luck_or_customers_are_not_laid_side_by_side(desk: Desk) -> None:
    left = play(desk.store, "Ana", 1, most=99)
    with pytest.raises(RefusedError, match="different seeds"):
        desk.beside(left, play(desk.store, "Ben", 2, most=99))
    program, who = open_scenario(CORNER, ()), desk.store.person("Ben").pseudonym
    truth = program.truths[0].id
    other = open_run(desk.store, program, who, seed=1, truth=truth)
    with pytest.raises(RefusedError, match="not of the same customer"):
        desk.beside(left, other.id)


def test_a_run_that_cannot_be_played_again_says_so(desk: Desk) -> None:
    from game.session.live import CannotReplayError

    run = kit.play(desk.store, kit.cast(desk.store))
    with pytest.raises(CannotReplayError, match="cannot be played again"):
        desk.evidence(run)
