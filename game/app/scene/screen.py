"""The scene on screen: shows a sitting, posts what was chosen. Steps nothing and stores nothing.

Every widget is made once; a new scene is new text in the same widgets.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import ClassVar, Final, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message

from game.app.frame import WIDE, Hint, Sheet
from game.app.menu import Menu
from game.app.page import Block, Page
from game.app.scene import setting
from game.app.sitting import Sitting
from game.app.text import plain

Panel = Literal["binder", "card", "hint"]
CONTEXT: Final = 4
"""Lines of what was said before that stay in sight above the new scene."""


class SceneScreen(Sheet):
    """One run, from its first scene to its ending."""

    CSS_PATH = "scene.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "panel('binder')", "Binder", id="scene.binder", tooltip="The store's process"),
        Binding("c", "panel('card')", "Card", id="scene.card", tooltip="What the CRM has"),
        Binding("h", "panel('hint')", "Hint", id="scene.hint", tooltip="A mentor's whisper"),
        Binding(
            "q,escape",
            "leave",
            "Leave",
            id="scene.leave",
            tooltip="Back to the lobby; the run is kept and can be resumed",
        ),
    ]

    @dataclass
    class Chosen(Message):
        """The trainee chose; `thinking_ms` is the real time since the scene was shown."""

        choice: str
        thinking_ms: int

    class Left(Message):
        """The trainee leaves; the run is kept."""

    class Ended(Message):
        """The trainee has read the ending and wants the debrief."""

    def __init__(self, sitting: Sitting, *, grace: float) -> None:
        super().__init__()
        self.sitting = sitting
        self.grace = grace
        self._panels: set[Panel] = set()
        self._waiting = False
        self._shown_at = 0.0
        self._last_by = ""
        self._past: list[tuple[Block, ...]] = []

    def body(self) -> ComposeResult:
        """What was said, what is said now, the choices; the panels beside them."""
        with Horizontal(id="floor"):
            with VerticalScroll(id="talk", can_focus=False):
                yield Page(id="past")
                yield Page(id="now")
                yield Page(id="trouble")
                yield Menu(id="choices", numbers=True)
            with VerticalScroll(id="side", can_focus=False):
                yield Page(id="panels")

    @property
    def scroll(self) -> VerticalScroll:
        """What the page keys scroll."""
        return self.query_one("#side" if self.reading else "#talk", VerticalScroll)

    @property
    def reading(self) -> bool:
        """Whether a panel stands in place of the conversation, for want of room beside it."""
        return bool(self._panels) and self.app.size.width < WIDE

    def on_mount(self) -> None:
        """Show the first scene."""
        if self.app.size.width >= WIDE:
            self._panels = {"card", "binder"}
        self.show(self.sitting)

    def show(self, sitting: Sitting) -> None:
        """Show the scene of a sitting, in place."""
        view = sitting.view
        if sitting.run != self.sitting.run:
            self._past.clear()
        self.sitting = sitting
        self._waiting = False
        self.set_head(view.title, self._clock())
        for past in view.past[len(self._past) :]:
            self._past.append(setting.exchange_blocks(past))
        hidden = max(0, len(self._past) - setting.LOOK_BACK)
        before = [setting.earlier(hidden)] if hidden else []
        shown = (block for blocks in self._past[hidden:] for block in blocks)
        self.query_one("#past", Page).set_blocks([*before, *shown])
        self.query_one("#now", Page).set_blocks(setting.now_blocks(view))
        self.query_one("#trouble", Page).set_blocks([])
        choices = self.query_one("#choices", Menu)
        choices.set_menu(setting.choice_blocks(view))
        self._show_panels()
        if not self.reading:
            choices.focus(scroll_visible=False)
        self.call_after_refresh(self._settle)
        self._shown_at = monotonic()

    def show_trouble(self, sentence: str) -> None:
        """Something could not be kept: say so; the same choice can be made again."""
        self._waiting = False
        self._last_by = ""
        self.query_one("#trouble", Page).set_blocks(
            [
                Block(plain(sentence, ".alarm"), lead="   ", above=1),
                Block(
                    Content.styled(
                        "Your run stands where it was. Choose again to try again, or leave with q: "
                        "what was kept before is safe.",
                        ".soft",
                    ),
                    lead="   ",
                ),
            ]
        )
        self.call_after_refresh(self._settle)

    def _clock(self) -> Content:
        view = self.sitting.view
        where = "by phone · " if view.by_phone else ""
        return Content.styled(f"{where}{view.clock} · {view.elapsed}", ".soft")

    def _settle(self) -> None:
        """Scroll to the new scene, with a little of what was said before above it."""
        talk = self.query_one("#talk", VerticalScroll)
        top = self.query_one("#past", Page).virtual_region.height
        talk.scroll_to(y=max(0, top - CONTEXT), animate=False, force=True)

    # -- panels -----------------------------------------------------------------------------------

    def action_panel(self, panel: Panel) -> None:
        """Open or close a panel: beside the scene where there is room, else in its place."""
        if panel in self._panels:
            self._panels.discard(panel)
        elif self.app.size.width >= WIDE:
            self._panels.add(panel)
        else:
            self._panels = {panel}
        self._show_panels()
        if not self.reading:
            self.query_one("#choices", Menu).focus(scroll_visible=False)

    def on_resize(self) -> None:
        """A panel may have found room beside the scene, or lost it."""
        if self.app.size.width < WIDE and len(self._panels) > 1:
            self._panels.clear()
        if self.is_mounted:
            self._show_panels()

    def _show_panels(self) -> None:
        sitting = self.sitting
        blocks: list[Block] = []
        for panel in ("hint", "card", "binder"):
            if panel in self._panels:
                if blocks:
                    blocks += [Block(), Block()]
                if panel == "binder":
                    blocks += setting.binder_blocks(sitting.binder)
                elif panel == "card":
                    blocks += setting.card_blocks(sitting.card)
                else:
                    blocks += setting.hint_blocks(sitting.view)
        self.query_one("#panels", Page).set_blocks(blocks)
        self.set_class(bool(blocks), "-panels")
        self.set_class(self.reading, "-reading")
        self._show_foot()

    def _show_foot(self) -> None:
        if self.reading:
            self.set_foot([Hint("q", "back", "screen.leave")], [Hint("?", "help", "app.keys")])
            return
        card = "card" if self.sitting.card.customer else "card (not logged)"
        self.set_foot(
            [
                Hint("b", "binder", "screen.panel('binder')"),
                Hint("c", card, "screen.panel('card')"),
                Hint("h", "hint", "screen.panel('hint')"),
            ],
            [Hint("?", "help", "app.keys"), Hint("q", "leave", "screen.leave")],
        )

    # -- choosing ---------------------------------------------------------------------------------

    @on(Menu.Picked)
    def _picked(self, message: Menu.Picked) -> None:
        message.stop()
        now = monotonic()
        # The same key again at once is a double press, not an answer to what has just come up.
        double = message.by == self._last_by and now - self._shown_at < self.grace
        if self._waiting or double:
            return
        self._last_by = message.by
        if message.key == setting.ON:
            self.post_message(self.Ended())
            return
        self._waiting = True
        self.post_message(self.Chosen(message.key, round((now - self._shown_at) * 1000)))

    def action_leave(self) -> None:
        """Close the panel that stands in the way, or leave."""
        if self.reading:
            self._panels.clear()
            self._show_panels()
            self.query_one("#choices", Menu).focus(scroll_visible=False)
        else:
            self.post_message(self.Left())
