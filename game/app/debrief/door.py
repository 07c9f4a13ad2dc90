"""The way from an ending into its debrief, and the review that follows once it has been worked out.

Imports what a debrief needs only when somebody has come to one: the lobby's first frame waits for
this. Knows nothing of where one goes from there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from game.app.practice import Practice

if TYPE_CHECKING:
    from game.app.debrief.screen import DebriefScreen
    from game.app.sitting import Sitting

SOON: Final = 0.02
"""Seconds in which all that has changed on a screen has asked for its place."""


class DebriefDoor(Practice):
    """An app in which runs end. `reviewed` is the run whose debrief is being read."""

    reviewed: str | None = None
    _reviewing: str | None = None

    def debrief(self) -> DebriefScreen | None:
        """The debrief's screen, once it is made."""
        raise NotImplementedError

    def on_scene_screen_ended(self) -> None:
        """The ending has been read: the debrief."""
        self.move(self._debrief(), "enter")

    def prepare_debrief(self, sitting: Sitting) -> None:
        """Set the debrief of a run that is over, and work out its review, while its ending is
        still being read."""
        debrief, run = self.debrief(), sitting.run
        if debrief is not None:
            debrief.show(sitting)
            debrief.set_timer(SOON, debrief.lay_out)
            self._begin_review(run, lambda: self._at(sitting) or self.reviewed == run)

    def _at(self, sitting: Sitting) -> bool:
        scene = self.scene()
        return scene is not None and self.screen is scene and scene.sitting is sitting

    async def _debrief(self) -> None:
        scene, debrief = self.scene(), self.debrief()
        if scene is not None and debrief is not None:
            self.reviewed = run = scene.sitting.run
            if debrief.shown is not scene.sitting:
                debrief.show(scene.sitting)
            await self.stand(debrief)
            if self._reviewing != run:
                self.call_after_refresh(self._begin_review, run, lambda: self.reviewed == run)

    def _begin_review(self, run: str, wanted: Callable[[], bool]) -> None:
        self._reviewing = run
        self.do(self._review(run, wanted), lambda sentence: self._no_review(run, sentence))

    def _no_review(self, run: str, sentence: str) -> None:
        from game.session.review import NoReview

        debrief = self.debrief()
        if debrief is not None and self._reviewing == run:
            debrief.show_review(run, NoReview(sentence))

    async def _review(self, run: str, wanted: Callable[[], bool]) -> None:
        """What each decision cost, worked out once the scores have been set; whoever has left by
        then is not kept waiting."""
        review = await self.beside(self.desk.review, run, lambda: not wanted())
        debrief = self.debrief()
        if review is not None and debrief is not None and wanted():
            debrief.show_review(run, review)
            debrief.set_timer(SOON, debrief.lay_out)
        elif self._reviewing == run:
            self._reviewing = None

    def on_debrief_screen_opened(self) -> None:
        """The key that opened the review does not try a decision again as well."""
        self.moved("enter")
