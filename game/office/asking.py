"""Asks the log what a review shows, for somebody at their desk; between two questions it can stop.

Only of the runs they may see: every question goes through `Figures`. Knows no screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from game.office import review
from game.office.review import Overview, Talk
from game.office.tallies import ScenarioLine, StepLine, step_lines
from game.office.wanted import NoFilterError, Wanted
from game.records import wording
from game.records.errors import RecordsError
from game.records.wording import TITLE, Wording
from game.script.problems import nearest, quoted

if TYPE_CHECKING:
    from game.office.desk import Desk
    from game.records.behind import Taken
    from game.records.queries import Costly, Filter
    from game.records.ratio import Ratio
    from game.records.store import Store
    from game.records.wording import Files

DEAREST: Final = 500
"""Single decisions, the costliest, from which the choices that deserve a talk are taken."""

DEAREST_HERE: Final = 100
"""The same, of one scenario among many."""

ALL_OF_ONE: Final = 20_000
"""More decisions than one person has judged ones that cost anything."""

SOME: Final = 3
"""Runs that are named behind such a choice."""


class StoppedError(Exception):
    """Nobody waits for the answer any more."""


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A choice at a decision: its words, how often it was taken of all times, its cost in all, in
    thousandths of a point."""

    choice: str
    words: str
    spoken: bool
    taken: Ratio
    lost: int


