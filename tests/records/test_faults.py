"""The log is killed, filled, shared and interrupted: nothing it said was kept is lost."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from game.records import RecordsError, Store, open_store, verify
from game.records.filing import file, papers
from game.records.papers import Commented, Entry, Paper, Signed, new_paper
from tests.records import kit

ROOT = Path(__file__).parents[2]


def writer(home: Path, *what: object) -> subprocess.Popen[str]:
    """The scripted writer, open and waiting for a line before its first run."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.records.writer", str(home), *map(str, what)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: subprocess.Popen[str], what: str = "go") -> None:
    assert process.stdin is not None
    process.stdin.write(f"{what}\n")
    process.stdin.flush()


def told(lines: Iterable[str]) -> dict[str, list[str]]:
    """What was said to be kept, by run. A line cut by a kill counts for nothing."""
    kept: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        if line.endswith("\n") and len(line.split()) == 2:
            run, what = line.split()
            kept[run].append(what)
    return kept


def assert_all_kept(store: Store, kept: dict[str, list[str]]) -> None:
    for run, said in kept.items():
        record = store.run(run)
        indexes = [int(what) for what in said if what not in ("-1", "end")]
        there = [decision.index for decision in record.decisions]
        assert there[: len(indexes)] == indexes
        assert len(there) - len(indexes) in (0, 1)  # one may be kept whose answer was never heard
        if "end" in said:
            assert record.state == "finished"


@pytest.mark.fault
def test_two_processes_writing_at_once_leave_one_chain(home: Path) -> None:
    processes = [writer(home, name, 4, 5) for name in ("Ana", "Ben")]
    for process in processes:
        go(process)
    kept: dict[str, list[str]] = {}
    for process in processes:
        out, _ = process.communicate()
        assert process.returncode == 0, out
        kept |= told(out.splitlines(keepends=True))
    assert len(kept) == 8
    with kit.open_log(home) as store:
        assert_all_kept(store, kept)
        assert {record.state for record in store.runs()} == {"finished"}
        found = verify(store)
        assert found.problems == ()
        assert found.count == 2 * 4 * (5 + 2)


def test_several_threads_may_share_one_log(home: Path, store: Store) -> None:
    refused: list[BaseException] = []

    def play(name: str) -> None:
        try:
            who = kit.cast(store, name)
            for _ in range(3):
                run = kit.play(store, who)
                assert store.run(run).state == "finished"
                assert len(list(store.runs(who.person))) > 0
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            refused.append(error)

    threads = [threading.Thread(target=play, args=[f"Player {number}"]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == []
    assert len(store.runs()) == 12
    assert verify(store).problems == ()


def test_two_windows_on_one_run_cannot_both_go_on(home: Path, store: Store, who: kit.Cast) -> None:
    run = kit.play(store, who, decisions=1, end=False)
    with kit.open_log(home) as other:
        other.decide(kit.decision_of(run, 1, choice="push"))
        with pytest.raises(RecordsError, match="gone on in another window"):
            store.decide(kit.decision_of(run, 1))
        other.end(kit.end_of(run))
        with pytest.raises(RecordsError, match="has ended"):
            store.decide(kit.decision_of(run, 2))
    assert verify(store).problems == ()


def set_most_pages(store: Store, pages: int | None) -> int:
    """Let the database grow no further than this, as on a full disk; returns its size in pages."""
    raw = store.database._engine.raw_connection()
    cursor = raw.cursor()
    (now,) = cursor.execute("PRAGMA page_count").fetchone()
    most = 2**30 if pages is None else now + pages
    cursor.execute(f"PRAGMA max_page_count = {most}")
    cursor.close()
    raw.close()
    return int(now)


@kit.only_sqlite
@pytest.mark.fault
def test_a_full_disk_is_said_and_play_goes_on_once_there_is_space(
    store: Store, who: kit.Cast
) -> None:
    run = kit.play(store, who, decisions=0, end=False)
    set_most_pages(store, 2)
    index = 0

    def play_on() -> None:
        nonlocal index
        while True:
            store.decide(kit.decision_of(run, index))
            index += 1

    with pytest.raises(RecordsError, match="The disk is full") as caught:
        play_on()
    assert index > 0
    assert "What was kept before is safe." in caught.value.sentence
    assert len(store.run(run).decisions) == index
    with pytest.raises(RecordsError, match="The disk is full"):
        store.keep("scenario", b"x" * 100_000)
    assert verify(store).problems == ()

    set_most_pages(store, None)
    store.decide(kit.decision_of(run, index))
    store.end(kit.end_of(run))
    assert len(store.run(run).decisions) == index + 1
    assert verify(store).problems == ()


@kit.only_sqlite
@pytest.mark.fault
@pytest.mark.parametrize("kind", ["comment", "sign-off"])
def test_a_full_disk_is_said_and_a_paper_is_taken_once_there_is_space(
    store: Store, who: kit.Cast, kind: str
) -> None:
    run = kit.play(store, who)
    filed: list[Paper] = []

    def paper() -> Entry:
        if kind == "comment":
            return Commented(new_paper(), run, who.person, 0, "Well asked. " * 20)
        return Signed(new_paper(), run, who.person, "agree", "Well done. " * 20)

    def go_on() -> None:
        while True:
            filed.append(file(store, paper()))

    set_most_pages(store, 2)
    with pytest.raises(RecordsError, match="The disk is full") as caught:
        go_on()
    assert filed
    assert "What was kept before is safe." in caught.value.sentence
    assert papers(store, [kind]) == filed
    found = verify(store)
    assert found.problems == ()

    set_most_pages(store, None)
    filed.append(file(store, paper()))
    assert papers(store, [kind]) == filed
    assert verify(store).count == found.count + 1
    assert verify(store).problems == ()


@pytest.mark.fault
def test_opening_a_new_log_on_a_full_disk_leaves_nothing_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from game.records.dialect import sqlite as dialect

    set_up = dialect._set_up

    def full(connection: object) -> None:
        set_up(connection)  # type: ignore[arg-type]
        connection.execute("PRAGMA max_page_count = 5")  # type: ignore[attr-defined]

    monkeypatch.setattr(dialect, "_set_up", full)
    with pytest.raises(RecordsError, match="The disk is full"):
        open_store(tmp_path, clock=kit.Clock())
    monkeypatch.undo()
    with open_store(tmp_path, clock=kit.Clock()) as store:
        kit.play(store, kit.cast(store))
        assert verify(store).problems == ()


@kit.only_sqlite
@pytest.mark.fault
@pytest.mark.skipif(os.name != "posix", reason="only there can a process be kept from writing")
def test_a_disk_that_takes_no_more_stops_the_writer_with_a_sentence(home: Path) -> None:
    process = writer(home, "Ana", 1000, 20, (home / "sixty.db").stat().st_size + 40_000)
    out, _ = process.communicate("go\n")
    *lines, last = out.splitlines(keepends=True)
    assert process.returncode == 3, last
    assert "could not be written" in last
    with kit.open_log(home) as store:
        kept = told(lines)
        assert kept
        assert_all_kept(store, kept)
        assert verify(store).problems == ()
        kit.play(store, kit.cast(store))
