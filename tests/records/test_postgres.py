"""The log on a PostgreSQL server: what is that server's alone. The other tests run there, too."""

from __future__ import annotations

import builtins
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import psycopg
import pytest

from game.records import RecordsError, Store, open_store, verify
from tests.commands import sixty
from tests.records import databases, kit


def server(home: Path) -> psycopg.Connection[Any]:
    """A connection of somebody else's."""
    url = databases.url_of(home)
    assert url is not None
    return psycopg.connect(url, autocommit=True)


def refusal(home: Path, url: str | None = None) -> str:
    with pytest.raises(RecordsError) as caught:
        open_store(home, url or databases.url_of(home))
    return caught.value.sentence


@kit.only_postgres
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET body = '{}' WHERE seq = 2",
        "UPDATE event SET body = '{}' WHERE false",
        "DELETE FROM event WHERE seq = 2",
        "DELETE FROM event",
        "TRUNCATE event",
        (
            "INSERT INTO event SELECT * FROM event WHERE seq = 2 "
            "ON CONFLICT (seq) DO UPDATE SET body = '{}'"
        ),
        (
            "INSERT INTO event SELECT 6, 'x', run, kind, at_ms, body, prev, 'f' FROM event "
            "WHERE seq = 3"
        ),
        (
            "INSERT INTO event SELECT 99, 'x', run, kind, at_ms, body, hash, 'f' FROM event "
            "WHERE seq = 5"
        ),
        "UPDATE source SET text = ''",
        "DELETE FROM source",
        "TRUNCATE source",
        (
            "INSERT INTO source SELECT digest, kind, '' FROM source "
            "ON CONFLICT (digest) DO UPDATE SET text = ''"
        ),
    ],
)
def test_the_server_refuses_to_change_what_is_kept(
    home: Path, store: Store, who: kit.Cast, statement: str
) -> None:
    kit.play(store, who)
    before = {table: kit.all_rows(home, table) for table in ("event", "source")}
    with (
        pytest.raises(RecordsError, match="only ever added to"),
        store.database.writing() as connection,
    ):
        connection.exec_driver_sql(statement)
    with server(home) as other, pytest.raises(psycopg.IntegrityError, match="only ever added"):
        other.execute(statement.encode())
    assert {table: kit.all_rows(home, table) for table in ("event", "source")} == before


@kit.only_postgres
@pytest.mark.parametrize(
    ("statement", "guards"),
    [
        ("DROP TRIGGER event_follows ON event", {"event_follows"}),
        ("ALTER TABLE event DISABLE TRIGGER event_not_removed", {"event_not_removed"}),
        (
            (
                "CREATE OR REPLACE FUNCTION sixty_source_is_new() RETURNS trigger LANGUAGE plpgsql "
                "AS 'BEGIN RETURN NEW; END'"
            ),
            {"source_not_replaced"},
        ),
        (
            (
                "DROP TRIGGER event_not_changed ON event; CREATE TRIGGER event_not_changed "
                "BEFORE UPDATE OF at_ms ON event FOR EACH STATEMENT "
                "EXECUTE FUNCTION sixty_only_added_to()"
            ),
            {"event_not_changed"},
        ),
    ],
)
def test_a_guard_that_was_taken_away_or_weakened_on_the_server_is_found(
    home: Path, store: Store, statement: str, guards: set[str]
) -> None:
    databases.spoil(home)
    with server(home) as other:
        other.execute(statement.encode())
    sentences = [problem.sentence for problem in verify(store).problems]
    assert {sentence.split()[2].rstrip(",") for sentence in sentences} == guards


