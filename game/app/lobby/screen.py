"""The lobby on screen: shows the library and what the log knows; posts what was picked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from game.app.frame import Hint, Sheet
from game.app.lobby import setting
from game.app.menu import Menu
from game.app.page import Block, Page
from game.app.text import plain
from game.app.values import Offer, Past

if TYPE_CHECKING:
    from game.app.fields import Field


class LobbyScreen(Sheet):
    """Where everybody starts and comes back to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", "Find", id="lobby.find", tooltip="Find a scenario by a word"),
        Binding("t", "studio", "Studio", id="lobby.studio", tooltip="See it as its author does"),
        Binding("r", "review", "Review", id="lobby.review", tooltip="The trainer's review"),
        Binding("n", "name", "Name", id="lobby.name", tooltip="Somebody else is playing now"),
        Binding("p", "mode", "Practice", id="lobby.mode", tooltip="Practice, or the floor"),
        Binding("x", "give_up", "Give up", id="lobby.give-up", tooltip="Give up a run you left"),
        Binding("escape", "all", "All", id="lobby.all", tooltip="Show everything", show=False),
        Binding("q", "leave", "Quit", id="lobby.quit", tooltip="Leave Sixty"),
    ]

    class Play(Message):
        """Play a scenario from its start."""

        def __init__(self, scenario: str) -> None:
            super().__init__()
            self.scenario = scenario

    class Resume(Message):
        """Go on with a run that was left."""

        def __init__(self, run: str) -> None:
            super().__init__()
            self.run = run

    class GiveUp(Message):
        """Give up a run that was left."""

        def __init__(self, run: str) -> None:
            super().__init__()
            self.run = run

    class Studio(Message):
        """Open a scenario in the studio."""

        def __init__(self, scenario: str) -> None:
            super().__init__()
            self.scenario = scenario

    class Review(Message):
        """Open the trainer's review."""

    class Mode(Message):
        """From the floor to practice, or back."""

    class Leave(Message):
        """Enough for today."""

    class Rename(Message):
        """Somebody else wants to play."""

    def __init__(self, offers: Sequence[Offer] | None) -> None:
        super().__init__()
        self.offers = offers
        self.past: Past | None = None
        self.said = ""
        self.field: Field | None = None
        self._sure: str | None = None

    def body(self) -> ComposeResult:
        """What went wrong if anything did, a line to search in once asked for, the library."""
        with Vertical(id="hall"):
            yield Page(id="said")
            yield Menu(id="library")

    @property
    def at_hand(self) -> Widget:
        """The line to search in while it is there, else the library."""
        return self.field or self.scroll

    @property
    def scroll(self) -> Menu:
        """What the page keys scroll."""
        return self.query_one("#library", Menu)

    def on_mount(self) -> None:
        """Show what is known so far."""
        self.query_one("#library", Menu).focus()
        self._show()

    def show(
        self,
        *,
        offers: Sequence[Offer] | None = None,
        past: Past | None = None,
        said: str | None = None,
    ) -> None:
        """Show a newer library, a newer past, or a sentence about what went wrong."""
        same = offers is not None and offers == self.offers and past is None and said is None
        if same:
            return  # what was remembered still holds
        if offers is not None:
            self.offers = offers
        if past is not None:
            self.past = past
        # A newer past is the answer to what somebody did, so what went wrong before is over.
        self.said = said if said is not None else "" if past is not None else self.said
        self._sure = None
        if self.is_mounted:
            self._show()

    def _show(self) -> None:
        self.set_head("Sixty", setting.who(self.past))
        said = [Block(plain(self.said, ".alarm"), lead="   ", above=1)] if self.said else []
        self.query_one("#said", Page).set_blocks(said)
        self._show_library()
        left = [Hint("⏎", "play", "screen.pick"), Hint("/", "find", "screen.find")]
        if self.past:
            left.append(Hint("p", setting.other_mode(self.past), "screen.mode"))
        left += [Hint("n", "name", "screen.name"), Hint("t", "studio", "screen.studio")]
        left.append(Hint("r", "review", "screen.review"))
        self.set_foot(left, [Hint("?", "help", "app.keys"), Hint("q", "quit", "screen.leave")])

    def _show_library(self) -> None:
        menu = self.query_one("#library", Menu)
        if self.offers is None:
            words = Content.styled("Reading the library …", ".soft")
            menu.set_menu([Block(words, lead="   ", above=1)])
            return
        find = self.field.value.strip() if self.field else ""
        at_top = menu.cursor is None or menu.cursor == menu.keys[0]
        blocks = setting.lobby_blocks(self.offers, self.past, find)
        menu.set_menu(blocks, None if at_top else menu.cursor)
        menu.show_cursor()

    @on(Menu.Picked)
    def _picked(self, message: Menu.Picked) -> None:
        message.stop()
        kind, _, what = message.key.partition(" ")
        if self.field is not None:
            self.action_all()
        self.post_message(self.Resume(what) if kind == "run" else self.Play(what))

    @on(Menu.Moved)
    def _moved(self, message: Menu.Moved) -> None:
        message.stop()
        if self._sure is not None:
            self._sure = None
            self.query_one("#said", Page).set_blocks([])

    def action_pick(self) -> None:
        """Play what the cursor is on."""
        self.query_one("#library", Menu).action_pick()

    def action_give_up(self) -> None:
        """Give up the run under the cursor, when asked twice."""
        kind, _, run = (self.query_one("#library", Menu).cursor or "").partition(" ")
        if kind != "run":
            return
        if self._sure == run:
            self._sure = None
            self.post_message(self.GiveUp(run))
            return
        self._sure = run
        words = "Give this run up? It stays in the log as unfinished. x again gives it up."
        self.query_one("#said", Page).set_blocks(
            [Block(Content.styled(words, ".strong"), lead="   ", above=1)]
        )

    # -- finding --------------------------------------------------------------------------------

    def action_find(self) -> None:
        """Type a word to find a scenario by."""
        if self.field is None:
            from game.app.fields import Field

            self.field = Field(id="find", placeholder="a word of its title, place or story")
            self.query_one("#hall").mount(self.field, before="#library")
        # At once, so that not even the fastest typist's next letter goes anywhere else.
        self.set_focus(self.field)

    def action_all(self) -> None:
        """Show everything again."""
        if self.field is not None:
            self.field.remove()
            self.field = None
        self.set_focus(self.query_one("#library", Menu))
        self._show_library()

    def on_input_changed(self, message: Field.Changed) -> None:
        """Narrow the library as the word is typed."""
        message.stop()
        self._show_library()

    def on_input_submitted(self, message: Field.Submitted) -> None:
        """To what was found."""
        message.stop()
        if not message.value.strip():
            self.action_all()
        self.query_one("#library", Menu).focus()

    def action_studio(self) -> None:
        """The scenario under the cursor, as its author sees it."""
        kind, _, what = (self.query_one("#library", Menu).cursor or "").partition(" ")
        begun = {run.run: run.scenario for run in (self.past.begun if self.past else ())}
        if what:
            self.post_message(self.Studio(begun.get(what, what) if kind == "run" else what))

    def action_review(self) -> None:
        """The trainer's review."""
        self.post_message(self.Review())

    def action_name(self) -> None:
        """Somebody else is playing."""
        self.post_message(self.Rename())

    def action_mode(self) -> None:
        """Practice, or the floor."""
        self.post_message(self.Mode())

    def show_mode(self, past: Past, means: str) -> None:
        """What was chosen, and what it means."""
        self.show(past=past)
        self.query_one("#said", Page).set_blocks(
            [Block(plain(means, ".strong"), lead="   ", above=1)]
        )

    def action_leave(self) -> None:
        """Leave the app, or what was searched for."""
        if self.field is not None:
            self.action_all()
        else:
            self.post_message(self.Leave())
