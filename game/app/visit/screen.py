"""Who is playing: asks for a name and nothing else, and offers a new hire a first customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from game.app.fields import Field
from game.app.frame import Hint, Sheet
from game.app.menu import Menu
from game.app.page import Block, Page
from game.app.text import plain
from game.session.modes import MEANS

INDENT: Final = "   "
_MEET: Final = "meet"
_LATER: Final = "later"


class VisitScreen(Sheet):
    """A name, or one of the names this computer knows."""

    CSS_PATH = "visit.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id="visit.back", tooltip="Back without a change"),
        Binding("q", "back", "Leave", id="visit.leave", tooltip="Leave"),
        Binding(
            "down", "known", "Names", id="visit.known", tooltip="To the known names", show=False
        ),
    ]

    @dataclass
    class Named(Message):
        """Somebody said their name; and their PIN, where they were asked for it."""

        name: str
        pin: str = ""

    @dataclass
    class Answered(Message):
        """A new hire wants the first customer now, or not; `by` is the key that said so."""

        now: bool
        by: str

    class Left(Message):
        """Nobody said a name."""

    def __init__(self, people: Sequence[str] = ()) -> None:
        super().__init__()
        self.people = people
        self._name = ""
        self._signing = ""

    def body(self) -> ComposeResult:
        """A word of welcome, a line for the name, and the names that are known."""
        with Vertical(id="door"):
            yield Page(id="welcome")
            yield Field(id="name", placeholder="your first name is enough", max_length=60)
            yield Page(id="said")
            yield Menu(id="known", numbers=True)

    @property
    def at_hand(self) -> Widget:
        """The line for the name, or the offer."""
        return self.query_one("#known" if self._name else "#name")

    def on_mount(self) -> None:
        """Ask for the name."""
        self.set_head("Sixty")
        self.query_one("#welcome", Page).set_blocks(_welcome(bool(self.people)))
        if self.people:
            blocks = [Block(Content.styled("Or is it one of these?", ".soft"), lead=INDENT)]
            blocks += [
                Block(plain(name), lead=INDENT, hang=len(INDENT), key=name) for name in self.people
            ]
            self.query_one("#known", Menu).set_menu(blocks)
        self.query_one("#name", Field).focus()
        leave = (
            Hint("esc", "back", "screen.back")
            if self.people
            else Hint("ctrl+q", "quit", "screen.back")
        )
        self.set_foot([Hint("⏎", "that's me", "screen.submit")], [leave])

    def show_trouble(self, sentence: str) -> None:
        """It could not be kept, or was not right; it can be sent again."""
        if self._signing:
            self.query_one("#name", Field).value = ""
        self.query_one("#said", Page).set_blocks([Block(plain(sentence, ".alarm"), lead=INDENT)])

    def ask_pin(self, name: str) -> None:
        """Somebody with a PIN: ask for it, unseen."""
        self._signing = name
        field = self.query_one("#name", Field)
        field.password, field.value, field.placeholder = True, "", "your PIN"
        self.query_one("#known", Menu).set_menu([])
        self.query_one("#welcome", Page).set_blocks(_sign_in(name))
        self.query_one("#said", Page).set_blocks([])
        field.focus()

    def offer_first(self, name: str) -> None:
        """Offer the two-minute first customer, once."""
        self._name = name
        self.query_one("#name", Field).display = False
        self.query_one("#said", Page).set_blocks([])
        self.query_one("#welcome", Page).set_blocks(_first(name))
        known = self.query_one("#known", Menu)
        known.set_menu(
            [
                Block(
                    Content("Meet my first customer."),
                    lead=Content.styled(f"{INDENT}1  ", ".key"),
                    right=Content.styled("two minutes", ".soft"),
                    above=1,
                    key=_MEET,
                ),
                Block(
                    Content("Not now. Show me the lobby."),
                    lead=Content.styled(f"{INDENT}2  ", ".key"),
                    above=1,
                    key=_LATER,
                ),
            ]
        )
        known.focus()
        self.set_foot(
            [Hint("⏎", "yes", "screen.submit")],
            [Hint("?", "help", "app.keys"), Hint("q", "not now", "screen.back")],
        )

    @on(Field.Submitted)
    def _submitted(self, message: Field.Submitted) -> None:
        message.stop()
        self._send()

    def _send(self) -> None:
        typed = self.query_one("#name", Field).value.strip()
        if typed:
            said = self.Named(self._signing, typed) if self._signing else self.Named(typed)
            self.post_message(said)

    @on(Menu.Picked)
    def _picked(self, message: Menu.Picked) -> None:
        message.stop()
        if self._name:
            self.post_message(self.Answered(message.key == _MEET, message.by))
        else:
            self.post_message(self.Named(message.key))

    def action_known(self) -> None:
        """From the line to the names below it."""
        known = self.query_one("#known", Menu)
        if known.keys:
            known.focus()

    def action_submit(self) -> None:
        """As Enter does."""
        if self._name:
            self.query_one("#known", Menu).action_pick()
        else:
            self._send()

    def action_back(self) -> None:
        """Not now; or nobody."""
        self.post_message(self.Answered(False, "q") if self._name else self.Left())


def _welcome(known: bool) -> list[Block]:
    if known:
        return [Block(Content.styled("Who is playing?", ".title"), lead=INDENT, above=2)]
    return [
        Block(Content.styled("Welcome to the floor.", ".title"), lead=INDENT, above=2),
        Block(
            Content(
                "Of a hundred customers a store pays for, about forty might buy this week, and "
                "everybody works those. Here you practise for the other sixty as well."
            ),
            lead=INDENT,
            above=1,
        ),
        Block(Content("What shall we call you?"), lead=INDENT, above=1),
    ]


def _sign_in(name: str) -> list[Block]:
    return [
        Block(
            Content.assemble("Good to see you, ", plain(name), ".").stylize_before(".title"),
            lead=INDENT,
            above=2,
        ),
        Block(Content("People sign in on this computer. What is your PIN?"), lead=INDENT, above=1),
    ]


def _first(name: str) -> list[Block]:
    return [
        Block(
            Content.assemble("Good to have you, ", plain(name), ".").stylize_before(".title"),
            lead=INDENT,
            above=2,
        ),
        Block(
            Content("Somebody has just walked in. Two minutes, and you know how this works."),
            lead=INDENT,
            above=1,
        ),
        Block(plain(MEANS["practice"], ".soft"), lead=INDENT, above=1),
    ]
