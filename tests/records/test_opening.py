"""Opening the log where something is wrong: one plain sentence each time, and nothing harmed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.records import RecordsError, open_store, verify
from game.records.dialect import sqlite as dialect_module
from tests.records import kit


def refusal(home: Path, url: str | None = None) -> str:
    """What opening says; fails if it opens."""
    with pytest.raises(RecordsError) as caught:
        open_store(home, url, patience_ms=50)
    sentence = caught.value.sentence
    assert sentence == str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "Error" not in sentence
    return sentence


@pytest.fixture
def as_nobody(tmp_path: Path) -> Iterator[Path]:
    """A folder others may enter, and a process without the rights that root has everywhere."""
    if os.name != "posix":
        pytest.skip("only where files have owners and modes")
    # Python itself may lie where nobody may read: what a log needs is imported by now.
    with open_store(tmp_path) as store:
        store.runs()
    # The tests' own folders are closed to everybody but their owner.
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    was = os.geteuid()
    yield_to = 65534 if was == 0 else was
    try:
        os.chown(folder, yield_to, -1)
        os.seteuid(yield_to)
        yield folder
    finally:
        os.seteuid(was)
        for place, folders, _ in os.walk(folder):
            for name in folders:
                (Path(place) / name).chmod(0o755)
        shutil.rmtree(folder)


def test_a_new_folder_is_made_with_everything_in_it(tmp_path: Path) -> None:
    home = tmp_path / "not yet" / "50% off? #1"
    with open_store(home, clock=kit.Clock()) as store:
        run = kit.play(store, kit.cast(store))
    assert {file.name for file in home.iterdir()} >= {"sixty.db", "sixty.head"}
    with open_store(home) as store:
        assert store.run(run).state == "finished"
        assert verify(store).problems == ()
    if os.name == "posix":
        assert home.stat().st_mode & 0o077 == 0


def test_a_folder_under_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("I am here")
    assert "a part of its path is a file" in refusal(tmp_path / "file" / "home")
    assert "a part of its path is a file" in refusal(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "I am here"


def test_a_folder_where_the_database_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sixty.db").mkdir()
    assert "there is a folder" in refusal(tmp_path)


def test_a_read_only_folder_is_refused(as_nobody: Path) -> None:
    home = as_nobody / "home"
    home.mkdir()
    home.chmod(0o555)
    assert "may not be read and written by you" in refusal(home)
    assert "cannot be made (Permission denied)" in refusal(home / "deeper")


def test_a_read_only_folder_with_a_log_in_it_is_refused_and_left_alone(as_nobody: Path) -> None:
    home = as_nobody / "home"
    open_store(home, clock=kit.Clock()).close()
    before = (home / "sixty.db").read_bytes()
    home.chmod(0o555)
    assert "may not be read and written by you" in refusal(home)
    assert (home / "sixty.db").read_bytes() == before


def test_a_read_only_database_is_refused(as_nobody: Path) -> None:
    home = as_nobody / "home"
    open_store(home, clock=kit.Clock()).close()
    (home / "sixty.db").chmod(0o444)
    assert "ask for permission to write" in refusal(home)


def test_a_folder_that_became_read_only_while_open_is_said_so(as_nobody: Path) -> None:
    home = as_nobody / "home"
    with open_store(home, clock=kit.Clock()) as store:
        (home / "sixty.db").chmod(0o444)
        store.close()  # as if this were the next day's first write
        with pytest.raises(RecordsError, match="may only be read, not written"):
            store.person("Ana")


@pytest.mark.parametrize("garbage", [b"hello " * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, garbage: bytes
) -> None:
    (tmp_path / "sixty.db").write_bytes(garbage)
    assert "no score log and no database" in refusal(tmp_path)
    assert (tmp_path / "sixty.db").read_bytes() == garbage


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "sixty.db")
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    connection.close()
    assert "another program's database" in refusal(tmp_path)
    assert [row[0] for row in kit.all_rows(tmp_path, "sqlite_schema")] == ["table", "table"]


@kit.only_sqlite
def test_a_log_from_a_newer_version_is_refused_and_left_alone(home: Path) -> None:
    kit.burgle(home, "UPDATE alembic_version SET version_num = '9999'")
    before = (home / "sixty.db").read_bytes()
    sentence = refusal(home)
    assert "written by a newer Sixty" in sentence
    assert "install that version" in sentence
    assert (home / "sixty.db").read_bytes() == before


def test_an_empty_file_is_a_log_that_was_never_begun(tmp_path: Path) -> None:
    (tmp_path / "sixty.db").touch()
    with open_store(tmp_path, clock=kit.Clock()) as store:
        kit.play(store, kit.cast(store))


@kit.only_sqlite
def test_a_log_that_another_program_holds_is_said_to_be_held(home: Path) -> None:
    other = sqlite3.connect(home / "sixty.db", isolation_level=None)
    with open_store(home, clock=kit.Clock(), patience_ms=50) as store:
        other.execute("BEGIN IMMEDIATE")
        assert store.people() == []
        with pytest.raises(RecordsError, match="Another program is holding the score log"):
            store.person("Ana")
        other.execute("ROLLBACK")
        other.execute("BEGIN EXCLUSIVE")
        assert "Another program is holding the score log" in refusal(home)
        other.execute("ROLLBACK")
        store.person("Ana")
    other.close()


@kit.only_sqlite
def test_a_log_somebody_put_into_wal_mode_is_brought_back(home: Path) -> None:
    other = sqlite3.connect(home / "sixty.db")
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("SELECT * FROM event").fetchall()
    assert "keeps it there" in refusal(home) or "holding the score log" in refusal(home)
    other.close()
    with open_store(home, clock=kit.Clock()) as store:
        kit.play(store, kit.cast(store))
        assert not (home / "sixty.db-wal").exists()


@kit.only_sqlite
def test_every_connection_is_as_safe_as_the_decision_says(home: Path) -> None:
    with open_store(home) as store, store.database.reading() as connection:
        said = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "recursive_triggers", "secure_delete")
        }
    extra = 3
    assert said == {
        "journal_mode": "truncate",
        "synchronous": extra,
        "recursive_triggers": 1,
        "secure_delete": 1,
    }


def test_sixty_database_can_name_another_file(tmp_path: Path) -> None:
    one, two = (f"sqlite:///{(tmp_path / 'logs' / name).as_posix()}" for name in ("1.db", "2.db"))
    home = tmp_path / "home"
    with open_store(home, one, clock=kit.Clock()) as store:
        run = kit.play(store, kit.cast(store))
    with open_store(home, two, clock=kit.Clock()) as store:
        assert store.runs() == []
        kit.play(store, kit.cast(store), decisions=1)
        assert verify(store).problems == ()
    with open_store(home, one.replace("sqlite:", "sqlite+pysqlite:")) as store:
        assert store.run(run).state == "finished"
        assert verify(store).problems == ()
    assert not (home / "sixty.db").exists()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql+pymysql://trainer:secret@db/sixty", "in SQLite or PostgreSQL only"),
        ("postgresql+asyncpg://trainer:secret@db/sixty", "in SQLite or PostgreSQL only"),
        ("postgresql://trainer:secret@db:port/sixty", "not a database's address"),
        ("postgresql://trainer:secret@db", "not a database's address"),
        ("postgresql://trainer:secret@127.0.0.1:1/sixty", "cannot be reached"),
        ("postgresql://trainer@127.0.0.1:1/sixty?password=secret", "cannot be reached"),
        ("postgresql://trainer@127.0.0.1:1/sixty?secret=secret", "cannot be reached"),
        ("sixty.db", "not a database's address"),
        ("sqlite://", "not a database's address"),
        ("sqlite:///", "not a database's address"),
        ("sqlite:///:memory:", "not a database's address"),
        ("sqlite+aiosqlite:///x.db", "not a database's address"),
    ],
)
def test_another_kind_of_database_is_refused_without_telling_its_password(
    tmp_path: Path, url: str, said: str
) -> None:
    sentence = refusal(tmp_path, url)
    assert said in sentence
    assert "secret" not in sentence
    assert list(tmp_path.glob("*.db")) == []


def test_a_sqlite_too_old_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialect_module, "OLDEST", (99, 0, 0))
    assert "use a newer Python" in refusal(tmp_path)
    assert "SQLite 3" in dialect_module.describe()
