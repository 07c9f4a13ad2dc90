"""The steps that make the tables."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import game.records
from game.records import RecordsError
from game.records.dialect.sqlite import GUARDS
from game.records.migrate import STEPS
from game.records.tables import metadata
from tests.records import databases, kit


def test_the_steps_lead_to_the_tables_that_are_used(blank: Path) -> None:
    with kit.open_log(blank) as store, store.database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_steps_that_are_known_are_those_in_the_folder() -> None:
    config = Config()
    folder = Path(game.records.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    steps = ScriptDirectory.from_config(config).walk_revisions()
    assert tuple(step.revision for step in steps)[::-1] == STEPS


@kit.only_sqlite
def test_every_table_is_strict_and_every_guard_in_place(blank: Path) -> None:
    tables = [row for row in kit.all_rows(blank, "pragma_table_list") if row[0] == "main"]
    strict = {row[1]: row[5] for row in tables if not row[1].startswith("sqlite_")}
    assert set(strict) == set(metadata.tables)
    assert set(strict.values()) == {1}
    schema = kit.all_rows(blank, "sqlite_schema")
    assert {row[1] for row in schema if row[0] == "trigger"} == set(GUARDS)


@pytest.mark.parametrize("kind", databases.KINDS)
def test_two_that_open_a_new_log_at_once_make_it_once(tmp_path: Path, kind: str) -> None:
    barrier = threading.Barrier(3)
    refused: list[RecordsError] = []

    def begin(home: Path) -> None:
        barrier.wait()
        try:
            with kit.open_log(home) as store:
                kit.play(store, kit.cast(store), decisions=1)
        except RecordsError as error:
            refused.append(error)

    for attempt in range(5):
        home = databases.begin(tmp_path / str(attempt), kind)
        threads = [threading.Thread(target=begin, args=[home]) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert refused == []
        assert kit.verified(home).count == 9
        assert kit.verified(home).problems == ()
        databases.remove(home)


@kit.only_sqlite
def test_a_log_that_is_up_to_date_is_opened_without_alembic(home: Path) -> None:
    import subprocess

    code = (
        "import sys; from pathlib import Path; from game.records import open_store;"
        f"open_store(Path({str(home)!r})).close(); sys.exit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
