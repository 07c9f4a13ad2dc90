"""What is to be seen at each place of the review, set as blocks; and where each of them leads.

Values in, blocks out; computes no figure. Words speak of decisions, never of the person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction as Exact
from typing import TYPE_CHECKING, Final

from textual.content import Content

from game.app.debrief.curve import Plot, curve
from game.app.page import Block
from game.app.review import lists, stories, table
from game.app.review.table import INDENT, cut, fraction, score
from game.app.review.values import (
    PeopleSeen,
    PersonSeen,
    RunsSeen,
    ScenarioSeen,
    ScenariosSeen,
    Seen,
    StepSeen,
    StepsSeen,
    Stop,
    TalkSeen,
)
from game.app.text import plain
from game.office.review import ENOUGH, WINDOW, percent, shade

if TYPE_CHECKING:
    from game.office.review import Line, Overview, Talk
    from game.records.queries import Point
    from game.records.ratio import Ratio

MOST: Final = 40
"""People on a page: setting more of them would keep a key waiting."""
PLOT_ROWS: Final = 7
NAMES: Final = (("── sixty", ""), ("·· process", ""))


@dataclass(slots=True)
class Set:
    """A page being set: `ways` is where each key leads."""

    width: int
    first_step: int = 0
    ways: dict[str, Stop] = field(default_factory=dict)

    def way(self, stop: Stop) -> str:
        """A key that leads there."""
        key = f"{stop.place} {len(self.ways)}"
        self.ways[key] = stop
        return key

    def blocks(self, stop: Stop, seen: Seen) -> list[Block]:
        """The page of a place."""
        first = int(stop.of[0]) if stop.of and stop.place in ("people", "scenarios") else 0
        found: Iterator[Block]
        match seen:
            case PeopleSeen():
                found = self._people(first, seen)
            case PersonSeen():
                found = self._person(stop.of[0], seen)
            case ScenariosSeen():
                found = stories.scenarios(self, first, seen.lines)
            case ScenarioSeen():
                found = stories.scenario(self, stop.of[0], seen)
            case StepsSeen():
                found = stories.steps(self, seen.lines)
            case StepSeen():
                found = stories.step(self, stop.of[0], seen.line)
            case RunsSeen():
                found = lists.runs(self, seen)
            case TalkSeen():
                found = lists.talk(self, seen)
            case _:
                found = lists.inspect(self, seen)
        return list(found)

    # -- everybody ------------------------------------------------------------------------------

    def _people(self, first: int, seen: PeopleSeen) -> Iterator[Block]:
        found = seen.overview
        if seen.inspect is not None:
            yield self._to_inspect(seen, seen.inspect)
        if not found.lines:
            yield from stories.nothing()
            return
        lines = found.lines[first : first + MOST]
        steps = found.steps[self.first_step :][: table.fits(lines, self.width)]
        yield table.head(steps, lines)
        for line in lines:
            yield table.row(line, steps, lines, self.way(Stop("person", (line.figures.person,))))
        left = len(found.lines) - first - len(lines)
        if left:
            more = f"{left} more people"
            key = self.way(Stop("people", (str(first + MOST),)))
            yield Block(plain(more, ".soft"), lead=INDENT, key=key)
        yield from self._sides(found)
        yield from self.talks(found.talks, "")
        yield Block()
        yield from table.legend()
        if len(found.steps) > len(steps):
            last = self.first_step + len(steps)
            words = f"Steps {self.first_step + 1} to {last} of {len(found.steps)}, the most "
            yield Block(plain(f"{words}skipped first; ← → shows the others.", ".soft"), lead=INDENT)

    def _to_inspect(self, seen: PeopleSeen, inspect: tuple[int, int]) -> Block:
        count, overdue = inspect
        late = f", {overdue} overdue" if overdue else ""
        agreed = seen.agreed.decisions.plus(seen.agreed.runs)
        said = f"agreed with the coach {fraction(agreed)}" if agreed.whole else ""
        return Block(
            plain(f"To inspect: {count}{late}", ".alarm" if overdue else ".strong"),
            lead=INDENT,
            above=1,
            right=plain(said, ".soft"),
            key=self.way(Stop("inspect")),
        )

    def _sides(self, found: Overview) -> Iterator[Block]:
        runs = f"{found.runs} runs"
        yield self.figure("Sixty, shoppers", found.shoppers, runs, behind=("", "", "shoppers"))
        yield self.figure("Sixty, buyers", found.buyers, behind=("", "", "buyers"))

    def talks(
        self, talks: tuple[Talk, ...], person: str, *, titled: bool = True
    ) -> Iterator[Block]:
        """The choices that cost most, each a way to where it was chosen; `person` narrows that,
        and `titled` says of which scenario each is."""
        if not talks:
            yield Block(plain("No decision cost anything.", ".soft"), lead=INDENT, above=1)
            return
        yield Block(
            plain("Costliest decisions", ".title"),
            lead=INDENT,
            above=1,
            right=plain(f"{'taken':>10}{'each':>7}{'lost':>7}", ".soft"),
        )
        for talk in talks:
            said = f"“{talk.words}”" if talk.spoken else talk.words
            title = f"  {cut(talk.title, 18)}" if titled else ""
            room = max(20, self.width - len(INDENT) - (46 if titled else 28))
            words = Content.assemble(plain(cut(said, room)), plain(title, ".soft"))
            figures = f"{fraction(talk.taken):>10}{-talk.each:>7}{-talk.points:>7}"
            yield Block(
                words,
                lead=INDENT,
                right=plain(figures, ".loss"),
                key=self.way(Stop("talk", (talk.scenario, talk.scene, talk.choice, person))),
            )

    # -- somebody -------------------------------------------------------------------------------

    def _person(self, who: str, seen: PersonSeen) -> Iterator[Block]:
        if not seen.overview.lines:
            yield Block(plain("No run of theirs counts here."), lead=INDENT, above=1)
            return
        (line,) = seen.overview.lines
        yield Block(
            plain(line.name, ".title"),
            lead=INDENT,
            above=1,
            right=plain(f"{fraction(line.entering)} runs in the averages", ".soft"),
            key=self.way(Stop("runs", (who, "", "all"))),
        )
        yield from self._figures(line)
        yield from self._plot(seen.points)
        yield Block(
            plain("Steps, the most skipped first", ".title"),
            lead=INDENT,
            above=1,
            right=plain("done", ".soft"),
        )
        mine = sorted(line.steps.items(), key=lambda each: (each[1].part - each[1].whole, each[0]))
        for step, done in mine:
            words = Content.assemble(
                plain(shade(done), table.INKS.get(shade(done), "")), "  ", plain(step)
            )
            yield Block(
                words,
                lead=INDENT,
                right=plain(f"{fraction(done)}  {percent(done):>3} in 100", ".soft"),
                key=self.way(Stop("skipped", (who, step))),
            )
        if not mine:
            yield Block(plain("No judged run yet.", ".soft"), lead=INDENT)
        yield from self.talks(seen.overview.talks, who)

    def _figures(self, line: Line) -> Iterator[Block]:
        figures, of = line.figures, (line.figures.person, "")
        for name, points, trend in (
            ("Process", figures.process, line.process_trend),
            ("Sixty", figures.sixty, line.sixty_trend),
        ):
            words = table.trend_words(trend)
            yield self.figure(name, points, words, behind=(*of, "averages"))
        yield self.figure("  with shoppers", figures.sixty_shoppers, behind=(*of, "shoppers"))
        yield self.figure("  with buyers", figures.sixty_buyers, behind=(*of, "buyers"))
        yield self.fact("Fouls", f"in {fraction(line.fouls)} finished runs", (*of, "fouls"))
        passed = f"{figures.passed}/{line.entering.part} runs"
        yield self.fact("Passed", passed, (*of, "passed"))
        better = line.improved
        if better is not None:
            pairs = (("process", better.process), ("sixty", better.sixty))
            said = ", ".join(f"{name} {score(a)} → {score(b)}" for name, (a, b) in pairs)
            many = "1 scenario" if better.scenarios == 1 else f"{better.scenarios} scenarios"
            yield Block(
                plain(f"{'First to latest':<18}{said}"),
                lead=INDENT,
                right=plain(f"in {many}", ".soft"),
                key=self.way(Stop("runs", (*of, "averages"))),
            )

    def figure(self, name: str, points: Ratio, said: str = "", *, behind: tuple[str, ...]) -> Block:
        """A score in percent, with its fraction, and a way to the runs behind it."""
        known = f"{score(points):>3}  {fraction(points)} points" if points.whole else "  –"
        return self.fact(name, known, behind, said)

    def fact(self, name: str, words: str, behind: tuple[str, ...], said: str = "") -> Block:
        """A figure in words, and a way to the runs behind it."""
        key = self.way(Stop("runs", behind))
        return Block(plain(f"{name:<18}{words}"), lead=INDENT, right=plain(said, ".soft"), key=key)

    def _plot(self, points: tuple[Point, ...]) -> Iterator[Block]:
        if len(points) < ENOUGH:
            words = f"A trend takes {ENOUGH} runs in the averages, and here are {len(points)}."
            yield Block(plain(words, ".soft"), lead=INDENT, above=1)
            return
        late = points[-WINDOW:]
        # The plot is of decisions and what they came to: the last run stands for its own end.
        sixty = tuple(_exact(point.sixty) for point in (*late, late[-1]))
        process = tuple(_exact(point.process) for point in (*late, late[-1]))
        plot = Plot(sixty, process, frozenset(range(len(late))), len(late) - 1, NAMES)
        yield Block(
            plain(f"The latest {len(late)} runs in the averages", ".title"), lead=INDENT, above=1
        )
        for line in curve(plot, max(40, self.width), PLOT_ROWS):
            yield Block(line)


def _exact(points: Ratio) -> Exact:
    return Exact(100 * points.part, points.whole) if points.whole else Exact(0)
