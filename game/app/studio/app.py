"""`sixty preview` on a terminal: the studio alone, with no lobby under it and no log opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from game.app.app import ROOM, SixtyApp
from game.app.desk import Desk
from game.app.studio.room import Room
from game.app.studio.screen import StudioScreen

if TYPE_CHECKING:
    from textual.screen import Screen

    from game.author.bench import Bench


class PreviewApp(SixtyApp):
    """The studio, until it is left."""

    CSS_PATH: ClassVar = [ROOM / "app.tcss", ROOM / "studio" / "studio.tcss"]

    def __init__(self, home: Path, url: str, bench: Bench, *, grace: float | None = None) -> None:
        # Nobody plays, so that nobody is asked for a name.
        super().__init__(Desk(home, url, bench.shelves), name="", grace=grace)
        self._bench = bench

    def get_default_screen(self) -> Screen[Any]:
        """The studio."""
        return StudioScreen(self._bench.path.name)

    @property
    def studio(self) -> StudioScreen:
        """The screen at the bottom, always the studio."""
        return cast(StudioScreen, self.screen_stack[0])

    def stay(self, sentence: str) -> None:
        """Nowhere to go: what went wrong is said where one is."""
        if self.room is not None:
            self.room.trouble(sentence)

    def _begin(self) -> None:
        self.room = Room(self, self._bench, self.studio.show)
        self.do(self.room.open(), self.room.trouble)
        self.keep_tidy()

    def leave_studio(self) -> None:
        """There is nowhere else to go."""
        self.exit(0 if self.room is not None and self.room.played else 1)
