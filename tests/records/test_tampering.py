"""Somebody edits the log: what the database refuses, and what verify finds afterwards."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from game.records import RecordsError, Store, tables, verify
from tests.records import databases, kit

RUNS = 3
DECISIONS = 3
EVENTS = RUNS * (DECISIONS + 2)
COLUMNS = ("id", "run", "kind", "at_ms", "body", "prev", "hash")


@pytest.fixture(scope="module")
def played(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of three runs, to be copied."""
    home = databases.copy(blank, tmp_path_factory.mktemp("played") / "home")
    with kit.in_haste(kit.open_log(home)) as store:
        who = kit.cast(store)
        for _ in range(RUNS):
            kit.play(store, who, DECISIONS)
        assert verify(store).problems == ()
        assert store.head().count == EVENTS
    return home


@pytest.fixture
def home(played: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the played log for this test alone."""
    home = databases.copy(played, tmp_path / "played")
    yield home
    databases.remove(home)


def said_outside(home: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(kit.head_file(home).read_text())
    return said


def run_of(home: Path, seq: int) -> str:
    return str(kit.all_rows(home, "event")[seq - 1][2])


BYTES = {
    "seq": st.integers(1, EVENTS),
    "column": st.sampled_from(COLUMNS),
    "place": st.floats(0, 1, exclude_max=True),
    "bits": st.integers(1, 255),
}


@kit.only_sqlite
@settings(max_examples=60)
@given(**BYTES)
@example(seq=EVENTS, column="hash", place=0.0, bits=128)
def test_a_single_changed_byte_in_any_event_is_found_by_run_and_event(
    played: Path, tmp_path_factory: pytest.TempPathFactory, **byte: Any
) -> None:
    change_a_byte(played, tmp_path_factory.mktemp("byte") / "home", **byte)


@kit.only_postgres
@settings(max_examples=15)
@given(**BYTES)
def test_a_single_changed_byte_in_any_event_on_a_server_is_found(
    played: Path, tmp_path_factory: pytest.TempPathFactory, **byte: Any
) -> None:
    change_a_byte(played, tmp_path_factory.mktemp("byte") / "home", **byte)


def change_a_byte(played: Path, home: Path, seq: int, column: str, place: float, bits: int) -> None:
    databases.copy(played, home)
    was = kit.all_rows(home, "event")[seq - 1]
    value = was[("seq", "id", "run", "kind", "at_ms", "body", "prev", "hash").index(column)]
    if isinstance(value, int):
        kit.burgle(home, (f"UPDATE event SET {column} = ? WHERE seq = ?", (value ^ bits, seq)))
    else:
        data = bytearray(value.encode())
        data[int(place * len(data))] ^= bits
        sql = f"UPDATE event SET {column} = CAST(? AS TEXT) WHERE seq = ?"
        try:
            kit.burgle(home, (sql, (bytes(data), seq)))
        except databases.UnholdableError:
            databases.remove(home)
            assume(False)

    problems = kit.verified(home).problems

    databases.remove(home)
    named = [problem for problem in problems if problem.event == seq]
    assert named
    assert named[0].sentence == f"Event {seq} was changed after it was written."
    assert named[0].run == was[2]
    # Nothing but the event itself, and the one that follows its hash, is under suspicion.
    assert {problem.event for problem in problems} <= {seq, seq + 1}


@pytest.mark.parametrize("seq", [1, 2, 7, EVENTS - 1, EVENTS])
def test_a_removed_event_is_found_by_run_and_event(home: Path, seq: int) -> None:
    run = run_of(home, seq)
    kit.burgle(home, f"DELETE FROM event WHERE seq = {seq}")
    problems = kit.verified(home).problems
    assert any((p.event, p.run) == (seq, run) for p in problems)
    assert any("removed" in p.sentence or "cut from its end" in p.sentence for p in problems)


def test_several_removed_events_are_one_problem(home: Path) -> None:
    kit.burgle(home, "DELETE FROM event WHERE seq BETWEEN 7 AND 9")
    sentences = [problem.sentence for problem in kit.verified(home).problems]
    assert "Events 7 to 9 were removed." in sentences


@pytest.mark.parametrize("one", [1, 4, EVENTS - 1])
def test_reordered_events_are_found(home: Path, one: int) -> None:
    runs = {run_of(home, one), run_of(home, one + 1)}
    kit.burgle(
        home,
        f"UPDATE event SET seq = 0 WHERE seq = {one}",
        f"UPDATE event SET seq = {one} WHERE seq = {one + 1}",
        f"UPDATE event SET seq = {one + 1} WHERE seq = 0",
    )
    problems = kit.verified(home).problems
    assert {one, one + 1} <= {problem.event for problem in problems}
    assert runs <= {problem.run for problem in problems}


def test_an_event_hashed_anew_is_found_by_the_one_after_it(home: Path) -> None:
    from game.records import reading
    from game.records.chain import Event, link

    with kit.open_log(home) as store, store.database.reading() as connection:
        *third, prev, _ = reading.events(connection, 2, 1)[0]
    event = Event._make(third)
    forged = event.body.replace(b'"minute":2', b'"minute":1')
    assert forged != event.body
    again = link(prev.decode(), event._replace(body=forged))
    sql = "UPDATE event SET body = ?, hash = ? WHERE seq = 3"
    kit.burgle(home, (sql, (forged.decode(), again)))
    found = kit.verified(home)
    assert ("Event 4 does not follow the event before it.", 4) in [
        (problem.sentence, problem.event) for problem in found.problems
    ]


@kit.only_sqlite
def test_a_log_written_anew_whole_is_found_by_the_head_file(home: Path, blank: Path) -> None:
    other = databases.copy(blank, home.parent / "other")
    with kit.in_haste(kit.open_log(other, kit.Clock(0))) as store:
        for _ in range(RUNS + 1):
            kit.play(store, kit.cast(store), DECISIONS)
    shutil.copy(other / "sixty.db", home / "sixty.db")
    (problem,) = kit.verified(home).problems
    assert problem.event == EVENTS
    assert "was written anew" in problem.sentence


def test_a_whole_run_cut_from_the_end_is_found_by_the_head_file(home: Path) -> None:
    first = EVENTS - DECISIONS - 1
    for table in ("event", "run", "decision"):
        kit.burgle(home, f"DELETE FROM {table} WHERE seq >= {first}")
    (problem,) = kit.verified(home).problems
    assert problem.event == first
    assert f"there were {EVENTS}: events were cut from its end" in problem.sentence


def test_playing_on_after_a_cut_does_not_wipe_out_the_trace(home: Path) -> None:
    for table in ("event", "run", "decision"):
        kit.burgle(home, f"DELETE FROM {table} WHERE seq > 5")
    with kit.in_haste(kit.open_log(home)) as store:
        who = kit.cast(store)
        for _ in range(4):
            kit.play(store, who, DECISIONS)
        problems = verify(store).problems
    assert [problem.event for problem in problems] == [EVENTS]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"count": "3", "head": ""}', "\xff", "[" * 9999])
def test_a_head_file_that_says_nothing_is_a_problem_and_stays_for_the_trainer(
    home: Path, text: str
) -> None:
    kit.head_file(home).write_text(text, encoding="latin-1")
    with kit.in_haste(kit.open_log(home)) as store:
        kit.play(store, kit.cast(store))
        (problem,) = verify(store).problems
    assert "cannot be read" in problem.sentence
    assert kit.head_file(home).read_text(encoding="latin-1") == text


@kit.only_sqlite
def test_a_head_file_that_is_gone_is_a_problem(home: Path) -> None:
    kit.head_file(home).unlink()
    (problem,) = kit.verified(home).problems
    assert "is gone" in problem.sentence


def test_the_head_file_follows_every_run_that_is_over(home: Path) -> None:
    with kit.in_haste(kit.open_log(home)) as store:
        who = kit.cast(store)
        run = kit.play(store, who, end=False)
        assert said_outside(home)["count"] == EVENTS
        store.abandon(run)
        said = said_outside(home)
        assert (said["count"], said["head"]) == (store.head().count, store.head().hash)
    assert not list(home.glob("*.new"))


def test_an_empty_log_has_a_head_file_from_the_start(blank: Path) -> None:
    assert said_outside(blank) == {"count": 0, "head": "0" * 64}


def test_a_head_file_that_cannot_be_written_does_not_lose_the_run(home: Path) -> None:
    with kit.in_haste(kit.open_log(home)) as store:
        store.head_file.unlink()
        who = kit.cast(store)
        run = kit.play(store, who, end=False)
        store.head_file.mkdir()
        store.end(kit.end_of(run))
        assert store.run(run).state == "finished"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE source SET text = x'00' WHERE kind = 'binder'", "was replaced"),
        ("DELETE FROM source WHERE kind = 'scenario'", "was removed"),
    ],
)
def test_a_replaced_or_removed_source_is_found_with_a_run_that_needs_it(
    home: Path, statement: str, said: str
) -> None:
    kit.burgle(home, statement)
    (problem,) = kit.verified(home).problems
    assert said in problem.sentence
    assert (problem.event, problem.run) == (1, run_of(home, 1))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE run SET sixty_earned = 100 WHERE seq = 6",
        "UPDATE run SET counts = 0 WHERE seq = 6",
        "UPDATE run SET first = 1 WHERE seq = 6",
        "UPDATE run SET person = 'p-other' WHERE seq = 6",
        "UPDATE decision SET choice = 'wait' WHERE seq = 8",
        "UPDATE decision SET seq = 99 WHERE seq = 8",
        "DELETE FROM decision WHERE seq = 8",
        "DELETE FROM run WHERE seq = 6",
        "UPDATE run SET closed_seq = NULL, state = 'unfinished' WHERE seq = 6",
        "UPDATE run SET closed_seq = 99 WHERE seq = 6",
    ],
)
def test_a_table_for_reading_that_was_changed_is_found(home: Path, statement: str) -> None:
    run = run_of(home, 6)
    kit.burgle(home, statement)
    with kit.open_log(home) as store:
        assert {problem.run for problem in verify(store).problems} == {run}
        store.rebuild()
        assert verify(store).problems == ()


def test_a_run_that_no_event_tells_of_is_found(home: Path) -> None:
    kept = ", ".join(tables.run.c.keys()[2:])
    for seq, closed in ((77, "78"), (99, "NULL")):
        kit.burgle(
            home,
            f"INSERT INTO run (seq, run, {kept}) SELECT {seq}, 'made-up-{seq}', "
            + kept.replace("closed_seq", closed)
            + " FROM run WHERE seq = 6",
        )
    assert {problem.run for problem in kit.verified(home).problems} == {"made-up-77", "made-up-99"}


GUARDED = [
    "UPDATE event SET body = '{}' WHERE seq = 2",
    "UPDATE OR REPLACE event SET seq = 3 WHERE seq = 2",
    "DELETE FROM event WHERE seq = 2",
    "DELETE FROM event",
    "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 2",
    "REPLACE INTO event SELECT 2, 'x', run, kind, at_ms, '{}', prev, hash FROM event WHERE seq = 2",
    """INSERT OR REPLACE INTO event SELECT 16, id, run, kind, 0, body,
       (SELECT hash FROM event WHERE seq = 15), 'f' FROM event WHERE seq = 2""",
    "INSERT INTO event SELECT 16, 'x', run, kind, at_ms, body, prev, 'f' FROM event WHERE seq = 9",
    "INSERT INTO event SELECT 99, 'x', run, kind, at_ms, body, hash, 'f' FROM event WHERE seq = 15",
    "INSERT OR IGNORE INTO event SELECT 0, 'x', run, kind, 0, '{}', 'p', 'f' FROM event LIMIT 1",
    "UPDATE source SET text = x'00'",
    "DELETE FROM source",
    "INSERT OR REPLACE INTO source SELECT digest, kind, x'00' FROM source",
]


@kit.only_sqlite
@pytest.mark.parametrize("statement", GUARDED)
@pytest.mark.parametrize("ours", [True, False])
def test_the_database_refuses_to_change_what_is_kept(
    home: Path, statement: str, ours: bool
) -> None:
    before = {table: kit.all_rows(home, table) for table in ("event", "source")}
    if ours:
        with (
            kit.open_log(home) as store,
            pytest.raises(RecordsError, match="only ever added to"),
            store.database.writing() as connection,
        ):
            connection.exec_driver_sql(statement)
    else:  # a program of somebody else's, which knows nothing of recursive triggers
        outside = sqlite3.connect(home / "sixty.db")
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"), outside:
            outside.execute(statement)
        outside.close()
    assert {table: kit.all_rows(home, table) for table in ("event", "source")} == before


@kit.only_sqlite
def test_a_guard_that_was_taken_away_or_weakened_is_found(home: Path) -> None:
    connection = sqlite3.connect(home / "sixty.db")
    connection.execute("DROP TRIGGER event_follows")
    connection.execute("DROP TRIGGER event_not_removed")
    connection.execute(
        "CREATE TRIGGER event_not_removed BEFORE DELETE ON event WHEN 0 BEGIN SELECT 1; END"
    )
    connection.close()
    sentences = " ".join(problem.sentence for problem in kit.verified(home).problems)
    assert "event_follows" in sentences
    assert "event_not_removed" in sentences
    assert "event_not_changed" not in sentences


def test_a_log_longer_than_a_page_is_checked_across_the_seams(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from game.records import verification, writing

    for page in (1, 4, EVENTS, EVENTS + 1):
        monkeypatch.setattr(verification, "_PAGE", page)
        monkeypatch.setattr(writing, "_PAGE", page)
        found = kit.verified(home)
        assert (found.count, found.problems) == (EVENTS, ())
        with kit.open_log(home) as store:
            before = store.runs()
            store.rebuild()
            assert store.runs() == before
    kit.burgle(home, "UPDATE event SET at_ms = 0 WHERE seq = 8")
    monkeypatch.setattr(verification, "_PAGE", 4)
    assert [problem.event for problem in kit.verified(home).problems] == [8]


def test_how_far_the_check_has_come_is_told_page_by_page_and_can_end_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from game.records import verification

    class EnoughError(Exception):
        pass

    def enough(_: int) -> None:
        raise EnoughError

    monkeypatch.setattr(verification, "_PAGE", 4)
    told: list[int] = []
    with kit.open_log(home) as store:
        verify(store, progress=told.append)
        assert told == [4, 8, 12]
        with pytest.raises(EnoughError):
            verify(store, progress=enough)


@kit.only_sqlite
@pytest.mark.fault
@settings(max_examples=60)
@given(data=st.data())
def test_a_garbled_file_is_a_plain_sentence_or_an_unharmed_log(
    played: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    home = databases.copy(played, tmp_path_factory.mktemp("garbled") / "home")
    before = kit.all_rows(home, "event")
    file = home / "sixty.db"
    whole = bytearray(file.read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=3)):
        whole[place] ^= data.draw(st.integers(1, 255))
    file.write_bytes(whole)
    try:
        found = kit.verified(home)
    except RecordsError:
        return
    assert found.problems or kit.all_rows(home, "event") == before


def test_verify_goes_on_while_somebody_plays(
    home: Path, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    from game.records import verification

    monkeypatch.setattr(verification, "_PAGE", 5)
    with kit.open_log(home) as playing, kit.open_log(home) as checking:
        who = kit.cast(playing)
        check = verification._Check(checking)
        runs = 0
        while check.next_page() and runs < 5:
            kit.play(playing, who)
            runs += 1
        while check.next_page():
            pass
        assert check.problems == []
        assert check.count == playing.head().count == EVENTS + 5 * 5