class Asking:
    """Asks at one desk. Keeps the words of what it has read, nothing else."""

    def __init__(self, desk: Desk, stopped: Callable[[], bool] = lambda: False) -> None:
        self.desk = desk
        self._stopped = stopped
        self._read: dict[Files, Mapping[str, Wording]] = {}

    def remember(self, other: Asking) -> None:
        """Take over the words that another has read."""
        self._read = other._read

    def names(self) -> dict[str, str]:
        """Names by pseudonym, of those whose runs may be seen."""
        seen = self.desk.sees()
        return {
            person.pseudonym: person.name
            for person in self.desk.store.people()
            if seen is None or person.pseudonym in seen
        }

    def which(self, asked: Wanted) -> Filter:
        """What was asked for, at this moment. Raises NoFilterError for a person that nobody here
        is, and for a scenario or a binder that looks like a slip for one that was played."""
        figures = self.desk.figures()
        if asked.scenario is not None:
            _must_be_known("scenario", asked.scenario, figures.ids("scenario"))
        if asked.binder is not None:
            _must_be_known("binder", asked.binder, figures.ids("binder"))
        return asked.filter(self.desk.store.now(), self.names())

    def overview(self, which: Filter, talks: int = 20) -> Overview:
        """Everybody, and the choices that cost most. Raises StoppedError."""
        figures = self.desk.figures()
        people = figures.people(which)
        self._go_on()
        steps = figures.steps(which)
        self._go_on()
        better = figures.improvement(which)
        self._go_on()
        trends = figures.trends(review.WINDOW, which)
        lines = review.lines(people, steps, self.names(), trends, better)
        return Overview(
            lines=lines,
            steps=review.columns(lines),
            talks=self.talks(which, talks),
            buyers=review.summed(each.sixty_buyers for each in people),
            shoppers=review.summed(each.sixty_shoppers for each in people),
            runs=sum(each.runs for each in people),
        )

    def scenarios(self, which: Filter) -> tuple[ScenarioLine, ...]:
        """Every scenario that was played, by title, with what cost most there. Raises
        StoppedError."""
        figures = self.desk.figures()
        # One person's decisions are few enough to be asked for at once; everybody's have an index
        # by scenario.
        theirs = None if which.person is None else figures.costliest(which, ALL_OF_ONE)
        lines = []
        for line in figures.scenarios(which):
            self._go_on()
            its = replace(which, scenario=line.scenario)
            costly = (
                figures.costliest(its, DEAREST_HERE)
                if theirs is None
                else [each for each in theirs if each.scenario == line.scenario][:DEAREST_HERE]
            )
            talks = self._talks(its, costly, 1)
            title = talks[0].title if talks else self._title(its)
            lines.append(ScenarioLine(line, title, talks[0] if talks else None))
        return tuple(sorted(lines, key=lambda each: (each.title.casefold(), each.figures.scenario)))

    def steps(self, which: Filter) -> tuple[StepLine, ...]:
        """Every step that applied, the most skipped first."""
        return step_lines(self.desk.figures().steps(which), self.names())

    def talks(self, which: Filter, limit: int) -> tuple[Talk, ...]:
        """The choices that cost most, the dearest first: of those behind the costliest single
        decisions (`DEAREST`). Raises StoppedError."""
        self._go_on()
        return self._talks(which, self.desk.figures().costliest(which, DEAREST), limit)

    def _talks(self, which: Filter, costly: Sequence[Costly], limit: int) -> tuple[Talk, ...]:
        figures = self.desk.figures()
        found = []
        for scenario, scene, choice in review.worst(costly, limit):
            self._go_on()
            taken, lost = review.share(figures.costs(scenario, scene, which), choice)
            runs = figures.taken(scenario, scene, choice, which, limit=SOME)
            title, words, spoken = self._words(runs, scenario, choice)
            found.append(
                Talk(scenario, scene, choice, title, words, spoken, taken, lost, tuple(runs))
            )
        return tuple(sorted(found, key=lambda talk: (-talk.lost, talk.scenario, talk.choice)))

    def choices(self, scenario: str, scene: str, which: Filter) -> tuple[ChoiceLine, ...]:
        """What was chosen at a decision, the most frequent first. Raises StoppedError."""
        found = self.desk.figures().costs(scenario, scene, which)
        lines = []
        for each in found:
            self._go_on()
            taken, lost = review.share(found, each.choice)
            runs = self.desk.figures().taken(scenario, scene, each.choice, which, limit=1)
            _, words, spoken = self._words(runs, scenario, each.choice)
            lines.append(ChoiceLine(each.choice, words, spoken, taken, lost))
        return tuple(lines)

    def _title(self, which: Filter) -> str:
        """A scenario's title as it was in its latest run; its id where that cannot be read."""
        latest = self.desk.figures().runs(which, limit=1)
        if not latest:
            return str(which.scenario)
        of = self.desk.run(latest[0].run).started
        files = of.scenario_digest, of.binder_digest
        return self._said(of.scenario, of.binder, files, TITLE, of.scenario).words

    def _words(self, runs: Sequence[Taken], scenario: str, choice: str) -> tuple[str, str, bool]:
        """A scenario's title, a choice's words, and whether they are spoken, as they were in the
        first of these runs; ids where that cannot be read."""
        if not runs:
            return scenario, choice, False
        of = runs[0]
        files = of.scenario_digest, of.binder_digest
        title = self._said(scenario, of.binder, files, TITLE, scenario).words
        return title, *self._said(scenario, of.binder, files, choice, choice)

    def _said(self, scenario: str, binder: str, files: Files, choice: str, unread: str) -> Wording:
        """What a choice is called in these files; `unread` where they cannot be read."""
        if files not in self._read:
            self._read[files] = _wording(self.desk.store, scenario, binder, files)
        return self._read[files].get(choice, Wording(unread, spoken=False))

    def _go_on(self) -> None:
        if self._stopped():
            raise StoppedError


def _wording(store: Store, scenario: str, binder: str, files: Files) -> Mapping[str, Wording]:
    """What everything is called in these files, read once and kept beside the log; nothing where
    they cannot be read."""
    read = wording.kept(store, files)
    if read:
        return read
    from game.engine.program import compile_script
    from game.script.load import load_sources

    sources = [store.source(digest) for digest in files]
    script = load_sources(scenario, sources[0], binder, sources[1]).script
    if script is None:
        return {}
    read = {
        row.id: Wording(row.source.text, row.source.say is not None)
        for row in compile_script(script).choices
    }
    read[TITLE] = Wording(script.scenario.title, spoken=False)
    with suppress(RecordsError):  # a log that may only be read can be reviewed all the same
        wording.keep(store, files, read)
    return read


def _must_be_known(what: str, id: str, known: Sequence[str]) -> None:
    near = None if id in known else nearest(id, known)
    if near is not None:
        raise NoFilterError(
            f"No run here is of the {what} {quoted(id)}. Did you mean {quoted(near)}?"
        )
