"""Works behind the review's screen: comes in by the office's door, asks the log, has runs judged.

Every call may be slow: the door gives them to a thread. What goes wrong comes out as one Trouble.
Knows no screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from game.app.desk import Trouble
from game.app.review.seeing import seen
from game.app.review.values import Told
from game.office import door
from game.office.asking import Asking, StoppedError
from game.office.crew import RefusedError
from game.office.desk import Desk
from game.office.wanted import NoFilterError, Wanted, split, wanted
from game.records.errors import RecordsError
from game.records.export import time_text
from game.session.live import CannotReplayError

if TYPE_CHECKING:
    from game.app.desk import Desk as AppDesk
    from game.app.review.values import Count, Said, Seen, Stop
    from game.office.beside import Beside
    from game.office.evidence import Evidence
    from game.session.coach import Coach


class Room:
    """Somebody's review, from coming in to leaving. `asked` is the filter in force."""

    def __init__(self, desk: AppDesk, asked: Wanted | None = None, who: Desk | None = None) -> None:
        self._app_desk = desk
        self._office = who
        self._asking: Asking | None = None
        self._turn = 0
        self._waiting = 0
        self._closed = False
        self._coach: Coach | None = None
        self.asked = asked or Wanted()

    # -- coming in ------------------------------------------------------------------------------

    def open(self) -> None:
        """Come in as whoever is playing, who has signed in where that is asked for."""
        if self._office is not None:
            return
        with told():
            store, who = self._app_desk.log(), self._app_desk.seated()
            if who is None and door.is_set_up(store):
                raise Trouble("People sign in here: say who you are first, with n in the lobby.")
            self._office = door.lone(store) if who is None else Desk(store, who)

    # -- asking ---------------------------------------------------------------------------------

    def turn(self) -> int:
        """The number of the next question; whatever was asked before it stops."""
        self._turn += 1
        return self._turn

    def close(self) -> None:
        """Nobody waits for anything any more."""
        self._closed = True
        self._turn += 1

    def ask(self, turn: int, stop: Stop) -> Seen | None:
        """What is to be seen there; None where something else has been asked since."""
        with told():
            if self._office is None or turn != self._turn:
                return None
            asking = Asking(self._office, lambda: turn != self._turn)
            if self._asking is not None:
                asking.remember(self._asking)
            self._asking = asking
            which = asking.which(self.asked)
            try:
                return seen(asking, which, stop)
            except StoppedError:
                return None

    def narrow(self, typed: str) -> Wanted:
        """Another filter, as it was typed, from now on."""
        with told():
            found = wanted(split(typed))
            if self._office is not None:
                Asking(self._office).which(found)
            self.asked = found
        return found

    def evidence(self, run: str) -> Evidence | None:
        """A run as evidence, the coach's review with it."""
        from game.session.coach import Coach

        if self._office is None:
            return None
        self._coach = self._coach or Coach()  # has the scenario solved when somebody says a word
        with told():
            return self._office.evidence(run, self._coach)

    def fellows(self, run: str) -> tuple[str, ...]:
        """The runs that can be laid beside this one, somebody else's first."""
        if self._office is None:
            return ()
        with told():
            return tuple(each.run for each in self._office.fellows(run))

    def beside(self, left: str, right: str) -> Beside | None:
        """Two runs side by side."""
        from game.session.coach import Coach

        if self._office is None:
            return None
        self._coach = self._coach or Coach()
        with told():
            return self._office.beside(left, right, self._coach)

    def wait(self) -> None:
        """Somebody is about to ask for evidence: judging makes way."""
        self._waiting += 1

    def waited(self) -> None:
        """They have it."""
        self._waiting -= 1

    def say(self, said: Said) -> None:
        """A word, a verdict or a sign-off. It is on the disk when this returns."""
        if self._office is None:
            return
        with told():
            if said.signs:
                self._office.sign(
                    said.run,
                    said.verdict or "agree",
                    said.text,
                    process=said.process,
                    sixty=said.sixty,
                    id=said.id,
                )
            else:
                self._office.comment(
                    said.run,
                    said.index,
                    said.text,
                    verdict=said.verdict,
                    label=said.label,
                    id=said.id,
                )

    # -- errands --------------------------------------------------------------------------------

    def file_to_export_to(self) -> str:
        """A name that an export may begin with, for whom one is allowed."""
        from pathlib import Path

        with told():
            if self._office is not None:
                self._office.to_export()
            day = time_text(self._app_desk.log().now())[:10]
        return str(Path.home() / f"sixty-{day}")

    def export(self, values: Mapping[str, str], replace: bool, count: Count) -> Told:
        """The whole log into a file."""
        from game.app.review import errands

        if self._office is None:
            return Told((), wrong=False)
        with told():
            return errands.export(self._office, values, replace, count, lambda: self._closed)

    def may_draw(self) -> None:
        """Whether runs may be drawn to be inspected here."""
        with told():
            if self._office is not None:
                self._office.draws()

    def draw(self, values: Mapping[str, str]) -> str:
        """Draw runs to inspect; what was drawn, once it is in the log."""
        from game.app.review import errands

        if self._office is None:
            return ""
        with told():
            return errands.draw(self._office, values)

    def verify(self, against: str, count: Count) -> Told:
        """Whether anything in the log was changed."""
        from game.app.review import errands

        if self._office is None:
            return Told((), wrong=False)
        with told():
            return errands.verify(self._office, against, count, lambda: self._closed)

    # -- judging --------------------------------------------------------------------------------

    def unjudged(self) -> int:
        """How many finished runs the coach has not looked at."""
        from game.office.judging import RULES
        from game.records.judging import unjudged

        with told():
            return len(unjudged(self._app_desk.log(), RULES, 2**31))

    def judge(self, turns: int) -> int:
        """Have some runs judged, until somebody waits for something else; how many."""
        from game.office.judging import judge

        done = 0

        def stopped() -> bool:
            nonlocal done
            done += 1
            return self._closed or self._waiting > 0 or done > turns

        with told():
            return judge(self._app_desk.log(), stopped=stopped)


@contextmanager
def told() -> Iterator[None]:
    """Turns what office and log raise into one Trouble."""
    try:
        yield
    except (RefusedError, RecordsError, NoFilterError, CannotReplayError) as error:
        raise Trouble(str(error)) from error
