"""A page: blocks of text set to a width, line by line, in one widget.

Sets type and nothing else: hanging indents, a word at the right margin, air above. One widget
holds a whole conversation, and only the lines in sight are ever drawn. Takes Content, which
game.app.text makes of what people wrote; knows no scenario and no run.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from game.app.themes import papers

NOTHING: Final = Content("")
LEAST: Final = 8
"""No block is set narrower than this many cells, whatever stands beside it."""


_BARRED: Final = 400
"""Lines with a bar that a pen keeps."""


class Line:
    """A line as it is set, and as it was drawn last: nothing is drawn twice alike."""

    __slots__ = ("_drawn", "_pen", "content")

    def __init__(self, content: Content) -> None:
        self.content = content
        self._pen: Pen | None = None
        self._drawn: dict[Hashable, Strip] = {}

    def drawn(self, pen: Pen) -> dict[Hashable, Strip]:
        """The ways it has been drawn with a pen, for the page to add to."""
        if self._pen is not pen:
            self._pen = pen
            self._drawn = {}
        return self._drawn


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
        self._set: tuple[int, list[Line]] = (-1, [])

    def lines(self, width: int) -> list[Line]:
        """The block's lines at a width in cells, without its air. Kept for the last width."""
        if self._set[0] != width:
            self._set = (width, [Line(content) for content in self._lines(width)])
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

    line: Line
    block: int


AIR: Final = Row(Line(NOTHING), -1)
PLAIN: Final = "plain"
"""How a line looks that nothing tells from others."""


class Pen:
    """What the lines of a page are drawn with: one for a style, a width and a theme."""

    __slots__ = ("_barred", "_inks", "air", "rich", "style", "width")

    def __init__(self, style: Style, width: int, theme: str, no_color: bool) -> None:
        self.style = style
        self.width = width
        self.rich = style.rich_style
        self.air = Strip.blank(width, self.rich)
        self._inks = papers(theme, no_color)
        self._barred: dict[int, tuple[Strip, Strip]] = {}

    def _ink(self, name: str | Style) -> Style:
        return name if isinstance(name, Style) else self._inks[name]

    def draw(self, content: Content) -> Strip:
        """A line that is set already."""
        if not content:
            return self.air
        # Content's own way would wrap the line again, and tell every piece where it stands, for a
        # selection that pages do not have.
        pieces = content.render(self.style, "", self._ink)
        segments = [Segment(text, style.rich_style) for text, style in pieces]
        return Strip(segments, content.cell_length).adjust_cell_length(self.width, self.rich)

    def barred(self, strip: Strip, sign: str) -> Strip:
        """A line it has drawn, with a rule's sign in its last cell. Kept: most lines stay where
        they are from one frame to the next."""
        known = self._barred.get(id(strip))
        if known is None or known[0] is not strip:
            if len(self._barred) > _BARRED:
                self._barred.clear()
            style = (self.style + self._inks[".rule"]).rich_style
            parts = [strip.crop(0, self.width - 1), Strip([Segment(sign, style)], 1)]
            known = self._barred[id(strip)] = strip, Strip.join(parts)
        return known[1]


@lru_cache(maxsize=64)
def _pen(style: Style, width: int, theme: str, no_color: bool) -> Pen:
    return Pen(style, width, theme, no_color)


class Page(Widget):
    """Blocks, set to the width at hand."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Page { height: auto; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self.blocks: tuple[Block, ...] = ()
        self._rows: tuple[int, list[Row]] = (-1, [])

    def set_blocks(self, blocks: Iterable[Block]) -> None:
        """Show these blocks; the layout is asked anew only where the height has changed."""
        width = self._rows[0]
        before = len(self._rows[1])
        self.blocks = tuple(blocks)
        self._forget()
        self.clear_cached_dimensions()
        self.refresh(layout=width < 1 or len(self.rows(width)) != before)

    def _forget(self) -> None:
        """The lines have to be set again."""
        self._rows = (-1, [])

    def rows(self, width: int) -> Sequence[Row]:
        """The page's lines at a width."""
        if self._rows[0] != width:
            self._rows = (width, list(self._set(width)))
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

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """As wide as there is room."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As high as its lines."""
        return len(self.rows(width)) if width > 0 else 0

    @property
    def pen(self) -> Pen:
        """What to draw with, as the page is styled now."""
        return _pen(self.visual_style, self.size.width, self.app.theme, self.app.no_color)

    def render_line(self, y: int) -> Strip:
        """One line."""
        return self.draw(y, self.rows(self.measure), self.pen)

    def draw(self, y: int, rows: Sequence[Row], pen: Pen) -> Strip:
        """One line of the page, as it was drawn the last time that it looked so."""
        if not 0 <= y < len(rows):
            return pen.air
        return self._drawn(rows[y].line, self.look(y, rows[y]), pen)

    def _drawn(self, line: Line, look: Hashable, pen: Pen) -> Strip:
        drawn = line.drawn(pen)
        strip = drawn.get(look)
        if strip is None:
            strip = drawn[look] = pen.draw(self.dress(line.content, look))
        return strip

    def make_ready(self, blocks: Iterable[Block]) -> None:
        """Set and draw blocks that will be shown soon, so that nobody waits for it then."""
        if self.size.width:
            width, pen = self.measure, self.pen
            for block in blocks:
                for line in block.lines(width):
                    self._ready(self._drawn(line, PLAIN, pen), pen)

    def _ready(self, strip: Strip, pen: Pen) -> None:
        """What else a line may need."""

    def look(self, y: int, row: Row) -> Hashable:  # noqa: ARG002
        """What tells how a line looks now: a page of choices has one under the cursor."""
        return PLAIN

    def dress(self, content: Content, look: Hashable) -> Content:  # noqa: ARG002
        """A line as it is drawn for such a look."""
        return content
