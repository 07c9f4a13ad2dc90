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
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message

from game.app.frame import WIDE, Hint, Sheet
from game.app.menu import Menu
from game.app.page import Block
from game.app.reader import Reader
from game.app.scene import setting
from game.app.sitting import Sitting
from game.app.text import plain

Panel = Literal["binder", "card", "hint"]
CONTEXT: Final = 4
"""Lines of what was said before that stay in sight above the new scene."""


class SceneScreen(Sheet):
    """One run after another, each from its first scene to its ending."""

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

    sitting: Sitting
    """What is shown; there is nothing to be seen before the first."""

    def __init__(self, *, grace: float) -> None:
        super().__init__()
        self.grace = grace
        self._run = ""
        self._panels: set[Panel] = set()
        self._waiting = False
        self._shown_at = 0.0
        self._last_by = ""
        self._past: list[tuple[Block, ...]] = []
        self._trouble: tuple[Block, ...] = ()
        self._told: object = None

    def body(self) -> ComposeResult:
        """The conversation and the choices; the panels beside them."""
        with Horizontal(id="floor"):
            yield Menu(id="talk", numbers=True)
            yield Reader(id="side")

    @property
    def talk(self) -> Menu:
        """What was said, what is said now, the choices."""
        return self.query_one("#talk", Menu)

    @property
    def side(self) -> Reader:
        """The panels."""
        return self.query_one("#side", Reader)

    @property
    def at_hand(self) -> Menu | None:
        """The choices, unless a panel hides them."""
        return None if self.reading else self.talk

    @property
    def scroll(self) -> Reader:
        """What the page keys scroll."""
        return self.side if self.reading else self.talk

    @property
    def reading(self) -> bool:
        """Whether a panel stands in place of the conversation, for want of room beside it."""
        return bool(self._panels) and self.app.size.width < WIDE

    def show(self, sitting: Sitting) -> None:
        """Show the scene of a sitting, in place."""
        view = sitting.view
        self.sitting = sitting
        if sitting.run != self._run:
            self._run = sitting.run
            self._past.clear()
            self._panels = {"card", "binder"} if self.app.size.width >= WIDE else set()
            self._told = None
            self._last_by = "enter"  # which most often brought us here
        self._waiting = False
        self.set_head(view.title, self._clock())
        for past in view.past[len(self._past) :]:
            self._past.append(setting.exchange_blocks(past))
        self._trouble = ()
        self._show_talk()
        self._show_panels()
        self._shown_at = monotonic()

    def _show_talk(self) -> None:
        view, talk = self.sitting.view, self.talk
        hidden = max(0, len(self._past) - setting.LOOK_BACK)
        past = [setting.earlier(hidden)] if hidden else []
        past += [block for blocks in self._past[hidden:] for block in blocks]
        now = [*setting.now_blocks(view), *self._trouble]
        talk.set_menu([*past, *now, *setting.choice_blocks(view), Block()])
        talk.scroll_to_block(len(past), CONTEXT)

    def show_trouble(self, sentence: str) -> None:
        """Something could not be kept: say so; the same choice can be made again."""
        self._waiting = False
        self._last_by = ""
        self._trouble = setting.trouble_blocks(sentence)
        self._show_talk()

    def _clock(self) -> Content:
        view = self.sitting.view
        where = "by phone · " if view.by_phone else ""
        return plain(f"{where}{view.clock} · {view.elapsed}", ".soft")

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

    def on_resize(self) -> None:
        """A panel may have found room beside the scene, or lost it."""
        if self.app.size.width < WIDE and len(self._panels) > 1:
            self._panels.clear()
        if self._run:
            self._show_panels()

    def _show_panels(self) -> None:
        sitting = self.sitting
        hint = sitting.view.hint if "hint" in self._panels else None
        told = (frozenset(self._panels), sitting.card, hint, self.reading)
        if told == self._told:
            return  # a scene that changes nothing here costs nothing here
        self._told = told
        self.side.set_blocks(
            setting.panel_blocks(self._panels, sitting.binder, sitting.card, sitting.view)
        )
        self.set_class(bool(self._panels), "-panels")
        self.set_class(self.reading, "-reading")
        if not self.reading:
            self.talk.focus(scroll_visible=False)
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
        else:
            self.post_message(self.Left())
