"""How people's scores go: from a first run to the latest, and over the latest of their runs.

Both read everybody's runs that enter averages in one pass over one index. Writes nothing; knows no
screen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Select, select

from game.records import tables
from game.records.queries import ANY, Filter, Point, where
from game.records.ratio import Ratio

_run = tables.run.c
_enters = (_run.counts == 1) & (_run.state == "finished") & (_run.fouls == "[]")
_points = (_run.process_earned, _run.process_possible, _run.sixty_earned, _run.sixty_possible)


@dataclass(frozen=True, slots=True)
class Improved:
    """Somebody, from the first run to the latest of every scenario they finished more than once:
    `scenarios` of them, with the points of those firsts and of those latests."""

    person: str
    scenarios: int
    process: tuple[Ratio, Ratio]
    sixty: tuple[Ratio, Ratio]


def improvement(connection: Connection, which: Filter = ANY) -> list[Improved]:
    """Everybody who finished a scenario more than once in runs that enter averages."""
    asked = where(
        select(_run.person, _run.scenario, _run.started_ms, *_points).where(_enters), which
    ).order_by(_run.person, _run.scenario, _run.started_ms)
    # Joining each first and latest back, or a window over them, costs SQLite more than this pass.
    sums: dict[str, list[int]] = defaultdict(lambda: [0] * 9)
    for (person, _), runs in groupby(_rows(connection, asked), key=itemgetter(0, 1)):
        first, *others = runs
        if others:
            both = (1, *first[3:], *others[-1][3:])
            sums[person] = [so_far + more for so_far, more in zip(sums[person], both, strict=True)]
    return [_improved(person, *of) for person, of in sums.items()]


def _improved(person: str, scenarios: int, *points: int) -> Improved:
    process, sixty, process_now, sixty_now = map(Ratio, points[::2], points[1::2])
    return Improved(person, scenarios, (process, process_now), (sixty, sixty_now))


def trends(connection: Connection, latest: int, which: Filter = ANY) -> dict[str, list[Point]]:
    """Everybody's latest runs that enter averages, at most so many of each, in their order."""
    asked = where(select(_run.person, _run.started_ms, *_points).where(_enters), which).order_by(
        _run.person, _run.started_ms
    )
    return {
        person: [
            Point(at, Ratio(process, of_process), Ratio(sixty, of_sixty))
            for _, at, process, of_process, sixty, of_sixty in list(runs)[-latest:]
        ]
        for person, runs in groupby(_rows(connection, asked), key=itemgetter(0))
    }


def _rows(connection: Connection, asked: Select[Any]) -> Iterator[Any]:
    """Rows as the driver gives them, none of them kept: tens of thousands at once would have the
    collector look through them all while somebody presses a key."""
    cursor = connection.execute(asked).cursor
    return iter(cursor.fetchone, None)
