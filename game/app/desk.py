"""The app's one way to library, run and log: every call may be slow, and runs in the desk's thread.

Holds the store and the run being played, and gives frozen values back. What goes wrong comes out as
one Trouble with one sentence; the run is then where it was. Knows no screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from game.app.past import begun, result
from game.app.remembered import remember, remembered
from game.app.values import Begun, Offer, Past

if TYPE_CHECKING:
    from game.app.sitting import BinderPages, Sitting
    from game.engine.program import Program
    from game.engine.run import Run
    from game.records.entries import Mode, Person
    from game.records.store import Store
    from game.session.coach import Coach
    from game.session.live import Live
    from game.session.opening import Opener
    from game.session.review import NoReview, Review

RESULTS = 10
"""How many finished runs the lobby's figures are of."""

LIBRARY_INDEX = "library.json"
"""What the library remembers between starts, in the data folder; anyone may delete it."""


class Trouble(Exception):
    """Something could not be done; `sentence` says what and how to mend it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Desk:
    """Used from one thread at a time (the app gives it one of its own). `mode` is how to play until
    somebody says otherwise, None for what each person chose last."""

    def __init__(
        self,
        home: Path,
        url: str,
        shelves: Sequence[Path],
        open_log: Callable[[], Store] | None = None,
        mode: Mode | None = None,
    ) -> None:
        self.home = home
        self.url = url
        self.shelves = tuple(shelves)
        self.mode = mode
        self._index = home / LIBRARY_INDEX
        self._open_log = open_log or self._open_usual
        self._store: Store | None = None
        self._person: Person | None = None
        self._live: Live | None = None
        self._binder: BinderPages | None = None
        self._ahead: tuple[Run | None, dict[str, Sitting]] = (None, {})
        self._following: tuple[Live | None, Sitting | None] = (None, None)
        self._opener: Opener | None = None
        self._coach: Coach | None = None

    # -- people ---------------------------------------------------------------------------------

    def nobody_yet(self) -> bool:
        """Whether nobody can have played here: there is no log yet. Cheap, and opens nothing."""
        from game.records.places import DATABASE_FILE, sqlite_url

        file = self.home / DATABASE_FILE
        return self.url == sqlite_url(file) and not file.exists()

    def last_person(self) -> str | None:
        """Who played here last; they are who is playing now. None on a first visit, and where
        they would have to sign in."""
        with _told():
            last = self.log().last_person()
            self._person = None if last is None or self.needs_pin(last.name) else last
        return self._person.name if self._person else None

    def needs_pin(self, name: str) -> bool:
        """Whether whoever says this name has to sign in with a PIN."""
        from game.office.crew import crew

        with _told():
            if not crew(self.log()).set_up:
                return False
            from game.office.door import needs_pin

            return needs_pin(self.log(), name)

    def people(self) -> tuple[str, ...]:
        """Everybody who has played here, by name."""
        with _told():
            return tuple(person.name for person in self.log().people())

    def sit_down(self, name: str, pin: str = "") -> str:
        """Who is playing from now on, with their PIN where they have one; the name as it is
        kept."""
        with _told():
            if self.needs_pin(name):
                from game.office.door import sign_in

                sign_in(self.log(), name, pin)
            self._person = self.log().person(name)
        return self._person.name

    def seated(self) -> Person | None:
        """Who is playing now, signed in where they have a PIN."""
        return self._person

    def past(self) -> Past | None:
        """What the log knows of who is playing; None where nobody has said their name."""
        if self._person is None:
            return None
        with _told():
            store, person = self.log(), self._person
            left = store.unfinished(person.pseudonym)
            runs = store.counted(person.pseudonym, RESULTS)
            played = store.last_played(person.pseudonym)
        return Past(
            person.name,
            tuple(begun(run) for run in left),
            tuple(result(run) for run in reversed(runs)),
            tuple(played.items()),
            self._chosen(person),
        )

    def change_mode(self) -> Past | None:
        """From the floor to practice, or back; remembered for who is playing."""
        from game.session.modes import choose_mode

        if self._person is not None:
            mode: Mode = "floor" if self._chosen(self._person) == "practice" else "practice"
            self.mode = None
            choose_mode(self.home, self._person.pseudonym, mode)
        return self.past()

    def _mode_for(self, program: Program, person: Person) -> Mode:
        from game.session.modes import mode_for

        return mode_for(program.script.id, self._chosen(person))

    def _player(self) -> Person:
        if self._person is None:
            raise Trouble("Nobody has said who is playing yet.")
        return self._person

    def _chosen(self, person: Person) -> Mode | None:
        from game.session.modes import chosen_mode

        return self.mode or chosen_mode(self.home, person.pseudonym)

    # -- the library ----------------------------------------------------------------------------

    def known_offers(self) -> tuple[Offer, ...] | None:
        """The library as it was shown last, None where nobody has seen it yet.

        Cheap enough to be asked before anything has been shown; `offers` is what holds.
        """
        return remembered(self.home, self.shelves)

    def offers(self) -> tuple[Offer, ...]:
        """The library as it is now."""
        from game.library import catalogue

        offers = tuple(
            Offer(
                id=card.id,
                folder=card.id.rpartition("/")[0],
                title=card.title,
                about=card.about,
                channel=card.channel,
                minutes=card.minutes,
                wrong=card.broken,
            )
            for card in catalogue(self.shelves, self._index)
        )
        remember(self.home, self.shelves, offers)
        return offers

    # -- a run ----------------------------------------------------------------------------------

    def open(self, scenario: str, seed: int | None = None) -> Sitting:
        """Begin a run of a scenario, by its id or its file's path."""
        from game.session.live import begin, laid_out

        program, person = self._program(scenario), self._player()
        mode = self._mode_for(program, person)
        (live, sitting), self._following = self._following, (None, None)
        with _told():
            if live is None or seed is not None or not live.is_of(program, mode):
                live, sitting = laid_out(self.log(), program, seed=seed, mode=mode), None
            begin(live, person.pseudonym, seed_given=seed is not None)
        return self._seat(live, sitting)

    def foresee_again(self, scenario: str) -> Sitting | None:
        """The first scene of another run of a scenario, so that it need not be worked out while
        somebody waits; the very same value comes out of `open`, unless something has changed by
        then. Writes nothing. None where it cannot be played now."""
        from game.app.laid import binder_pages, laid
        from game.session.live import laid_out

        try:
            program = self._program(scenario)
            mode = self._mode_for(program, self._player())
            with _told():
                live = laid_out(self.log(), program, mode=mode)
        except Trouble:
            return None
        sitting = laid(live, live.run, binder_pages(program))
        self._following = live, sitting
        return sitting

    def resume(self, run: str) -> Sitting:
        """Go on with a run that was left."""
        from game.session.live import resume

        with _told():
            store = self.log()
            live = resume(store, store.run(run))
        return self._seat(live)

    def try_again(self, index: int) -> Begun:
        """Try a decision (from 0) of the run whose debrief is on screen again: a practice run of
        its own, begun there, for `resume` to open."""
        from game.session.live import branch

        if self._live is None:
            raise Trouble("No run is on screen.")
        with _told():
            store = self.log()
            live = branch(store, store.run(self._live.id), index)
        return Begun(live.id, live.run.program.script.id, len(live.run.taken), True, True)

    def review(self, run: str, stopped: Callable[[], bool]) -> Review | NoReview | None:
        """The review of the run whose debrief is on screen; None where it is another one by now,
        or `stopped` says that nobody waits for it any more.

        The one call for a thread beside the desk's: it reads a run, which is a value, and keeps
        what the coach finds out, and touches nothing else.
        """
        from game.session.coach import Coach, StoppedError

        live = self._live
        if live is None or live.id != run:
            return None
        self._coach = self._coach or Coach()
        try:
            return self._coach.review(live.run, stopped)
        except StoppedError:
            return None

    def give_up(self, run: str) -> None:
        """Give a run up: it stays in the log, and is not offered again."""
        with _told():
            self.log().abandon(run)

    def decide(self, choice: str, thinking_ms: int) -> Sitting:
        """Take a choice in the run being played; it is in the log when this returns.

        Asked again after trouble it does only what is still to do.
        """
        if self._live is None:
            raise Trouble("No run is being played.")
        before, ahead = self._ahead
        known = ahead.get(choice) if before is self._live.run else None
        with _told():
            if self._live.run.over:
                self._live.close()
            else:
                self._live.decide(choice, thinking_ms)
        return known or self._laid(self._live.run)

    def foresee(self, run: str, choice: str) -> Sitting | None:
        """What there would be to see after a choice, so that it need not be worked out while
        somebody waits; the very same value comes out of `decide`. Writes nothing. None where
        another run is being played by now, or the choice is not offered there."""
        from game.engine.run import NotOfferedError
        from game.engine.step import ScenarioFaultError

        live = self._live
        if live is None or live.id != run or live.run.over:
            return None
        if self._ahead[0] is not live.run:
            self._ahead = (live.run, {})
        try:
            after = live.run.choose(choice)
        except (NotOfferedError, ScenarioFaultError):
            return None
        sitting = self._ahead[1][choice] = self._laid(after)
        return sitting

    def undo(self) -> Sitting:
        """Take the last decision of the run being played back; the log keeps it."""
        if self._live is None:
            raise Trouble("No run is being played.")
        with _told():
            run = self._live.undo()
        return self._laid(run, undone=True)

    def hint(self) -> None:
        """Write down that a hint was asked for, before it is shown."""
        if self._live is None:
            raise Trouble("No run is being played.")
        with _told():
            self._live.hint()

    def warm_up(self) -> None:
        """Import what a run needs, so that the first one starts at once."""
        import game.app.debrief.screen
        import game.app.laid
        import game.app.scene.screen
        import game.session.live
        import game.session.modes
        import game.session.opening  # noqa: F401

    def close(self) -> None:
        """Let go of the log."""
        if self._store is not None:
            self._store.close()

    def log(self) -> Store:
        """The open log; several threads may share it."""
        if self._store is None:
            self._store = self._open_log()
        return self._store

    # -- inside ---------------------------------------------------------------------------------

    def _open_usual(self) -> Store:
        from game.records.opening import open_store

        return open_store(self.home, self.url)

    def _program(self, scenario: str) -> Program:
        from game.session.opening import CannotOpenError, Opener

        self._opener = self._opener or Opener(self.shelves)
        try:
            return self._opener.open(scenario)
        except CannotOpenError as error:
            raise Trouble(error.sentence) from error

    def _seat(self, live: Live, known: Sitting | None = None) -> Sitting:
        from game.app.laid import binder_pages

        self._live = live
        self._binder = binder_pages(live.run.program)
        return known or self._laid(live.run)

    def _laid(self, run: Run, *, undone: bool = False) -> Sitting:
        from game.app.laid import laid

        if self._live is None or self._binder is None:
            raise Trouble("No run is being played.")
        return laid(self._live, run, self._binder, undone=undone)


@contextmanager
def _told() -> Iterator[None]:
    """Turns what library, session and log raise into one Trouble."""
    try:
        yield
    except Exception as error:
        # Imported only now: asking who played last must not wait for what a run needs.
        from game.engine.run import NotOfferedError
        from game.engine.step import ScenarioFaultError
        from game.office.crew import RefusedError
        from game.records.errors import RecordsError
        from game.session.live import CannotReplayError, CannotUndoError

        known = (
            RefusedError,
            RecordsError,
            CannotReplayError,
            CannotUndoError,
            NotOfferedError,
            ScenarioFaultError,
        )
        if isinstance(error, known):
            raise Trouble(str(error)) from error
        raise
