"""The scene on screen: shows a sitting, posts what was chosen. Steps nothing and stores nothing.

Every widget is made once; a new scene is new text in the same widgets.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final, Literal

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

if TYPE_CHECKING:
    from game.session.review import Judged

Panel = Literal["binder", "card", "hint"]
_HELP: Final = (Hint("h", "hint", "screen.hint"), Hint("u", "undo", "screen.undo"))
CONTEXT: Final = 4
"""Lines of what was said before that stay in sight above the new scene."""


class SceneScreen(Sheet):
    """One run after another, each from its first scene to its ending."""

    CSS_PATH = "scene.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "panel('binder')", "Binder", id="scene.binder", tooltip="The store's process"),
        Binding("c", "panel('card')", "Card", id="scene.card", tooltip="What the CRM has"),
        Binding("h", "hint", "Hint", id="scene.hint", tooltip="A mentor's whisper; it is logged"),
        Binding("u", "undo", "Undo", id="scene.undo", tooltip="Take back; the log keeps both"),
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

    class HintWanted(Message):
        """The trainee asks the mentor."""

    class UndoWanted(Message):
        """The trainee takes the last decision back."""

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
        self._talk = setting.Talk()
        self._ahead: dict[str, tuple[Sitting, setting.Talk]] = {}
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

    def show(self, sitting: Sitting, note: str = "", *, settled: bool = True) -> None:
        """Show the scene of a sitting, in place, with a note on how it came about. Until it is
        `settled` nothing can be chosen there."""
        view = sitting.view
        self.sitting = sitting
        if sitting.run != self._run:
            self._run = sitting.run
            self._talk = setting.Talk()
            self._panels = self._first_panels()
            self._told = None
            self._last_by = "enter"  # which most often brought us here
        self._waiting = not settled
        self.set_head(view.title, self._clock())
        ready = next((talk for ahead, talk in self._ahead.values() if ahead is sitting), None)
        self._ahead.clear()
        self._talk = ready or setting.talk(sitting, self._talk.past)
        if note:
            self._talk = self._talk._replace(word=(*self._talk.word, *setting.note_blocks(note)))
        self._trouble = ()
        self._panels.discard("hint")  # each scene's own is asked for
        self._show_talk()
        self._show_panels()
        self._shown_at = monotonic()

    def settle(self) -> None:
        """What is shown is in the log: the next choice can be made."""
        self._waiting = False
        self._shown_at = monotonic()

    def ahead(self, choice: str) -> Sitting | None:
        """What is ready to follow a choice."""
        return self._ahead[choice][0] if choice in self._ahead else None

    def prepare(self, choice: str, sitting: Sitting) -> None:
        """Set and draw the scene that would follow a choice, so that it need only be shown."""
        if sitting.run == self._run:
            self._prepare(choice, sitting, self._talk.past, self._panels - {"hint"})

    def prepare_first(self, sitting: Sitting) -> None:
        """Set and draw the first scene of another run."""
        self._prepare("", sitting, (), self._first_panels())

    def _prepare(
        self, key: str, sitting: Sitting, past: tuple[tuple[Block, ...], ...], panels: set[Panel]
    ) -> None:
        talk = setting.talk(sitting, past)
        self._ahead[key] = sitting, talk
        self.talk.make_ready(self._page(talk))
        self.side.make_ready(
            setting.panel_blocks(panels, sitting.binder, sitting.card, sitting.view)
        )

    def _first_panels(self) -> set[Panel]:
        return {"card", "binder"} if self.app.size.width >= WIDE else set()

    def _page(self, talk: setting.Talk) -> tuple[Block, ...]:
        return (*talk.before, *talk.word, *talk.now, *self._trouble, *talk.choices, Block())

    def _show_talk(self, cursor: str | None = None) -> None:
        self.talk.set_menu(self._page(self._talk), cursor)
        self.talk.scroll_to_block(len(self._talk.before), CONTEXT)

    def show_trouble(self, sentence: str) -> None:
        """Something could not be kept: say so; the same choice can be made again."""
        self._waiting = False
        self._last_by = ""
        self._trouble = setting.trouble_blocks(sentence)
        self._show_talk()

    def _clock(self) -> Content:
        view = self.sitting.view
        where = "by phone · " if view.by_phone else ""
        return plain(f"{self.sitting.mode} · {where}{view.clock} · {view.elapsed}", ".soft")

    # -- the mentor -------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """On the floor, and after the end, there is no hint and nothing is taken back; nor is a
        decision that a panel hides."""
        if action in ("hint", "undo") and not (self._run and self.sitting.helped):
            return False
        if action == "undo" and self.reading:
            return False
        return super().check_action(action, parameters)

    def show_word(self, run: str, decisions: int, judged: Judged | None) -> None:
        """What the mentor thinks of the last of so many decisions, if that is still the last."""
        word = self.sitting.word
        if word is not None and (run, decisions) == (self.sitting.run, word.decisions):
            told = setting.word_blocks(word, judged, thinking=False)
            self._talk = self._talk._replace(word=told)
            self._show_talk(self.talk.cursor)

    def show_note(self, sentence: str) -> None:
        """Why nothing was done; the scene stands as it was."""
        self._waiting = False
        self._talk = self._talk._replace(word=setting.note_blocks(sentence))
        self._show_talk(self.talk.cursor)

    def action_hint(self) -> None:
        """Ask for a hint, or put it away. Where there is none, there is nothing to write down."""
        if "hint" in self._panels or self.sitting.view.hint is None:
            self.action_panel("hint")
        else:
            self.post_message(self.HintWanted())

    def show_hint(self, sitting: Sitting) -> None:
        """Show the hint of a scene, if that is still the one that is shown."""
        if sitting is self.sitting and "hint" not in self._panels:
            self.action_panel("hint")

    def action_undo(self) -> None:
        """Take the last decision back."""
        if not self._waiting:
            self._waiting = True
            self.post_message(self.UndoWanted())

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
        told = (frozenset(self._panels), sitting.card, hint, self.reading, sitting.helped)
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
        sitting, card = self.sitting, "card (not logged)"
        if sitting.card.closed:
            card = "card (closed)"
        elif sitting.card.customer:
            card = "card"
        self.set_foot(
            [
                Hint("b", "binder", "screen.panel('binder')"),
                Hint("c", card, "screen.panel('card')"),
                *(_HELP if sitting.helped else ()),
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
