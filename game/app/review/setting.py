"""What is to be seen at each place of the review, set as blocks; and where each of them leads.

Values in, blocks out; computes no figure. Words speak of decisions, never of the person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction as Exact
from typing import TYPE_CHECKING, Final

from textual.content import Content

from game.app.debrief.curve import Plot, curve
from game.app.page import Block
from game.app.review import table
from game.app.review.table import INDENT, cut, fraction, score
from game.app.review.values import (
    InspectSeen,
    PeopleSeen,
    PersonSeen,
    RunsSeen,
    Seen,
    Stop,
    TalkSeen,
)
from game.app.text import plain
from game.office.review import ENOUGH, WINDOW, percent, shade
from game.records.export import time_text

if TYPE_CHECKING:
    from game.office.review import Line, Overview, Talk
    from game.records.queries import Fraction, Point, RunLine

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
        if isinstance(seen, PeopleSeen):
            return list(self._people(stop, seen))
        if isinstance(seen, PersonSeen):
            return list(self._person(stop, seen))
        if isinstance(seen, TalkSeen):
            return list(self._talk(seen))
        if isinstance(seen, RunsSeen):
            return list(self._runs(seen))
        return list(self._inspect(seen))

    # -- everybody ------------------------------------------------------------------------------

    def _people(self, stop: Stop, seen: PeopleSeen) -> Iterator[Block]:
        found = seen.overview
        if seen.inspect is not None:
            yield self._to_inspect(seen, seen.inspect)
        if not found.lines:
            yield Block(plain("No run that counts is among these."), lead=INDENT, above=1)
            yield Block(
                plain("/ asks for others: days=all, mode=any, or a name alone.", ".soft"),
                lead=INDENT,
            )
            return
        first = int(stop.of[0]) if stop.of else 0
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
        yield self._sides(found)
        yield from self._talks(found.talks, "")
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

    def _sides(self, found: Overview) -> Block:
        shoppers, buyers = score(found.shoppers), score(found.buyers)
        return Block(
            plain(f"sixty with shoppers {shoppers} · with buyers {buyers}", ".soft"),
            lead=INDENT,
            right=plain(f"{found.runs} runs", ".soft"),
        )

    def _talks(self, talks: tuple[Talk, ...], person: str) -> Iterator[Block]:
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
            room = max(20, self.width - len(INDENT) - 46)
            title = cut(talk.title, 18)
            words = Content.assemble(plain(cut(said, room)), ("  ", ""), plain(title, ".soft"))
            figures = f"{fraction(talk.taken):>10}{-talk.each:>7}{-talk.points:>7}"
            yield Block(
                words,
                lead=INDENT,
                right=plain(figures, ".loss"),
                key=self.way(Stop("talk", (talk.scenario, talk.scene, talk.choice, person))),
            )

    # -- somebody -------------------------------------------------------------------------------

    def _person(self, stop: Stop, seen: PersonSeen) -> Iterator[Block]:
        who = stop.of[0]
        if not seen.overview.lines:
            yield Block(plain("No run of theirs counts here."), lead=INDENT, above=1)
            return
        (line,) = seen.overview.lines
        yield Block(
            plain(line.name, ".title"),
            lead=INDENT,
            above=1,
            right=plain(f"{fraction(line.entering)} runs in the averages", ".soft"),
            key=self.way(Stop("runs", (who,))),
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
                key=self.way(Stop("step", (who, step))),
            )
        if not mine:
            yield Block(plain("No judged run yet.", ".soft"), lead=INDENT)
        yield from self._talks(seen.overview.talks, who)

    def _figures(self, line: Line) -> Iterator[Block]:
        figures = line.figures
        for name, points, trend in (
            ("Process", figures.process, line.process_trend),
            ("Sixty", figures.sixty, line.sixty_trend),
        ):
            yield self._figure(name, points, table.trend_words(trend))
        yield self._figure("  with shoppers", figures.sixty_shoppers)
        yield self._figure("  with buyers", figures.sixty_buyers)
        fouls = f"in {fraction(line.fouls)} finished runs"
        yield Block(plain(f"{'Fouls':<18}{fouls}"), lead=INDENT)
        passed = f"{figures.passed}/{line.entering.part} runs"
        yield Block(plain(f"{'Passed':<18}{passed}"), lead=INDENT)
        better = line.improved
        if better is not None:
            pairs = (("process", better.process), ("sixty", better.sixty))
            said = ", ".join(f"{name} {score(a)} → {score(b)}" for name, (a, b) in pairs)
            many = "1 scenario" if better.scenarios == 1 else f"{better.scenarios} scenarios"
            yield Block(
                plain(f"{'First to latest':<18}{said}"),
                lead=INDENT,
                right=plain(f"in {many}", ".soft"),
            )

    def _figure(self, name: str, points: Fraction, said: str = "") -> Block:
        known = f"{score(points):>3}  {fraction(points)} points" if points.whole else "  –"
        return Block(plain(f"{name:<18}{known}"), lead=INDENT, right=plain(said, ".soft"))

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

    # -- lists ----------------------------------------------------------------------------------

    def _talk(self, seen: TalkSeen) -> Iterator[Block]:
        yield Block(
            plain("What was chosen here", ".title"),
            lead=INDENT,
            above=1,
            right=plain(f"{'taken':>10}{'each':>7}{'lost':>7}", ".soft"),
        )
        for each in seen.choices:
            said = f"“{each.words}”" if each.spoken else each.words
            mark = "● " if each.choice == seen.choice else "  "
            cost = -round(each.lost / 1000 / max(1, each.taken.part))
            figures = f"{fraction(each.taken):>10}{cost:>7}{-round(each.lost / 1000):>7}"
            yield Block(plain(said), lead=plain(INDENT + mark), right=plain(figures, ".soft"))
            yield Block(plain(_bar(each.taken, self.width - 12), ".gain"), lead=INDENT + "  ")
        yield Block(
            plain("Where ● was chosen, the costliest first", ".title"), lead=INDENT, above=1
        )
        for run in seen.taken:
            who = seen.names.get(run.person, "(name taken away)")
            yield Block(
                plain(f"{_when(run.started_ms)}  {cut(who, 24)}"),
                lead=INDENT,
                right=plain(f"decision {run.number + 1}{-round(run.loss / 1000):>7}", ".soft"),
                key=self.way(Stop("run", (run.run, str(run.number)))),
            )

    def _runs(self, seen: RunsSeen) -> Iterator[Block]:
        yield Block(
            plain(f"Runs, {seen.said}", ".title"),
            lead=INDENT,
            above=1,
            right=plain(f"{'process':>9}{'sixty':>7}{'lost':>7}", ".soft"),
        )
        if not seen.lines:
            yield Block(plain("None.", ".soft"), lead=INDENT)
        for line in seen.lines:
            yield self._run(line, seen.names)

    def _run(self, line: RunLine, names: Mapping[str, str]) -> Block:
        who = cut(names.get(line.person, "(name taken away)"), 12)
        what = cut(line.scenario, max(12, self.width - len(INDENT) - 56))
        left = f"{_when(line.started_ms)}  {who:<12}  {what}"
        if line.state == "finished":
            lost = "…" if line.loss is None else str(-round(line.loss / 1000))
            figures = f"{score(line.process):>9}{score(line.sixty):>7}{lost:>7}"
        else:
            figures = line.state
        notes = [] if line.counts else ["not counted"]
        notes += ["foul"] if line.fouls != "[]" else []
        words = Content.assemble(plain(left), plain("".join(f"  {n}" for n in notes), ".loss"))
        key = self.way(Stop("run", (line.run,)))
        return Block(words, lead=INDENT, right=plain(figures, ".soft"), key=key)

    def _inspect(self, seen: InspectSeen) -> Iterator[Block]:
        yield Block(plain("Runs to inspect, drawn by lot", ".title"), lead=INDENT, above=1)
        if not seen.open:
            words = "None is open. sixty inspect --draw 5 draws five, written into the log."
            yield Block(plain(words, ".soft"), lead=INDENT)
        for each, record in seen.open:
            who = cut(record.name or "(name taken away)", 16)
            due = "overdue since" if each.overdue else "due"
            yield Block(
                plain(f"{who:<18}{cut(record.started.scenario, self.width - 48)}"),
                lead=INDENT,
                right=plain(
                    f"{due} {time_text(each.due_ms)[:10]}", ".alarm" if each.overdue else ".soft"
                ),
                key=self.way(Stop("run", (each.run,))),
            )


def _bar(part: Fraction, width: int) -> str:
    cells = max(1, width) * part.part // max(1, part.whole)
    return "━" * cells or "·"


def _exact(points: Fraction) -> Exact:
    return Exact(100 * points.part, points.whole) if points.whole else Exact(0)


def _when(at_ms: int) -> str:
    return time_text(at_ms)[:16].replace("T", " ")
