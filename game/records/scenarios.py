"""What a trainer asks of scenarios: how each is played, and which runs were of one customer.

Counts what `game.records.queries` counts, by the same rules. Writes nothing; knows no screen.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, func, select

from game.records import tables
from game.records.entries import RunRecord
from game.records.queries import ANY, Filter, where
from game.records.ratio import Ratio
from game.records.reading import plain_rows

_run = tables.run.c
_NOTHING = Ratio(0, 0)


@dataclass(frozen=True, slots=True)
class ScenarioFigures:
    """A scenario's runs. `runs` counts all that count; of them `finished`, `fouled` and `passed`;
    points, and passes, are of the finished without a foul."""

    scenario: str
    runs: int = 0
    finished: int = 0
    fouled: int = 0
    passed: int = 0
    process: Ratio = _NOTHING
    sixty: Ratio = _NOTHING
    sixty_buyers: Ratio = _NOTHING
    sixty_shoppers: Ratio = _NOTHING

    @property
    def entering(self) -> Ratio:
        """The runs that enter averages (finished, no foul), of all that count."""
        return Ratio(self.finished - self.fouled, self.runs)

    @property
    def fouls(self) -> Ratio:
        """The runs with a foul, of the finished."""
        return Ratio(self.fouled, self.finished)

    @property
    def passes(self) -> Ratio:
        """The runs that passed, of those that enter averages."""
        return Ratio(self.passed, self.finished - self.fouled)

    def plus(self, other: ScenarioFigures) -> ScenarioFigures:
        """Both together."""
        return ScenarioFigures(
            self.scenario,
            self.runs + other.runs,
            self.finished + other.finished,
            self.fouled + other.fouled,
            self.passed + other.passed,
            self.process.plus(other.process),
            self.sixty.plus(other.sixty),
            self.sixty_buyers.plus(other.sixty_buyers),
            self.sixty_shoppers.plus(other.sixty_shoppers),
        )


def scenarios(connection: Connection, which: Filter = ANY) -> list[ScenarioFigures]:
    """Every scenario with a run that counts, by its id."""
    points = (
        _run.process_earned,
        _run.process_possible,
        _run.sixty_earned,
        _run.sixty_possible,
    )
    kinds = (_run.scenario, _run.state, _run.fouls, _run.buys, _run.passed)
    asked = where(
        select(*kinds, func.count(), *map(func.sum, points)).where(_run.counts == 1), which
    ).group_by(*kinds)
    found: dict[str, ScenarioFigures] = {}
    for row in plain_rows(connection, asked):
        figures = _figures(row)
        known = found.get(figures.scenario)
        found[figures.scenario] = figures if known is None else known.plus(figures)
    return [found[scenario] for scenario in sorted(found)]


def ids(
    connection: Connection, which: Filter = ANY, *, of: Literal["scenario", "binder"]
) -> list[str]:
    """The scenarios or the binders of any run at all, by id."""
    asked = where(select(tables.run.c[of]).distinct(), which)
    return sorted(row[0] for row in plain_rows(connection, asked))


@dataclass(frozen=True, slots=True)
class Fellow:
    """Another run of the same customer with the same luck. Times are UTC in milliseconds."""

    run: str
    person: str
    started_ms: int


def fellows(
    connection: Connection, record: RunRecord, among: Collection[str] | None
) -> list[Fellow]:
    """The other runs of a run's scenario, word for word, with its seed and given truth, the latest
    first; `among` leaves those of these people (pseudonyms)."""
    started = record.started
    asked = (
        select(_run.run, _run.person, _run.started_ms)
        .where(
            _run.scenario == started.scenario,
            _run.scenario_digest == started.scenario_digest,
            _run.seed == started.seed,
            _run.truth_given.is_(None)
            if started.truth_given is None
            else _run.truth_given == started.truth_given,
            _run.run != record.run,
            _run.state == "finished",
        )
        .order_by(_run.started_ms.desc())
    )
    if among is not None:
        asked = asked.where(_run.person.in_(among))
    return [Fellow(*row) for row in connection.execute(asked)]


def _figures(row: tuple[object, ...]) -> ScenarioFigures:
    """What one group of alike runs comes to."""
    scenario, state, fouls, buys, passed, count, *points = row
    runs = _whole(count)
    if state != "finished":
        return ScenarioFigures(str(scenario), runs)
    if fouls != "[]":
        return ScenarioFigures(str(scenario), runs, finished=runs, fouled=runs)
    earned, possible, sixty_earned, sixty_possible = map(_whole, points)
    sixty = Ratio(sixty_earned, sixty_possible)
    return ScenarioFigures(
        str(scenario),
        runs,
        finished=runs,
        passed=runs * _whole(passed),
        process=Ratio(earned, possible),
        sixty=sixty,
        sixty_buyers=sixty if buys == "this-week" else _NOTHING,
        sixty_shoppers=_NOTHING if buys in ("this-week", None) else sixty,
    )


def _whole(number: object) -> int:
    """A sum as PostgreSQL gives it, too; nothing for none."""
    return int(str(number or 0))
