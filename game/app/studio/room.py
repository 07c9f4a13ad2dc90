"""Behind the studio's screen: the file is read and watched, the preview stepped, the proofs found.

Everything slow is done in the desk's thread or in a process apart. Logs nothing; shows nothing
itself: the screen is given values.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Final

from game.app.desk import Trouble
from game.app.studio.values import Asked, Showing
from game.author import bench as benches
from game.author import preview
from game.author.apart import Apart
from game.author.bench import Bench, Version, Wish
from game.author.chart import Chart, chart
from game.author.check.found import Found
from game.author.insight import inside
from game.author.preview import Moved, Preview
from game.author.report import Report
from game.author.stamp import Stamp, stamp
from game.engine.draws import SEED_LIMIT
from game.engine.run import NotOfferedError
from game.engine.step import ScenarioFaultError
from game.library.shelves import NotFound, find
from game.script.load import unchanged
from game.session.view import scene_view

if TYPE_CHECKING:
    from game.app.busy import Busy

IDLE: Final = 1_000
"""Milliseconds after which it is seen which folders are there, where nothing was saved."""
PATIENCE: Final = 0.2
"""Seconds between two words on how far a search has come."""
PATIENT_STATES: Final = 5_000
"""States that a search may look at before it says anything."""


def laid(scenario: str, shelves: Sequence[Path]) -> Bench:
    """A scenario of the library, or a path, on the bench. Raises Trouble where there is none."""
    try:
        return benches.lay(find(scenario, shelves), shelves, Wish(0))
    except NotFound as missing:
        raise Trouble(str(missing)) from missing


def _read(bench: Bench) -> tuple[Version, dict[Path, Stamp]]:
    """The file as it is now, with how its files stood before they were read."""
    stamps = {file: stamp(file) for file in bench.files}
    while True:
        version = benches.read(bench.path, bench.shelves)
        new = {file: stamp(file) for file in version.files if file not in stamps}
        stamps |= new
        script = version.program and version.program.script
        if not new or (script and unchanged(script, bench.path, bench.shelves)):
            return version, stamps


class _StoppedError(Exception):
    """Nobody waits for the search any longer."""


class Room:
    """One file in the studio, from when it is opened until it is left."""

    def __init__(self, app: Busy, bench: Bench, show: Callable[[Showing], None]) -> None:
        self._app = app
        self._bench = bench
        self._show = show
        self._report: Report | None = None
        self._working = ""
        self._chart: tuple[object, Chart] | None = None
        self._apart = Apart()
        self._turn = asyncio.Lock()
        self._stop = Event()
        self._left = False
        self._versions = 0
        self._stamps: dict[Path, Stamp] = {}
        self._watching: asyncio.Task[None] | None = None
        self._spoke = 0.0
        self._loop = asyncio.get_running_loop()

    async def open(self) -> None:
        """Read the file for the first time, and watch it from then on."""
        await self._read()
        self._watching = asyncio.create_task(self._watch())

    def close(self) -> None:
        """Stop whatever is under way."""
        self._left = True
        self._stop.set()
        if self._watching is not None:
            self._watching.cancel()
        self._apart.stop()

    @property
    def played(self) -> bool:
        """Whether any version could be played."""
        return self._bench.preview is not None

    async def answer(self, asked: Asked) -> None:
        """Do what was asked for, and show it."""
        self._stop.set()  # a search that goes on is not waited for
        if asked.what == "read":
            await self._read()
        elif asked.what != "stop":
            async with self._turn:
                self._stop.clear()
                with suppress(_StoppedError):
                    self._bench = await self._app.at_desk(self._moved, asked)
            self._tell()

    def showing(self) -> Showing:
        """All there is to show now."""
        bench, report = self._bench, self._report
        now = bench.preview
        return Showing(
            file=bench.path.name,
            title=bench.title or bench.path.stem,
            view=None if now is None else scene_view(now.run),
            inside=None if now is None else inside(now),
            chart=self._charted(now),
            problems=tuple(map(Found, bench.problems)) if report is None else report.own,
            stale=bench.stale,
            says=bench.says,
            report=report,
            working=self._working,
        )

    def _tell(self, words: str | None = None) -> None:
        if not self._left:
            showing = self.showing()
            self._show(showing if words is None else replace(showing, says=words, searching=True))

    def _charted(self, now: Preview | None) -> Chart | None:
        """The chart of what is shown, drawn once for a version and its best line."""
        if now is None:
            return None
        line = self._report.line if self._report is not None else ()
        of = (now.program, line)
        if self._chart is None or self._chart[0] != of:
            self._chart = of, chart(now.program.script.scenario, line)
        return self._chart[1]

    # -- the file -------------------------------------------------------------------------------

    async def _read(self) -> None:
        """The file as it is now; its proofs follow in their own time."""
        self._stop.set()
        async with self._turn:
            self._stop.clear()
            self._versions += 1
            if self._working and self._report is None:
                self._apart.stop()  # it looks at what is no longer there
            bench = self._bench
            version, self._stamps = await self._app.at_desk(_read, bench)
            with suppress(_StoppedError):
                self._bench = await self._app.at_desk(benches.take_up, bench, version, self._look)
        self._report = None
        self._working = ""
        self._tell()
        if not self._left:
            self._app.do(self._prove(self._versions), self.trouble)

    async def _prove(self, version: int) -> None:
        """What takes a look at every state, in a process apart; a newer file begins it anew."""
        bench = self._bench
        loop = asyncio.get_running_loop()

        def doing(what: str) -> None:
            loop.call_soon_threadsafe(self._at_work, version, what)

        self._at_work(version, "being worked out")
        found = await asyncio.to_thread(self._apart.look_into, bench.path, bench.shelves, doing)
        if version == self._versions and found is not None:
            self._report, self._working = found, ""
            self._tell()

    def _at_work(self, version: int, what: str) -> None:
        if version == self._versions and self._report is None:
            self._working = what
            self._tell()

    async def _watch(self) -> None:
        """Read the file again whenever it, its binder or a piece of it is saved."""
        from watchfiles import awatch

        while not self._left:
            folders, missed = self._folders(), True
            try:
                async for changes in awatch(
                    *folders,
                    recursive=False,
                    debounce=200,
                    step=30,
                    rust_timeout=IDLE,
                    yield_on_timeout=True,
                ):
                    names = {file.name for file in self._bench.files}
                    saved = any(Path(path).name in names for _, path in changes)
                    # What was saved while nobody listened is known by the files themselves.
                    if saved or (missed and self._missed()):
                        self._app.do(self._read(), self.trouble)
                    missed = False
                    if folders != self._folders():
                        break
            except OSError:
                await asyncio.sleep(1)  # a folder is gone, and may come back

    def _missed(self) -> bool:
        return any(stamp(file) != known for file, known in self._stamps.items())

    def _folders(self) -> set[Path]:
        return {file.parent for file in self._bench.files if file.parent.is_dir()}

    def trouble(self, sentence: str) -> None:
        """Something went wrong: say so."""
        self._bench = benches.said(self._bench, sentence)
        self._tell()

    # -- the preview ----------------------------------------------------------------------------

    def _moved(self, asked: Asked) -> Bench:
        """In the desk's thread."""
        return benches.moved(self._bench, partial(self._step, asked))

    def _step(self, asked: Asked, now: Preview) -> Moved:
        steps: dict[str, Callable[[], Moved]] = {
            "choose": lambda: _chosen(now, asked),
            "undo": lambda: Moved(preview.undo(now)),
            "restart": lambda: Moved(preview.restart(now)),
            "truth": lambda: preview.with_truth(now, _next_truth(now)),
            "luck": lambda: preview.with_seed(now, (now.seed + 1) % SEED_LIMIT),
            "at": lambda: preview.at(now, asked.at, self._look),
        }
        return steps[asked.what]()

    def _look(self, states: int) -> None:
        """Told by a search now and then, in its thread. Raises _StoppedError once nobody waits."""
        if self._stop.is_set():
            raise _StoppedError
        now = monotonic()
        if now - self._spoke > PATIENCE and states > PATIENT_STATES:
            self._spoke = now
            words = f"Looking for a play that comes there: {states:,} states so far. esc stops."
            self._loop.call_soon_threadsafe(self._tell, words)


def _chosen(now: Preview, asked: Asked) -> Moved:
    try:
        return Moved(preview.choose(now, asked.choice, asked.scene))
    except (NotOfferedError, ScenarioFaultError) as error:
        return Moved(now, str(error))


def _next_truth(now: Preview) -> str | None:
    """The truth after this one: drawn, then each in the file's order, then drawn again."""
    names = [None, *(row.id for row in now.program.truths if row.id is not None)]
    return names[(names.index(now.truth) + 1) % len(names)]
