"""The way from an ending into its debrief, and the review that follows once it has been worked out.

Imports what a debrief needs only when somebody has come to one: the lobby's first frame waits for
this. Knows nothing of where one goes from there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.app.practice import Practice

if TYPE_CHECKING:
    from game.app.debrief.screen import DebriefScreen


class DebriefDoor(Practice):
    """An app in which runs end. `reviewed` is the run whose debrief is being read."""

    reviewed: str | None = None

    def debrief(self) -> DebriefScreen | None:
        """The debrief's screen, once it is made."""
        raise NotImplementedError

    def on_scene_screen_ended(self) -> None:
        """The ending has been read: the debrief."""
        self.move(self._debrief(), "enter")

    async def _debrief(self) -> None:
        scene, debrief = self.scene(), self.debrief()
        if scene is not None and debrief is not None:
            debrief.show(scene.sitting)
            await self.stand(debrief)
            self.reviewed = run = scene.sitting.run
            self.call_after_refresh(self._begin_review, run)

    def _begin_review(self, run: str) -> None:
        self.do(self._review(run), self._no_review)

    def _no_review(self, sentence: str) -> None:
        from game.session.review import NoReview

        debrief = self.debrief()
        if debrief is not None and self.reviewed is not None:
            debrief.show_review(self.reviewed, NoReview(sentence))

    async def _review(self, run: str) -> None:
        """What each decision cost, worked out once the scores have been painted; whoever has left
        by then is not kept waiting."""
        review = await self.beside(self.desk.review, run, lambda: self.reviewed != run)
        debrief = self.debrief()
        if review is not None and debrief is not None and self.reviewed == run:
            debrief.show_review(run, review)

    def on_debrief_screen_opened(self) -> None:
        """The key that opened the review does not try a decision again as well."""
        self.moved("enter")
