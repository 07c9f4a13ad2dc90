"""The review's errands: an export and a check of the log, asked for, stopped, told."""

from __future__ import annotations

import csv
import io
import sqlite3
from pathlib import Path

import pytest

from game.app.review import errands
from game.app.review.values import Count
from game.office import door
from game.records.opening import open_store
from tests.app.conftest import Open
from tests.app.shop import fill


@pytest.fixture
def shop(sixty_home: Path) -> Path:
    """A home with judged floor runs by Ana and by somebody with a hostile name."""
    return fill(sixty_home)


def only(folder: Path, pattern: str) -> Path:
    """The one file of a folder with such a name."""
    (file,) = folder.glob(pattern)
    return file


async def test_the_log_is_exported_from_a_key_and_said_where_it_is(
    shop: Path, stage: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    async with stage(size=(100, 30)) as at:
        await at.press("r", "x", "right", "enter")
        told = " ".join(at.text.split())
        assert "The log is in" in told
        assert ": 6 runs." in told
        file = only(tmp_path, "*.csv")
        rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
        assert len(rows) == 6
        assert {row["name"] for row in rows} == {""}
        assert f"its head: {rows[0]['log_head']}" in told
        await at.press("down", "right", "enter")
        assert "⏎ again replaces it" in " ".join(at.text.split())
        assert "[b]Ben[/b]" not in file.read_text(encoding="utf-8-sig")
        await at.press("enter")
        assert "[b]Ben[/b]" in file.read_text(encoding="utf-8-sig")
        await at.press("down", "end", "ctrl+u", "enter")
        assert "Say where to" in at.text
        await at.type("~")
        await at.press("enter")
        assert "is a folder" in " ".join(at.text.split())
        await at.press("escape")
        assert at.screen == "ReviewScreen"


async def test_the_log_is_verified_from_a_key_and_what_was_changed_is_listed(
    shop: Path, stage: Open
) -> None:
    async with stage(size=(100, 30)) as at:
        await at.press("r", "v", "enter")
        assert "and nothing was changed" in at.text
        await at.type("f" * 64)
        await at.press("enter")
        assert "The log does not hold the head" in at.text
        with open_store(shop, f"sqlite:///{shop / 'sixty.db'}") as store:
            run = store.runs()[-1].run
        database = sqlite3.connect(shop / "sixty.db")
        with database:
            database.execute("DROP TRIGGER event_not_changed")
            database.execute("UPDATE event SET at_ms = at_ms + 1 WHERE seq = 1")
        database.close()
        await at.press("ctrl+u", "enter")
        told = " ".join(at.text.split())
        assert f"Event 1 was changed after it was written (run {run[:8]})." in told
        await at.press("escape")
        assert at.screen == "ReviewScreen"


def test_an_errand_that_is_stopped_leaves_no_file(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.records.verification._PAGE", 5)
    with open_store(shop, f"sqlite:///{shop / 'sixty.db'}") as store:
        desk = door.lone(store)
        count = Count("Written", stopped=True)
        values = {"format": "jsonl", "names": "no", "file": str(tmp_path / "log")}
        told = errands.export(desk, values, False, count, lambda: False)
        assert told.sentences == ("Stopped: no file was written.",)
        assert list(tmp_path.iterdir()) == [shop]
        checked = errands.verify(desk, "", Count("Checked"), lambda: True)
        assert not checked.wrong
        assert "Stopped" in checked.sentences[0]
