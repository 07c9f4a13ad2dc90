"""A page: blocks of text set to a width, line by line, in one widget.

Sets type and nothing else: hanging indents, a word at the right margin, air above. One widget
holds a whole conversation, and only the lines in sight are ever drawn. Takes Content, which
game.app.text makes of what people wrote; knows no scenario and no run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from game.app.themes import papers

NOTHING: Final = Content("")
LEAST: Final = 8
"""No block is set narrower than this many cells, whatever stands beside it."""


class Block:
    """A paragraph: `lead` before its first line, `hang` cells before the others, `right` at the end
    of the first line, `above` blank lines before it. `key` names it when it can be picked."""

    __slots__ = ("_set", "above", "hang", "key", "lead", "right", "text")

    def __init__(
        self,
        text: Content = NOTHING,
        *,
        lead: Content | str = NOTHING,
        hang: int | None = None,
        right: Content = NOTHING,
        above: int = 0,
        key: str | None = None,
    ) -> None:
        self.text = text
        self.lead = lead if isinstance(lead, Content) else Content(lead)
        self.hang = self.lead.cell_length if hang is None else hang
        self.right = right
        self.above = above
        self.key = key
        self._set: tuple[int, list[Content]] = (-1, [])

    def lines(self, width: int) -> list[Content]:
        """The block's lines at a width in cells, without its air. Kept for the last width."""
        if self._set[0] != width:
            self._set = (width, self._lines(width))
        return self._set[1]

    def _lines(self, width: int) -> list[Content]:
        beside = self.right.cell_length
        inner = max(LEAST, width - max(self.hang, self.lead.cell_length))
        if beside and inner - beside - 2 < 2 * LEAST:
            body = self.text.wrap(inner)  # no room beside: the word at the right goes below
            body.append(self.right)
        elif beside:
            body = self.text.wrap(inner - beside - 2)
        else:
            body = self.text.wrap(inner)
        set_ = [self.lead + body[0], *(line.pad_left(self.hang) for line in body[1:])]
        if beside and body[-1] is not self.right:
            set_[0] = set_[0].pad_right(width - beside - set_[0].cell_length) + self.right
        return set_


class Row(NamedTuple):
    """One line of a page, and the index of its block (-1: air)."""

    content: Content
    block: int


AIR: Final = Row(NOTHING, -1)


class _Pen(NamedTuple):
    """What the lines of one drawing share."""

    style: Style
    rich: RichStyle
    ink: Callable[[str | Style], Style]
    air: Strip
    width: int
    rows: Sequence[Row]


class Page(Widget):
    """Blocks, set to the width at hand."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Page { height: auto; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self.blocks: tuple[Block, ...] = ()
        self._rows: tuple[int, list[Row]] = (-1, [])
        self._strips: dict[int, Strip] = {}
        self._signs: dict[str, Strip] = {}
        self._pen: _Pen | None = None

    def set_blocks(self, blocks: Iterable[Block]) -> None:
        """Show these blocks; the layout is asked anew only where the height has changed."""
        width = self._rows[0]
        before = len(self._rows[1])
        self.blocks = tuple(blocks)
        self._forget()
        self.clear_cached_dimensions()
        self.refresh(layout=width < 1 or len(self.rows(width)) != before)

    def _forget(self) -> None:
        self._rows = (-1, [])
        self._pen = None
        self._strips.clear()

    def rows(self, width: int) -> Sequence[Row]:
        """The page's lines at a width."""
        if self._rows[0] != width:
            self._rows = (width, list(self._set(width)))
            self._strips.clear()
        return self._rows[1]

    def _set(self, width: int) -> Iterable[Row]:
        for index, block in enumerate(self.blocks):
            yield from [AIR] * block.above
            for line in block.lines(width):
                yield Row(line, index)

    @property
    def measure(self) -> int:
        """Cells a line of text may have."""
        return max(1, self.size.width)

    def text_width(self) -> int:
        """Cells to draw text in."""
        return self.size.width

    def notify_style_update(self) -> None:
        """Colours have changed: draw the lines again."""
        super().notify_style_update()
        self._strips.clear()
        self._signs.clear()
        self._pen = None

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """As wide as there is room."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As high as its lines."""
        return len(self.rows(width)) if width > 0 else 0

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in sight. What they share is looked up once for all of them."""
        self._pen = self._new_pen()
        return super().render_lines(crop)

    def _new_pen(self) -> _Pen:
        inks = papers(self.app.theme, self.app.no_color)

        def ink(name: str | Style) -> Style:
            return name if isinstance(name, Style) else inks[name]

        style, width = self.visual_style, self.text_width()
        rich = style.rich_style
        return _Pen(style, rich, ink, Strip.blank(width, rich), width, self.rows(self.measure))

    def render_line(self, y: int) -> Strip:
        """One line; drawn once."""
        strip = self._strips.get(y)
        if strip is None:
            strip = self._strips[y] = self._draw(y)
        return strip

    def _draw(self, y: int) -> Strip:
        pen = self._pen = self._pen or self._new_pen()
        content = self.dress(y, pen.rows[y]) if y < len(pen.rows) else NOTHING
        return self._strip(content, pen.width)

    def _strip(self, content: Content, width: int) -> Strip:
        pen = self._pen = self._pen or self._new_pen()
        if not content:
            return pen.air if width == pen.width else Strip.blank(width, pen.rich)
        # A line is set already; Content's own way would wrap it again, and tell every piece where
        # it stands, for a selection that pages do not have.
        pieces = content.render(pen.style, "", pen.ink)
        segments = [Segment(text, style.rich_style) for text, style in pieces]
        return Strip(segments, content.cell_length).adjust_cell_length(width, pen.rich)

    def sign(self, character: str, name: str) -> Strip:
        """A character on its own, in one of the page's styles."""
        strip = self._signs.get(name)
        if strip is None:
            strip = self._signs[name] = self._strip(Content.styled(character, name), 1)
        return strip

    def dress(self, y: int, row: Row) -> Content:  # noqa: ARG002
        """A line as it is drawn; a page of choices marks the one under the cursor here."""
        return row.content
