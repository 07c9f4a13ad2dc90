"""Slow work: one thread for it, a sentence where it fails, and a quiet end where nobody foresaw it.

Knows nothing of what is done in the thread.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, TypeVar

from textual.app import App

from game.app.desk import Trouble

if TYPE_CHECKING:
    from textual.worker import WorkType

GRACE: Final = 0.15
"""Seconds in which the key that has just done something does not do the next thing."""

T = TypeVar("T")


class Busy(App[int]):
    """An app whose slow work is done in one thread, in the order it was asked for."""

    def __init__(
        self, at_last: Callable[[], None], *, ansi_color: bool, grace: float | None
    ) -> None:
        super().__init__(ansi_color=ansi_color)
        self.grace = _grace() if grace is None else grace
        self.asking = 0
        self._moving = False
        self._moved = ("", 0.0)
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="desk")
        self.aside = ThreadPoolExecutor(1, thread_name_prefix="coach")
        self.fault: Exception | None = None
        self._not_begun: set[Coroutine[Any, Any, None]] = set()
        self._at_last = at_last

    async def at_desk(self, call: Callable[..., T], *given: Any) -> T:
        """What a call in the thread gives back."""
        self.asking += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.thread, call, *given)
        finally:
            self.asking -= 1

    async def beside(self, call: Callable[..., T], *given: Any) -> T:
        """What a call gives back that takes long and that nothing waits for, so that it stands in
        the way of nothing at the desk."""
        return await asyncio.get_running_loop().run_in_executor(self.aside, call, *given)

    def do(self, work: Coroutine[Any, Any, None], trouble: Callable[[str], None]) -> None:
        """Run slow work beside the screens; what goes wrong is said where it was asked for."""
        self._not_begun.add(work)

        async def told() -> None:
            self._not_begun.discard(work)
            try:
                await work
            except Trouble as error:
                trouble(error.sentence)
            except Exception as error:  # noqa: BLE001 - whatever it is, nobody's run is lost to it
                what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
                trouble(f"Something happened that should not have ({what}).")

        begun: WorkType[None] = told  # made when it begins, or never
        self.run_worker(begun, group="desk")

    # -- from screen to screen --------------------------------------------------------------------

    def stay(self, sentence: str) -> None:
        """Say why we could not go there."""
        raise NotImplementedError

    def move(self, work: Coroutine[Any, Any, None], by: str) -> None:
        """Go to another screen, one way at a time; `by` is the key that would do more there."""
        if self._moving:
            work.close()
            return
        self._moving = True
        self._not_begun.add(work)

        async def going() -> None:
            self._not_begun.discard(work)
            try:
                await work
            finally:
                self._moving = False
                self.moved(by)

        self.do(going(), self.stay)

    def moved(self, by: str) -> None:
        """Something else has come up under the key that was pressed."""
        self._moved = (by, monotonic())

    def double(self, by: str) -> bool:
        """Whether a key is only the second half of a double press, whose first brought us here."""
        return by == self._moved[0] and monotonic() - self._moved[1] < self.grace

    # -- the end --------------------------------------------------------------------------------

    def on_unmount(self) -> None:
        """What is under way is finished, then the thread ends; what is not, is not begun."""
        for work in self._not_begun:
            work.close()
        self.thread.submit(self._at_last)
        self.thread.shutdown(wait=False)
        self.aside.shutdown(wait=False, cancel_futures=True)

    def _fatal_error(self) -> None:
        """What nobody foresaw ends the app, and is told by whoever started it: Textual's own way
        would print the code and every value in it on a new hire's terminal."""
        if self.is_headless:
            super()._fatal_error()
        else:
            self.fault = self._exception
            self._close_messages_no_wait()


def _grace() -> float:
    """SIXTY_GRACE_MS in seconds, for a program that drives the app; GRACE where nobody set it."""
    told = os.environ.get("SIXTY_GRACE_MS", "")
    return int(told) / 1000 if told.isdigit() else GRACE
