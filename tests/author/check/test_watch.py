"""`sixty check --watch` looks again at every save, says what it finds, and ends quietly."""

from __future__ import annotations

import argparse
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest

from game.author.check.desk import Looked, look
from game.author.check.memory import Memory
from game.commands import watching
from game.commands.setting import setting
from game.commands.watching import Desk
from tests.author.check.kit import sound
from tests.conftest import ROOT

LIMIT = 180
"""Seconds that a line is waited for, only so that a hang ends."""


class Watched:
    """The command at work, its lines as they come."""

    def __init__(self, *asked: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "game", "check", *map(str, asked), "--watch"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self._lines: Queue[str] = Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def until(self, words: str) -> list[str]:
        """The lines up to one that has the words."""
        lines: list[str] = []
        while not lines or not re.search(words, lines[-1]):
            try:
                lines.append(self._lines.get(timeout=LIMIT))
            except Empty:
                pytest.fail(f"{words!r} was never said, but {lines}")
        return lines

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(LIMIT)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self._listener.join(LIMIT)
        if self.process.stdout is not None:
            self.process.stdout.close()


@pytest.fixture
def story(tmp_path: Path) -> Path:
    return sound(tmp_path / "story")


@pytest.fixture
def watched(story: Path) -> Iterator[Watched]:
    one = Watched(story)
    one.until("Watching 1 file; Ctrl.C ends it")
    yield one
    one.close()


def save(path: Path, old: str, new: str) -> None:
    """Save a change whole, as nearly every editor does: half of a file has problems of its own."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    beside = path.with_suffix(".new")
    beside.write_text(text.replace(old, new, 1), encoding="utf-8")
    beside.replace(path)


def desk_of(*stories: Path, meanwhile: Callable[[], None] = lambda: None) -> Desk:
    """What watches some stories, each looked at, with what happened between that and the watch."""
    call = argparse.Namespace(path=[str(story) for story in stories], deep=False)
    looked = [look(story, [story.parent]) for story in stories]
    meanwhile()
    return Desk(call, setting(), Memory(), looked)


def told_by(desk: Desk, changed: set[Path], *, whole: bool = False) -> list[str]:
    return [line for lines in desk.again(changed, whole=whole) for line in lines]


@pytest.mark.slow
def test_every_save_is_looked_at_and_ctrl_c_is_no_error(watched: Watched, story: Path) -> None:
    save(story, "says: Just", "says: Only")
    assert watched.until("no problems")[-1].endswith("scenario.yaml: no problems.")

    save(story, "to: hatchback", "to: hatchbak")
    told = watched.until("scenario.yaml: 1 problem")
    assert any("error SX060" in line for line in told)
    assert any("Did you mean “hatchback”?" in line for line in told)
    save(story, "to: hatchbak", "to: hatchback")
    watched.until("no problems")

    save(story, "trust: -3\n        pressure: +3", "trust: +1\n        does: greet")
    assert watched.until("proving it")[-1].endswith("no problems in the file; proving it.")
    told = watched.until("1 problem; proved in")
    assert any("error SX114" in line for line in told)
    assert told[-1].endswith("; looking for the number that mends it.")
    assert not any("smallest change" in line for line in told)
    mend = watched.until("smallest change")[-1]
    assert re.search(r"scenario.yaml, line [0-9]+: The smallest change .*says \+1\.$", mend)

    binder = story.parent / "binders" / "store.yaml"
    save(binder, "process: 70", "process: 71")
    watched.until("scenario.yaml: 1 problem; proved in")
    watched.until("smallest change")

    whole = story.read_bytes()
    story.write_bytes(b"")
    watched.until("This file is empty")
    watched.until("scenario.yaml: 1 problem")
    story.unlink()
    watched.until("scenario.yaml is gone")
    story.write_bytes(whole)
    watched.until("error SX114")
    watched.until("scenario.yaml: 1 problem")

    assert watched.end() == 0
    last = watched.until("No longer watching")
    assert not any("Traceback" in line for line in last)


@pytest.mark.slow
def test_a_new_file_in_a_folder_that_is_watched_is_looked_at(story: Path) -> None:
    watched = Watched(story.parent)
    try:
        watched.until("Watching")
        (story.parent / "second.yaml").write_bytes(story.read_bytes())
        assert watched.until("second.yaml")[-1].endswith("no problems.")
        assert watched.end() == 0
    finally:
        watched.close()


def test_a_save_ends_the_search_for_every_number_that_mends_and_none_is_forgotten(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = story.with_name("second.yaml")
    save(story, "trust: -3\n        pressure: +3", "trust: +1\n        does: greet")
    second.write_text(
        story.read_text(encoding="utf-8").replace("trust: +1", "trust: +2"), encoding="utf-8"
    )
    sought: list[Path] = []
    desk = desk_of(story, second)

    def interrupted(looked: Looked, _memory: Memory, stop: Callable[[], bool]) -> bool:
        sought.append(looked.path)
        assert not stop()
        save(second, "trust: +2", "trust: +1")
        assert stop()
        return False

    monkeypatch.setattr(watching, "mend", interrupted)
    told = told_by(desk, {story, second})
    assert sum(line.endswith("looking for the number that mends it.") for line in told) == 2
    assert sought == [story]
    monkeypatch.undo()
    told = told_by(desk, set())
    assert [line.split()[1] for line in told if "looking for" in line] == ["second.yaml:"]
    assert ["The smallest change" in line for line in told[-2:]] == [True, True]
    assert told_by(desk, set()) == []


@pytest.mark.parametrize("saved", ["scenario.yaml", "binders/store.yaml"])
def test_what_was_saved_while_it_was_first_looked_through_is_looked_at(
    story: Path, saved: str
) -> None:
    desk = desk_of(
        story, meanwhile=lambda: save(story.parent / saved, "title: ", "title: Another ")
    )
    assert "scenario.yaml" in told_by(desk, set())[-1]
    assert told_by(desk, set()) == []


def test_the_only_file_that_is_watched_is_seen_again_when_it_comes_back(story: Path) -> None:
    desk = desk_of(story)
    away = story.with_name("a.bak")
    story.rename(away)
    (told,) = told_by(desk, {story})
    assert told.endswith("scenario.yaml is gone; it is looked at when it is back.")
    assert str(story.parent) in desk.folders()
    assert desk.missed() == set()
    away.rename(story)
    assert desk.missed() == {story}
    assert "scenario.yaml: no problems" in told_by(desk, set())[-1]


@pytest.mark.slow
def test_a_folder_that_was_made_anew_is_watched_like_the_one_before(
    watched: Watched, story: Path, tmp_path: Path
) -> None:
    kept = shutil.copytree(story.parent, tmp_path / "kept")
    shutil.rmtree(story.parent)
    watched.until("scenario.yaml is gone")
    shutil.copytree(kept, story.parent)
    watched.until("scenario.yaml: no problems")
    for name in ("Nowhere", "Anywhere"):
        save(story, story.read_text(encoding="utf-8").splitlines()[0], f"title: {name}")
        watched.until("scenario.yaml: no problems")
