"""Hints and undos in the log: added to it like everything else, and nothing is ever taken away."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from game.records import (
    Aided,
    RecordsError,
    Store,
    csv_cell,
    decision_rows,
    log_rows,
    open_store,
    verify,
)
from game.session.live import resume
from tests.records import kit

OLD = Path(__file__).parent / "old" / "v0001.sql"
OLD_HEAD = (
    '{"count": 8, "head": "a8d7deee91cbe5e12710ecd6946837a97a7d1d0252da1c68efa12f14d1ae44c5"}\n'
)


@pytest.fixture
def run(store: Store, who: kit.Cast) -> str:
    """A practice run that stands after three decisions."""
    return kit.play(store, who, decisions=3, end=False, mode="practice")


def test_a_decision_taken_back_stays_in_the_log_beside_the_one_that_took_its_place(
    store: Store, run: str
) -> None:
    store.aid(Aided(run, "undo", 2))
    store.aid(Aided(run, "undo", 1, undone=1))
    store.aid(Aided(run, "hint", 1, undone=2))
    store.decide(kit.decision_of(run, 1, choice="push", undone=2))
    record = store.run(run)
    assert [(d.index, d.choice) for d in record.decisions] == [(0, "ask"), (1, "push")]
    assert [(d.index, d.choice) for d in record.taken_back] == [(1, "ask"), (2, "ask")]
    assert [(a.kind, a.index) for a in record.aids] == [("undo", 2), ("undo", 1), ("hint", 1)]
    assert verify(store).problems == ()
    assert verify(store).count == 8

    (row,) = log_rows(store)
    assert [d["index"] for d in row["taken_back"]] == [1, 2]
    assert [(a["kind"], a["index"]) for a in row["aids"]][-1] == ("hint", 1)
    table = io.StringIO()
    csv.writer(table).writerows([map(csv_cell, line.values()) for line in decision_rows(store)])
    lines = [line.split(",") for line in table.getvalue().splitlines()]
    told = [(line[13], line[15], line[20], line[21]) for line in lines]
    assert told == [
        ("0", "ask", "no", "no"),
        ("1", "ask", "no", "yes"),
        ("2", "ask", "no", "yes"),
        ("1", "push", "yes", "no"),
    ]


def test_the_same_hint_undo_or_decision_written_again_changes_nothing(
    store: Store, run: str
) -> None:
    steps: tuple[Callable[[], None], ...] = (
        lambda: store.aid(Aided(run, "hint", 3)),
        lambda: store.aid(Aided(run, "undo", 2)),
        lambda: store.aid(Aided(run, "hint", 2, undone=1)),
        lambda: store.decide(kit.decision_of(run, 2, choice="wait", undone=1)),
    )
    for step in steps:
        step()
        head = store.head()
        step()
        assert store.head() == head
    assert [decision.choice for decision in store.run(run).decisions] == ["ask", "ask", "wait"]


def test_two_windows_on_one_run_cannot_write_past_each_other(store: Store, run: str) -> None:
    store.aid(Aided(run, "undo", 2))
    store.decide(kit.decision_of(run, 2, choice="push", undone=1))
    head = store.head()
    writes: tuple[Callable[[], None], ...] = (
        lambda: store.decide(kit.decision_of(run, 3)),
        lambda: store.decide(kit.decision_of(run, 2)),
        lambda: store.aid(Aided(run, "undo", 1, undone=1)),
        lambda: store.aid(Aided(run, "hint", 4, undone=1)),
    )
    for write in writes:
        with pytest.raises(RecordsError, match="in another window"):
            write()
    assert store.head() == head


def test_the_floor_has_no_hints_and_takes_nothing_back(store: Store, who: kit.Cast) -> None:
    floor = kit.play(store, who, end=False)
    for kind, index in (("hint", 3), ("undo", 2)):
        with pytest.raises(RecordsError, match="that is for practice"):
            store.aid(Aided(floor, kind, index))  # type: ignore[arg-type]


def test_nothing_is_taken_back_before_the_first_decision_nor_after_the_end(
    store: Store, who: kit.Cast
) -> None:
    new = kit.play(store, who, decisions=0, end=False, mode="practice")
    with pytest.raises(RecordsError, match="nothing to take back"):
        store.aid(Aided(new, "undo", 0))
    over = kit.play(store, who, mode="practice")
    with pytest.raises(RecordsError, match="has ended"):
        store.aid(Aided(over, "undo", 2))
    branch = kit.play(store, who, 0, end=False, mode="practice", branched_from=(over, 1))
    with pytest.raises(RecordsError, match="nothing to take back"):
        store.aid(Aided(branch, "undo", 0))


def test_what_was_done_to_the_rows_of_hints_and_undos_is_found_and_put_right(
    home: Path, store: Store, run: str
) -> None:
    store.aid(Aided(run, "hint", 3))
    store.aid(Aided(run, "undo", 2))
    before = store.run(run)
    for change in (
        "DELETE FROM aid WHERE kind = 'undo'",
        "UPDATE aid SET number = 1 WHERE kind = 'hint'",
        "INSERT INTO aid SELECT 99, run, kind, number, at_ms FROM aid LIMIT 1",
        "UPDATE run SET taken = 3",
    ):
        kit.burgle(home, change)
        assert len(verify(store).problems) == 1
        store.rebuild()
        assert verify(store).problems == ()
        assert store.run(run) == before


def test_a_log_of_the_first_version_opens_holds_and_goes_on(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "sixty.db")
    connection.executescript(OLD.read_text(encoding="utf-8"))
    before = connection.execute("SELECT * FROM event ORDER BY seq").fetchall()
    connection.close()
    (tmp_path / "sixty.head").write_text(OLD_HEAD)

    with open_store(tmp_path, clock=kit.Clock()) as store:
        found = verify(store)
        assert found.problems == ()
        assert found.count == len(before) == 11
        states = [record.state for record in store.runs()]
        assert states == ["unfinished", "abandoned", "unfinished", "finished"]
        practice = store.runs()[0]
        live = resume(store, practice)
        assert [turn.row.id for turn in live.run.taken] == ["ask", "on"]
        live.hint()
        live.undo()
        live.decide("on")
        live.decide("bye")
        assert live.run.over
        assert verify(store).problems == ()
        kept = store.runs()
        store.rebuild()
        assert store.runs() == kept
    assert [row[1:] for row in kit.all_rows(tmp_path, "event")][: len(before)] == [
        row[1:] for row in before
    ]


def test_a_floor_decision_that_claims_an_undo_is_refused(store: Store, who: kit.Cast) -> None:
    floor = kit.play(store, who, decisions=1, end=False)
    with pytest.raises(RecordsError, match="in another window"):
        store.decide(replace(kit.decision_of(floor, 1), undone=1))
