"""Who is playing: the door where a name is asked for, and what follows once somebody has said it.

Imports what the door needs only when somebody stands before it. Knows nothing of a run.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on

from game.app.lobby.screen import LobbyScreen
from game.app.lobby.setting import FIRST
from game.app.stage import Stage

if TYPE_CHECKING:
    from game.app.desk import Desk
    from game.app.visit.screen import VisitScreen


class VisitDoor(Stage):
    """An app that is told who plays. `player` is their name, `asked_for` the scenario they wait
    for."""

    desk: Desk
    player: str | None = None
    asked_for: str | None = None

    @property
    def lobby(self) -> LobbyScreen:
        """The screen at the bottom."""
        raise NotImplementedError

    async def to_lobby(self) -> None:
        """Back to the lobby, whose figures are now theirs."""
        raise NotImplementedError

    async def play_what_was_asked(self) -> None:
        """Begin the scenario that was asked for before anybody had said a name."""
        raise NotImplementedError

    async def play(self, scenario: str, seed: int | None = None) -> None:
        """Begin a run."""
        raise NotImplementedError

    def say(self, sentence: str) -> None:
        """A sentence in the lobby."""
        self.lobby.show(said=sentence)

    async def ask_name(self) -> None:
        """Ask who it is, unless somebody is being asked already."""
        if self._visit() is None:
            await self.to_the_door(await self.at_desk(self.desk.people))

    async def to_the_door(self, people: Sequence[str]) -> None:
        """The question, with the names of those who were here before."""
        from game.app.visit.screen import VisitScreen

        await self.push_screen(VisitScreen(people))

    @on(LobbyScreen.Rename)
    def _rename(self) -> None:
        self.do(self.ask_name(), self.say)

    def _visit(self) -> VisitScreen | None:
        from game.app.visit.screen import VisitScreen

        return self.screen if isinstance(self.screen, VisitScreen) else None

    def on_visit_screen_named(self, message: VisitScreen.Named) -> None:
        """Somebody said their name."""
        visit = self._visit()
        if visit is not None:
            self.do(self._sit_down(message.name, message.pin), visit.show_trouble)

    async def sit(self, name: str) -> None:
        """Somebody whose name was given when Sixty was started."""
        if await self.at_desk(self.desk.needs_pin, name):
            await self.ask_name()
            await self._ask_pin(name)
        else:
            self.player = await self.at_desk(self.desk.sit_down, name)

    async def _ask_pin(self, name: str) -> None:
        visit = self._visit()
        if visit is not None:
            visit.ask_pin(name)

    async def _sit_down(self, name: str, pin: str) -> None:
        if not pin and await self.at_desk(self.desk.needs_pin, name):
            await self._ask_pin(name)
            return
        self.player = await self.at_desk(self.desk.sit_down, name, pin)
        self.lobby.show(past=await self.at_desk(self.desk.past))
        visit = self._visit()
        offered = any(o.id == FIRST and o.wrong is None for o in self.lobby.offers or ())
        new = visit is not None and self.player not in visit.people
        if visit is not None and new and offered and self.asked_for is None:
            visit.offer_first(self.player)
            self.moved("enter")
            return
        await self.to_lobby()
        await self.play_what_was_asked()

    def on_visit_screen_answered(self, message: VisitScreen.Answered) -> None:
        """A new hire meets the first customer, or not now."""
        if not self.double(message.by):
            self.move(self.play(FIRST) if message.now else self.to_lobby(), message.by)

    def on_visit_screen_left(self) -> None:
        """Without a name there is nobody to play."""
        if self.player is None:
            self.exit(0)
        else:
            self.move(self.to_lobby(), "q")
