"""The debrief on screen: a page to read, decisions to step through. Computes nothing."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message

from game.app.debrief import setting
from game.app.frame import WIDE, Hint, Sheet
from game.app.menu import Menu
from game.app.page import Block, Page
from game.app.sitting import Sitting


class DebriefScreen(Sheet):
    """What a finished run came to."""

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

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        if sitting.debrief is None:
            raise ValueError("this run is not over")
        self.sitting = sitting
        self.told = sitting.debrief
        self.current = 0

    def body(self) -> ComposeResult:
        """The story, the decisions, the ledger; on a wide screen the decisions stand beside."""
        with Horizontal(id="desk"):
            with VerticalScroll(id="read", can_focus=False):
                yield Page(id="story")
                yield Menu(id="inline")
                yield Page(id="ledger")
            with VerticalScroll(id="beside", can_focus=False):
                yield Menu(id="steps")

    @property
    def wide(self) -> bool:
        """Whether the decisions stand beside the story."""
        return self.app.size.width >= WIDE

    @property
    def scroll(self) -> VerticalScroll:
        """What the page keys scroll."""
        return self.query_one("#read", VerticalScroll)

    @property
    def steps(self) -> Menu:
        """Where the decisions are shown."""
        return self.query_one("#steps" if self.wide else "#inline", Menu)

    def on_mount(self) -> None:
        """Set the page."""
        told = self.told
        self.set_head(told.title, Content.styled(told.customer, ".soft"))
        for menu in (self.query_one("#steps", Menu), self.query_one("#inline", Menu)):
            menu.can_focus = False
        self.query_one("#story", Page).set_blocks(setting.story_blocks(told))
        self.query_one("#ledger", Page).set_blocks(setting.ledger_blocks(told))
        self.set_foot(
            [
                Hint("← →", "decisions", "screen.step(1)"),
                Hint("l", "ledger", "screen.ledger"),
                Hint("p", "play again", "screen.again"),
            ],
            [Hint("?", "help", "app.keys"), Hint("q", "lobby", "screen.leave")],
        )
        self.current = 1 if self.wide else 0
        self._show_decisions()

    def on_resize(self) -> None:
        """The decisions may have to move beside the story, or back."""
        if self.is_mounted:
            self._show_decisions()

    def _show_decisions(self) -> None:
        count = len(self.told.decisions)
        words = "1 decision" if count == 1 else f"{count} decisions"
        head = Block(
            Content.styled(words, ".title"),
            lead="   ",
            above=1 if self.wide else 2,
            right=Content.styled("← → to step through them", ".soft"),
        )
        blocks = [head, *setting.decision_blocks(self.told, self.current)]
        for menu in (self.query_one("#steps", Menu), self.query_one("#inline", Menu)):
            shown = menu is self.steps
            menu.set_menu(
                blocks if shown else [],
                setting.decision_key(self.current) if self.current else None,
            )
            if not self.current:
                menu.cursor = None

    def action_step(self, by: int) -> None:
        """To the next decision, or the one before."""
        self._go(min(max(self.current + by, 1), len(self.told.decisions)))

    def _go(self, number: int) -> None:
        if number and number != self.current:
            self.current = number
            self._show_decisions()
        self.call_after_refresh(self._to_decision)

    def _to_decision(self) -> None:
        menu = self.steps
        rows = [
            y
            for y, row in enumerate(menu.rows(menu.size.width or 80))
            if row.block >= 0 and menu.blocks[row.block].key == menu.cursor
        ]
        if rows and isinstance(menu.parent, VerticalScroll):
            holder = menu.parent
            top = menu.virtual_region.y + rows[0] - 1
            if self.wide:
                holder.scroll_to_region(
                    Region(0, top, 1, min(14, holder.size.height)), animate=False, force=True
                )
            else:
                holder.scroll_to(y=max(0, top), animate=False, force=True)

    @on(Menu.Picked)
    def _picked(self, message: Menu.Picked) -> None:
        message.stop()
        self._go(int(message.key.rpartition(" ")[2]))

    def action_line(self, by: int) -> None:
        """Scroll the page by a line."""
        self.scroll.scroll_relative(y=by, animate=False, force=True)

    def action_top(self) -> None:
        """Back to the top of the page."""
        self.scroll.scroll_home(animate=False, force=True)

    def action_ledger(self) -> None:
        """Scroll to the ledger."""
        top = self.query_one("#ledger", Page).virtual_region.y
        self.scroll.scroll_to(y=top + 1, animate=False, force=True)

    def action_again(self) -> None:
        """Play it once more."""
        self.post_message(self.Again(self.sitting.scenario))

    def action_leave(self) -> None:
        """Back to the lobby."""
        self.post_message(self.Left())
