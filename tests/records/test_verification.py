"""What `verify` finds a page at a time is what it finds when it asks of each event alone."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.records import derive, verification
from game.records.chain import START, Event, link
from game.records.entries import Aided, Problem
from tests.records import databases, kit

SHORTCUTS = ("game.records.verification.follows", "game.records.derive.tell_of")


@pytest.fixture(scope="module")
def played(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of a finished run, one with a hint and an undo, and one broken off; to be copied."""
    home = databases.copy(blank, tmp_path_factory.mktemp("played") / "home")
    with kit.in_haste(kit.open_log(home)) as store:
        who = kit.cast(store)
        kit.play(store, who, 2)
        run = kit.play(store, who, 2, end=False, mode="practice")
        store.aid(Aided(run, "hint", 2))
        store.aid(Aided(run, "undo", 1))
        store.decide(kit.decision_of(run, 1, undone=1))
        store.end(kit.end_of(run))
        kit.play(store, who, 2, end=False)
    return home


EVENTS = 4 + 7 + 3
SEQS = st.integers(1, EVENTS)
# What can be said twice over: a key's end and the next one's beginning, and what JSON escapes.
TEXTS = st.sampled_from(
    [
        "",
        "ask",
        "wait",
        'a","index":0,"minute":0,"offered":[],"scene":"a',
        '["ask"]',
        '["ask","push","wait"],"scene":"scene-0"',
        '["ask", "push","wait"]',
        '["\\u0061sk","push","wait"]',
        "[" * 2000,
        '"',
        "\\",
        "\n",
        "ä",
    ]
)
WHOLE = st.integers(-1, EVENTS + 1)
BODIES = st.sampled_from(
    [
        b"",
        b"{}",
        b"[]",
        b'"index"',
        b"[" * 99_999,
        b'{"choice":"ask","index":0}',
        b'{"index":true}',
        b"\xff",
    ]
)
COLUMNS = {
    "event": {"id": TEXTS, "run": TEXTS, "kind": TEXTS, "at_ms": WHOLE, "body": TEXTS},
    "decision": {
        "run": TEXTS,
        "number": WHOLE,
        "scene": TEXTS,
        "choice": TEXTS,
        "minute": WHOLE,
        "offered": TEXTS,
        "thinking_ms": WHOLE,
        "at_ms": WHOLE,
    },
    "run": {"taken": WHOLE, "first": WHOLE, "mode": TEXTS, "closed_seq": WHOLE, "fouls": TEXTS},
    "aid": {"number": WHOLE, "kind": TEXTS},
}


def changed(draw: Any) -> tuple[str, tuple[object, ...]]:
    """One value of one row, changed."""
    table = draw(st.sampled_from(sorted(COLUMNS)))
    column = draw(st.sampled_from(sorted(COLUMNS[table])))
    sql = f"UPDATE OR IGNORE {table} SET {column} = ? WHERE seq = ?"
    return sql, (draw(COLUMNS[table][column]), draw(SEQS))


def moved(draw: Any) -> tuple[str, tuple[object, ...]]:
    """One row, put where there is none or somewhere before all."""
    table = draw(st.sampled_from(sorted(COLUMNS)))
    sql = f"UPDATE OR IGNORE {table} SET seq = ? WHERE seq = ?"
    return sql, (draw(st.sampled_from([-1, 0, EVENTS + 1, 99])), draw(SEQS))


def removed(draw: Any) -> tuple[str, tuple[object, ...]]:
    """One row, taken away."""
    table = draw(st.sampled_from(sorted(COLUMNS)))
    return f"DELETE FROM {table} WHERE seq = ?", (draw(SEQS),)


@st.composite
def edits(draw: Any) -> tuple[str, tuple[object, ...]]:
    """What somebody does to the log who knows nothing of hashes."""
    made: tuple[str, tuple[object, ...]] = draw(st.sampled_from([changed, moved, removed]))(draw)
    return made


