"""What may come next, worked out while somebody reads: a key then only has to show it.

Nothing is written and nothing is shown here; whatever comes of it is thrown away when another scene
comes up first.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from game.app.debrief.door import DebriefDoor

if TYPE_CHECKING:
    from textual.worker import WorkType

    from game.app.scene.screen import SceneScreen
    from game.app.sitting import Sitting

LINGERS: Final = 0.05
"""Seconds after which nothing is held back any longer for the sake of the disk."""
PAUSE: Final = 0.03
"""Seconds left between two pieces of this work, so that a key never waits for more than one."""


class Foresight(DebriefDoor):
    """An app that looks ahead from each scene it shows."""

    def listen(self, sitting: Sitting) -> None:
        """A scene is being read."""
        super().listen(sitting)
        scene = self.scene()
        if scene is not None:

            async def ahead() -> None:
                await self._looking_ahead(scene, sitting)

            begun: WorkType[None] = ahead  # made when it begins, or never
            self.run_worker(begun, group="ahead", exclusive=True)

    async def decide(self, choice: str, thinking_ms: int) -> None:
        """A decision: in the log before the next scene is painted. Where that is ready it is set
        while the disk is waited for, and taken off again where the disk fails or lingers."""
        scene = self.scene()
        if scene is None:
            return
        before, ahead = scene.sitting, scene.ahead(choice)
        kept = asyncio.ensure_future(self.at_desk(self.desk.decide, choice, thinking_ms))
        if ahead is not None:
            with self.batch_update():  # holds every paint back
                await asyncio.sleep(0)  # the desk begins first
                scene.show(ahead, settled=False)
                done, _ = await asyncio.wait((kept,), timeout=LINGERS)
                if not done or kept.exception() is not None:
                    scene.show(before, settled=False)
            scene.check_idle()  # which paints what was held back
        sitting = await kept
        if sitting is not scene.sitting:
            scene.show(sitting)
        scene.settle()
        self.listen(sitting)

    async def _debrief(self) -> None:
        await super()._debrief()
        scene = self.scene()
        if scene is not None:
            self.run_worker(self._another_run(scene), group="ahead", exclusive=True)

    async def _another_run(self, scene: SceneScreen) -> None:
        """While a debrief is read: the same customer may be met again."""
        await asyncio.sleep(PAUSE)
        before = scene.sitting
        first = await self.at_desk(self.desk.foresee_again, before.scenario)
        if first is not None and scene.sitting is before:
            scene.prepare_first(first)

    async def _looking_ahead(self, scene: SceneScreen, sitting: Sitting) -> None:
        await asyncio.sleep(PAUSE)
        if sitting.debrief is not None:
            self.prepare_debrief(sitting)
            return
        for option in sitting.view.options:
            if option.barred is None and scene.sitting is sitting:
                ahead = await self.at_desk(self.desk.foresee, sitting.run, option.id)
                if ahead is not None and scene.sitting is sitting:
                    scene.prepare(option.id, ahead)
                    await asyncio.sleep(PAUSE)
