"""The screens that are made once: the scene and the debrief, ready before they are first wanted.

A screen made anew is styled, laid out and painted in several frames, and a key would wait for all
of them. Knows which screen follows which no more than it knows what is on them.
"""

from __future__ import annotations

import gc
from time import monotonic
from typing import Any, Final

from textual import events
from textual.screen import Screen

from game.app.busy import Busy

TIDY: Final = 0.25
"""Seconds between two looks for garbage, taken between keys instead of during one."""
FEW: Final = 2_000
"""New objects that are worth a look: so few that it takes a millisecond or two."""
YOUNG: Final = 50_000
"""New objects after which the collector starts by itself: more than any one key makes."""
OLD: Final = 20
"""Looks at what is new, after which all is looked at; never by itself, since it takes as long as
five keys and would come in the middle of one."""
REST: Final = 2.0
"""Seconds without a key before all is looked at."""
NEVER: Final = 1_000_000
"""More looks than a day has: the collector does not look at all there is by itself."""


class Stage(Busy):
    """An app that keeps its screens. The lobby stands at the bottom, at most one other over it."""

    _touched = 0.0

    async def make_ready(self, screen: Screen[Any]) -> None:
        """Mount a screen that is not shown yet, and keep it."""
        self.install_screen(screen, type(screen).__name__)
        # Textual mounts a screen when it is first shown, and has no public way to do so earlier.
        self._load_screen_css(screen)
        _, mounted = self._get_screen(screen)
        await mounted
        # So it is laid out for the terminal as it is now, and nothing of it is painted.
        screen.post_message(events.ScreenResume())
        screen.post_message(events.ScreenSuspend())

    async def stand(self, screen: Screen[Any]) -> None:
        """Show a screen over the lobby, in place of whatever stood there."""
        while len(self.screen_stack) > 2:
            await self.pop_screen()
        if len(self.screen_stack) == 2:
            await self.switch_screen(screen)
        else:
            await self.push_screen(screen)

    def keep_tidy(self) -> None:
        """Everything that is there by now stays for good, the little garbage among it too: to look
        for that would keep a key waiting for 60 ms. What comes later is looked through between
        keys."""
        gc.freeze()
        gc.set_threshold(YOUNG, 50, NEVER)
        gc.enable()
        self.set_interval(TIDY, self._tidy)

    def _tidy(self) -> None:
        # What the desk's thread is at is new, too, and much; most of it goes as it came.
        if self.asking:
            return
        new, _, looks = gc.get_count()
        if looks > OLD and monotonic() - self._touched > REST:
            gc.collect()
        elif new > FEW:
            gc.collect(1)

    async def on_event(self, event: events.Event) -> None:
        """Somebody is there."""
        if isinstance(event, events.InputEvent):
            self._touched = monotonic()
        await super().on_event(event)
