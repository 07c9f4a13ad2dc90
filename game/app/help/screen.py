"""Help, over whatever screen it was asked on: its own words, and the keys that hold there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from game.app.frame import Hint, Sheet
from game.app.page import Block
from game.app.reader import Reader
from game.app.text import plain

INDENT: Final = "   "
NAMES: Final = {
    "question_mark": "?",
    "slash": "/",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "enter": "⏎",
    "pageup": "page up",
    "pagedown": "page down",
    "escape": "esc",
}
ALSO: Final = (
    ("1 to 9", "The answer with that number"),
    ("ctrl+p", "Everything that can be done here, by its name"),
)
ABOUT: Final = (
    (
        "You talk with a customer, one decision at a time, and each takes its minutes. Then you "
        "are told what the days brought, who they really were, and two scores. Process is how "
        "much of the store's written process, its binder, you followed. Sixty is how much of this "
        "customer's future business you kept. They are never mixed into one."
    ),
    (
        "In practice you may ask for a hint, take a decision back, and hear the mentor after each; "
        "the log says so. On the floor there is none of that, and only floor runs stand in your "
        "figures. p in the lobby changes it."
    ),
    (
        "Your run is kept after every decision. Leave whenever you like, and go on later at the "
        "same scene."
    ),
    "Several people at one computer: “sixty people setup” in a terminal gives each a PIN.",
)


class HelpScreen(Sheet):
    """What this is, and the keys."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "line(-1)", "Up", id="help.up", tooltip="A line up", show=False),
        Binding("down,j", "line(1)", "Down", id="help.down", tooltip="A line down", show=False),
        Binding(
            "q,escape,question_mark,enter", "close", "Back", id="help.close", tooltip="Back to it"
        ),
    ]

    def __init__(self, bindings: Iterable[Binding]) -> None:
        super().__init__()
        self.bindings_told = tuple(bindings)

    def body(self) -> ComposeResult:
        """One page."""
        with Vertical(id="told"):
            yield Reader(id="help")

    @property
    def scroll(self) -> Reader:
        """What the page keys scroll."""
        return self.query_one("#help", Reader)

    def on_mount(self) -> None:
        """Set the page."""
        self.set_head("Help")
        self.scroll.set_blocks(_blocks(self.bindings_told))
        self.set_foot([], [Hint("q", "back", "screen.close")])

    def action_close(self) -> None:
        """Back to where help was asked for."""
        self.dismiss()


def _blocks(bindings: Iterable[Binding]) -> Iterator[Block]:
    for words in ABOUT:
        yield Block(Content(words), lead=INDENT, above=1)
    yield Block(Content.styled("Keys here", ".title"), lead=INDENT, above=1)
    told: dict[str, tuple[str, list[str]]] = {}
    for binding in bindings:
        words = binding.tooltip or binding.description
        if words and binding.id:
            told.setdefault(binding.id or binding.action, (words, []))[1].append(_name(binding.key))
    for words, keys in told.values():
        shown = "  ".join(dict.fromkeys(keys))
        lead = f"{INDENT}{shown:<16}"
        yield Block(plain(words), lead=Content.styled(lead, ".key"))
    for key, words in ALSO:
        yield Block(Content(words), lead=Content.styled(f"{INDENT}{key:<16}", ".key"))


def _name(key: str) -> str:
    return NAMES.get(key, key)
