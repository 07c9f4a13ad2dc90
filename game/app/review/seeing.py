"""What is to be seen at each place of the review, asked of the log.

Every call may be slow: it runs in the desk's thread. Knows no screen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

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
    from game.office.asking import Asking
    from game.records.queries import Filter

RUNS: Final = 100
"""Runs in a list."""
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
    person, step = of
    lines = asking.desk.figures().skipped(person, step, which, limit=RUNS)
    return RunsSeen(f"without {step}, where it applied", tuple(lines), asking.names())


def _runs(asking: Asking, which: Filter, of: tuple[str, ...]) -> Seen:
    lines = asking.desk.figures().runs(_narrowed(which, of), limit=RUNS)
    return RunsSeen("the latest first", tuple(lines), asking.names())


def _costly(asking: Asking, which: Filter, of: tuple[str, ...]) -> Seen:
    lines = asking.desk.figures().runs(_narrowed(which, of), by="cost", limit=RUNS)
    return RunsSeen("the costliest first", tuple(lines), asking.names())


def _narrowed(which: Filter, of: tuple[str, ...]) -> Filter:
    person, scenario = of or ("", "")
    which = replace(which, person=person) if person else which
    return replace(which, scenario=scenario) if scenario else which


def _talk(asking: Asking, which: Filter, of: tuple[str, ...]) -> Seen:
    scenario, scene, choice, person = of
    which = replace(which, person=person) if person else which
    taken = asking.desk.figures().taken(scenario, scene, choice, which, limit=RUNS)
    shared = asking.choices(scenario, scene, which)
    return TalkSeen(choice, shared, tuple(taken), asking.names())


def _inspect(asking: Asking, _which: Filter, _: tuple[str, ...]) -> Seen:
    drawn = asking.desk.inspections()
    return InspectSeen(tuple(each for each in drawn if each[0].signed_ms is None))


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
