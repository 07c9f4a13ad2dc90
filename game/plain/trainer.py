"""The trainer's review as plain lines: everybody, the steps they skip, what deserves a talk.

Takes what `game.office` gathered; computes nothing and knows no stream. A ratio has its fraction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from game.office.review import ENOUGH
from game.plain.scene import quoted
from game.session.safe import safe

if TYPE_CHECKING:
    from game.office.agreement import Agreement
    from game.office.review import Halves, Line, Overview, Talk, Trend
    from game.office.tallies import ScenarioLine
    from game.office.wanted import Wanted
    from game.records.ratio import Ratio

TRENDS: Final = {"up": "going up", "down": "going down", "steady": "steady"}


def overview_lines(asked: Wanted, found: Overview, unjudged: int, *, others: bool) -> Iterator[str]:
    """The whole review; `unjudged` runs have not been looked at by the coach yet, and with `others`
    there are runs that count, be it not among these."""
    yield f"Review: {safe(', '.join(asked.words()))}."
    if not found.lines and others:
        yield "No run that counts is among these: days=all and mode=any ask for more."
        return
    if not found.lines:
        yield (
            "There is no run yet that counts. Those by a bot, with a seed or a truth given, or of "
            "a decision tried again do not: sixty log lists them."
        )
        return
    counting = "run that counts" if found.runs == 1 else "runs that count"
    yield f"{found.runs:,} {counting}, by {_count(len(found.lines), 'person')}."
    yield "Averages are of runs that were finished without a foul."
    yield _sides(found.buyers, found.shoppers)
    if unjudged:
        yield (
            f"{_count(unjudged, 'run')} not judged yet: steps and costs are without them, and the "
            "next review goes on from here."
        )
    for line in found.lines:
        yield ""
        yield from _person(line, found.steps)
    yield ""
    yield "Costliest decisions:"
    if not found.talks:
        yield "  None that cost anything."
    for talk in found.talks:
        yield from _talk(talk)


def scenario_lines(lines: Sequence[ScenarioLine]) -> Iterator[str]:
    """Every scenario that was played."""
    if not lines:
        return
    yield ""
    yield "Scenarios:"
    for line in lines:
        figures = line.figures
        yield f"  {safe(line.title)} ({safe(figures.scenario)})"
        yield (
            f"    In the averages are {figures.entering.told} runs; passed "
            f"{figures.passes.told}, fouls in {figures.fouls.told}."
        )
        if figures.entering.part:
            yield f"    Process {_score(figures.process)}, sixty {_score(figures.sixty)}."
            yield f"    {_sides(figures.sixty_buyers, figures.sixty_shoppers)}"
        talk = line.costliest
        if talk is not None:
            words = quoted(talk.words) if talk.spoken else safe(talk.words)
            times = f"taken {talk.taken.told} times"
            yield f"    Costliest: {words}, {times}; lost {talk.points} points in all."


def inspection_line(open_: int, overdue: int, agreed: Agreement) -> str:
    """What is to be inspected, and how often people agree with the coach."""
    late = f", {overdue} overdue" if overdue else ""
    share = agreed.decisions.plus(agreed.runs)
    said = f" People agree with the coach in {share.told} verdicts." if share.whole else ""
    return f"To inspect: {open_}{late} (sixty inspect).{said}"


def _person(line: Line, steps: tuple[str, ...]) -> Iterator[str]:
    figures = line.figures
    yield f"{safe(line.name)}: in the averages are {line.entering.told} runs."
    if line.unfinished.part:
        yield f"  Not finished: {line.unfinished.told}."
    if line.fouls.whole:
        yield f"  Fouls: in {line.fouls.told} finished runs."
    if line.entering.part:
        process = _trend(line.process_trend, line.process_halves)
        yield f"  Process {_score(figures.process)}{process}."
        yield f"  Sixty {_score(figures.sixty)}{_trend(line.sixty_trend, line.sixty_halves)}."
        if line.entering.part < ENOUGH:
            yield f"  Under {ENOUGH} runs there is no trend to speak of."
        yield f"  {_sides(figures.sixty_buyers, figures.sixty_shoppers)}"
        yield f"  Passed: {line.passes.told}."
        yield f"  First tries, not repeats: {line.firsts.told}."
    if line.firsts.part:
        process, sixty = _score(figures.first_process), _score(figures.first_sixty)
        yield f"    Of these alone: process {process}, sixty {sixty}."
    better = line.improved
    if better is not None:
        process, sixty = (" to ".join(map(_score, pair)) for pair in (better.process, better.sixty))
        yield (
            f"  From first to latest, in {_count(better.scenarios, 'scenario')} played again: "
            f"process {process}, sixty {sixty}."
        )
    known = [step for step in steps if step in line.steps]
    if known:
        yield "  Steps done, of the runs in which they applied, the most skipped by all first:"
    for step in known:
        yield f"    {safe(step)}: {line.steps[step].words}"


def _sides(buyers: Ratio, shoppers: Ratio) -> str:
    return f"Sixty with buyers {_score(buyers)}, with shoppers {_score(shoppers)}."


def _talk(talk: Talk) -> Iterator[str]:
    words = quoted(talk.words) if talk.spoken else safe(talk.words)
    yield f"  {words} ({safe(talk.title)})"
    times = f"taken {talk.taken.told} times"
    yield f"    {times}; lost {talk.points} points in all, {talk.each} each time."
    runs = ", ".join(f"{each.run[:8]} decision {each.number + 1}" for each in talk.runs)
    yield f"    Runs: {runs} (sixty evidence RUN)."


def _trend(found: Trend | None, halves: Halves | None) -> str:
    if found is None or halves is None:
        return ""
    before, after = halves
    return f", {TRENDS[found]}: the latest runs' earlier half {before.words}, later {after.words}"


def _score(points: Ratio) -> str:
    return f"{points.words} points" if points.whole else points.words


def _count(number: int, what: str) -> str:
    if number == 1:
        return f"1 {what}"
    return f"{number:,} {'people' if what == 'person' else f'{what}s'}"
