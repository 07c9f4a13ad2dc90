"""A file on the bench: what is kept, what is said, whatever the file has become."""

from __future__ import annotations

import random
from functools import partial
from pathlib import Path

import pytest

from game.author import preview
from game.author.apart import Apart
from game.author.bench import Bench, Wish, lay, moved, read, take_up
from game.author.insight import inside
from game.author.preview import Moved, Preview
from game.author.report import look_into
from tests.commands import CORNER
from tests.conftest import ROOT
from tests.script.mutants import mutant, originals


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "binders").mkdir()
    corner = Path(CORNER)
    for binder in (corner.parent / "binders").iterdir():
        (tmp_path / "binders" / binder.name).write_bytes(binder.read_bytes())
    copy = tmp_path / "corner.yaml"
    copy.write_bytes(corner.read_bytes())
    return copy


def again(bench: Bench) -> Bench:
    return take_up(bench, read(bench.path, bench.shelves))


def opened(file: Path, at: str = "", truth: str | None = None) -> Bench:
    return again(lay(file, [], Wish(7, truth, at)))


def first_choice(id: str, now: Preview) -> Moved:
    return Moved(preview.choose(now, id))


def test_every_file_it_was_read_from_is_known(file: Path) -> None:
    names = [path.name for path in opened(file).files]
    assert names[0] == "corner.yaml"
    assert len(names) == 2


def test_a_file_that_did_not_change_is_not_worth_a_sentence(file: Path) -> None:
    assert again(opened(file)).says == ""


def test_new_words_in_the_file_are(file: Path) -> None:
    bench = opened(file)
    assert bench.preview is not None
    row = bench.preview.run.offered()[0]
    bench = moved(bench, lambda now: Moved(preview.choose(now, row.id)))
    file.write_bytes(file.read_bytes() + b"\n# a remark\n")
    assert again(bench).says == "Read again: your choice holds."


def test_a_wrong_truth_and_a_wrong_scene_are_said_at_once(file: Path) -> None:
    bench = opened(file, at="no-such-scene", truth="nobody")
    assert "There is no truth “nobody”." in bench.says
    assert "There is no scene “no-such-scene”." in bench.says
    assert bench.preview is not None


def test_whatever_becomes_of_the_file_the_last_playable_version_is_still_played(
    tmp_path: Path,
) -> None:
    """Mutants of every kind, one after the other in the same file."""
    (tmp_path / "binders").mkdir()
    story = tmp_path / "story.yaml"
    pairs = originals()
    bench = lay(story, [], Wish(1))
    dice = random.Random(3)
    playable = 0
    for seed in range(60):
        scenario, binder = mutant(seed, pairs) if seed % 3 else dice.choice(pairs)
        story.write_bytes(scenario)
        for name in ("b", "floor", "corner", "showroom", "first-day", "phone"):
            (tmp_path / "binders" / f"{name}.yaml").write_bytes(binder)
        before = bench.preview
        bench = again(bench)
        assert bench.stale == any(one.severity == "error" for one in bench.problems)
        if bench.stale:
            assert bench.preview is before
        if bench.preview is not None:
            playable += not bench.stale
            assert inside(bench.preview).scene == bench.preview.run.scene.id
            rows = bench.preview.run.offered()
            if rows:
                bench = moved(bench, partial(first_choice, rows[0].id))
    assert playable > 5


def test_every_ending_of_a_long_scenario_can_be_gone_to() -> None:
    """Millions of states lie on the way, most of them alike in all that a condition reads."""
    shelf = ROOT / "scenarios"
    bench = again(lay(shelf / "showroom" / "just-looking.yaml", [shelf], Wish(1)))
    assert bench.preview is not None
    for row in bench.preview.program.scenes:
        if row.kind is not None:
            there, _ = preview.jump(bench.preview, row.id)
            assert there.run.scene.id == row.id


def test_a_process_apart_finds_what_this_one_finds_and_can_be_stopped_and_asked_again(
    file: Path,
) -> None:
    apart, told = Apart(), list[str]()
    try:
        assert apart.look_into(file, [], told.append) == look_into(file, [])
        assert told == ["looking at every state", "being worked out"]
        apart.stop()
        assert apart.look_into(file, [], told.append) == look_into(file, [])
    finally:
        apart.stop()


def test_a_process_that_is_stopped_meanwhile_finds_nothing(file: Path) -> None:
    apart = Apart()
    assert apart.look_into(file, [], lambda _: apart.stop()) is None
