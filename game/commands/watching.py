"""`sixty check --watch`: what a save changed, at once; then the proofs, where numbers changed, and
last the number that would mend what fails: that search is given up at the next save.

The system says when to look; what was saved is known by the files themselves, so that no save is
missed while nobody listens. Ctrl+C ends it, and that is no error.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import Change
from watchfiles import watch as changes

from game.author.check.desk import Looked, look, mend, prove, proved, task
from game.author.check.found import Found, in_lines
from game.author.check.naming import BadNameError, named
from game.author.stamp import Stamp, stamp
from game.commands.writing import write_lines
from game.script.load import unchanged
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
    files = f"{len(looked)} file{'' if len(looked) == 1 else 's'}"
    said = [f"Watching {files}; Ctrl+C ends it."]
    try:
        _warm()
        while stop is None or not stop.is_set():
            folders = desk.folders()
            whole = True
            for changed in _changes(folders, desk, stop):
                if said:
                    _say(said.pop())
                for lines in desk.again(changed, whole=whole):
                    _say(*lines)
                whole = False
                # One that was taken away is no longer listened to, even where it is back.
                if desk.folders() != folders or changed & set(map(Path, folders)):
                    break
    except KeyboardInterrupt:
        pass
    finally:
        memory.write(place.proofs)
    _say("No longer watching.")
    return 0


def _changes(folders: tuple[str, ...], desk: Desk, stop: Event | None) -> Iterator[set[Path]]:
    """The files that were saved in some folders, and the folders themselves where they are gone,
    as it happens; nothing now and then where nothing does."""

    def wanted(change: Change, path: str) -> bool:
        return path.endswith(SUFFIXES) or (change == Change.deleted and path in folders)

    try:
        for found in changes(
            *folders,
            watch_filter=wanted,
            debounce=_GATHER,
            step=_STEP,
            stop_event=stop,
            rust_timeout=_IDLE,
            yield_on_timeout=True,
            recursive=desk.whole_folders,
            ignore_permission_denied=True,
        ):
            yield {Path(path) for _, path in found}
    except FileNotFoundError:  # taken away just now; it is seen next time which are there
        time.sleep(_IDLE / 1000)


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
        self._folders: dict[str, None] = {}
        self._stop = stop
        self._unmended: dict[Path, None] = {}
        self.whole_folders = not call.path or any(
            Path(name).expanduser().is_dir() for name in call.path
        )
        self._stamps: dict[Path, Stamp | None] = {
            file: stamp(file) for each in looked for file in _files(each)
        }
        # They may have been looked at a while ago: the proofs came between.
        for each in looked:
            if not _is_as_read(each, self._shelves):
                self._stamps[each.path] = None
        self.folders()

    def folders(self) -> tuple[str, ...]:
        """The folders to be watched: those of the files, and of what the files name; also where a
        file is gone, which may come back."""
        asked = (full(Path(name).expanduser()) for name in self._asked)
        for folder in (each for each in (asked if self._asked else self._shelves) if each.is_dir()):
            self._folders[str(folder)] = None
        for each in self._looked.values():
            self._folders |= {str(full(file).parent): None for file in _files(each)}
        return tuple(folder for folder in self._folders if Path(folder).is_dir())

    def missed(self) -> set[Path]:
        """The files that are not as they were when they were last looked at."""
        return {file for file, known in self._stamps.items() if stamp(file) != known}

    def again(self, changed: set[Path], *, whole: bool = False) -> Iterator[list[str]]:
        """What is to be said of a save, piece by piece as it is known. `whole` asks for what came
        and went while nobody listened as well."""
        changed = changed | self.missed()
        if changed or whole:
            yield from self._all(changed)
        # One after the other, and from the first again after a save: what fails is told before.
        for path in list(self._unmended):
            yield from self._mend(path)
            if path in self._unmended:
                return  # something was saved, which comes first

    def _all(self, changed: set[Path]) -> Iterator[list[str]]:
        # Before anything is read, so that what is saved meanwhile is missed.
        self._stamps |= {file: stamp(file) for file in changed & self._stamps.keys()}
        for path in self._gone():
            del self._looked[path]
            self._stamps[path] = stamp(path)
            self._unmended.pop(path, None)
            yield [f"{_now()}  {visible(path.name)} is gone; it is looked at when it is back."]
        for path in self._here():
            before = self._looked.get(path)
            if before is not None and not any(map(before.hangs_on, changed)):
                continue
            yield from self._check(path)

    def _check(self, path: Path) -> Iterator[list[str]]:
        looked = self._looked[path] = self._look(path)
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

    def _look(self, path: Path) -> Looked:
        """Look at a file; once more where it turns out to hang on one that was not known yet."""
        while True:
            looked = look(path, self._shelves, deep=self._deep)
            new = [file for file in _files(looked) if file not in self._stamps]
            if not new:
                return looked
            self._stamps |= {file: stamp(file) for file in new}

    def _to_mend(self, looked: Looked) -> str:
        """Note whether what would mend a file is still to be found; what is said of it."""
        if task(looked, self._memory) is None:
            return ""
        self._unmended[looked.path] = None
        return "; looking for the number that mends it"

    def _mend(self, path: Path) -> Iterator[list[str]]:
        """Look for what mends a file until another save, and say what was found."""
        looked = self._looked[path]
        before = proved(looked, self._memory)

        def stop() -> bool:
            return (self._stop is not None and self._stop.is_set()) or bool(self.missed())

        if not mend(looked, self._memory, stop):
            return
        del self._unmended[path]
        new = (one.problem for one in proved(looked, self._memory) if one not in before)
        head = f"{_now()}  {visible(path.name)}"
        yield [f"{head}, line {each.line}: {visible(each.suggestion)}" for each in new]

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


def _files(looked: Looked) -> tuple[Path, ...]:
    """The file, and those that it was read with."""
    return (looked.path, *map(Path, () if looked.loaded is None else looked.loaded.lines))


def _is_as_read(looked: Looked, shelves: Sequence[Path]) -> bool:
    """Whether a file still is what was looked at, as far as anything found of it hangs on it."""
    if looked.loaded is not None and looked.loaded.script is not None:
        return unchanged(looked.loaded.script, looked.path, shelves)
    return look(looked.path, shelves).own == looked.own


def _without_advice(found: Sequence[Found]) -> tuple[Found, ...]:
    """What was told once is not told at every save."""
    return tuple(one for one in found if one.problem.severity != "advice")


def _count(found: Sequence[Found]) -> str:
    if not found:
        return "no problems"
    return f"{len(found)} problem{'' if len(found) == 1 else 's'}"


def _now() -> str:
    return time.strftime("%H:%M:%S")


def _warm() -> None:
    """Load what proves, so that the first save does not wait for it."""
    import game.author.check.proving  # noqa: F401


def _say(*lines: str) -> None:
    write_lines(lines)
    sys.stdout.flush()
