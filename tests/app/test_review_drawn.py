"""The map of skipped steps and a trend, drawn: as they were looked at, at three widths."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.app.review.setting import Set
from game.app.review.values import PeopleSeen, PersonSeen, Seen, Stop
from game.office import review
from game.office.agreement import Agreement
from game.office.review import Line, Overview
from game.records.progress import Improved
from game.records.queries import PersonFigures, Point
from game.records.ratio import Ratio

STEPS = ("greet", "discover", "turn-over", "log-visit", "thank-you", "call-two", "set-next", "ask")
NEVER_SAID = Agreement(Ratio(0, 0), Ratio(0, 0), 0)


def somebody(name: str, runs: int, skill: int) -> tuple[Line, tuple[Point, ...]]:
    """A line of so many runs, and the runs; `skill` is how many in ten go well."""
    points = tuple(
        Point(at, Ratio(min(82, skill * 8 + at), 82), Ratio((skill * 7 + at * at) % 100, 100))
        for at in range(runs)
    )
    process = review.summed(point.process for point in points)
    sixty = review.summed(point.sixty for point in points)
    shoppers = review.summed(point.sixty for point in points[::2])
    figures = PersonFigures(
        person=name,
        runs=runs + 3,
        finished=runs + 2,
        fouled=2,
        firsts=runs // 2,
        passed=runs * skill // 10,
        process=process,
        sixty=sixty,
        sixty_buyers=review.summed(point.sixty for point in points[1::2]),
        sixty_shoppers=shoppers,
        first_process=review.summed(point.process for point in points[: runs // 2]),
        first_sixty=review.summed(point.sixty for point in points[: runs // 2]),
        latest_ms=0,
    )
    line = Line(
        figures,
        name,
        {
            step: Ratio(max(0, min(runs, runs * (skill * 2 - at) // 10)), runs)
            for at, step in enumerate(STEPS)
            if (at + runs) % 7
        },
        review.trend([point.process for point in points]),
        review.trend([point.sixty for point in points]),
        Improved(name, 2, (Ratio(40, 164), Ratio(99, 164)), (Ratio(62, 200), Ratio(148, 200))),
        review.halves([point.process for point in points]),
        review.halves([point.sixty for point in points]),
    )
    return line, points


def drawn(width: int, stop: Stop, seen: Seen) -> str:
    lines: list[str] = []
    for block in Set(width).blocks(stop, seen):
        lines += [""] * block.above
        lines += (line.content.plain.rstrip() for line in block.lines(width))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("width", [74, 94, 134])
def test_everybody_and_somebody_are_drawn_as_they_were_looked_at(
    golden: Callable[[str, str], None], width: int
) -> None:
    made = [somebody("Ana R.", 12, 7), somebody("Ben O.", 23, 4), somebody("王小明", 6, 5)]
    lines = tuple(line for line, _ in made)
    found = Overview(
        lines,
        review.columns(lines),
        (),
        review.summed(line.figures.sixty_buyers for line in lines),
        review.summed(line.figures.sixty_shoppers for line in lines),
        sum(line.figures.runs for line in lines),
    )
    people = drawn(width, Stop("people"), PeopleSeen(found, (3, 1), NEVER_SAID))
    golden(f"review/drawn/{width}-people.txt", people)
    one = Overview(lines[1:2], found.steps, (), found.buyers, found.shoppers, 23)
    person = drawn(width, Stop("person", ("Ben O.",)), PersonSeen(one, made[1][1]))
    golden(f"review/drawn/{width}-person.txt", person)
