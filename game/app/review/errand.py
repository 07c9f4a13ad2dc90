"""Errands of a review, each a form and what came of it: export and verify, with a count, and draw.

Show what they are given and post what was asked for. Do nothing themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from game.app.frame import Hint, Sheet
from game.app.page import Block, Page
from game.app.reader import Reader
from game.app.review.form import Form, Option, Row
from game.app.review.table import INDENT
from game.app.text import plain
from game.office.inspection import COUNT, DUE_DAYS, WINDOW_DAYS

if TYPE_CHECKING:
    from game.app.review.values import Count

EVERY_S: Final = 0.1


class Errand(Sheet):
    """Something that takes its time: asked for, counted, stopped or done."""

    CSS_PATH = "review.tcss"
    TITLE_WORDS: ClassVar[str] = ""
    ASKS: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "back", "Back", id="errand.back", tooltip="Stop it, or back to the review"
        ),
        Binding("q", "back", "Back", id="errand.leave", tooltip="The same", show=False),
    ]

    class Ordered(Message):
        """Somebody wants it done, so; `again` says that they asked for the very same before."""

        def __init__(self, errand: Errand, values: Mapping[str, str], *, again: bool) -> None:
            super().__init__()
            self.errand = errand
            self.values = dict(values)
            self.again = again

    class Left(Message):
        """Back to the review."""

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[str, str] = {}
        self._count: Count | None = None
        self._timer: Timer | None = None

    def rows(self) -> Sequence[Row]:
        """What is asked."""
        return ()

    def body(self) -> ComposeResult:
        """The form, how far it has come, and what came of it."""
        with Vertical(id="page"):
            yield Form(id="form")
            yield Page(id="said")
            yield Reader(id="told")

    @property
    def form(self) -> Form:
        """What is filled in."""
        return self.query_one("#form", Form)

    @property
    def scroll(self) -> Reader:
        """What the page keys scroll."""
        return self.query_one("#told", Reader)

    @property
    def at_hand(self) -> Widget | None:
        """The form."""
        return self.form.first

    async def on_mount(self) -> None:
        """Ask."""
        self.set_head("Review", plain(self.TITLE_WORDS, ".soft"))
        with self.app.batch_update():  # painted once, and whole
            await self.form.ask(self.ASKS, self.rows())
            self._keys()

    def _foot_hints(self, left: Sequence[Hint], back: str) -> None:
        self.set_foot(left, [Hint("?", "help", "app.keys"), Hint("esc", back, "screen.back")])

    def _keys(self) -> None:
        if self._count is None:
            left = [Hint("⏎", "begin", "screen.begin"), Hint("↑ ↓", "lines", "screen.row(1)")]
            self._foot_hints(left, "back")
        else:
            self._foot_hints([], "stop")

    @on(Form.Given)
    def _given(self, message: Form.Given) -> None:
        message.stop()
        if self._count is None:
            again = message.values == self._last
            self._last = message.values
            self.post_message(self.Ordered(self, message.values, again=again))

    def action_begin(self) -> None:
        """As Enter does."""
        self.form.submit()

    def action_row(self, by: int) -> None:
        """To the form's next row."""
        self.form.action_go(by)

    def begun(self, count: Count) -> None:
        """It is under way; `count` says how far."""
        self._count = count
        self._tell()
        self._keys()
        self._timer = self.set_interval(EVERY_S, self._tell)

    def _tell(self) -> None:
        if self._count is not None:
            self._say(self._count.words(), ".soft")

    def over(self, sentences: Iterable[str], ink: str = "") -> None:
        """It is over, and this came of it."""
        self._end()
        self._last = {}
        self.query_one("#said", Page).set_blocks([])
        blocks = [Block(plain(each, ink), lead=INDENT, above=1) for each in sentences]
        self.scroll.set_blocks([*blocks, Block()])
        self.scroll.scroll_to_line(0)

    def show_trouble(self, sentence: str) -> None:
        """It could not be done, and why."""
        self._end()
        self._say(sentence, ".alarm")

    def _say(self, words: str, ink: str) -> None:
        self.query_one("#said", Page).set_blocks([Block(plain(words, ink), lead=INDENT, above=1)])
        self.scroll.set_blocks([])

    def _end(self) -> None:
        self._count = None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._keys()

    def action_back(self) -> None:
        """Stop it, or back to the review."""
        if self._count is not None:
            self._count.stopped = True
        else:
            self.post_message(self.Left())


class ExportScreen(Errand):
    """The log as a file for another program."""

    TITLE_WORDS = "export"
    ASKS = "The whole log as a file for another program"

    def __init__(self, file: str) -> None:
        super().__init__()
        self._file = file

    def rows(self) -> Sequence[Row]:
        """Which format, whether with names, and where to."""
        formats = (
            Option("csv decisions", "CSV, one row a decision"),
            Option("csv runs", "CSV, one row a run"),
            Option("jsonl", "JSON Lines, one line a run"),
            Option("xes", "XES, for process mining"),
            Option("xapi", "xAPI, statements for a learning record store"),
        )
        names = (
            Option("no", "pseudonyms alone"),
            Option("yes", "people's names, and what was said of their runs"),
        )
        return (
            Row("format", "Format", formats),
            Row("names", "Names", names),
            Row("file", "File", hint="where to", value=self._file),
        )


class DrawScreen(Errand):
    """More runs to inspect, which nobody chooses."""

    TITLE_WORDS = "draw"
    ASKS = "Runs to inspect, by lot: how many, how far back, due in how many days"

    def rows(self) -> Sequence[Row]:
        """How many, of how far back, and until when they are due."""
        return (
            Row("count", "How many", hint="runs", digits=4, value=str(COUNT)),
            Row("within", "Days back", hint="days", digits=4, value=str(WINDOW_DAYS)),
            Row("due", "Days due", hint="days", digits=4, value=str(DUE_DAYS)),
        )


class VerifyScreen(Errand):
    """Whether anything in the log was changed."""

    TITLE_WORDS = "verify"
    ASKS = "Was anything in the log changed since it was written?"

    def rows(self) -> Sequence[Row]:
        """A head that was noted earlier, if there is one."""
        hint = "a head noted earlier: is it still part of the log? or nothing"
        return (Row("against", "Against", hint=hint),)
