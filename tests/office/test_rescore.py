"""A logged run by another binder: what would change is shown, and nothing is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.records import open_store
from tests.commands import SHELF, sixty
from tests.records import kit

pytestmark = pytest.mark.usefixtures("shop_home")


def binder() -> str:
    with_binders = sorted((SHELF / "binders").glob("*.yaml"))
    return with_binders[0].read_text(encoding="utf-8")


def test_the_binder_of_the_day_would_change_nothing(tmp_path: Path) -> None:
    same = tmp_path / "same.yaml"
    same.write_text(binder() + "\n# a remark\n", encoding="utf-8")
    for run in runs():
        ended = sixty("replay", run, "--binder", str(same))
        assert ended.returncode == 0, ended.stderr
        assert "Nothing would change." in ended.stdout


def test_other_points_change_the_lines_they_belong_to_and_nothing_in_the_log(
    tmp_path: Path, shop: Path
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(binder().replace("points: 10", "points: 35"), encoding="utf-8")
    assert other.read_text(encoding="utf-8") != binder()
    before = kit.all_rows(shop, "event"), kit.all_rows(shop, "run")
    told = [sixty("replay", run, "--binder", str(other)).stdout for run in runs()]
    assert any("Process: " in one and "would be" in one for one in told)
    assert any("process · " in one and "/10" in one and "/35" in one for one in told)
    assert (kit.all_rows(shop, "event"), kit.all_rows(shop, "run")) == before


def test_a_binder_that_does_not_fit_or_is_none_is_a_sentence(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.yaml"
    foreign.write_text("title: Nothing like it\n", encoding="utf-8")
    for said, told in ((str(foreign), "cannot be scored by that binder"), ("nope", "no binder")):
        ended = sixty("replay", runs()[0], "--binder", said)
        assert ended.returncode == 2
        assert told in ended.stderr
        assert ended.stderr.count("\n") == 1


def runs() -> list[str]:
    import os

    with open_store(Path(os.environ["SIXTY_HOME"])) as store:
        return [record.run for record in store.runs() if record.state == "finished"]
