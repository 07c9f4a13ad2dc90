"""A page of which some blocks can be picked: by arrows and Enter, by number, by mouse.

Posts what was picked and what the cursor moved to; does nothing about either.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from game.app.page import PLAIN, Block, Row
from game.app.reader import Reader

CURSOR: Final = "›"
HEADING: Final = 5
"""Lines above the first that are shown with it."""


_CHOSEN: Final = "chosen"
_FIRST: Final = "first"


class Menu(Reader, can_focus=True):
    """Blocks with a cursor. A block with a `key` can be picked; a lead that begins with a space has
    room for the cursor there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", id="menu.up", tooltip="The line above", show=False),
        Binding("down,j", "move(1)", "Down", id="menu.down", tooltip="The line below", show=False),
        Binding("home", "move(-1000)", "First", id="menu.first", tooltip="The first", show=False),
        Binding("end", "move(1000)", "Last", id="menu.last", tooltip="The last", show=False),
        Binding("enter", "pick", "Pick", id="menu.pick", tooltip="Take what the cursor is on"),
    ]

    class Picked(Message):
        """Somebody picked the block with this key, and by what: a key's name, or `click`."""

        def __init__(self, menu: Menu, key: str, by: str) -> None:
            super().__init__()
            self.menu = menu
            self.key = key
            self.by = by

        @property
        def control(self) -> Menu:
            """Whose it is."""
            return self.menu

    class Moved(Message):
        """The cursor came to this block."""

        def __init__(self, menu: Menu, key: str) -> None:
            super().__init__()
            self.menu = menu
            self.key = key

        @property
        def control(self) -> Menu:
            """Whose it is."""
            return self.menu

    def __init__(
        self, *, id: str | None = None, classes: str | None = None, numbers: bool = False
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.numbers = numbers
        self.cursor: str | None = None

    @property
    def keys(self) -> list[str]:
        """What can be picked, from top to bottom; a key may have several blocks."""
        return list(dict.fromkeys(block.key for block in self.blocks if block.key is not None))

    def set_menu(self, blocks: Iterable[Block], cursor: str | None = None) -> None:
        """Show these blocks with the cursor on `cursor`, or on the first that can be picked."""
        blocks = tuple(blocks)
        keys = [block.key for block in blocks if block.key is not None]
        self.cursor = cursor if cursor in keys else (keys[0] if keys else None)
        self.set_blocks(blocks)

    def look(self, y: int, row: Row) -> Hashable:
        """Whether a line is the first under the cursor, another of those, or none."""
        block = self.blocks[row.block] if row.block >= 0 else None
        if block is None or block.key is None or block.key != self.cursor:
            return PLAIN
        if self.can_focus and not self.has_focus:
            return PLAIN  # keys go elsewhere now, and one cursor at a time is enough
        first = self._top(block.key)
        if row.block != self.rows(self.measure)[first].block:
            return PLAIN
        return _FIRST if y == first else _CHOSEN

    def dress(self, content: Content, look: Hashable) -> Content:
        """Mark the block under the cursor with a sign, and set it bold."""
        if look is PLAIN:
            return content
        if look is _FIRST and content.plain.startswith(" "):
            at = 1 if content.plain.startswith("  ") else 0
            content = content[:at] + Content.styled(CURSOR, ".key") + content[at + 1 :]
        return content.stylize(".chosen")

    def make_ready(self, blocks: Iterable[Block]) -> None:
        """As any page's, and the first that can be picked as it looks under the cursor."""
        blocks = tuple(blocks)
        super().make_ready(blocks)
        first = next((block for block in blocks if block.key is not None), None)
        if first is not None and self.size.width:
            pen = self.pen
            for number, line in enumerate(first.lines(self.measure)):
                self._ready(self._drawn(line, _CHOSEN if number else _FIRST, pen), pen)

    def action_move(self, by: int) -> None:
        """Move the cursor by so many places; it stops at the ends."""
        keys = self.keys
        if not keys:
            return
        at = keys.index(self.cursor) if self.cursor in keys else 0
        self.move_to(keys[min(max(at + by, 0), len(keys) - 1)])
        self.show_cursor()

    def move_to(self, key: str) -> None:
        """Put the cursor on a block."""
        if key not in self.keys:
            return
        if key != self.cursor:
            before, self.cursor = self.cursor, key
            self.refresh_rows(*self._of(before), *self._of(key))
            self.post_message(self.Moved(self, key))

    def show_cursor(self) -> None:
        """Scroll until the cursor is in sight."""
        rows = self._of(self.cursor)
        if rows:
            # What little stands above the first, such as its heading, is shown with it.
            self.scroll_into_view(0 if rows[0] <= HEADING else rows[0] - 1, rows[-1])

    def on_focus(self) -> None:
        """The cursor shows."""
        self.refresh_rows(*self._of(self.cursor))

    def on_blur(self) -> None:
        """The cursor hides."""
        self.refresh_rows(*self._of(self.cursor))

    def action_pick(self) -> None:
        """Pick what the cursor is on."""
        if self.cursor is not None:
            self.post_message(self.Picked(self, self.cursor, "enter"))

    def on_key(self, event: events.Key) -> None:
        """A digit picks the block it stands before."""
        if not self.numbers or event.character is None or event.character not in "123456789":
            return
        keys = self.keys
        at = int(event.character) - 1
        if at < len(keys):
            event.stop()
            self.move_to(keys[at])
            self.post_message(self.Picked(self, keys[at], event.character))

    def on_click(self, event: events.Click) -> None:
        """A click on a block picks it; the mouse's other buttons are the terminal's."""
        if event.button != 1:
            return
        rows = self.rows(self.measure)
        y = event.y + self.top
        if 0 <= y < len(rows):
            block = rows[y].block
            key = self.blocks[block].key if block >= 0 else None
            if key is not None:
                self.move_to(key)
                self.post_message(self.Picked(self, key, "click"))

    def _of(self, key: str | None) -> list[int]:
        """The lines of a key's blocks."""
        return [
            y
            for y, row in enumerate(self.rows(self.measure))
            if key is not None and row.block >= 0 and self.blocks[row.block].key == key
        ]

    def _top(self, key: str) -> int:
        return self._of(key)[0]
