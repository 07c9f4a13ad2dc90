"""The way to the review's errands and back: export, verify and draw, done in the desk's thread.

Knows which screen asks for what; what is done is the room's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.app.stage import Stage

if TYPE_CHECKING:
    from game.app.review.errand import Errand
    from game.app.review.room import Room
    from game.app.review.screen import ReviewScreen


class ErrandDoor(Stage):
    """An app with a review that can be sent on errands."""

    office: Room | None = None

    def on_review_screen_sends(self, message: ReviewScreen.Sends) -> None:
        """Somebody wants to export, to verify or to draw."""
        if self.office is not None:
            self.do(
                self._send(self.office, message.screen, message.what), message.screen.show_trouble
            )

    async def _send(self, room: Room, screen: ReviewScreen, what: str) -> None:
        from game.app.review.errand import DrawScreen, ExportScreen, VerifyScreen

        errand: Errand
        if what == "export":
            errand = ExportScreen(await self.at_desk(room.file_to_export_to))
        elif what == "draw":
            await self.at_desk(room.may_draw)
            errand = DrawScreen()
        else:
            errand = VerifyScreen()
        if self.screen is screen:
            await self.push_screen(errand)

    def on_errand_ordered(self, message: Errand.Ordered) -> None:
        """It begins."""
        from game.app.review.errand import DrawScreen

        room, errand, values = self.office, message.errand, message.values
        if room is not None:
            work = (
                self._draw(room, errand, values)
                if isinstance(errand, DrawScreen)
                else self._run_errand(room, errand, values, message.again)
            )
            self.do(work, errand.show_trouble)

    async def _draw(self, room: Room, errand: Errand, values: dict[str, str]) -> None:
        from game.app.review.values import Count

        # ⏎ once more meanwhile would draw twice, and both would stay.
        errand.begun(Count("Drawing"))
        said = await self.at_desk(room.draw, values)
        if self.screen is errand:
            await self.pop_screen()
        self.show_drawn(said)

    def show_drawn(self, said: str) -> None:
        """What was drawn, among all that is to be inspected."""
        raise NotImplementedError

    async def _run_errand(
        self, room: Room, errand: Errand, values: dict[str, str], again: bool
    ) -> None:
        from game.app.review.errand import ExportScreen
        from game.app.review.values import Count

        exports = isinstance(errand, ExportScreen)
        count = Count("Written" if exports else "Checked")
        errand.begun(count)
        try:
            if exports:
                told = await self.at_desk(room.export, values, again, count)
            else:
                told = await self.at_desk(room.verify, values["against"], count)
        finally:
            count.stopped = True
        if errand.is_attached:
            errand.over(told.sentences, ".alarm" if told.wrong else "")

    def on_errand_left(self) -> None:
        """Back to the review."""
        if not self.double("q"):
            self.move(self._leave_errand(), "q")

    async def _leave_errand(self) -> None:
        await self.pop_screen()
