"""Runs judged once, and kept beside the log."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.office import door
from game.office.asking import Asking
from game.office.judging import RULES, judge
from game.records import RecordsError, Store, open_store, queries, verify, wording
from game.records.judging import unjudged
from game.records.queries import ANY
from game.session import live
from game.session.opening import open_scenario
from tests.commands import CORNER
from tests.records import kit


def test_every_finished_run_is_judged_once_and_the_log_is_what_it_was(
    shop: Path, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(shop, tmp_path / "shop"))
    with kit.in_haste(open_store(home, clock=kit.Clock())) as store:
        before = store.head()
        finished = [run for run in store.runs() if run.state == "finished"]
        assert judge(store, stopped=lambda: True) == 0
        told: list[int] = []
        assert judge(store, step=told.append) == len(finished) == told[-1]
        assert judge(store) == 0
        assert unjudged(store, RULES, 10) == []
        assert store.head() == before
        assert verify(store).problems == ()
        with store.database.reading() as connection:
            lines = {line.run: line.loss for line in queries.runs(connection)}
            assert all(lines[run.run] is not None for run in finished)
            assert sum(lines[run.run] or 0 for run in finished) > 0
        store.rebuild()
        assert judge(store) == len(finished)


def test_words_are_read_out_of_the_files_once_and_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise RecordsError("This log may only be read.")

    # A seed that nobody gave counts; which one it is must not be left to chance here.
    monkeypatch.setattr(live, "fresh_seed", lambda: 1)
    playing = live.open_run(
        store, open_scenario(CORNER, ()), store.person("Ana").pseudonym, mode="floor"
    )
    playing.decide("wait", 2000)
    while not playing.run.over:
        playing.decide(playing.run.offered()[0].id, 2000)
    judge(store)
    desk = door.lone(store, "Tea")
    with monkeypatch.context() as patch:
        patch.setattr(wording, "keep", refuse)
        told = Asking(desk).talks(ANY, 20)
    assert told
    assert all(talk.words != talk.choice and talk.title != talk.scenario for talk in told)
    assert Asking(desk).talks(ANY, 20) == told
    monkeypatch.setattr("game.script.load.load_sources", refuse)
    assert Asking(desk).talks(ANY, 20) == told
    assert verify(store).problems == ()
