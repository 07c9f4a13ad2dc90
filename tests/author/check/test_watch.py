"""`sixty check --watch` looks again at every save, says what it finds, and ends quietly."""

from __future__ import annotations

import argparse
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
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
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


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
    (mend,) = watched.until("smallest change")
    assert re.search(r"scenario.yaml, line [0-9]+: The smallest change .*says \+1\.$", mend)

    binder = story.parent / "binders" / "store.yaml"
    save(binder, "process: 70", "process: 71")
    watched.until("scenario.yaml: 1 problem; proved in")
    watched.until("smallest change")

    whole = story.read_bytes()
    story.write_bytes(b"")
    assert any("This file is empty" in line for line in watched.until("1 problem"))
    story.unlink()
    watched.until("scenario.yaml is gone")
    story.write_bytes(whole)
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
    call = argparse.Namespace(path=[str(story), str(second)], deep=False)
    memory, sought = Memory(), list[Path]()
    desk = Desk(call, setting(), memory, [look(path, [story.parent]) for path in (story, second)])

    def interrupted(looked: Looked, _memory: Memory, _stop: object) -> bool:
        sought.append(looked.path)
        return False

    monkeypatch.setattr(watching, "mend", interrupted)
    told = [line for lines in desk.again({story, second}) for line in lines]
    assert sum(line.endswith("looking for the number that mends it.") for line in told) == 2
    assert sought == [story]
    monkeypatch.undo()
    told = [line for lines in desk.again(set()) for line in lines]
    assert ["The smallest change" in line for line in told] == [True, True]
    assert list(desk.again(set())) == []


def test_the_only_file_that_is_watched_is_seen_again_when_it_comes_back(story: Path) -> None:
    call = argparse.Namespace(path=[str(story)], deep=False)
    desk = Desk(call, setting(), Memory(), [look(story, [story.parent])])
    away = story.with_name("a.bak")
    story.rename(away)
    (told,) = desk.again({story})
    assert told[0].endswith("scenario.yaml is gone; it is looked at when it is back.")
    assert str(story.parent) in desk.folders()
    assert desk.missed() == set()
    away.rename(story)
    assert desk.missed() == {story}
    told = [line for lines in desk.again(desk.missed()) for line in lines]
    assert any("scenario.yaml: no problems" in line for line in told)
