"""A window on a long page: it scrolls by itself, so that a whole new page is one repaint.

A scroll view of Textual's asks for the layout of the screen whenever its contents grow; here only
the lines in sight are drawn, and nothing else moves. Knows no scenario and no run.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip

from game.app.page import Block, Page, Pen, Row

MARGIN: Final = 2
"""Cells at the right that text stays out of: air, and the bar that says how far down one is."""
BAR: Final = "┃"
WHEEL: Final = 3
"""Lines a turn of the wheel moves."""


class Reader(Page):
    """Blocks in a window of a given height."""

    DEFAULT_CSS = "Reader { height: 1fr; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.top = 0
        self._wish: tuple[int, int] | None = None

    @property
    def measure(self) -> int:
        """Cells a line of text may have."""
        return max(1, self.size.width - MARGIN)

    @property
    def lines(self) -> int:
        """How many lines the page has."""
        return len(self.rows(self.measure))

    def set_blocks(self, blocks: Iterable[Block]) -> None:
        """Show these blocks from where the window stands."""
        self.blocks = tuple(blocks)
        self._forget()
        self.refresh()
        self.scroll_to_line(self.top)

    def scroll_to_line(self, top: int) -> None:
        """Put a line at the top of the window, as far as the page goes."""
        top = max(0, min(top, self.lines - self.size.height))
        if top != self.top:
            self.top = top
            self.refresh()

    def scroll_by(self, lines: int) -> None:
        """Move the window."""
        self._wish = None
        self.scroll_to_line(self.top + lines)

    def scroll_to_block(self, index: int, context: int = 0) -> None:
        """Put a block at the top, and above it up to so many lines of what stands before it, where
        all that follows leaves room. Holds until somebody scrolls, so that it can be asked for
        before the width is known."""
        self._wish = (index, context)
        self._grant()

    def scroll_into_view(self, first: int, last: int) -> None:
        """Move the window as little as shows these lines."""
        self._wish = None
        height = self.size.height
        if first < self.top or last - first >= height:
            self.scroll_to_line(first)
        elif last >= self.top + height:
            self.scroll_to_line(last - height + 1)

    def _grant(self) -> None:
        if self._wish is not None and self.size.height:
            index, context = self._wish
            top = self.top_of(index)
            self.scroll_to_line(max(top - context, min(top, self.lines - self.size.height)))

    def top_of(self, index: int) -> int:
        """The line a block begins on, its air left out; past the last block, the page's end."""
        rows = self.rows(self.measure)
        return next((y for y, row in enumerate(rows) if row.block >= index), len(rows))

    def on_resize(self) -> None:
        """The width may have set the lines anew."""
        self._forget()
        self._grant()
        self.scroll_to_line(self.top)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel."""
        event.stop()
        self.scroll_by(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel."""
        event.stop()
        self.scroll_by(-WHEEL)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """The window's own, whatever the page has."""
        return container.height

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in sight, each with its piece of the bar.

        Textual's way asks for border, padding and tint line by line, which takes longer than the
        text; a reader that has none needs of it only the filters.
        """
        if self.gutter.totals != (0, 0):
            return super().render_lines(crop)
        rows, pen, thumb = self.rows(self.measure), self.pen, self._where()
        strips = [self._line(y, rows, pen, thumb) for y in crop.line_range]
        filters = self.get_line_filters()
        if filters:
            _, background = self.background_colors
            for each in filters:
                strips = [strip.apply_filter(each, background) for strip in strips]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """A line of the window, and its piece of the bar."""
        return self._line(y, self.rows(self.measure), self.pen, self._where())

    def _line(self, y: int, rows: Sequence[Row], pen: Pen, thumb: tuple[int, int]) -> Strip:
        strip = self.draw(y + self.top, rows, pen)
        return pen.barred(strip, BAR) if thumb[0] <= y < thumb[1] else strip

    def _ready(self, strip: Strip, pen: Pen) -> None:
        """The bar may stand beside it."""
        pen.barred(strip, BAR)

    def _where(self) -> tuple[int, int]:
        """The lines of the window between which the bar stands; none where all is in sight."""
        height, total = self.size.height, self.lines
        if total <= height:
            return (0, 0)
        length = max(1, height * height // total)
        first = (height - length) * self.top // (total - height)
        return (first, first + length)

    def refresh_rows(self, *rows: int) -> None:
        """Draw these lines of the page again, where they are in sight, and no others."""
        inside = [y - self.top for y in rows if 0 <= y - self.top < self.size.height]
        if inside:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in inside))