def forge(home: Path, seq: int, body: bytes) -> None:
    """Another body for an event, and all hashes from there on made to fit."""
    with sqlite3.connect(home / "sixty.db") as outside:
        rows = outside.execute(
            "SELECT seq, CAST(id AS BLOB), CAST(run AS BLOB), CAST(kind AS BLOB), at_ms, "
            "CAST(body AS BLOB), hash FROM event ORDER BY seq"
        ).fetchall()
    outside.close()
    last = START if seq == 1 else rows[seq - 2][-1]
    statements = []
    for *said, _ in rows[seq - 1 :]:
        event = Event._make(said)
        if event.seq == seq:
            event = event._replace(body=body)
        before, last = last, link(last, event)
        sql = "UPDATE event SET body = CAST(? AS TEXT), prev = ?, hash = ? WHERE seq = ?"
        statements.append((sql, (event.body, before, last, event.seq)))
    kit.burgle(home, *statements)


def both_ways(home: Path, page: int) -> tuple[Problem, ...]:
    """What verify finds, which is the same without its shortcuts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verification, "_PAGE", page)
        with kit.open_log(home) as store:
            found = verification.verify(store)
            for shortcut in SHORTCUTS:
                patch.setattr(shortcut, lambda *_: False)
            assert verification.verify(store) == found
    return found.problems


PAGES = st.sampled_from([1, 4, EVENTS, 1000])


@kit.only_sqlite
@settings(max_examples=30)
@given(st.lists(edits(), min_size=1, max_size=3), PAGES)
def test_an_edited_log_is_found_the_same_by_pages_and_one_by_one(
    played: Path, tmp_path_factory: pytest.TempPathFactory, edits: Any, page: int
) -> None:
    home = databases.copy(played, tmp_path_factory.mktemp("edited") / "home")
    before = {table: kit.all_rows(home, table) for table in COLUMNS}
    kit.burgle(home, *edits)
    untouched = {table: kit.all_rows(home, table) for table in COLUMNS} == before
    assert (both_ways(home, page) == ()) == untouched


@kit.only_sqlite
@settings(max_examples=20)
@given(SEQS, BODIES, PAGES)
def test_a_forged_event_is_found_the_same_by_pages_and_one_by_one(
    played: Path, tmp_path_factory: pytest.TempPathFactory, seq: int, body: bytes, page: int
) -> None:
    home = databases.copy(played, tmp_path_factory.mktemp("forged") / "home")
    forge(home, seq, body)
    assert both_ways(home, page)


@kit.only_sqlite
def test_a_body_nested_without_end_is_a_problem_and_no_failure(
    played: Path, tmp_path: Path
) -> None:
    home = databases.copy(played, tmp_path / "home")
    kit.burgle(home, ("UPDATE event SET body = ? WHERE seq = 2", ("[" * 99_999,)))
    assert [problem.event for problem in both_ways(home, 4)] == [2]


ROWS = st.tuples(
    st.integers(1, 9),
    st.sampled_from(["run", "other"]),
    WHOLE,
    TEXTS,
    TEXTS,
    WHOLE,
    st.lists(TEXTS, max_size=2).map(derive.ids_text) | TEXTS,
    WHOLE,
    WHOLE,
)


@given(st.lists(ROWS, min_size=1, max_size=3), st.data())
def test_decisions_that_are_told_of_at_once_make_the_very_rows(
    rows: list[tuple[Any, ...]], data: st.DataObject
) -> None:
    events = [stored_of(row) for row in rows]
    told = derive.tell_of(events, rows)
    plain = all(
        json.dumps(text, ensure_ascii=False) == f'"{text}"' for row in rows for text in row[3:5]
    )
    made = [made_of(event) for event in events]
    assert told == (plain and made == rows)
    at = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, 8))
    other = data.draw(ROWS)[column]
    changed = (*rows[at][:column], other, *rows[at][column + 1 :])
    rows[at] = changed
    if derive.tell_of(events, rows):
        assert [made_of(event) for event in events] == rows
    assert not derive.tell_of(events[1:], rows)


def stored_of(row: tuple[Any, ...]) -> Event:
    """The event whose body is put together from a row as it lies there, right or wrong."""
    seq, run, number, scene, choice, minute, offered, thinking_ms, at_ms = row
    body = (
        f'{{"choice":"{choice}","index":{number},"minute":{minute},"offered":{offered},'
        f'"scene":"{scene}","thinking_ms":{thinking_ms}}}'
    )
    return Event(seq, b"id", run.encode(), b"decision", at_ms, body.encode())


def made_of(event: Event) -> tuple[Any, ...] | None:
    """The row that an event makes by itself, None where it makes none."""
    try:
        return tuple(derive.decision_row(event).values())
    except (KeyError, TypeError, ValueError):
        return None
