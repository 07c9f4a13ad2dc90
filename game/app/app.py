"""The app: which screen follows which, and the one thread in which slow work is done.

Screens post what somebody wants; here it becomes a call to the desk, and the answer a screen.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from game.app.desk import Desk
from game.app.hangup import watch
from game.app.lobby.screen import LobbyScreen
from game.app.lobby.setting import FIRST
from game.app.practice import Practice
from game.app.settings import read_theme, write_theme
from game.app.studio.door import StudioDoor
from game.app.themes import DARK, LIGHT, THEMES, theme_for

if TYPE_CHECKING:
    from game.app.debrief.screen import DebriefScreen
    from game.app.scene.screen import SceneScreen
    from game.app.sitting import Sitting
    from game.app.visit.screen import VisitScreen

ROOM: Final = Path(__file__).parent


class SixtyApp(StudioDoor, Practice):
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
        self._reviewed: str | None = None
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
        if self.player is None and self.desk.nobody_yet():
            await self._to_the_door(())

    def on_ready(self) -> None:
        """Everything slow begins once the first frame has been painted."""
        self.call_after_refresh(self._begin)
        if not self.is_headless:
            watch(self.set_interval)

    # -- the first look -------------------------------------------------------------------------

    def _say(self, sentence: str) -> None:
        self.lobby.show(said=sentence)

    def stay(self, sentence: str) -> None:
        """Back to the lobby, with what kept us from going anywhere else."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self._say(sentence)

    def _begin(self) -> None:
        self.do(self._first_look(), self._say)
        self.do(self._read_library(), self._say)

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
        name = self.player
        self.player = (
            await self.at_desk(self.desk.sit_down, name)
            if name
            else await self.at_desk(self.desk.last_person)
        )
        self._known.set()
        if self.player is None:
            await self._ask_name()
        else:
            self.lobby.show(past=await self.at_desk(self.desk.past))
            await self._go_where_asked()

    async def _go_where_asked(self) -> None:
        if self.asked_for is not None:
            scenario, self.asked_for = self.asked_for, None
            await self._play(scenario, self.seed)

    async def _to_lobby(self) -> None:
        self._reviewed = None
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        self.lobby.show(past=await self.at_desk(self.desk.past))

    @on(LobbyScreen.Leave)
    def _leave(self) -> None:
        if not self.double("q"):
            self.exit(0)

    @on(LobbyScreen.Mode)
    def _other_mode(self) -> None:
        self.do(self._change_mode(), self._say)

    async def _change_mode(self) -> None:
        from game.session.modes import MEANS

        past = await self.at_desk(self.desk.change_mode)
        if past is not None:
            self.lobby.show_mode(past, MEANS["practice" if past.mode == "practice" else "floor"])

    # -- who is playing -------------------------------------------------------------------------

    async def _ask_name(self) -> None:
        if self._visit() is None:
            await self._to_the_door(await self.at_desk(self.desk.people))

    async def _to_the_door(self, people: Sequence[str]) -> None:
        from game.app.visit.screen import VisitScreen

        await self.push_screen(VisitScreen(people))

    @on(LobbyScreen.Rename)
    def _rename(self) -> None:
        self.do(self._ask_name(), self._say)

    def _visit(self) -> VisitScreen | None:
        from game.app.visit.screen import VisitScreen

        return self.screen if isinstance(self.screen, VisitScreen) else None

    def on_visit_screen_named(self, message: VisitScreen.Named) -> None:
        """Somebody said their name."""
        visit = self._visit()
        if visit is not None:
            self.do(self._sit_down(message.name), visit.show_trouble)

    async def _sit_down(self, name: str) -> None:
        self.player = await self.at_desk(self.desk.sit_down, name)
        self.lobby.show(past=await self.at_desk(self.desk.past))
        visit = self._visit()
        offered = any(o.id == FIRST and o.wrong is None for o in self.lobby.offers or ())
        new = visit is not None and self.player not in visit.people
        if visit is not None and new and offered and self.asked_for is None:
            visit.offer_first(self.player)
            self.moved("enter")
            return
        await self._to_lobby()
        await self._go_where_asked()

    def on_visit_screen_answered(self, message: VisitScreen.Answered) -> None:
        """A new hire meets the first customer, or not now."""
        if not self.double(message.by):
            self.move(self._play(FIRST) if message.now else self._to_lobby(), message.by)

    def on_visit_screen_left(self) -> None:
        """Without a name there is nobody to play."""
        if self.player is None:
            self.exit(0)
        else:
            self.move(self._to_lobby(), "q")

    # -- playing --------------------------------------------------------------------------------

    @on(LobbyScreen.Play)
    def _played(self, message: LobbyScreen.Play) -> None:
        self.move(self._play_as_somebody(message.scenario), "enter")

    @on(LobbyScreen.Resume)
    def _resumed(self, message: LobbyScreen.Resume) -> None:
        self.move(self._resume(message.run), "enter")

    @on(LobbyScreen.GiveUp)
    def _gave_up(self, message: LobbyScreen.GiveUp) -> None:
        self.do(self._give_up(message.run), self._say)

    async def _play_as_somebody(self, scenario: str) -> None:
        # A fast hand may pick before the log has said whose it is.
        await self._known.wait()
        if self.player is None:
            self.asked_for = scenario
            await self._ask_name()
        else:
            await self._play(scenario)

    async def _play(self, scenario: str, seed: int | None = None) -> None:
        await self._show(await self.at_desk(self.desk.open, scenario, seed))

    async def _resume(self, run: str) -> None:
        await self._show(await self.at_desk(self.desk.resume, run))

    async def _give_up(self, run: str) -> None:
        await self.at_desk(self.desk.give_up, run)
        self.lobby.show(past=await self.at_desk(self.desk.past))

    async def _show(self, sitting: Sitting) -> None:
        self._reviewed = None
        await self._set_up()
        scene = self.scene()
        if scene is not None:
            scene.show(sitting)
            await self.stand(scene)
            self.call_after_refresh(self.listen, sitting)

    def scene(self) -> SceneScreen | None:
        """The scene's screen, once it is made."""
        return self._kept[0] if self._kept else None

    def on_scene_screen_chosen(self, message: SceneScreen.Chosen) -> None:
        """A decision: in the log before the next scene is shown."""
        scene = self.scene()
        if scene is not None:
            self.do(self._decide(message.choice, message.thinking_ms), scene.show_trouble)

    async def _decide(self, choice: str, thinking_ms: int) -> None:
        sitting = await self.at_desk(self.desk.decide, choice, thinking_ms)
        scene = self.scene()
        if scene is not None:
            scene.show(sitting)
            self.listen(sitting)

    # -- the end of a run -------------------------------------------------------------------------

    def on_scene_screen_ended(self) -> None:
        """The ending has been read: the debrief."""
        self.move(self._debrief(), "enter")

    async def _debrief(self) -> None:
        if self._kept:
            scene, debrief = self._kept
            debrief.show(scene.sitting)
            await self.stand(debrief)
            self._reviewed = run = scene.sitting.run
            self.call_after_refresh(self._begin_review, run)

    def _begin_review(self, run: str) -> None:
        self.do(self._review(run), self._no_review)

    def _no_review(self, sentence: str) -> None:
        if self._kept and self._reviewed is not None:
            from game.session.review import NoReview

            self._kept[1].show_review(self._reviewed, NoReview(sentence))

    async def _review(self, run: str) -> None:
        """What each decision cost, worked out once the scores have been painted; whoever has left
        by then is not kept waiting."""
        review = await self.beside(self.desk.review, run, lambda: self._reviewed != run)
        if review is not None and self._kept and self._reviewed == run:
            self._kept[1].show_review(run, review)

    def on_scene_screen_left(self) -> None:
        """The run is kept; it stands at the top of the lobby."""
        self.move(self._to_lobby(), "q")

    def on_debrief_screen_again(self, message: DebriefScreen.Again) -> None:
        """The same scenario once more, with a new seed."""
        if not self.double("enter"):
            self.move(self._play(message.scenario), "enter")

    def on_debrief_screen_opened(self) -> None:
        """The key that opened the review does not try a decision again as well."""
        self.moved("enter")

    def on_debrief_screen_try_again(self, message: DebriefScreen.TryAgain) -> None:
        """On from a decision of the run that is shown, as practice."""
        if not self.double("enter"):
            self.move(self._try_again(message.index), "enter")

    async def _try_again(self, index: int) -> None:
        begun = await self.at_desk(self.desk.try_again, index)
        await self._resume(begun.run)

    def leave_studio(self) -> None:
        """Back to the lobby."""
        self.move(self._to_lobby(), "q")

    def on_debrief_screen_left(self) -> None:
        """Back to the lobby."""
        self.move(self._to_lobby(), "q")

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
