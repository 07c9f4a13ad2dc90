"""The debrief on screen: what came of it, a page to read; and its review, a decision at a time.

Shows what it is given and posts what somebody wants. Computes nothing.
"""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message

from game.app.debrief import setting, verdict
from game.app.debrief.curve import Curve, Plot, rows_for
from game.app.frame import WIDE, Hint, Sheet
from game.app.menu import Menu
from game.app.page import Block, Page
from game.app.reader import Reader
from game.app.sitting import Sitting
from game.app.text import plain
from game.session.debrief import Debrief
from game.session.review import NoReview, Review

COLUMN = 88
"""Cells of the widest column of text, as debrief.tcss has it."""
SHORT = 76
"""Cells of a screen below which the figures in the head say less."""
WORKING = "What each decision cost is being worked out …"


class DebriefScreen(Sheet):
    """What a finished run came to, one run after another."""

    CSS_PATH = "debrief.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Earlier", id="debrief.back", tooltip="The decision before"),
        Binding("right", "step(1)", "Later", id="debrief.on", tooltip="The next decision"),
        Binding("up,k", "line(-1)", "Up", id="debrief.up", tooltip="A line up", show=False),
        Binding("down,j", "line(1)", "Down", id="debrief.down", tooltip="A line down", show=False),
        Binding("home", "top", "Top", id="debrief.top", tooltip="Back to the top", show=False),
        Binding("enter", "open", "Review", id="debrief.review", tooltip="What each decision cost"),
        Binding(
            "enter",
            "try_again",
            "Try this one again",
            id="debrief.try",
            tooltip="Play on from this decision, as practice",
        ),
        Binding("l", "ledger", "Ledger", id="debrief.ledger", tooltip="Where each point came from"),
        Binding("a", "after", "After the visit", id="debrief.after", tooltip="What came of it"),
        Binding("p", "again", "Play again", id="debrief.again", tooltip="Meet this customer again"),
        Binding("q,escape", "leave", "Lobby", id="debrief.leave", tooltip="Back to the lobby"),
    ]

    class Again(Message):
        """Play the same scenario once more."""

        def __init__(self, scenario: str) -> None:
            super().__init__()
            self.scenario = scenario

    class TryAgain(Message):
        """Play on from a decision of this run, by its index, as practice."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class Opened(Message):
        """The review came up under the key that asked for it."""

    class Left(Message):
        """Back to the lobby."""

    sitting: Sitting
    """What is shown; there is nothing to be seen before the first."""
    told: Debrief
    shown: Sitting | None = None
    """What has been set and that nobody has done anything with since."""

    def __init__(self) -> None:
        super().__init__()
        self.current = 1
        self.review: Review | NoReview | None = None
        self._ledger: tuple[Block, ...] = ()
        self._set_for: tuple[bool, int] | None = None
        self._ledger_at = 0

    def body(self) -> ComposeResult:
        """A page with what came of it, on a wide screen the decisions beside it; and the review,
        which takes its place."""
        with Horizontal(id="came-of-it"):
            yield Menu(id="read")
            yield Menu(id="beside")
        with Vertical(id="review"):
            yield Curve(id="curve")
            yield Page(id="where")
            with Horizontal(id="lines"):
                yield Reader(id="yours")
                yield Reader(id="best")

    @property
    def wide(self) -> bool:
        """Whether there is room for a second column."""
        return self.app.size.width >= WIDE

    @property
    def reviewing(self) -> bool:
        """Whether the review is what is shown."""
        return self.has_class("-review")

    @property
    def scroll(self) -> Reader:
        """What the page keys scroll."""
        return self.query_one("#yours" if self.reviewing else "#read", Reader)

    def on_mount(self) -> None:
        """The keys go to the page as a whole."""
        for menu in self.query(Menu):
            menu.can_focus = False

    def show(self, sitting: Sitting) -> None:
        """Show the debrief of a run that is over, from its top; its review comes later."""
        if sitting.debrief is None:
            raise ValueError("this run is not over")
        self.sitting = self.shown = sitting
        self.told = told = sitting.debrief
        self.review = None
        # Made once: a block keeps the lines it was set in.
        self._ledger = tuple(setting.ledger_blocks(told))
        self.current = 1
        self._turn(review=False)
        self._show()
        for reader in self.query(Reader):
            reader.scroll_to_line(0)

    def show_review(self, run: str, review: Review | NoReview) -> None:
        """Fill in the review, where it is still this run that is shown."""
        if run == self.sitting.run:
            self.review = review
            self._show()

    def on_resize(self) -> None:
        """What stands beside what may have changed, and the plot's height."""
        if self._set_for is not None and self._set_for != self._fit():
            self._show()

    def _fit(self) -> tuple[bool, int]:
        return self.wide, rows_for(self.app.size.height)

    def _show(self) -> None:
        self._set_for = self._fit()
        self._show_page()
        if self.told.decisions:
            self._show_decision()

    def _show_page(self) -> None:
        decisions = list(setting.decision_blocks(self.told, self.review, 1 if self.wide else 2))
        story = setting.story_blocks(self.told, self.review)
        page = [*story, *([] if self.wide else decisions), *self._ledger]
        self._ledger_at = len(page) - len(self._ledger)
        self.query_one("#read", Menu).set_menu([*page, Block()])
        self.query_one("#beside", Menu).set_menu(decisions if self.wide else [])
        for menu in self.query(Menu):
            menu.cursor = None
        self._show_head()

    def _show_head(self) -> None:
        if self.reviewing:
            short = self.app.size.width < SHORT
            words = setting.result_words(self.told, self.review, short=short)
            self.set_head(self.told.title, words)
        else:
            self.set_head(self.told.title, plain(self.told.customer, ".soft"))

    def _show_decision(self) -> None:
        told, review, index = self.told, self.review, self.current - 1
        curve, rows = self.query_one("#curve", Curve), rows_for(self.app.size.height)
        right: list[Block] = []
        if isinstance(review, Review):
            mattered = frozenset(at for at, each in enumerate(review.judged) if each.mattered)
            curve.set_plot(Plot(review.sixty, review.today, mattered, index), rows)
            judged = review.judged[index]
            right += verdict.best(judged)
            right += verdict.luck(review, index)
        else:
            said = review.sentence if isinstance(review, NoReview) else WORKING
            curve.set_empty(len(told.decisions), said, rows)
            judged = None
        decision = told.decisions[index]
        column = min(self.app.size.width - 4, COLUMN)
        room = None if self.wide else column - verdict.INNER - 2
        where = verdict.where(decision, judged, len(told.decisions), room)
        self.query_one("#where", Page).set_blocks(where)
        left = list(verdict.yours(decision, judged))
        # Below what is still to come, so that nothing moves when it does.
        tail = verdict.did(decision) if review else ()
        page = [*left, *tail] if self.wide else [*left, *right, *tail]
        self.query_one("#yours", Reader).set_blocks(page)
        self.query_one("#best", Reader).set_blocks(right if self.wide else [])

    def _turn(self, *, review: bool) -> None:
        """To the review, or back to the page."""
        self.set_class(review, "-review")
        self._show_head()
        if review:
            left = [
                Hint("← →", "decisions", "screen.step(1)"),
                Hint("⏎", "try again", "screen.try_again"),
                Hint("l", "ledger", "screen.ledger"),
                Hint("a", "after the visit", "screen.after"),
            ]
        else:
            left = [
                Hint("⏎", "what each decision cost", "screen.open"),
                Hint("l", "ledger", "screen.ledger"),
                Hint("p", "play again", "screen.again"),
            ]
        self.set_foot(left, [Hint("?", "help", "app.keys"), Hint("q", "lobby", "screen.leave")])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter opens the review, and in the review tries its decision again."""
        if action == ("open" if self.reviewing else "try_again"):
            return False
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        """To the review, at the decision looked at last."""
        if self.told.decisions:
            self._go(self.current)

    def action_step(self, by: int) -> None:
        """To the next decision, or the one before; the first step opens the review."""
        if self.told.decisions:
            to = self.current + (by if self.reviewing else 0)
            self._go(min(max(to, 1), len(self.told.decisions)))

    def _go(self, number: int) -> None:
        if not self.reviewing:
            self._turn(review=True)
            self.post_message(self.Opened())
        if number != self.current:
            self.current = number
            self._show_decision()
            for reader in (self.query_one("#yours", Reader), self.query_one("#best", Reader)):
                reader.scroll_to_line(0)

    @on(Menu.Picked)
    def _picked(self, message: Menu.Picked) -> None:
        message.stop()
        self._go(setting.decision_number(message.key))

    @on(Curve.Picked)
    def _clicked(self, message: Curve.Picked) -> None:
        message.stop()
        self._go(message.index + 1)

    def action_top(self) -> None:
        """Back to the top of what is read."""
        self.scroll.scroll_by(-self.scroll.lines)

    def action_after(self) -> None:
        """Back to the page, at its top."""
        self._turn(review=False)
        self.action_top()

    def action_ledger(self) -> None:
        """The page, at the ledger."""
        if self.reviewing:
            self._turn(review=False)
        self.query_one("#read", Menu).scroll_to_block(self._ledger_at, 1)

    def action_try_again(self) -> None:
        """Play on from the decision looked at."""
        if self.told.decisions:
            self.post_message(self.TryAgain(self.current - 1))

    def action_again(self) -> None:
        """Play it once more."""
        self.post_message(self.Again(self.sitting.scenario))

    def action_leave(self) -> None:
        """Back to the lobby."""
        self.post_message(self.Left())
