"""The debrief on screen: a page to read, decisions to step through. Computes nothing."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message

from game.app.debrief import setting
from game.app.frame import WIDE, Hint, Sheet
from game.app.menu import Menu
from game.app.page import Block
from game.app.sitting import Sitting
from game.app.text import plain
from game.session.debrief import Debrief


class DebriefScreen(Sheet):
    """What a finished run came to, one run after another."""

    CSS_PATH = "debrief.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Earlier", id="debrief.back", tooltip="The decision before"),
        Binding("right", "step(1)", "Later", id="debrief.on", tooltip="The next decision"),
        Binding("up,k", "line(-1)", "Up", id="debrief.up", tooltip="A line up", show=False),
        Binding("down,j", "line(1)", "Down", id="debrief.down", tooltip="A line down", show=False),
        Binding("home", "top", "Top", id="debrief.top", tooltip="Back to the top", show=False),
        Binding("l", "ledger", "Ledger", id="debrief.ledger", tooltip="Where each point came from"),
        Binding(
            "p,enter", "again", "Play again", id="debrief.again", tooltip="Meet this customer again"
        ),
        Binding("q,escape", "leave", "Lobby", id="debrief.leave", tooltip="Back to the lobby"),
    ]

    class Again(Message):
        """Play the same scenario once more."""

        def __init__(self, scenario: str) -> None:
            super().__init__()
            self.scenario = scenario

    class Left(Message):
        """Back to the lobby."""

    sitting: Sitting
    """What is shown; there is nothing to be seen before the first."""
    told: Debrief

    def __init__(self) -> None:
        super().__init__()
        self.current = 0
        self._story: tuple[Block, ...] = ()
        self._ledger: tuple[Block, ...] = ()
        self._set_wide: bool | None = None
        self._ledger_at = 0

    def body(self) -> ComposeResult:
        """The story, the decisions, the ledger; on a wide screen the decisions stand beside."""
        with Horizontal(id="desk"):
            yield Menu(id="read")
            yield Menu(id="beside")

    @property
    def wide(self) -> bool:
        """Whether the decisions stand beside the story."""
        return self.app.size.width >= WIDE

    @property
    def scroll(self) -> Menu:
        """What the page keys scroll."""
        return self.query_one("#read", Menu)

    @property
    def steps(self) -> Menu:
        """Where the decisions are shown."""
        return self.query_one("#beside" if self.wide else "#read", Menu)

    def on_mount(self) -> None:
        """The keys go to the page as a whole."""
        for menu in self.query(Menu):
            menu.can_focus = False

    def show(self, sitting: Sitting) -> None:
        """Show the debrief of a run that is over, from its top."""
        if sitting.debrief is None:
            raise ValueError("this run is not over")
        self.sitting = sitting
        self.told = told = sitting.debrief
        # Made once: a block keeps the lines it was set in.
        self._story = tuple(setting.story_blocks(told))
        self._ledger = tuple(setting.ledger_blocks(told))
        self.set_head(told.title, plain(told.customer, ".soft"))
        self.set_foot(
            [
                Hint("← →", "decisions", "screen.step(1)"),
                Hint("l", "ledger", "screen.ledger"),
                Hint("p", "play again", "screen.again"),
            ],
            [Hint("?", "help", "app.keys"), Hint("q", "lobby", "screen.leave")],
        )
        self.current = 1 if self.wide else 0
        self._show()
        for menu in self.query(Menu):
            menu.scroll_to_line(0)

    def on_resize(self) -> None:
        """The decisions may have to move beside the story, or back."""
        if self._set_wide is not None and self._set_wide != self.wide:
            self._show()

    def _show(self) -> None:
        self._set_wide = self.wide
        decisions = [
            setting.decisions_head(len(self.told.decisions), above=1 if self.wide else 2),
            *setting.decision_blocks(self.told, self.current),
        ]
        page = [*self._story, *([] if self.wide else decisions), *self._ledger]
        self._ledger_at = len(page) - len(self._ledger)
        key = setting.decision_key(self.current) if self.current else None
        read, beside = self.query_one("#read", Menu), self.query_one("#beside", Menu)
        read.set_menu([*page, Block()])
        beside.set_menu(decisions if self.wide else [])
        for menu in (read, beside):
            menu.cursor = key if menu is self.steps else None

    def action_step(self, by: int) -> None:
        """To the next decision, or the one before."""
        self._go(min(max(self.current + by, 1), len(self.told.decisions)))

    def _go(self, number: int) -> None:
        if number and number != self.current:
            self.current = number
            self._show()
        steps = self.steps
        index = next((i for i, b in enumerate(steps.blocks) if b.key == steps.cursor), 0)
        if self.wide:
            steps.show_cursor()
        else:
            steps.scroll_to_block(index, 1)

    @on(Menu.Picked)
    def _picked(self, message: Menu.Picked) -> None:
        message.stop()
        self._go(int(message.key.rpartition(" ")[2]))

    def action_top(self) -> None:
        """Back to the top of the page."""
        self.scroll.scroll_by(-self.scroll.lines)

    def action_ledger(self) -> None:
        """Scroll to the ledger."""
        self.scroll.scroll_to_block(self._ledger_at, 1)

    def action_again(self) -> None:
        """Play it once more."""
        self.post_message(self.Again(self.sitting.scenario))

    def action_leave(self) -> None:
        """Back to the lobby."""
        self.post_message(self.Left())
