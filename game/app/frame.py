"""What every screen has: a head, a body, a foot that names the keys, a word when it is too small.

Knows how a screen is laid out, and nothing of what is on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from game.app.page import NOTHING, Block, Page
from game.app.reader import Reader
from game.app.text import plain

LEAST_WIDTH: Final = 60
LEAST_HEIGHT: Final = 20
WIDE: Final = 120
"""From this many cells on a second column stands beside the first."""


LEAVING: Final = frozenset({"leave", "back", "close"})
"""The actions of keys that leave a screen."""

_MARGINS = 4
"""Cells that head and foot leave free at their sides (app.tcss)."""
_DOT = " · "


class Hint(NamedTuple):
    """A key at the foot of the screen, what it does in a word or two, and its action."""

    key: str
    words: str
    action: str


class Sheet(Screen[None]):
    """A screen of the app: `set_head`, a body of its own, `set_foot`."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny-x"), (LEAST_WIDTH, "-narrow"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-tiny-y"), (LEAST_HEIGHT, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page(-1)", "Page up", id="page.up", tooltip="A page up", show=False),
        Binding(
            "pagedown", "page(1)", "Page down", id="page.down", tooltip="A page down", show=False
        ),
        Binding(
            "question_mark,f1", "app.keys", "Help", id="help", tooltip="What this is, and every key"
        ),
    ]

    _headed: tuple[Content, Content] = (NOTHING, NOTHING)
    _foot: tuple[tuple[Hint, ...], tuple[Hint, ...]] = ((), ())
    _styled_for = ""

    def compose(self) -> ComposeResult:
        """Head, body, foot."""
        self._begin_in_style()
        yield _page("head", NOTHING)
        yield from self.body()
        yield _page("foot", NOTHING)
        yield _page(
            "small", Content(f"Sixty needs a window of {LEAST_WIDTH}×{LEAST_HEIGHT}. q leaves.")
        )

    def _begin_in_style(self) -> None:
        # Textual looks every style up when a widget is mounted, again when its screen comes, and
        # once more when the screen learns its size. Theme and size are known before that.
        self._styled_for = self.app.theme
        size = self.app.size
        self.add_class(*self._get_breakpoint_classes(size.width, self.HORIZONTAL_BREAKPOINTS or []))
        self.add_class(*self._get_breakpoint_classes(size.height, self.VERTICAL_BREAKPOINTS or []))

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        # Textual would look every style up again whenever a screen comes back; only a theme that
        # was changed while it stood aside makes a difference.
        event.refresh_styles = event.refresh_styles and self._styled_for != self.app.theme
        self._styled_for = self.app.theme

    def lay_out(self) -> None:
        """Lay out what has changed while nobody sees it, so that it need only be painted when it
        comes. Textual lays out what is shown, and has no public way to do so earlier."""
        if not self.is_current:
            self._refresh_layout(self.app.size)
            self._layout_required = False

    def body(self) -> ComposeResult:
        """What stands between head and foot."""
        yield from ()

    @property
    def at_hand(self) -> Widget | None:
        """What the keys should go to when nothing else has them."""
        return None

    @property
    def too_small(self) -> bool:
        """Whether the window shows nothing but a word that it is too small."""
        return self.app.size.width < LEAST_WIDTH or self.app.size.height < LEAST_HEIGHT

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nothing can be seen nothing is decided: only leaving is left."""
        if self.too_small and action not in LEAVING:
            return False
        return super().check_action(action, parameters)

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """What is hidden is not given the keys."""
        super().set_focus(None if self.too_small else widget, scroll_visible, from_app_focus)

    def on_resize(self) -> None:
        """A terminal that was too small for a while took the keys from what it hid."""
        if self.too_small:
            self.set_focus(None)
        self._set_out_head()
        self._set_out_foot()
        self.call_after_refresh(self._take_up)

    def _take_up(self) -> None:
        if self.focused is None and self.at_hand is not None:
            self.set_focus(self.at_hand, scroll_visible=False)

    @property
    def scroll(self) -> Reader | None:
        """What the page keys scroll."""
        return None

    def set_head(self, left: Content | str, right: Content | str = "") -> None:
        """The title at the left, where and when at the right."""
        title = left if isinstance(left, Content) else plain(left, ".title")
        beside = right if isinstance(right, Content) else plain(right)
        self._headed = (title, beside)
        self._set_out_head()

    def _set_out_head(self) -> None:
        title, beside = self._headed
        beside = shortened(beside, self.app.size.width - _MARGINS - title.cell_length - 2)
        self.query_one("#head", Page).set_blocks([Block(title, right=beside)])

    def set_foot(self, left: Sequence[Hint], right: Sequence[Hint]) -> None:
        """The keys, those that always hold at the right."""
        hints = (tuple(left), tuple(right))
        if hints != self._foot:
            self._foot = hints
            self._set_out_foot()

    def _set_out_foot(self) -> None:
        left, right = self._foot
        told = _hints(fitting(left, right, self.app.size.width - _MARGINS))
        self.query_one("#foot", Page).set_blocks([Block(told, right=_hints(right))])

    def action_page(self, by: int) -> None:
        """Scroll the body by pages."""
        scroll = self.scroll
        if scroll is not None:
            scroll.scroll_by(by * max(1, scroll.size.height - 2))

    def action_line(self, by: int) -> None:
        """Scroll the body by lines."""
        scroll = self.scroll
        if scroll is not None:
            scroll.scroll_by(by)


def shortened(words: Content, room: int) -> Content:
    """Words between dots in so many cells, without the first ones where not all of them fit."""
    if words.cell_length <= room:
        return words
    parts = words.split(_DOT)
    while len(parts) > 1 and Content(_DOT).join(parts).cell_length > room:
        del parts[0]
    return Content(_DOT).join(parts)


def fitting(hints: Sequence[Hint], beside: Sequence[Hint], room: int) -> list[Hint]:
    """So many of these keys as fit a foot of `room` cells beside those that always hold, the first
    first."""
    left = room - 2 - _hints(beside).cell_length
    found: list[Hint] = []
    for hint in hints:
        if _hints([*found, hint]).cell_length > left:
            break
        found.append(hint)
    return found


def _page(id: str, text: Content) -> Page:
    """A page of one line from the beginning, so that a later line moves nothing."""
    page = Page(id=id)
    page.set_blocks([Block(text)])
    return page


def _hints(hints: Sequence[Hint]) -> Content:
    return Content("   ").join(
        Content.assemble((hint.key, ".key"), Content.styled(f" {hint.words}", ".soft")).stylize(
            Style.from_meta({"@click": hint.action})
        )
        for hint in hints
    )
