"""The journal after a crash: whole, cut short or garbled, it never costs what was kept.

It is a rollback journal (docs/decisions/0002); a write-ahead log is what another program may leave.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from game.records import RecordsError, Store, verify, writing
from game.records.chain import canonical
from game.records.derive import decided_body, decision_id
from tests.records import kit

pytestmark = [pytest.mark.fault, kit.only_sqlite]
DB, JOURNAL, WAL = "sixty.db", "sixty.db-journal", "sixty.db-wal"


@pytest.fixture(scope="module")
def crashed(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What a crash in the middle of a commit leaves: `early`, before the database was touched, and
    `late`, when some of its pages hold what was never committed."""
    base = tmp_path_factory.mktemp("crashed")
    home = base / "home"
    shutil.copytree(blank, home)
    left = {}
    with kit.open_log(home) as store:
        who = kit.cast(store)
        kit.play(store, who)
        run = kit.play(store, who, decisions=1, end=False)
        for moment, cache in (("early", 2000), ("late", 1)):
            left[moment] = base / moment
            with pytest.raises(InterruptedError):
                crash(store, run, cache, left[moment])
    was = (home / DB).read_bytes()
    assert (left["early"] / DB).read_bytes() == was
    assert (left["late"] / DB).read_bytes() != was
    assert all((each / JOURNAL).stat().st_size for each in left.values())
    return left


def crash(store: Store, run: str, cache: int, to: Path) -> None:
    """Copy the files from the middle of a transaction that is never committed."""
    with store.database.writing() as connection:
        # With room for one page, the others go to the disk before they are committed.
        connection.exec_driver_sql(f"PRAGMA cache_size = {cache}")
        for index in range(1, 41):
            entry = kit.decision_of(run, index)
            event = writing.append(
                connection,
                at_ms=kit.NOON,
                kind="decision",
                run=run,
                event_id=decision_id(entry),
                body=canonical(decided_body(entry)),
            )
            writing.add_decision(connection, event)
        shutil.copytree(store.head_file.parent, to)
        raise InterruptedError


def spoilt(crash: Path, to: Path, cut: float, flip: int, name: str = JOURNAL) -> Path:
    """The same crash, of whose journal only a part is left, with one byte of that changed."""
    shutil.copytree(crash, to)
    journal = bytearray((to / name).read_bytes())
    journal = journal[: round(len(journal) * cut)]
    if journal and flip:
        journal[-(flip % len(journal)) - 1] ^= 0x55
    (to / name).write_bytes(journal)
    return to


KEPT = 5 + 2
"""Events that were committed: a run of three decisions, and a start with one decision."""


@pytest.mark.parametrize("moment", ["early", "late"])
def test_a_crash_in_a_commit_leaves_what_was_committed(
    crashed: dict[str, Path], tmp_path: Path, moment: str
) -> None:
    home = shutil.copytree(crashed[moment], tmp_path / "home")
    with kit.open_log(home) as store:
        found = verify(store)
        assert (found.count, found.problems) == (KEPT, ())
        (open_run,) = store.unfinished(kit.cast(store).person)
        store.decide(kit.decision_of(open_run.run, 1))
        assert verify(store).problems == ()


@settings(max_examples=25)
@given(cut=st.floats(0, 1), flip=st.integers(0, 9999))
def test_a_journal_cut_short_or_garbled_before_the_log_was_touched_costs_nothing(
    crashed: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, cut: float, flip: int
) -> None:
    home = spoilt(crashed["early"], tmp_path_factory.mktemp("cut") / "home", cut, flip)
    found = kit.verified(home)
    assert (found.count, found.problems) == (KEPT, ())


@settings(max_examples=25)
@given(cut=st.floats(0, 1), flip=st.integers(0, 9999))
def test_a_journal_spoilt_after_that_is_a_sentence_or_a_log_with_all_that_was_kept(
    crashed: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, cut: float, flip: int
) -> None:
    home = spoilt(crashed["late"], tmp_path_factory.mktemp("cut") / "home", cut, flip)
    try:
        found = kit.verified(home)
    except RecordsError:
        return
    assert found.problems or found.count >= KEPT


@pytest.fixture(scope="module")
def ahead(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log that somebody put into WAL mode, as it stood when the power failed: `KEPT` events in
    the file, and forty decisions after them in the write-ahead log."""
    base = tmp_path_factory.mktemp("ahead")
    home = base / "home"
    shutil.copytree(blank, home)
    with kit.open_log(home) as store:
        who = kit.cast(store)
        kit.play(store, who)
        run = kit.play(store, who, decisions=1, end=False)
        raw = store.database._engine.raw_connection()
        raw.cursor().execute("PRAGMA journal_mode = WAL")
        raw.close()
        for index in range(1, 41):
            store.decide(kit.decision_of(run, index))
        shutil.copytree(home, base / "left")
    assert (base / "left" / WAL).stat().st_size
    return base / "left"


@settings(max_examples=15)
@given(cut=st.floats(0, 1), flip=st.integers(0, 9999))
@example(cut=1, flip=0)
@example(cut=0, flip=0)
def test_a_write_ahead_log_cut_short_or_garbled_leaves_the_log_up_to_there(
    ahead: Path, tmp_path_factory: pytest.TempPathFactory, cut: float, flip: int
) -> None:
    home = spoilt(ahead, tmp_path_factory.mktemp("cut") / "home", cut, flip, WAL)
    with kit.in_haste(kit.open_log(home)) as store:
        found = verify(store)
        assert found.problems == ()
        assert KEPT <= found.count <= KEPT + 40
        assert found.count == KEPT + 40 or cut < 1 or flip
        (open_run,) = store.unfinished(kit.cast(store).person)
        assert len(open_run.decisions) == found.count - KEPT + 1
        store.decide(kit.decision_of(open_run.run, len(open_run.decisions)))
        assert verify(store).problems == ()