@kit.only_postgres
@pytest.mark.fault
def test_twenty_players_at_once_leave_one_chain_with_nothing_lost(home: Path) -> None:
    kept: Counter[str] = Counter()
    refused: list[BaseException] = []

    def play(name: str) -> None:
        try:
            with kit.open_log(home) as store:
                who = kit.cast(store, name)
                for _ in range(3):
                    kept[kit.play(store, who, decisions=4)] += 1
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            refused.append(error)

    threads = [threading.Thread(target=play, args=[f"Player {n}"]) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == []
    with kit.open_log(home) as store:
        found = verify(store)
        assert found.problems == ()
        assert found.count == 20 * 3 * (4 + 2)
        assert {record.run for record in store.runs()} == set(kept)


@kit.only_postgres
def test_somebody_who_holds_the_servers_log_is_waited_for_and_then_told_of(home: Path) -> None:
    from game.records.dialect.postgres import LOCK

    url = f"{databases.url_of(home)}?connect_timeout=60"  # patience is for the lock alone
    with open_store(home, url, kit.Clock(), patience_ms=50) as store:
        with server(home) as other:
            other.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            assert store.people() == []
            with pytest.raises(RecordsError, match="Somebody else is holding the score log"):
                store.person("Ana")
        store.person("Ana")


@kit.only_postgres
def test_a_server_that_ended_the_connection_is_asked_again(
    home: Path, store: Store, who: kit.Cast
) -> None:
    kit.play(store, who)
    with server(home) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    kit.play(store, who)
    assert verify(store).problems == ()


@kit.only_postgres
def test_a_database_from_a_newer_version_on_the_server_is_refused(home: Path) -> None:
    kit.burgle(home, "UPDATE alembic_version SET version_num = '9999'")
    assert "written by a newer Sixty" in refusal(home)


@kit.only_postgres
def test_another_programs_database_on_the_server_is_refused(tmp_path: Path, blank: Path) -> None:
    other = databases.begin(tmp_path / "other", "postgres")
    databases.spoil(other)
    with server(other) as connection:
        connection.execute("CREATE TABLE recipes (name text)")
    assert "another program's database" in refusal(other)
    databases.remove(other)


@kit.only_postgres
def test_a_server_that_may_only_be_read_is_said_so(home: Path) -> None:
    databases.spoil(home)
    with server(home) as other, kit.open_log(home) as store:
        name = (databases.url_of(home) or "").rpartition("/")[2]
        other.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on".encode())
        store.close()
        with pytest.raises(RecordsError, match="may only be read, not written"):
            store.person("Ana")


@kit.only_postgres
def test_what_a_server_refuses_names_the_cause_and_never_the_password(home: Path) -> None:
    url = (databases.url_of(home) or "").replace("sixty@", "sixty:hush@")
    assert "no such database" in refusal(home, url + "x")
    nobody = refusal(home, url.replace("sixty:", "nobody:"))
    assert "let nobody in under this user and password" in nobody
    for sentence in (nobody, refusal(home, url + "x"), refusal(home, url + "?hush=hush")):
        assert "hush" not in sentence


@kit.only_postgres
def test_a_database_of_another_alphabet_is_refused(tmp_path: Path, blank: Path) -> None:
    url = databases.url_of(blank)
    assert url is not None
    with server(blank) as other:
        other.execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'")
        try:
            assert "needs UTF8" in refusal(tmp_path, url.rpartition("/")[0] + "/latin")
        finally:
            other.execute("DROP DATABASE latin WITH (FORCE)")


@kit.only_postgres
def test_the_commands_work_on_a_server_and_show_no_password(
    home: Path, store: Store, who: kit.Cast, sixty_home: Path
) -> None:
    kit.play(store, who)
    url = (databases.url_of(home) or "").replace("sixty@", "sixty:hush@")
    there = {"SIXTY_DATABASE": url}
    assert "1 run" not in sixty("log", env=there).stderr
    assert "nothing was changed" in sixty("verify", env=there).stdout
    where, doctor = sixty("where", env=there), sixty("doctor", env=there)
    assert "postgresql://127.0.0.1" in where.stdout
    assert "PostgreSQL, by psycopg" in doctor.stdout
    for ended in (where, doctor, sixty("verify", env=there)):
        assert "hush" not in ended.stdout + ended.stderr
    assert not (sixty_home / "sixty.db").exists()
    # A computer that meets the log for the first time notes how far it has come.
    assert len(list(sixty_home.glob("sixty-*.head"))) == 1


def test_a_missing_driver_is_one_sentence_with_what_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def none(name: str, *rest: Any, **more: Any) -> Any:
        if name == "psycopg":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", none)
    sentence = refusal(tmp_path, "postgresql://trainer:hush@db/sixty")
    assert "pip install 'sixty[postgres]'" in sentence
    assert "hush" not in sentence
