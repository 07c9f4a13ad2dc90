"""What is to be seen at each place of the review, asked of the log.

Every call may be slow: it runs in the desk's thread. Knows no screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, TypeVar, cast

from game.app.review.values import (
    InspectSeen,
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
from game.office.crew import RefusedError
from game.office.desk import Desk

if TYPE_CHECKING:
    from game.app.review.values import Place
    from game.office.asking import Asking
    from game.records.queries import Behind, Filter

RUNS: Final = 100
"""Runs on a page of a list."""
TALKS: Final = 8
"""Decisions on a scenario's page, above its runs."""


def seen(asking: Asking, which: Filter, stop: Stop) -> Seen:
    """The place, of the runs a filter asks for. Raises StoppedError, RefusedError, RecordsError."""
    return _PLACES[stop.place](asking, which, stop.of)


def _people(asking: Asking, which: Filter, _: tuple[str, ...]) -> Seen:
    return PeopleSeen(asking.overview(which), _inspections(asking.desk), asking.desk.agreement())


def _person(asking: Asking, which: Filter, of: tuple[str, ...]) -> Seen:
    overview = asking.overview(replace(which, person=of[0]))
    return PersonSeen(overview, tuple(asking.desk.figures().trend(of[0], which)))


def _scenarios(asking: Asking, which: Filter, _: tuple[str, ...]) -> Seen:
    return ScenariosSeen(asking.scenarios(which))


def _scenario(asking: Asking, which: Filter, of: tuple[str, ...]) -> Seen:
    its = replace(which, scenario=of[0])
    return ScenarioSeen(
        next(iter(asking.scenarios(its)), None),
        asking.talks(its, TALKS),
        tuple(asking.desk.figures().runs(its, limit=RUNS)),
        asking.names(),
    )


def _steps(asking: Asking, which: Filter, _: tuple[str, ...]) -> Seen:
    return StepsSeen(asking.steps(which))


def _step(asking: Asking, which: Filter, of: tuple[str, ...]) -> Seen:
    return StepSeen(next((line for line in asking.steps(which) if line.step == of[0]), None))


def _skipped(asking: Asking, which: Filter, of: tuple[str, ...]) -> Seen:
    (person, step), first = of[:2], _first(of, 2)
    found = asking.desk.figures().skipped(person, step, which, limit=RUNS + 1, offset=first)
    lines, after = _page(found, "skipped", of[:2], first)
    return RunsSeen(f"without {step}, where it applied", lines, asking.names(), after)


def _runs(asking: Asking, which: Filter, of: tuple[str, ...]) -> Seen:
    return _listed(asking, which, of, "runs")


def _costly(asking: Asking, which: Filter, of: tuple[str, ...]) -> Seen:
    return _listed(asking, which, of, "costly")


def _listed(
    asking: Asking, which: Filter, of: tuple[str, ...], place: Literal["runs", "costly"]
) -> Seen:
    person, scenario, kind = of[:3] or ("", "", "all")
    which = replace(which, person=person) if person else which
    which = replace(which, scenario=scenario) if scenario else which
    first = _first(of, 3)
    found = asking.desk.figures().runs(
        which,
        by="time" if place == "runs" else "cost",
        behind=cast("Behind", kind),
        limit=RUNS + 1,
        offset=first,
    )
    lines, after = _page(found, place, (person, scenario, kind), first)
    said = "the latest first" if place == "runs" else "the costliest first"
    return RunsSeen(f"{_BEHIND[kind]}{said}", lines, asking.names(), after)


_BEHIND: Final = {
    "all": "",
    "averages": "in the averages, ",
    "buyers": "in the averages, with buyers, ",
    "shoppers": "in the averages, with shoppers, ",
    "firsts": "in the averages, the first of each scenario, ",
    "fouls": "with a foul, ",
    "passed": "passed, ",
    "unfinished": "not finished, ",
}


def _first(of: tuple[str, ...], at: int) -> int:
    """The number of the run to begin with."""
    return int(of[at]) if len(of) > at else 0


Row = TypeVar("Row")


def _page(
    found: Sequence[Row], place: Place, of: tuple[str, ...], first: int
) -> tuple[tuple[Row, ...], Stop | None]:
    """A page of what was asked for with one more than goes on it, and where there are more."""
    after = Stop(place, (*of, str(first + RUNS))) if len(found) > RUNS else None
    return tuple(found[:RUNS]), after


def _talk(asking: Asking, which: Filter, of: tuple[str, ...]) -> Seen:
    (scenario, scene, choice, person), first = of[:4], _first(of, 4)
    which = replace(which, person=person) if person else which
    figures = asking.desk.figures()
    found = figures.taken(scenario, scene, choice, which, limit=RUNS + 1, offset=first)
    taken, after = _page(found, "talk", of[:4], first)
    shared = asking.choices(scenario, scene, which)
    return TalkSeen(choice, shared, taken, asking.names(), after)


def _inspect(asking: Asking, _which: Filter, _: tuple[str, ...]) -> Seen:
    drawn = asking.desk.inspections()
    still = tuple(each for each in drawn if each[0].signed_ms is None)
    return InspectSeen(still, tuple(asking.desk.opinions(RUNS)))


def _inspections(desk: Desk) -> tuple[int, int] | None:
    try:
        found = [each for each, _ in desk.inspections() if each.signed_ms is None]
    except RefusedError:
        return None
    return len(found), sum(each.overdue for each in found)


_PLACES: Final[dict[str, Callable[[Asking, Filter, tuple[str, ...]], Seen]]] = {
    "people": _people,
    "person": _person,
    "scenarios": _scenarios,
    "scenario": _scenario,
    "steps": _steps,
    "step": _step,
    "skipped": _skipped,
    "runs": _runs,
    "costly": _costly,
    "talk": _talk,
    "inspect": _inspect,
}
