"""The review on screen: one page at a time, each line of it a way further down or back up.

Shows what it is given and posts where somebody wants to go. Asks the log nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from game.app.fields import Field
from game.app.frame import Hint, Sheet, fitting
from game.app.menu import Menu
from game.app.page import Block, Page
from game.app.reader import MARGIN
from game.app.review.setting import Set
from game.app.review.table import INDENT
from game.app.review.values import PeopleSeen, Seen, Stop
from game.app.text import plain
from game.office.wanted import Wanted

WIDEST: Final = 136
"""Cells of the page, as review.tcss has it."""
TOP: Final = Stop("people")
QUEUE: Final = Stop("inspect")
DRAW: Final = Hint("d", "draw", "screen.send('draw')")
KEYS: Final = (
    Hint("/", "filter", "screen.filter"),
    Hint("s", "scenarios", "screen.scenarios"),
    Hint("r", "runs", "screen.runs"),
    Hint("x", "export", "screen.send('export')"),
    Hint("v", "verify", "screen.send('verify')"),
    Hint("t", "steps", "screen.all_steps"),
    Hint("i", "inspect", "screen.inspect"),
    Hint("c", "costliest", "screen.costly"),
    Hint("⏎", "open", "screen.pick"),
)
"""What the foot names, as far as there is room; help names them all."""


class ReviewScreen(Sheet):
    """Everybody, and the ways down from there."""

    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "Filter", id="review.filter", tooltip="Whose, which, of when"),
        Binding("p", "people", "People", id="review.people", tooltip="Back to everybody"),
        Binding("s", "scenarios", "Scenarios", id="review.scenarios", tooltip="By scenario"),
        Binding(
            "t", "all_steps", "Steps", id="review.steps", tooltip="By step, most skipped first"
        ),
        Binding("r", "runs", "Runs", id="review.runs", tooltip="The runs, the latest first"),
        Binding("c", "costly", "Costliest runs", id="review.costly", tooltip="The costliest runs"),
        Binding("i", "inspect", "Inspect", id="review.inspect", tooltip="What is to be inspected"),
        Binding("d", "send('draw')", "Draw", id="review.draw", tooltip="Draw runs to inspect"),
        Binding("x", "send('export')", "Export", id="review.export", tooltip="The log into a file"),
        Binding(
            "v", "send('verify')", "Verify", id="review.verify", tooltip="Was the log changed?"
        ),
        Binding(
            "left", "steps(-1)", "Columns", id="review.left", tooltip="The steps before", show=False
        ),
        Binding(
            "right", "steps(1)", "Columns", id="review.right", tooltip="The next steps", show=False
        ),
        Binding("q,escape", "back", "Back", id="review.back", tooltip="Back, and to the lobby"),
    ]

    @dataclass
    class Wants(Message):
        """Somebody wants to see this."""

        place: Stop

    @dataclass
    class Narrow(Message):
        """Another filter, as it was typed."""

        typed: str

    @dataclass
    class Sends(Message):
        """Somebody wants an errand done: `export`, `verify` or `draw`."""

        screen: ReviewScreen
        what: str

    class Left(Message):
        """Enough of it."""

    def __init__(self) -> None:
        super().__init__()
        self.stop = TOP
        self.seen: Seen | None = None
        self.asked = Wanted()
        self._above: list[tuple[Stop, str | None]] = []
        self._ways: dict[str, Stop] = {}
        self._first_step = 0
        self._steps_shown = 1
        self._cursor: str | None = None
        self._going: Stop | None = None
        self._judging = ""
        self._trouble = ""
        self._drawn = ""

    def body(self) -> ComposeResult:
        """What goes on, a line to type in once asked for, and the page."""
        with Vertical(id="page"):
            yield Page(id="said")
            yield Field(
                id="filter", classes="asked", placeholder="a name, or days=90 mode=any scenario=…"
            )
            yield Menu(id="seen")

    @property
    def scroll(self) -> Menu:
        """What the page keys scroll."""
        return self.query_one("#seen", Menu)

    @property
    def at_hand(self) -> Widget:
        """What is being typed in, else the page."""
        line = self.query_one("#filter", Field)
        return line if line.has_class("-open") else self.scroll

    @property
    def room(self) -> int:
        """Cells of the page's text."""
        return min(self.app.size.width - 4, WIDEST) - MARGIN

    def on_mount(self) -> None:
        """Nothing is known yet."""
        self.scroll.focus()
        self._head()
        self.scroll.set_menu([Block(plain("Asking the log …", ".soft"), lead=INDENT, above=1)])
        self._foot_hints()

    def _foot_hints(self) -> None:
        right = (Hint("?", "help", "app.keys"), Hint("q", "back", "screen.back"))
        left = (DRAW, *KEYS) if self.stop == QUEUE else (*KEYS, DRAW)
        self.set_foot(fitting(left, right, self.app.size.width - 4), right)

    # -- what is shown --------------------------------------------------------------------------

    def show(self, stop: Stop, seen: Seen, asked: Wanted) -> None:
        """Show a place, its cursor where it was left."""
        again = stop == self.stop and self.seen is not None
        cursor = self.scroll.cursor if again else self._cursor
        self.stop, self.seen, self.asked, self._cursor = stop, seen, asked, None
        self._trouble, self._going = "", None
        if stop != QUEUE:
            self._drawn = ""
        self._show(cursor)
        if not again:
            self._foot_hints()
            self.scroll.scroll_to_line(0)
            self.scroll.show_cursor()

    def _show(self, cursor: str | None) -> None:
        self._head()
        self._note()
        if self.seen is None:
            return
        page = Set(self.room, self._first_step)
        blocks = page.blocks(self.stop, self.seen)
        self._ways, self._steps_shown = page.ways, page.steps_shown
        self.scroll.set_menu(blocks, cursor)

    def _head(self) -> None:
        self.set_head("Review", plain(" · ".join(self.asked.words()), ".soft"))

    def _note(self) -> None:
        said = [
            Block(plain(words, ink), lead=INDENT)
            for words, ink in (
                (self._trouble, ".alarm"),
                (self._drawn, ".strong"),
                (self._judging, ".soft"),
            )
            if words
        ]
        self.query_one("#said", Page).set_blocks(said)

    def show_trouble(self, sentence: str) -> None:
        """What went wrong; what is shown stays."""
        self._trouble, self._going = sentence, None
        self._note()

    def show_drawn(self, sentence: str) -> None:
        """What was drawn to be inspected, above all that is."""
        self._drawn = sentence
        if self.wanted == QUEUE:
            self.post_message(self.Wants(QUEUE))
        else:
            self._go(QUEUE)

    def come_back(self) -> None:
        """From a run, which may have been signed off there."""
        if self.wanted == QUEUE:
            self.post_message(self.Wants(QUEUE))

    def gone(self) -> None:
        """A screen of its own has come up."""
        self._going = None

    def show_judging(self, sentence: str) -> None:
        """How far the coach has come with runs that nobody has judged; nothing once it is done."""
        if sentence != self._judging:
            self._judging = sentence
            self._note()

    def on_resize(self) -> None:
        """The page is set to the width at hand."""
        self._foot_hints()
        if self.seen is not None:
            self._show(self.scroll.cursor)

    # -- typing ---------------------------------------------------------------------------------

    def _close(self) -> bool:
        """Close the line that is typed in; whether it was open."""
        line = self.query_one("#filter", Field)
        was_open = line.has_class("-open")
        line.remove_class("-open")
        self.scroll.focus()
        return was_open

    @on(Field.Submitted)
    def _submitted(self, message: Field.Submitted) -> None:
        message.stop()
        typed = message.value
        self._close()
        self.post_message(self.Narrow(typed))

    def action_filter(self) -> None:
        """Type whose runs, which, and of when; what holds now stands there to be changed."""
        if self.seen is not None:
            line = self.query_one("#filter", Field)
            line.value = self.asked.typed()
            line.add_class("-open")
            line.focus()

    # -- going ----------------------------------------------------------------------------------

    @on(Menu.Picked)
    def _picked(self, message: Menu.Picked) -> None:
        message.stop()
        stop = self._ways.get(message.key)
        if stop is not None:
            self._go(stop)

    @on(Menu.Moved)
    def _moved(self, message: Menu.Moved) -> None:
        message.stop()

    def _go(self, stop: Stop) -> None:
        if stop == self.wanted:
            return
        # A run has a screen of its own over this one; and who is on the way already left once.
        if stop.place != "run" and (self._going is None or self._going.place == "run"):
            self._above.append((self.stop, self.scroll.cursor))
        self._going = stop
        self.post_message(self.Wants(stop))

    @property
    def wanted(self) -> Stop:
        """Where somebody is, or is going."""
        return self._going or self.stop

    def action_pick(self) -> None:
        """As Enter does."""
        self.scroll.action_pick()

    def action_people(self) -> None:
        """Back to everybody."""
        if self.wanted != TOP:
            self._above.clear()
            self._going = TOP
            self.post_message(self.Wants(TOP))

    def action_scenarios(self) -> None:
        """By scenario."""
        self._go(Stop("scenarios"))

    def action_all_steps(self) -> None:
        """By step."""
        self._go(Stop("steps"))

    def _theirs(self) -> tuple[str, ...]:
        """Of what runs are asked: of whoever or whatever is looked at, in a table of whoever or
        whatever the cursor is on, or of all."""
        stop = self.stop
        if stop.place in ("people", "scenarios"):
            stop = self._ways.get(self.scroll.cursor or "", stop)
        match stop.place:
            case "person" | "skipped":
                return stop.of[0], "", "all"
            case "scenario" | "talk":
                return "", stop.of[0], "all"
            case "runs" | "costly":
                return stop.of[:3]
        return ()

    def action_runs(self) -> None:
        """The runs of whoever or whatever is looked at, the latest first."""
        self._go(Stop("runs", self._theirs()))

    def action_costly(self) -> None:
        """The same, the costliest first."""
        self._go(Stop("costly", self._theirs()))

    def action_inspect(self) -> None:
        """What is to be inspected."""
        self._go(QUEUE)

    def action_send(self, what: str) -> None:
        """To the export, or to the check of the log."""
        self.post_message(self.Sends(self, what))

    def action_steps(self, by: int) -> None:
        """Other columns of the map."""
        if isinstance(self.seen, PeopleSeen):
            to = self._first_step + by * self._steps_shown
            if 0 <= to < len(self.seen.overview.steps):
                self._first_step = to
                self._show(self.scroll.cursor)

    def action_back(self) -> None:
        """Close what is typed in, or up one place, or leave."""
        if self._close():
            return
        if self._above:
            self._going, self._cursor = self._above.pop()
            self.post_message(self.Wants(self._going))
        else:
            self.post_message(self.Left())
