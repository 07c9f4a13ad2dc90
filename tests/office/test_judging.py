"""Runs judged once, and kept beside the log."""

from __future__ import annotations

import shutil
from pathlib import Path

from game.office.judging import RULES, judge
from game.records import open_store, queries, verify
from game.records.judging import unjudged
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
