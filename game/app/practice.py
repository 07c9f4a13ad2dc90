"""What practice has and the floor has not: the mentor's word, hints, and a decision taken back.

Between the scene, which posts what somebody wants, and the desk, which writes it down first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from game.app.desk import Desk
from game.app.stage import Stage

if TYPE_CHECKING:
    from game.app.scene.screen import SceneScreen
    from game.app.sitting import Sitting

TAKEN_BACK: Final = "Taken back. The log keeps what you had chosen."


class Practice(Stage):
    """An app in which a mentor can be asked."""

    def __init__(self, desk: Desk, *, ansi_color: bool, grace: float | None) -> None:
        super().__init__(desk.close, ansi_color=ansi_color, grace=grace)
        self.desk = desk
        self._heard: Sitting | None = None

    def scene(self) -> SceneScreen | None:
        """The scene's screen, once it is made."""
        raise NotImplementedError

    def listen(self, sitting: Sitting) -> None:
        """The mentor thinks of each decision beside the play, and nothing waits for it; of the
        first scene already, so that the first word comes soon."""
        self._heard = sitting
        scene = self.scene()
        if sitting.mode == "practice" and scene is not None:
            self.do(self._listening(sitting), scene.show_note)

    async def _listening(self, sitting: Sitting) -> None:
        def stopped() -> bool:
            return self._heard is not sitting

        review = await self.beside(self.desk.review, sitting.run, stopped)
        scene, word = self.scene(), sitting.word
        if scene is not None and word is not None and not stopped():
            judged = getattr(review, "judged", ())  # none where there can be no review
            scene.show_word(sitting.run, word.decisions, judged[-1] if judged else None)

    def on_scene_screen_hint_wanted(self) -> None:
        """A hint: in the log before it is shown."""
        scene = self.scene()
        if scene is not None:
            self.do(self._hint(scene), scene.show_note)

    async def _hint(self, scene: SceneScreen) -> None:
        sitting = scene.sitting
        await self.at_desk(self.desk.hint)
        scene.show_hint(sitting)

    def on_scene_screen_undo_wanted(self) -> None:
        """The last decision taken back: in the log before the scene before it is shown."""
        scene = self.scene()
        if scene is not None:
            self.do(self._undo(scene), scene.show_note)

    async def _undo(self, scene: SceneScreen) -> None:
        sitting = await self.at_desk(self.desk.undo)
        scene.show(sitting, TAKEN_BACK)
        self.listen(sitting)
