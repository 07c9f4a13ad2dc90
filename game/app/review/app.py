"""`sixty review` on a terminal: the review alone, with no lobby under it, for who has signed in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from game.app.app import ROOM, SixtyApp
from game.app.desk import Desk
from game.app.frame import Sheet

if TYPE_CHECKING:
    from textual.screen import Screen

    from game.office.desk import Desk as Office
    from game.office.wanted import Wanted


class ReviewApp(SixtyApp):
    """The review, until it is left."""

    CSS_PATH: ClassVar = [ROOM / "app.tcss", ROOM / "review" / "review.tcss"]

    def __init__(
        self, home: Path, url: str, who: Office, asked: Wanted, *, grace: float | None = None
    ) -> None:
        # Nobody plays, so that nobody is asked for a name.
        super().__init__(Desk(home, url, (), lambda: who.store), name="", grace=grace)
        self._who = who
        self._asked = asked

    def get_default_screen(self) -> Screen[Any]:
        """An empty sheet, which is never seen for long."""
        return Sheet()

    def stay(self, sentence: str) -> None:
        """Nowhere to go: what went wrong is said where one is."""
        screen = self.reviewing
        if screen is not None:
            screen.show_trouble(sentence)

    def _begin(self) -> None:
        self.move(self.open_review(self._asked, self._who), "r")
        self.keep_tidy()

    def leave_review(self) -> None:
        """There is nowhere else to go."""
        self.exit(0)
