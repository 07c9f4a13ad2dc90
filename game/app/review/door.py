"""The way into the trainer's review and out of it: a part of the app, apart from the other ways.

Imports what the review needs only when somebody goes there: the lobby's first frame waits for this.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from textual import on

from game.app.desk import Trouble
from game.app.lobby.screen import LobbyScreen
from game.app.review.errand_door import ErrandDoor

if TYPE_CHECKING:
    from game.app.desk import Desk
    from game.app.review.beside import BesideScreen
    from game.app.review.room import Room
    from game.app.review.run import RunScreen
    from game.app.review.screen import ReviewScreen
    from game.app.review.values import Said, Stop
    from game.office.beside import Beside
    from game.office.desk import Desk as Office
    from game.office.wanted import Wanted

TURNS = 25
"""Runs that are judged before somebody who waits has their turn."""
EVERY_S = 5.0
"""Seconds between two looks at the figures while runs are judged."""


class ReviewDoor(ErrandDoor):
    """An app with a review. `office` is what works behind its screen, while somebody is there."""

    desk: Desk
    office: Room | None = None

    @on(LobbyScreen.Review)
    def _to_review(self) -> None:
        self.move(self.open_review(), "r")

    async def open_review(self, asked: Wanted | None = None, who: Office | None = None) -> None:
        """The review, once whoever it is has come in; `who` is in already."""
        from game.app.review.room import Room
        from game.app.review.screen import ReviewScreen

        self.office = room = Room(self.desk, asked, who)
        screen = ReviewScreen()
        await self.push_screen(screen)
        self.do(self._begin_asking(room, screen), screen.show_trouble)

    async def _begin_asking(self, room: Room, screen: ReviewScreen) -> None:
        await self.at_desk(room.open)
        await self._ask(room, screen, screen.wanted)  # a fast hand may want something else by now
        self.do(self._judge(room, screen), screen.show_judging)

    # -- asking ---------------------------------------------------------------------------------

    def on_review_screen_wants(self, message: ReviewScreen.Wants) -> None:
        """Somebody wants to see something."""
        room, screen, stop = self.office, self.reviewing, message.place
        if room is not None and screen is not None:
            work = (
                self._open_run(room, screen, stop)
                if stop.place == "run"
                else self._ask(room, screen, stop)
            )
            self.do(work, screen.show_trouble)

    async def _ask(self, room: Room, screen: ReviewScreen, stop: Stop) -> None:
        seen = await self.at_desk(room.ask, room.turn(), stop)
        if seen is not None and screen.is_attached:
            screen.show(stop, seen, room.asked)

    def on_review_screen_narrow(self, message: ReviewScreen.Narrow) -> None:
        """Another filter."""
        room, screen = self.office, self.reviewing
        if room is not None and screen is not None:
            self.do(self._narrow(room, screen, message.typed), screen.show_trouble)

    async def _narrow(self, room: Room, screen: ReviewScreen, typed: str) -> None:
        await self.at_desk(room.narrow, typed)
        await self._ask(room, screen, screen.stop)

    # -- a run ----------------------------------------------------------------------------------

    async def _open_run(self, room: Room, screen: ReviewScreen, stop: Stop) -> None:
        from game.app.review.run import RunScreen

        run, *number = stop.of
        room.wait()
        try:
            found = await self.beside(room.evidence, run)
        finally:
            room.waited()
        screen.gone()
        if found is not None and self.screen is screen:
            await self.push_screen(RunScreen(found, int(number[0]) if number else None))

    def on_run_screen_says(self, message: RunScreen.Says) -> None:
        """A word, a verdict or a sign-off: in the log before it is shown."""
        from game.app.review.run import RunScreen

        if self.office is not None and isinstance(self.screen, RunScreen):
            screen = self.screen
            self.do(self._say(self.office, screen, message.said), screen.show_trouble)

    async def _say(self, room: Room, screen: RunScreen, said: Said) -> None:
        await self.at_desk(room.say, said)
        room.wait()
        try:
            found = await self.beside(room.evidence, said.run)
        finally:
            room.waited()
        if found is not None and screen.is_attached:
            screen.show(found)

    # -- two runs -------------------------------------------------------------------------------

    def on_run_screen_compares(self, message: RunScreen.Compares) -> None:
        """Another run of the same customer beside this one."""
        from game.app.review.run import RunScreen

        if self.office is not None and isinstance(self.screen, RunScreen):
            self.do(self._compare(self.office, self.screen, message.run), self.screen.show_trouble)

    async def _compare(self, room: Room, screen: RunScreen, run: str) -> None:
        from game.app.review.beside import BesideScreen

        runs = await self.at_desk(room.fellows, run)
        if not runs:
            raise Trouble(
                "Nobody else has met this customer with this luck: sixty play with --seed "
                f"{screen.found.record.started.seed} is how."
            )
        screen.say("Laying the runs side by side …")
        found = await self._laid(room, run, runs[0])
        screen.say("")
        if found is not None and self.screen is screen:
            await self.push_screen(BesideScreen(run, runs, found))

    async def _laid(self, room: Room, left: str, right: str) -> Beside | None:
        room.wait()
        try:
            return await self.beside(room.beside, left, right)
        finally:
            room.waited()

    def on_beside_screen_turned(self, message: BesideScreen.Turned) -> None:
        """Yet another run."""
        from game.app.review.beside import BesideScreen

        if self.office is not None and isinstance(self.screen, BesideScreen):
            screen = self.screen
            self.do(self._turn(self.office, screen, message.at), screen.show_trouble)

    async def _turn(self, room: Room, screen: BesideScreen, at: int) -> None:
        found = await self._laid(room, screen.run, screen.others[at])
        if found is not None and screen.is_attached:
            screen.show(at, found)

    def on_beside_screen_left(self) -> None:
        """Back to the run."""
        if not self.double("q"):
            self.move(self._leave_run(), "q")

    def on_run_screen_left(self) -> None:
        """Back to the review."""
        if not self.double("q"):
            self.move(self._leave_run(), "q")

    async def _leave_run(self) -> None:
        await self.pop_screen()
        if self.reviewing is not None:
            self.reviewing.come_back()

    def show_drawn(self, said: str) -> None:
        """What was drawn, among all that is to be inspected."""
        if self.reviewing is not None:
            self.reviewing.show_drawn(said)

    # -- judging --------------------------------------------------------------------------------

    async def _judge(self, room: Room, screen: ReviewScreen) -> None:
        """Have the coach look at what nobody has judged yet, some runs at a time, beside it all."""
        left = await self.at_desk(room.unjudged)
        shown = monotonic()
        while left and self.office is room:
            screen.show_judging(f"The coach has {left:,} runs to look at; figures follow.")
            done = await self.beside(room.judge, TURNS)
            left = await self.at_desk(room.unjudged) if done else left
            if done and (not left or monotonic() - shown > EVERY_S):
                await self._show_anew(room, screen)
                shown = monotonic()
        if screen.is_attached:
            screen.show_judging("")

    async def _show_anew(self, room: Room, screen: ReviewScreen) -> None:
        """Everybody's newer figures, unless somebody waits for something else: a question asked
        now would take its place."""
        if screen.is_attached and screen.wanted == screen.stop and screen.stop.place == "people":
            await self._ask(room, screen, screen.stop)

    # -- leaving --------------------------------------------------------------------------------

    @property
    def reviewing(self) -> ReviewScreen | None:
        """The review's screen, while it is there."""
        from game.app.review.screen import ReviewScreen

        found = [each for each in self.screen_stack if isinstance(each, ReviewScreen)]
        return found[0] if found else None

    def on_review_screen_left(self) -> None:
        """Enough of it; what is still being worked out is stopped."""
        if self.office is not None and not self.double("q"):
            self.office.close()
            self.office = None
            self.leave_review()

    def leave_review(self) -> None:
        """Where one goes from there."""
        raise NotImplementedError

    def on_unmount(self) -> None:
        """However the app ends, what the review still works out ends with it."""
        if self.office is not None:
            self.office.close()
