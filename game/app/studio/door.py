"""The way into the studio and out of it: a part of the app, apart from the rest of the ways.

Imports what the studio needs only when somebody goes there: the lobby's first frame waits for this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from game.app.lobby.screen import LobbyScreen
from game.app.stage import Stage

if TYPE_CHECKING:
    from game.app.desk import Desk
    from game.app.studio.room import Room
    from game.app.studio.screen import StudioScreen


class StudioDoor(Stage):
    """An app with a studio. `room` is what works behind its screen, once somebody was there."""

    desk: Desk
    room: Room | None = None

    @on(LobbyScreen.Studio)
    def _to_studio(self, message: LobbyScreen.Studio) -> None:
        self.move(self._open_studio(message.scenario), "t")

    async def _open_studio(self, scenario: str) -> None:
        from game.app.studio.room import Room, laid
        from game.app.studio.screen import StudioScreen

        bench = await self.at_desk(laid, scenario, self.desk.shelves)
        studio = StudioScreen(bench.path.name)
        self.room = Room(self, bench, studio.show)
        await self.push_screen(studio)
        await self.room.open()

    def on_studio_screen_wants(self, message: StudioScreen.Wants) -> None:
        """Something is to be done in the preview."""
        if self.room is not None:
            self.do(self.room.answer(message.asked), self.room.trouble)

    def on_studio_screen_left(self) -> None:
        """Enough of that file; what is still being worked out is stopped."""
        if self.room is not None and not self.double("q"):
            self.room.close()
            self.leave_studio()

    def leave_studio(self) -> None:
        """Where one goes from there."""
        raise NotImplementedError

    def on_unmount(self) -> None:
        """However the app ends, what the studio still works out ends with it."""
        if self.room is not None:
            self.room.close()
