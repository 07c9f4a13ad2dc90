"""The studio on screen: a scenario played live beside its problems, its map and what is behind it.

Shows what it is given and asks for the rest; reads no file and steps nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message

from game.app.frame import WIDE, Hint, Sheet
from game.app.menu import Menu
from game.app.page import Block, Page
from game.app.studio import setting
from game.app.studio.values import Asked, Showing
from game.app.text import plain

Panel = Literal["problems", "map", "branches", "meters", "ledger"]
PICKED_FROM: Final[tuple[Panel, ...]] = ("problems", "map", "branches")
"""The panels in which something can be picked; they get the keys as they open."""
CONTEXT: Final = 4
"""Lines of what was said before that stay in sight above the new scene."""


class Side(Menu):
    """The panels. Where nothing can be picked the arrows scroll."""

    def action_move(self, by: int) -> None:
        """Move the cursor, or the page."""
        if self.keys:
            super().action_move(by)
        else:
            self.scroll_by(by)


class StudioScreen(Sheet):
    """One file, and the play of it."""

    CSS_PATH = "studio.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "p",
            "panel('problems')",
            "Problems",
            id="studio.problems",
            tooltip="What is wrong with the file, and its proofs",
        ),
        Binding(
            "m",
            "panel('meters')",
            "Meters",
            id="studio.meters",
            tooltip="Meters, facts, steps: what no trainee sees",
        ),
        Binding(
            "l",
            "panel('ledger')",
            "Ledger",
            id="studio.ledger",
            tooltip="Where each point so far came from",
        ),
        Binding(
            "g",
            "panel('map')",
            "Go to a scene",
            id="studio.map",
            tooltip="The map of the scenes; Enter goes to one",
        ),
        Binding(
            "b",
            "panel('branches')",
            "Branches",
            id="studio.branches",
            tooltip="Where each choice leads; Enter takes it that way",
        ),
        Binding(
            "u,backspace", "ask('undo')", "Undo", id="studio.undo", tooltip="Take a choice back"
        ),
        Binding("a", "ask('restart')", "Again", id="studio.again", tooltip="From the start again"),
        Binding(
            "t",
            "ask('truth')",
            "Truth",
            id="studio.truth",
            tooltip="Who they really are: the next truth, or drawn",
        ),
        Binding("n", "ask('luck')", "Luck", id="studio.luck", tooltip="Other luck: the next seed"),
        Binding(
            "r",
            "ask('read')",
            "Read again",
            id="studio.read",
            tooltip="Read the file again by hand",
        ),
        Binding(
            "q,escape", "leave", "Leave", id="studio.leave", tooltip="Close what is open; leave"
        ),
    ]

    @dataclass
    class Wants(Message):
        """Somebody asks for something."""

        asked: Asked

    class Left(Message):
        """Enough of this file."""

    def __init__(self, file: str, *, leaves: str = "lobby") -> None:
        super().__init__()
        self.file = file
        self.leaves = leaves
        self.showing: Showing | None = None
        self._panels: set[Panel] = set()
        self._shown_scene: object = None

    def body(self) -> ComposeResult:
        """How the file stands, the conversation, the panels beside it."""
        yield Page(id="state")
        with Horizontal(id="floor"):
            yield Menu(id="talk", numbers=True)
            yield Side(id="side")

    @property
    def talk(self) -> Menu:
        """What was said, what is said now, the choices."""
        return self.query_one("#talk", Menu)

    @property
    def side(self) -> Side:
        """The panels."""
        return self.query_one("#side", Side)

    @property
    def reading(self) -> bool:
        """Whether a panel stands in place of the conversation, for want of room beside it."""
        return bool(self._panels) and self.app.size.width < WIDE

    @property
    def at_hand(self) -> Menu:
        """What the keys should go to when nothing else has them."""
        return self.side if self.reading else self.talk

    @property
    def scroll(self) -> Menu:
        """What the page keys scroll."""
        return self.side if self.side.has_focus else self.talk

    def on_mount(self) -> None:
        """The file is being read."""
        if self.app.size.width >= WIDE:
            self._panels = {"meters", "problems"}
        self.set_head(self.file, plain("reading …", ".soft"))
        self._show_foot()

    def show(self, showing: Showing) -> None:
        """Show the file and the preview as they are now."""
        first = self.showing is None
        self.showing = showing
        if first and showing.view is None:
            self._panels = {"problems"}
        self._show_head(showing)
        self.query_one("#state", Page).set_blocks(setting.state_blocks(showing))
        blocks, newest = setting.talk_blocks(showing)
        self.talk.set_menu(blocks, self.talk.cursor)
        stands = showing.view and (showing.view.scene, len(showing.view.past))
        moved = stands != self._shown_scene
        if moved:
            self._shown_scene = stands
            if self.talk.keys:
                self.talk.move_to(self.talk.keys[0])
            self.talk.scroll_to_block(newest, CONTEXT)
        self._show_panels()
        if "map" in self._panels and self.side.has_focus and moved:
            self._take_side("map")

    def _show_head(self, showing: Showing) -> None:
        view, behind = showing.view, showing.inside
        if view is None or behind is None:
            self.set_head(showing.title or self.file)
            return
        drawn = f"{behind.truth}{' (drawn)' if behind.drawn else ''} · " if behind.truth else ""
        self.set_head(view.title, plain(f"{drawn}{view.clock} · {view.scene}", ".soft"))

    # -- panels -----------------------------------------------------------------------------------

    def action_panel(self, panel: Panel) -> None:
        """Open or close a panel: beside the conversation where there is room, else in its place."""
        wide = self.app.size.width >= WIDE
        if panel in self._panels:
            if wide and panel in PICKED_FROM and not self.side.has_focus:
                self._take_side(panel)
                return
            self._panels.discard(panel)
            opened = False
        else:
            self._panels = {*self._panels, panel} if wide else {panel}
            opened = True
        self._show_panels()
        if opened and (not wide or panel in PICKED_FROM):
            self._take_side(panel)
        else:
            self.set_focus(self.at_hand, scroll_visible=False)

    def _take_side(self, panel: Panel) -> None:
        """Give the keys to the panels, the cursor on the first that this one has."""
        showing, side = self.showing, self.side
        self.set_focus(side, scroll_visible=False)
        if showing is None or not side.keys:
            return
        here = f"scene {showing.view.scene}" if showing.view else ""
        starts = {"map": here, "branches": f"way {self.talk.cursor} ", "problems": ""}.get(
            panel, ""
        )
        found = [key for key in side.keys if starts and key.startswith(starts)]
        side.move_to(found[0] if found else side.keys[0])
        if side.size.height:
            side.show_cursor()
        else:
            # Only now is it given room; until then there is nowhere to scroll.
            self.call_after_refresh(side.show_cursor)

    def on_resize(self) -> None:
        """A panel may have found room beside the conversation, or lost it."""
        super().on_resize()
        if self.app.size.width < WIDE and len(self._panels) > 1:
            self._panels.clear()
        if self.is_mounted and self.showing is not None:
            self._show_panels()

    def _show_panels(self) -> None:
        if self.showing is None:
            return
        self.side.set_menu(self._panel_blocks(self.showing), self.side.cursor)
        self.set_class(bool(self._panels), "-panels")
        self.set_class(self.reading, "-reading")
        if self.reading:
            self.set_focus(self.side, scroll_visible=False)
        elif not self._panels or not self.side.has_focus:
            self.set_focus(self.talk, scroll_visible=False)
        self._show_foot()

    def _panel_blocks(self, showing: Showing) -> Iterator[Block]:
        told: dict[Panel, Iterator[Block]] = {"problems": setting.problem_blocks(showing)}
        if showing.view is not None and showing.inside is not None:
            told["branches"] = setting.branch_blocks(showing.view, showing.inside)
            if showing.chart is not None:
                told["map"] = setting.map_blocks(showing.chart, showing.view.scene)
            told["meters"] = setting.meter_blocks(showing.inside)
            told["ledger"] = setting.ledger_blocks(showing.inside)
        for panel, blocks in told.items():
            if panel in self._panels:
                yield Block()
                yield from blocks
        yield Block()

    def _show_foot(self) -> None:
        told = [
            Hint("p", "problems", "screen.panel('problems')"),
            Hint("m", "meters", "screen.panel('meters')"),
            Hint("l", "ledger", "screen.panel('ledger')"),
            Hint("g", "go to", "screen.panel('map')"),
            Hint("u", "undo", "screen.ask('undo')"),
        ]
        if self.app.size.width >= WIDE:
            told += [
                Hint("b", "branches", "screen.panel('branches')"),
                Hint("t", "truth", "screen.ask('truth')"),
                Hint("n", "luck", "screen.ask('luck')"),
            ]
        leave = Hint("q", "back" if self.reading else "leave", "screen.leave")
        self.set_foot(told, [Hint("?", "help", "app.keys"), leave])

    # -- asking -----------------------------------------------------------------------------------

    @on(Menu.Picked, "#talk")
    def _chose(self, message: Menu.Picked) -> None:
        message.stop()
        if message.key == setting.AGAIN:
            self.post_message(self.Wants(Asked("restart")))
        else:
            self.post_message(self.Wants(Asked("choose", choice=message.key)))

    @on(Menu.Picked, "#side")
    def _picked(self, message: Menu.Picked) -> None:
        message.stop()
        # A choice's id and a scene's have no blank in them.
        kind, _, what = message.key.partition(" ")
        choice, _, scene = what.partition(" ")
        asked = {
            "scene": Asked("at", at=what),
            "at": Asked("at", at=what),
            "way": Asked("choose", choice=choice, scene=scene),
        }.get(kind)
        if asked is None:
            return
        if self.reading:
            self._panels.clear()
            self._show_panels()
        self.set_focus(self.talk, scroll_visible=False)
        self.post_message(self.Wants(asked))

    @on(Menu.Moved)
    def _moved(self, message: Menu.Moved) -> None:
        message.stop()

    def action_ask(self, what: Literal["undo", "restart", "truth", "luck", "read"]) -> None:
        """Ask for something that a key says whole."""
        self.post_message(self.Wants(Asked(what)))

    def action_leave(self) -> None:
        """Stop a search, close the panel that stands in the way, or leave."""
        if self.showing is not None and self.showing.searching:
            self.post_message(self.Wants(Asked("stop")))
        elif self.reading:
            self._panels.clear()
            self._show_panels()
        elif self.side.has_focus:
            self.set_focus(self.talk, scroll_visible=False)
        else:
            self.post_message(self.Left())
