"""A small form on a review's page: choices that are turned with ← →, lines to type in, one answer.

Holds what was typed until it is kept or given up. Knows nothing of what it asks for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from game.app.fields import Field
from game.app.page import Block, Page
from game.app.text import plain

LEAD: Final = "   "
NAMES: Final = 12
"""Cells of a row's name, as review.tcss has it."""


class Option(NamedTuple):
    """One of a choice's ways: what it is, and its words."""

    value: str
    words: str


class Turn(Page, can_focus=True):
    """A choice in one line: ← and → turn it, and so does a click."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Before", id="turn.back", tooltip="The one before"),
        Binding("right,space", "turn(1)", "Next", id="turn.on", tooltip="The next one"),
        Binding("enter", "take", "Done", id="turn.take", tooltip="Keep what the form says"),
    ]

    class Turned(Message):
        """Another way is chosen."""

    class Submitted(Message):
        """Enter was pressed on it."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.options: tuple[Option, ...] = ()
        self.at = 0
        self._lit = False

    @property
    def value(self) -> str:
        """What is chosen."""
        return self.options[self.at].value if self.options else ""

    def set_options(self, options: Sequence[Option], value: str | None = None) -> None:
        """The ways there are, and the one to begin with: the first unless `value` names another."""
        self.options = tuple(options)
        values = [option.value for option in options]
        self.at = values.index(value) if value in values else 0
        self._show()

    def _show(self) -> None:
        if not self.options:
            return
        words = plain(self.options[self.at].words, ".chosen" if self._lit else "")
        count = f"   {self.at + 1} of {len(self.options)}"
        shown = Content.assemble(("‹ ", ".key"), words, (" ›", ".key"), (count, ".soft"))
        self.set_blocks([Block(shown)])

    def action_turn(self, by: int) -> None:
        """To the next way, round at the ends."""
        if self.options:
            self.at = (self.at + by) % len(self.options)
            self._show()
            self.post_message(self.Turned())

    def action_take(self) -> None:
        """Enough."""
        self.post_message(self.Submitted())

    def on_click(self) -> None:
        """As → does."""
        self.focus()
        self.action_turn(1)

    def on_focus(self) -> None:
        """It shows."""
        self._lit = True
        self._show()

    def on_blur(self) -> None:
        """It shows no longer."""
        self._lit = False
        self._show()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a form: a choice where there are options, else a line to type in, of figures alone
    where `digits` says how many at most. `needs` are a choice's id and the value with which the
    row is there at all."""

    id: str
    name: str
    options: tuple[Option, ...] = ()
    hint: str = ""
    digits: int | None = None
    needs: tuple[str, str] | None = None
    value: str = ""


class Form(Vertical):
    """Rows, made once and shown when they are asked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,tab", "go(1)", "Down", id="form.down", tooltip="The next line", show=False),
        Binding("up,shift+tab", "go(-1)", "Up", id="form.up", tooltip="A line up", show=False),
    ]

    class Given(Message):
        """Everything that the rows in sight say, by their ids."""

        def __init__(self, values: Mapping[str, str]) -> None:
            super().__init__()
            self.values = dict(values)

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: tuple[Row, ...] = ()

    def compose(self) -> ComposeResult:
        """What is asked, and what was wrong with the answer; the rows come when they are known."""
        yield Page(id="asking")
        yield Vertical(id="rows")

    @property
    def is_open(self) -> bool:
        """Whether it is being filled in."""
        return self.has_class("-open")

    @property
    def first(self) -> Widget | None:
        """Its first row, once it has any."""
        return next(iter(self._inputs()), None) if self.is_open else None

    async def ask(self, title: str, rows: Sequence[Row]) -> None:
        """Show these rows, empty but for what they begin with."""
        self._rows = tuple(rows)
        self.query_one("#asking", Page).set_blocks([Block(plain(title, ".title"), lead=LEAD)])
        holder = self.query_one("#rows", Vertical)
        await holder.remove_children()
        await holder.mount(*(_row(row) for row in rows))
        for row in rows:
            if row.options:
                self._turn(row).set_options(row.options, row.value)
        self.add_class("-open")
        self._sort_out()
        self._inputs()[0].focus()

    def close(self) -> bool:
        """Put it away; whether it was open."""
        was_open = self.is_open
        self.remove_class("-open")
        return was_open

    def show_trouble(self, sentence: str) -> None:
        """What was wrong with the answer; it can be given again."""
        page = self.query_one("#asking", Page)
        title = page.blocks[0]
        page.set_blocks([title, Block(plain(sentence, ".alarm"), lead=LEAD)])

    def _turn(self, row: Row) -> Turn:
        return self.query_one(f"#{row.id}", Turn)

    def _inputs(self) -> list[Widget]:
        """What can be filled in now, from top to bottom."""
        return [self.query_one(f"#{row.id}") for row in self._rows if self._is_there(row)]

    def _is_there(self, row: Row) -> bool:
        if row.needs is None:
            return True
        other, value = row.needs
        return self.query_one(f"#{other}", Turn).value == value

    @on(Turn.Turned)
    def _sort_out(self) -> None:
        """Rows that belong to another choice are out of sight."""
        for row in self._rows:
            parent = self.query_one(f"#{row.id}").parent
            if isinstance(parent, Widget):
                parent.display = self._is_there(row)

    @on(Turn.Submitted)
    @on(Field.Submitted)
    def _submitted(self, message: Message) -> None:
        message.stop()
        self.submit()

    def submit(self) -> None:
        """Post what the rows say."""
        values: dict[str, str] = {}
        for row in self._rows:
            if self._is_there(row):
                found = self.query_one(f"#{row.id}")
                if isinstance(found, Turn | Field):
                    values[row.id] = found.value.strip()
        self.post_message(self.Given(values))

    def action_go(self, by: int) -> None:
        """To the next row, or the one before."""
        inputs = self._inputs()
        at = next((at for at, each in enumerate(inputs) if each.has_focus), 0)
        inputs[min(max(at + by, 0), len(inputs) - 1)].focus()

    def on_key(self, event: events.Key) -> None:
        """A letter typed on a choice is no key of the screen behind it."""
        if event.is_printable and isinstance(self.screen.focused, Turn):
            event.stop()
            event.prevent_default()


def _row(row: Row) -> Horizontal:
    name = Page(classes="name")
    name.set_blocks([Block(plain(row.name, ".soft"), lead=LEAD)])
    if row.options:
        return Horizontal(name, Turn(id=row.id), classes="row")
    field = Field(
        id=row.id,
        value=row.value,
        placeholder=row.hint,
        max_length=row.digits or 2000,
        restrict=r"[0-9]*" if row.digits else None,
    )
    return Horizontal(name, field, classes="row")
