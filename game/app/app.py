"""The app: which screen follows which, and the one thread in which slow work is done.

Screens post what somebody wants; here it becomes a call to the desk, and the answer a screen.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from game.app.desk import Desk
from game.app.foresight import Foresight
from game.app.hangup import heed, watch
from game.app.lobby.screen import LobbyScreen
from game.app.review.door import ReviewDoor
from game.app.settings import read_theme, write_theme
from game.app.studio.door import StudioDoor
from game.app.themes import DARK, LIGHT, THEMES, theme_for
from game.app.visit.door import VisitDoor

if TYPE_CHECKING:
    from game.app.debrief.screen import DebriefScreen
    from game.app.scene.screen import SceneScreen
    from game.app.sitting import Sitting

ROOM: Final = Path(__file__).parent


class SixtyApp(ReviewDoor, StudioDoor, VisitDoor, Foresight):
    """Sixty on a terminal."""

    TITLE = "Sixty"
    CSS_PATH: ClassVar = [ROOM / "app.tcss", ROOM / "lobby" / "lobby.tcss"]
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+q", "quit", "Quit", id="app.quit", tooltip="Leave Sixty at once", priority=True
        ),
        Binding("d", "turn_lights", "Light or dark", id="app.theme", tooltip="Light or dark page"),
    ]

    def __init__(
        self,
        desk: Desk,
        *,
        name: str | None = None,
        scenario: str | None = None,
        seed: int | None = None,
        grace: float | None = None,
    ) -> None:
        # Under NO_COLOR Textual sends greys unless colours are the terminal's own.
        super().__init__(desk, ansi_color="NO_COLOR" in os.environ, grace=grace)
        self.animation_level = "none"
        self.player = name
        self.asked_for = scenario
        self.seed = seed
        self._known = asyncio.Event()
        self._setting_up = asyncio.Lock()
        self._kept: tuple[SceneScreen, DebriefScreen] | None = None
        for theme in THEMES:
            self.register_theme(theme)
        # Set before anything is styled, so that nothing need be styled twice.
        self.set_reactive(App.theme, theme_for(read_theme(desk.home), os.environ))
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[Any]:
        """The lobby, with the library where it is known already."""
        return LobbyScreen(self.desk.known_offers())

    @property
    def lobby(self) -> LobbyScreen:
        """The screen at the bottom, always the lobby."""
        return cast(LobbyScreen, self.screen_stack[0])

    async def on_mount(self) -> None:
        """Somebody who has never been here is asked for a name before anything else is shown."""
        if not self.is_headless:
            heed(self.exit)
        if self.player is None and self.desk.nobody_yet():
            await self.to_the_door(())

    def on_ready(self) -> None:
        """Everything slow begins once the first frame has been painted."""
        self.call_after_refresh(self._begin)
        if not self.is_headless:
            watch(self.set_interval)

    # -- the first look -------------------------------------------------------------------------

    def stay(self, sentence: str) -> None:
        """Back to the lobby, with what kept us from going anywhere else."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.say(sentence)

    def _begin(self) -> None:
        self.do(self._first_look(), self.say)
        self.do(self._read_library(), self.say)

    async def _read_library(self) -> None:
        self.lobby.show(offers=await self.at_desk(self.desk.offers))
        await self.at_desk(self.desk.warm_up)
        await self._set_up()

    async def _set_up(self) -> None:
        """The two screens that are kept. Asked for twice, they are made once."""
        async with self._setting_up:
            if self._kept is None:
                from game.app.debrief.screen import DebriefScreen
                from game.app.scene.screen import SceneScreen

                kept = SceneScreen(grace=self.grace), DebriefScreen()
                for screen in kept:
                    await self.make_ready(screen)
                self._kept = kept
                self.keep_tidy()

    async def _first_look(self) -> None:
        name, self.player = self.player, None
        if name:
            await self.sit(name)
        else:
            self.player = await self.at_desk(self.desk.last_person)
        self._known.set()
        if self.player is None:
            await self.ask_name()
        else:
            self.lobby.show(past=await self.at_desk(self.desk.past))
            await self.play_what_was_asked()

    async def play_what_was_asked(self) -> None:
        """The scenario the command line or a fast hand named."""
        if self.asked_for is not None:
            scenario, self.asked_for = self.asked_for, None
            await self.play(scenario, self.seed)

    async def to_lobby(self) -> None:
        """The lobby, with what the log knows by now."""
        self.reviewed = None
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        self.lobby.show(past=await self.at_desk(self.desk.past))

    @on(LobbyScreen.Leave)
    def _leave(self) -> None:
        if not self.double("q"):
            self.exit(0)

    @on(LobbyScreen.Mode)
    def _other_mode(self) -> None:
        self.do(self._change_mode(), self.say)

    async def _change_mode(self) -> None:
        from game.session.modes import MEANS

        past = await self.at_desk(self.desk.change_mode)
        if past is not None:
            self.lobby.show_mode(past, MEANS["practice" if past.mode == "practice" else "floor"])

    # -- playing --------------------------------------------------------------------------------

    @on(LobbyScreen.Play)
    def _played(self, message: LobbyScreen.Play) -> None:
        self.move(self._play_as_somebody(message.scenario), "enter")

    @on(LobbyScreen.Resume)
    def _resumed(self, message: LobbyScreen.Resume) -> None:
        self.move(self._resume(message.run), "enter")

    @on(LobbyScreen.GiveUp)
    def _gave_up(self, message: LobbyScreen.GiveUp) -> None:
        self.do(self._give_up(message.run), self.say)

    async def _play_as_somebody(self, scenario: str) -> None:
        # A fast hand may pick before the log has said whose it is.
        await self._known.wait()
        if self.player is None:
            self.asked_for = scenario
            await self.ask_name()
        else:
            await self.play(scenario)

    async def play(self, scenario: str, seed: int | None = None) -> None:
        """Begin a run, and show its first scene."""
        await self._show(await self.at_desk(self.desk.open, scenario, seed))

    async def _resume(self, run: str) -> None:
        await self._show(await self.at_desk(self.desk.resume, run))

    async def _give_up(self, run: str) -> None:
        await self.at_desk(self.desk.give_up, run)
        self.lobby.show(past=await self.at_desk(self.desk.past))

    async def _show(self, sitting: Sitting) -> None:
        self.reviewed = None
        await self._set_up()
        scene = self.scene()
        if scene is not None:
            scene.show(sitting)
            await self.stand(scene)
            self.call_after_refresh(self.listen, sitting)

    def scene(self) -> SceneScreen | None:
        """The scene's screen, once it is made."""
        return self._kept[0] if self._kept else None

    def debrief(self) -> DebriefScreen | None:
        """The debrief's screen, once it is made."""
        return self._kept[1] if self._kept else None

    def on_scene_screen_chosen(self, message: SceneScreen.Chosen) -> None:
        """A decision: in the log before the next scene is shown."""
        scene = self.scene()
        if scene is not None:
            self.do(self.decide(message.choice, message.thinking_ms), scene.show_trouble)

    # -- the end of a run -------------------------------------------------------------------------

    def on_scene_screen_left(self) -> None:
        """The run is kept; it stands at the top of the lobby."""
        self.move(self.to_lobby(), "q")

    def on_debrief_screen_again(self, message: DebriefScreen.Again) -> None:
        """The same scenario once more, with a new seed."""
        if not self.double("enter"):
            self.move(self.play(message.scenario), "enter")

    def on_debrief_screen_try_again(self, message: DebriefScreen.TryAgain) -> None:
        """On from a decision of the run that is shown, as practice."""
        if not self.double("enter"):
            self.move(self._try_again(message.index), "enter")

    async def _try_again(self, index: int) -> None:
        begun = await self.at_desk(self.desk.try_again, index)
        await self._resume(begun.run)

    def leave_studio(self) -> None:
        """Back to the lobby."""
        self.move(self.to_lobby(), "q")

    def leave_review(self) -> None:
        """Back to the lobby."""
        self.move(self.to_lobby(), "q")

    def on_debrief_screen_left(self) -> None:
        """Back to the lobby."""
        self.move(self.to_lobby(), "q")

    # -- everywhere -----------------------------------------------------------------------------

    def action_keys(self) -> None:
        """Help over all."""
        from game.app.help.screen import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            told = [active.binding for active in self.screen.active_bindings.values()]
            self.push_screen(HelpScreen(told))

    def action_turn_lights(self) -> None:
        """Light page or dark page; remembered for this computer."""
        self.theme = DARK if self.theme == LIGHT else LIGHT
        wish = "light" if self.theme == LIGHT else "dark"
        self.thread.submit(write_theme, self.desk.home, wish)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every key of the screen, by its description."""
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.description and binding.tooltip and not binding.system:
                action, node = binding.action, active.node

                async def run(action: str = action, node: Any = node) -> None:
                    await self.run_action(action, node)

                yield SystemCommand(binding.description, binding.tooltip, run)
