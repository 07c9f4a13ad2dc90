"""A stage for the app: a home, a shelf of scenarios, a clock, and a pilot who waits for quiet."""

from __future__ import annotations

import functools
import itertools
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot

from game.app.app import SixtyApp
from game.app.desk import Desk
from game.records.entries import Mode, RunRecord
from game.records.opening import open_store
from game.records.store import Store

SHELF = Path(__file__).parent / "shelf"
GOLDENS = Path(__file__).parent / "goldens"
NOON = 1_793_966_400_000
"""The first moment of every test's clock, UTC in milliseconds; each look at it is a second on."""


@dataclass
class Stage:
    """An app under a pilot's hands."""

    app: SixtyApp
    pilot: Pilot[int]
    home: Path

    async def settle(self) -> None:
        """Wait until nothing is under way and all of it has been painted."""
        while True:
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()
            if not any(worker.is_running for worker in self.app.workers):
                return

    async def press(self, *keys: str) -> None:
        """Press keys, each after what the one before it did."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a word into the line that has the focus."""
        await self.pilot.press(*text)
        await self.settle()

    @property
    def screen(self) -> str:
        """The name of the screen on top."""
        return type(self.app.screen).__name__

    @property
    def text(self) -> str:
        """What is on the screen, a line a row, without the blanks at the right."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(s.text for s in strip).rstrip() for strip in strips) + "\n"

    def runs(self) -> list[RunRecord]:
        """The runs in the log, the latest first."""
        with open_store(self.home, f"sqlite:///{self.home / 'sixty.db'}") as store:
            return store.runs()


Open = Callable[..., AbstractAsyncContextManager[Stage]]


@asynccontextmanager
async def open_stage(
    home: Path,
    *,
    name: str | None = "Ana",
    size: tuple[int, int] = (80, 24),
    shelves: Sequence[Path] = (SHELF,),
    scenario: str | None = None,
    seed: int = 7,
    grace: float = 0,
    mode: Mode | None = None,
    open_log: Callable[[], Store] | None = None,
) -> AsyncIterator[Stage]:
    """An app on a home, at 80×24 unless told otherwise."""
    ticks = itertools.count(NOON, 1000)
    url = f"sqlite:///{home / 'sixty.db'}"

    def log() -> Store:
        return open_store(home, url, clock=lambda: next(ticks))

    app = SixtyApp(
        Desk(home, url, shelves, open_log or log, mode),
        name=name,
        scenario=scenario,
        seed=seed,
        grace=grace,
    )
    async with app.run_test(size=size) as pilot:
        at = Stage(app, pilot, home)
        await at.settle()
        yield at


@pytest.fixture
def stage(sixty_home: Path) -> Open:
    """Opens apps, all of a test's on the same home."""
    return functools.partial(open_stage, sixty_home)


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Holds text against a file under goldens/; SIXTY_UPDATE_GOLDENS=1 writes the file instead."""

    def check(name: str, text: str) -> None:
        file = GOLDENS / name
        if os.environ.get("SIXTY_UPDATE_GOLDENS") == "1":
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert file.read_text(encoding="utf-8") == text

    return check


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The person's own wishes about colour are out of sight, and chance is the same every time."""
    seeds = itertools.count(7)
    monkeypatch.setattr("game.session.live.fresh_seed", lambda: next(seeds))
    monkeypatch.setattr("game.app.foresight.PAUSE", 0.0)  # nobody's key waits here
    for name in ("NO_COLOR", "COLORFGBG", "SIXTY_GRACE_MS", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
