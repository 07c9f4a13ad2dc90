"""What is to be seen at each place of the review, set as blocks; and where each of them leads.

Values in, blocks out; computes no figure. Words speak of decisions, never of the person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from textual.content import Content

from game.app.debrief.curve import Plot, curve
from game.app.page import Block
from game.app.review import lists, people, stories, table
from game.app.review.table import INDENT, cut
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
from game.office.review import ENOUGH, WINDOW

if TYPE_CHECKING:
    from game.office.review import Line, Overview, Talk
    from game.records.queries import Point
    from game.records.ratio import Ratio

PLOT_ROWS: Final = 11
"""Lines of a plot: ten points from one to the next."""
STEP: Final = 3
"""Cells from one run to the next at least: all that a trend looks at fit a page of 80."""
NAMES: Final = (("── sixty", ""), ("·· process", ""))
FACT: Final = 18
"""Cells of a figure's name."""


@dataclass(slots=True)
class Set:
    """A page being set: `ways` is where each key leads, `steps_shown` how many columns of the map
    of steps there was room for."""

    width: int
    first_step: int = 0
    steps_shown: int = 1
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
        yield from people.everybody(self, first, found)
        yield from self._sides(found)
        yield from self.talks(found.talks, "")

    def _to_inspect(self, seen: PeopleSeen, inspect: tuple[int, int]) -> Block:
        count, overdue = inspect
        late = f", {overdue} overdue" if overdue else ""
        agreed = seen.agreed.decisions.plus(seen.agreed.runs)
        said = f"agreed with the coach {agreed.counted}" if agreed.whole else ""
        return Block(
            plain(f"To inspect: {count}{late}", ".alarm" if overdue else ".strong"),
            lead=INDENT,
            above=1,
            right=plain(said, ".soft"),
            key=self.way(Stop("inspect")),
        )

    def _sides(self, found: Overview) -> Iterator[Block]:
        runs = f"{found.runs} runs"
        yield Block()
        yield self.fact("Sixty, shoppers", found.shoppers, ("", "", "shoppers"), "points", runs)
        yield self.fact("Sixty, buyers", found.buyers, ("", "", "buyers"), "points")

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
            figures = f"{talk.taken.counted:>10}{-talk.each:>7}{-talk.points:>7}"
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
            right=plain(f"{line.entering.counted} runs in the averages", ".soft"),
            key=self.way(Stop("runs", (who, "", "all"))),
        )
        yield from self._figures(line)
        yield from self._plot(line, seen.points)
        yield Block(
            plain("Steps, the most skipped first", ".title"),
            lead=INDENT,
            above=1,
            right=plain("done", ".soft"),
        )
        mine = sorted(line.steps.items(), key=lambda each: (each[1].part - each[1].whole, each[0]))
        for step, done in mine:
            yield stories.done(self, step, done, Stop("skipped", (who, step)))
        if not mine:
            yield Block(plain("No judged run yet.", ".soft"), lead=INDENT)
        yield from self.talks(seen.overview.talks, who)

    def _figures(self, line: Line) -> Iterator[Block]:
        figures, of = line.figures, (line.figures.person, "")
        averages, firsts = (*of, "averages"), (*of, "firsts")
        for name, points, trend in (
            ("Process", figures.process, line.process_trend),
            ("Sixty", figures.sixty, line.sixty_trend),
        ):
            yield self.fact(name, points, averages, "points", table.trend_words(trend))
        yield self.fact("  with shoppers", figures.sixty_shoppers, (*of, "shoppers"), "points")
        yield self.fact("  with buyers", figures.sixty_buyers, (*of, "buyers"), "points")
        yield self.fact("Passed", line.passes, (*of, "passed"), "runs in the averages")
        yield self.fact("Fouls", line.fouls, (*of, "fouls"), "finished runs")
        yield self.fact("Not finished", line.unfinished, (*of, "unfinished"), "runs that count")
        yield self.fact("First tries", line.firsts, firsts, "runs in the averages, not repeats")
        if line.firsts.part:
            yield self.fact("  process", figures.first_process, firsts, "points")
            yield self.fact("  sixty", figures.first_sixty, firsts, "points")
        better = line.improved
        if better is not None:
            many = "1 scenario" if better.scenarios == 1 else f"{better.scenarios} scenarios"
            yield self._led("First to latest", plain(f"in {many} played again", ".soft"), averages)
            yield from self._pairs(better.process, better.sixty, averages)

    def _pairs(
        self, process: tuple[Ratio, Ratio], sixty: tuple[Ratio, Ratio], behind: tuple[str, ...]
    ) -> Iterator[Block]:
        """Both scores before and after."""
        for name, (before, after) in (("process", process), ("sixty", sixty)):
            yield self._led(f"  {name}", plain(f"{before!s:>14} → {after}"), behind)

    def fact(
        self, name: str, ratio: Ratio, behind: tuple[str, ...], of: str, said: str = ""
    ) -> Block:
        """A ratio, of what it is, and a way to the runs behind it."""
        words = Content.assemble(plain(f"{ratio!s:>14}"), plain(f"  {of}", ".soft"))
        return self._led(name, words, behind, said)

    def _led(self, name: str, words: Content, behind: tuple[str, ...], said: str = "") -> Block:
        key = self.way(Stop("runs", behind))
        text = Content.assemble(plain(f"{name:<{FACT}}"), words)
        return Block(text, lead=INDENT, right=plain(said, ".soft"), key=key)

    def _plot(self, line: Line, points: tuple[Point, ...]) -> Iterator[Block]:
        process, sixty = line.process_halves, line.sixty_halves
        if process is None or sixty is None:
            words = f"A trend takes {ENOUGH} runs in the averages, and here are {len(points)}."
            yield Block(plain(words, ".soft"), lead=INDENT, above=1)
            return
        late = points[-WINDOW:]
        # The plot is of decisions and what they came to: the last run stands for its own end.
        ends = (*late, late[-1])
        plot = Plot(
            tuple(point.sixty.of_hundred for point in ends),
            tuple(point.process.of_hundred for point in ends),
            frozenset(range(len(late))),
            len(late) - 1,
            NAMES,
            (str(late[-1].sixty), str(late[-1].process)),
            STEP,
        )
        yield Block(
            plain(f"The latest {len(late)} runs in the averages", ".title"), lead=INDENT, above=1
        )
        for drawn in curve(plot, max(40, self.width), PLOT_ROWS):
            yield Block(drawn)
        behind = line.figures.person, "", "averages"
        said = plain("half of these, which is what a trend is of", ".soft")
        yield self._led("Earlier to later", said, behind)
        yield from self._pairs(process, sixty, behind)
