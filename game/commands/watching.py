"""`sixty check --watch`: what a save changed, at once; then the proofs, where numbers changed, and
last the number that would mend what fails: that search is given up at the next save.

Nothing is cleared from the screen. Ctrl+C ends it, and that is no error.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import watch as changes

from game.author.check.desk import Looked, look, mend, prove, proved, task
from game.author.check.found import Found, in_lines
from game.author.check.naming import BadNameError, named
from game.commands.writing import write_lines
from game.script.problems import visible
from game.script.reader import SUFFIXES, full

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from threading import Event

    from game.author.check.memory import Memory
    from game.commands.setting import Setting

_GATHER, _STEP, _IDLE = 200, 10, 300
"""Milliseconds that saves are gathered for at the most, that must pass without another, and after
which it is seen whether to go on where there was none."""


def watch(
    call: argparse.Namespace,
    place: Setting,
    memory: Memory,
    looked: Sequence[Looked],
    stop: Event | None = None,
) -> int:
    """Check again whenever a file is saved, until Ctrl+C (or `stop`); always 0."""
    desk = Desk(call, place, memory, looked, stop)
    try:
        _warm()
        first = True
        while stop is None or not stop.is_set():
            folders = desk.folders()
            caught_up = False
            for changed in changes(
                *folders,
                watch_filter=lambda _, path: path.endswith(SUFFIXES),
                debounce=_GATHER,
                step=_STEP,
                stop_event=stop,
                rust_timeout=_IDLE,
                yield_on_timeout=True,
                recursive=desk.whole_folders,
                ignore_permission_denied=True,
            ):
                if first:
                    files = f"{len(looked)} file{'' if len(looked) == 1 else 's'}"
                    _say(f"Watching {files}; Ctrl+C ends it.")
                    first = False
                # What was saved before the watching began is found by its time.
                missed = set() if caught_up else desk.missed()
                caught_up = True
                for lines in desk.again({Path(path) for _, path in changed} | missed):
                    _say(*lines)
                if changed and desk.folders() != folders:
                    break
    except KeyboardInterrupt:
        pass
    finally:
        memory.write(place.proofs)
    _say("No longer watching.")
    return 0


class Desk:
    """The files that are watched, each as it was last looked at."""

    def __init__(
        self,
        call: argparse.Namespace,
        place: Setting,
        memory: Memory,
        looked: Sequence[Looked],
        stop: Event | None = None,
    ) -> None:
        self._asked: list[str] = call.path
        self._deep: bool = call.deep
        self._shelves = place.shelves
        self._memory = memory
        self._looked = {each.path: each for each in looked}
        self._stamps = {path: _stamp(path) for path in self._looked}
        self._stop = stop
        self._unmended: dict[Path, None] = {}
        self.whole_folders = not call.path or any(
            Path(name).expanduser().is_dir() for name in call.path
        )

    def folders(self) -> tuple[str, ...]:
        """The folders to be watched: those of the files, and of what the files name."""
        found: dict[str, None] = {}
        for each in (full(Path(name).expanduser()) for name in self._asked):
            # A file that is gone may come back to its folder.
            found[str(each if each.is_dir() else each.parent)] = None
        if not self._asked:
            found |= {str(shelf): None for shelf in self._shelves}
        for looked in self._looked.values():
            found |= {str(full(file).parent): None for file in _files(looked)}
        return tuple(folder for folder in found if Path(folder).is_dir())

    def missed(self) -> set[Path]:
        """The files that are not as they were when they were last looked at."""
        return {path for path, stamp in self._stamps.items() if _stamp(path) != stamp}

    def again(self, changed: set[Path]) -> Iterator[list[str]]:
        """What is to be said of a save, piece by piece as it is known."""
        if changed:
            yield from self._all(changed)
        # One after the other, and from the first again after a save: what fails is told before.
        for path in list(self._unmended):
            yield from self._mend(path)
            if path in self._unmended:
                return  # something was saved, which comes first

    def _all(self, changed: set[Path]) -> Iterator[list[str]]:
        for path in self._gone():
            del self._looked[path]
            self._stamps[path] = _stamp(path)
            self._unmended.pop(path, None)
            yield [f"{_now()}  {visible(path.name)} is gone; it is looked at when it is back."]
        for path in self._here():
            before = self._looked.get(path)
            if before is not None and not any(map(before.hangs_on, changed)):
                continue
            yield from self._check(path)

    def _check(self, path: Path) -> Iterator[list[str]]:
        self._stamps[path] = _stamp(path)
        looked = self._looked[path] = look(path, self._shelves, deep=self._deep)
        head = f"{_now()}  {visible(path.name)}"
        self._unmended.pop(path, None)
        if task(looked, self._memory, mends=False) is None:
            more = self._to_mend(looked)
            found = _without_advice(proved(looked, self._memory))
            yield [*in_lines(found), f"{head}: {_count(found)}{more}."]
            return
        yield [*in_lines(looked.own), f"{head}: {_count(looked.own)} in the file; proving it."]
        began = time.perf_counter()
        prove(looked, self._memory, over_two=True, mends=False)
        took = time.perf_counter() - began
        more = self._to_mend(looked)
        found = _without_advice(proved(looked, self._memory))
        later = [one for one in found if one not in looked.own]
        yield [*in_lines(later), f"{head}: {_count(found)}; proved in {took:.1f} s{more}."]

    def _to_mend(self, looked: Looked) -> str:
        """Note whether what would mend a file is still to be found; what is said of it."""
        if task(looked, self._memory) is None:
            return ""
        self._unmended[looked.path] = None
        return "; looking for the number that mends it"

    def _mend(self, path: Path) -> Iterator[list[str]]:
        """Look for what mends a file until another save, and say what was found."""
        looked, stamps = self._looked[path], self._as_saved()
        before = proved(looked, self._memory)

        def stop() -> bool:
            stopped = self._stop is not None and self._stop.is_set()
            return stopped or self._as_saved() != stamps

        if not mend(looked, self._memory, stop):
            return
        del self._unmended[path]
        new = (one.problem for one in proved(looked, self._memory) if one not in before)
        head = f"{_now()}  {visible(path.name)}"
        yield [f"{head}, line {each.line}: {visible(each.suggestion)}" for each in new]

    def _as_saved(self) -> dict[str, tuple[int, int]]:
        """When each file that anything hangs on was saved last."""
        files = {str(file) for each in self._looked.values() for file in _files(each)}
        return {file: _stamp(Path(file)) for file in files}

    def _gone(self) -> list[Path]:
        return [path for path in self._looked if not path.is_file()]

    def _here(self) -> list[Path]:
        """The files that were asked for and are there now."""
        found: dict[Path, None] = dict.fromkeys(self._looked)
        for name in self._asked or map(str, self._shelves):
            try:
                found |= dict.fromkeys(named([name], self._shelves))
            except BadNameError:
                continue
        return list(found)


def _files(looked: Looked) -> tuple[str, ...]:
    """The file, and those that it was read with."""
    return (str(looked.path), *(() if looked.loaded is None else looked.loaded.lines))


def _without_advice(found: Sequence[Found]) -> tuple[Found, ...]:
    """What was told once is not told at every save."""
    return tuple(one for one in found if one.problem.severity != "advice")


def _count(found: Sequence[Found]) -> str:
    if not found:
        return "no problems"
    return f"{len(found)} problem{'' if len(found) == 1 else 's'}"


def _stamp(path: Path) -> tuple[int, int]:
    """When a file was saved last, and its size; zeros where it is gone."""
    try:
        known = path.stat()
    except OSError:
        return 0, 0
    return known.st_mtime_ns, known.st_size


def _now() -> str:
    return time.strftime("%H:%M:%S")


def _warm() -> None:
    """Load what proves, so that the first save does not wait for it."""
    import game.author.check.proving  # noqa: F401


def _say(*lines: str) -> None:
    write_lines(lines)
    sys.stdout.flush()
