"""Two runs of one customer on screen, decision by decision: a column each, lined up by scene.

Shows what it is given and posts which other run is wanted. Computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from game.app.debrief import verdict
from game.app.frame import Hint, Sheet
from game.app.page import Block, Page
from game.app.reader import MARGIN, Reader
from game.app.review.table import INDENT, cut
from game.app.text import plain, written
from game.records.export import time_text
from game.session.review import NoReview
from game.session.words import percent, points

if TYPE_CHECKING:
    from game.office.beside import Beside, Pair
    from game.office.evidence import Evidence, Moment

WIDEST: Final = 180
"""Cells of the page, as review.tcss has it."""
BETWEEN: Final = " │ "


class BesideScreen(Sheet):
    """A run at the left and another at the right."""

    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "next", "Next", id="beside.next", tooltip="Another run at the right"),
        Binding("up,k", "line(-1)", "Up", id="beside.up", tooltip="A line up", show=False),
        Binding("down,j", "line(1)", "Down", id="beside.down", tooltip="A line down", show=False),
        Binding("q,escape", "back", "Back", id="beside.leave", tooltip="Back to the run"),
    ]

    class Turned(Message):
        """Another of the runs is wanted at the right: this one of `others`."""

        def __init__(self, at: int) -> None:
            super().__init__()
            self.at = at

    class Left(Message):
        """Back to the run."""

    def __init__(self, run: str, others: Sequence[str], found: Beside) -> None:
        super().__init__()
        self.run = run
        self.others = tuple(others)
        self.at = 0
        self.found = found

    def body(self) -> ComposeResult:
        """What went wrong if anything did, and both runs."""
        with Vertical(id="page"):
            yield Page(id="said")
            yield Reader(id="both")

    @property
    def scroll(self) -> Reader:
        """What the page keys scroll."""
        return self.query_one("#both", Reader)

    def on_mount(self) -> None:
        """Show both."""
        left = [Hint("↑ ↓", "read", "screen.line(1)")]
        if len(self.others) > 1:
            left.append(Hint("n", f"next of {len(self.others)}", "screen.next"))
        self.set_foot(left, [Hint("?", "help", "app.keys"), Hint("q", "back", "screen.back")])
        self._show()

    def on_resize(self) -> None:
        """The columns are set to the width at hand."""
        self._show()

    def show(self, at: int, found: Beside) -> None:
        """Another run at the right."""
        self.at, self.found = at, found
        self._show()
        self.scroll.scroll_to_line(0)

    def show_trouble(self, sentence: str) -> None:
        """What went wrong; what is shown stays."""
        self.query_one("#said", Page).set_blocks([Block(plain(sentence, ".alarm"), lead=INDENT)])

    def _show(self) -> None:
        found = self.found
        number = f" · {self.at + 1} of {len(self.others)}" if len(self.others) > 1 else ""
        seed = f"seed {found.left.record.started.seed}{number}"
        self.set_head(found.left.told.title, plain(seed, ".soft"))
        self.query_one("#said", Page).set_blocks([])
        width = min(self.app.size.width - 4, WIDEST) - MARGIN - len(INDENT)
        self.scroll.set_blocks(list(_blocks(found, width)))

    def action_next(self) -> None:
        """The next of the others, round at the end."""
        if len(self.others) > 1:
            self.post_message(self.Turned((self.at + 1) % len(self.others)))

    def action_back(self) -> None:
        """Back to the run."""
        self.post_message(self.Left())


def _blocks(found: Beside, width: int) -> Iterator[Block]:
    column = (width - len(BETWEEN)) // 2
    heads = [
        Content("\n").join(
            [
                plain(cut(each.names[each.record.person], column), ".title"),
                plain(_when(each), ".soft"),
            ]
        )
        for each in (found.left, found.right)
    ]
    yield from _columns(heads, column, above=1)
    for at, pair in enumerate(found.pairs):
        yield from _pair(pair, column, parts=at == found.parted)
    if found.parted is None:
        yield Block(plain("They made the same decisions.", ".soft"), lead=INDENT, above=1)
    scores = [_scores(each) for each in (found.left, found.right)]
    yield Block(plain("What it came to", ".title"), lead=INDENT, above=1)
    yield from _columns(scores, column)
    yield Block()


def _pair(pair: Pair, column: int, *, parts: bool) -> Iterator[Block]:
    moment = pair.left or pair.right
    if moment is None:
        return
    if parts:
        yield Block(plain("Here they part", ".alarm"), lead=INDENT, above=1)
    heard = moment.decision.heard
    words = (
        Content.assemble(plain(heard.who), ": “", written(heard.says), "”")
        if heard.says
        else written(heard.tells or heard.cue or "")
    )
    yield Block(words.stylize_before(".soft"), lead=INDENT, above=0 if parts else 1)
    sides = [_side(each, strong=not pair.same_choice) for each in (pair.left, pair.right)]
    yield from _columns(sides, column)


def _side(moment: Moment | None, *, strong: bool) -> Content:
    if moment is None:
        return plain("not here", ".soft")
    decision = moment.decision
    text = written(decision.text)
    said = Content.assemble("“", text, "”") if decision.spoken else text
    lines = [
        Content.assemble(
            (f"{decision.number}  ", ".key"), said.stylize_before(".strong" if strong else "")
        )
    ]
    notes = []
    if moment.judged is not None:
        notes.append(verdict.label_words(moment.judged))
        if moment.judged.share:
            notes.append(plain(f"value kept {points(-moment.judged.share)}", ".loss"))
    if moment.thinking_ms is not None:
        notes.append(plain(f"{moment.thinking_ms // 1000} s", ".soft"))
    lines.append(Content(" · ").join(notes))
    return Content("\n").join(lines)


def _scores(found: Evidence) -> Content:
    lines = []
    ended = found.record.ended
    if ended is not None:
        lines += [plain(f"Process {ended.process}"), plain(f"Sixty {ended.sixty}")]
        lines.append(plain("pass" if ended.passed else "no pass"))
    if not isinstance(found.review, NoReview):
        lines.append(plain(f"value kept {percent(found.review.value_kept)} of 100"))
    return Content("\n").join(lines)


def _columns(sides: Sequence[Content], column: int, above: int = 0) -> Iterator[Block]:
    """Two texts, each wrapped to its column, line by line."""
    left, right = (side.wrap(column) for side in sides)
    for number, (one, two) in enumerate(zip_longest(left, right, fillvalue=Content(""))):
        line = Content.assemble(
            one.pad_right(max(0, column - one.cell_length)), (BETWEEN, ".rule"), two
        )
        yield Block(line, lead=INDENT, above=0 if number else above)


def _when(found: Evidence) -> str:
    return time_text(found.record.started_ms)[:16].replace("T", " ")
