"""`sixty log`, `replay` and `verify`: the score log from outside."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

from tests.commands import CORNER, SHELF, document, sixty, valid

WHOLE = "who-for,present,write"


def play_some() -> None:
    for number, typed in enumerate(("1\n" * 20, "1\nq\n", "")):
        ended = sixty("play", CORNER, "--plain", "--as", "=Ana", typed=typed)
        assert ended.returncode == 0, (number, ended.stderr)
    assert sixty("run", CORNER, "--bot", "first", "--log").returncode == 0


def test_the_log_document_holds_to_its_published_shape() -> None:
    play_some()
    log = document("log", "--json")
    valid(log, "log")
    assert [run["front"] for run in log["runs"]] == ["plain", "plain", "plain", "run"]
    assert [run["state"] for run in log["runs"]] == [
        "finished",
        "unfinished",
        "unfinished",
        "finished",
    ]
    assert sixty("verify", "--against", log["head"]).returncode == 0


def test_an_empty_log_is_a_document_and_a_sentence() -> None:
    valid(document("log", "--json"), "log")
    assert sixty("log").stdout == "Nothing has been played yet: the score log is empty.\n"


def test_the_log_as_a_table_has_a_mark_and_no_formula() -> None:
    play_some()
    text = sixty("log", "--csv").stdout
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    runs = document("log", "--json")["runs"]
    assert len(rows) == sum(len(run["decisions"]) for run in runs)
    assert {row["name"] for row in rows} == {"'=Ana", "sixty run"}


def test_the_log_in_lines_has_a_line_a_run() -> None:
    play_some()
    head, *lines = sixty("log").stdout.splitlines()
    assert "UTC" in head
    assert len(lines) == 4
    assert "unfinished after 1 decision" in lines[1]
    assert "bot first" in lines[3]


def test_a_run_is_replayed_by_the_beginning_of_its_id_or_as_the_last() -> None:
    choose = ("run", CORNER, "--choose", WHOLE, "--seed", "4")
    played = document(*choose, "--json")
    assert sixty(*choose, "--log").returncode == 0
    (run,) = document("log", "--json")["runs"]
    for name in ("last", run["run"], run["run"][:6]):
        assert document("replay", name, "--json") == {**played, "scenario": run["scenario"]}
    told = sixty("replay", "last").stdout
    assert "Process 80 of 100" in told


def test_a_run_replays_after_its_files_were_edited_and_gone(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shutil.copytree(SHELF, shelf)
    story = shelf / "corner.yaml"
    assert sixty("run", story, "--choose", WHOLE, "--log").returncode == 0
    before = document("replay", "last", "--json")
    shutil.rmtree(shelf)
    assert document("replay", "last", "--json") == before


def test_verify_finds_a_log_that_was_changed(sixty_home: Path) -> None:
    import sqlite3

    play_some()
    whole = sixty("verify")
    assert whole.returncode == 0
    head = re.search(r"Head: ([0-9a-f]{64})", whole.stdout)
    assert head is not None
    assert sixty("verify", "--against", "0" * 64).returncode == 1
    with sqlite3.connect(sixty_home / "sixty.db") as database:
        database.execute("DROP TRIGGER event_not_changed")
        database.execute("UPDATE event SET at_ms = at_ms + 1 WHERE seq = 3")
    ended = sixty("verify")
    assert ended.returncode == 1
    run = document("log", "--json")["runs"][0]["run"]
    assert f"Event 3 was changed after it was written (run {run[:8]}).\n" in ended.stdout
    assert ended.stderr == ""
    doctor = sixty("doctor")
    assert doctor.returncode == 1
    assert f"(run {run[:8]})" in doctor.stdout
    with sqlite3.connect(sixty_home / "sixty.db") as database:
        database.execute("UPDATE event SET at_ms = at_ms - 1 WHERE seq = 3")
        database.execute("DROP TRIGGER source_not_changed")
        database.execute("UPDATE source SET text = x'0a' WHERE kind = 'binder'")
    assert f"was replaced (event 1, run {run[:8]})." in sixty("verify").stdout
