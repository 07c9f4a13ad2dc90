"""A stage for the app: a home, a shelf of scenarios, a clock, and a pilot who waits for quiet."""

from __future__ import annotations

import asyncio
import functools
import itertools
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partialmethod
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.message_pump import MessagePump
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
LIMIT = 180
"""Seconds after which a wait is a hang."""
SHORTLY = 0.1
"""Seconds: what is put off for less is waited for."""


async def _give_way(*_: float) -> None:
    await asyncio.sleep(0)


@dataclass
class Stage:
    """An app under a pilot's hands."""

    app: SixtyApp
    pilot: Pilot[int]
    home: Path

    async def settle(self) -> None:
        """Wait until nothing is under way and all of it has been painted.

        Asked of the app itself, since a busy machine makes any app look idle to a clock.
        """
        quiet = 0
        while quiet < 2:
            # One that is called off, since another took its place, is as good as one that is done.
            if at_work := [worker._task for worker in self.app.workers if worker._task]:
                await asyncio.wait(at_work)
            await self.pilot._wait_for_screen()
            self.app.screen._on_timer_update()
            await asyncio.sleep(0 if self._at_rest() else 0.001)
            quiet = quiet + 1 if self._at_rest() else 0

    async def until(self, so: Callable[[], object], what: str) -> None:
        """Wait for what must come, where something else is still under way. Limited only so that a
        hang ends."""
        end = monotonic() + LIMIT
        while not so():
            if monotonic() > end:
                pytest.fail(f"{LIMIT} seconds passed before {what}. The screen:\n{self.text}")
            await self.pilot.pause(0.005)

    def _at_rest(self) -> bool:
        """Whether nobody has anything left to do: no worker, no message, no paint, no timer that
        is about to end."""
        if self.app._exit:
            return True
        screen = self.app.screen
        pumps = (self.app, *(node for s in self.app.screen_stack for node in s.walk_children()))
        return not (
            any(worker.is_running for worker in self.app.workers)
            or any(_has_work(pump) for pump in (*pumps, *self.app.screen_stack))
            or screen._callbacks
            or screen._dirty_widgets
            or screen._layout_required
            or screen._repaint_required
        )

    async def press(self, *keys: str) -> None:
        """Press keys, each after what the one before it did."""
        for key in keys:
            await self.app._press_keys([key])
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


def _has_work(pump: MessagePump) -> bool:
    return (
        pump._message_queue.qsize() > 0
        or bool(pump._next_callbacks)
        or any(
            timer._repeat == 0 and timer._interval < SHORTLY and _goes_on(timer._task)
            for timer in pump._timers
        )
    )


def _goes_on(task: asyncio.Task[None] | None) -> bool:
    return task is not None and not task.done()


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
        leave(app)
    await ended(app)


def leave(app: SixtyApp) -> None:
    """Call off what is under way before any of the app goes, as its own end does; the end of
    `run_test` alone does not."""
    app.workers.cancel_all()


async def ended(app: SixtyApp) -> None:
    """A program ends when its threads have; what is looked at next was begun after that."""
    await asyncio.to_thread(app.thread.shutdown)
    await asyncio.to_thread(app.aside.shutdown)


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


_waits_for_screen = Pilot._wait_for_screen
_rules: dict[object, list[RuleSet]] = {}
"""What sheets of styles were read as: the same text is the same rules in the next app."""
_read_rules = Stylesheet._parse_rules


def _read_once(sheet: Stylesheet, css: str, *given: Any, **named: Any) -> list[RuleSet]:
    key = (css, given, *named.items(), *sheet._variables.items())
    if key not in _rules:
        _rules[key] = _read_rules(sheet, css, *given, **named)
    return _rules[key]


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The person's own wishes about colour are out of sight, and chance is the same every time."""
    seeds = itertools.count(7)
    monkeypatch.setattr("game.session.live.fresh_seed", lambda: next(seeds))
    monkeypatch.setattr("game.app.foresight.PAUSE", 0.0)  # nobody's key waits here
    monkeypatch.setattr(Stylesheet, "_parse_rules", _read_once)
    # Half a minute is what a machine that stood still may have lost.
    monkeypatch.setattr(Pilot, "_wait_for_screen", partialmethod(_waits_for_screen, LIMIT))
    for place in ("app", "pilot"):  # a stage knows better when it is quiet
        monkeypatch.setattr(f"textual.{place}.wait_for_idle", _give_way)
    for name in ("NO_COLOR", "COLORFGBG", "SIXTY_GRACE_MS", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
