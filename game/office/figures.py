"""The review's questions, asked for somebody: only of the runs they may see.

Each method is the question of the same name in `game.records`: `queries`, `behind`, `progress`,
`scenarios`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from game.records import behind, progress, queries
from game.records import scenarios as stories
from game.records.queries import ANY, Filter

if TYPE_CHECKING:
    from game.records.behind import ChoiceCost, Taken
    from game.records.progress import Improved
    from game.records.queries import Behind, Costly, PersonFigures, Point, RunLine, StepFigures
    from game.records.scenarios import ScenarioFigures
    from game.records.store import Store

Answer = TypeVar("Answer")


class Figures:
    """`among` are the pseudonyms whose runs may be seen; None is everybody's."""

    def __init__(self, store: Store, among: Collection[str] | None) -> None:
        self._store = store
        self._among = None if among is None else tuple(sorted(among))

    def people(self, which: Filter = ANY) -> list[PersonFigures]:
        """Everybody with a run that counts."""
        return self._ask(queries.people, which)

    def scenarios(self, which: Filter = ANY) -> list[ScenarioFigures]:
        """Every scenario with a run that counts."""
        return self._ask(stories.scenarios, which)

    def ids(self, of: Literal["scenario", "binder"]) -> list[str]:
        """The scenarios or the binders of any run at all, by id."""
        return self._ask(stories.ids, ANY, of=of)

    def steps(self, which: Filter = ANY) -> list[StepFigures]:
        """How often each did each step where it applied."""
        return self._ask(queries.steps, which)

    def runs(
        self,
        which: Filter = ANY,
        *,
        by: Literal["time", "cost"] = "time",
        behind: Behind = "all",
        limit: int = 100,
        offset: int = 0,
    ) -> list[RunLine]:
        """A page of runs, the latest or the costliest first."""
        asked = queries.runs
        return self._ask(asked, which, by=by, behind=behind, limit=limit, offset=offset)

    def costliest(self, which: Filter = ANY, limit: int = 20) -> list[Costly]:
        """The decisions that cost most."""
        return self._ask(queries.costliest, which, limit)

    def choices(self, scenario: str, scene: str, which: Filter = ANY) -> list[tuple[str, int]]:
        """What was chosen in a scene, and how often."""
        with self._store.database.reading() as connection:
            return queries.choices(connection, scenario, scene, self._seen(which))

    def costs(self, scenario: str, scene: str, which: Filter = ANY) -> list[ChoiceCost]:
        """What was chosen in a scene, how often, and what it cost."""
        with self._store.database.reading() as connection:
            return behind.costs(connection, scenario, scene, self._seen(which))

    def taken(
        self,
        scenario: str,
        scene: str,
        choice: str,
        which: Filter = ANY,
        *,
        limit: int = 100,
        offset: int = 0,
    ) -> list[Taken]:
        """A page of the runs in which a choice was taken, the costliest first."""
        of = scenario, scene, choice, self._seen(which)
        with self._store.database.reading() as connection:
            return behind.taken(connection, *of, limit=limit, offset=offset)

    def skipped(
        self, person: str, step: str, which: Filter = ANY, *, limit: int = 100, offset: int = 0
    ) -> list[RunLine]:
        """A page of the runs in which somebody did not do a step that applied, the latest first."""
        of = person, step, self._seen(which)
        with self._store.database.reading() as connection:
            return behind.skipped(connection, *of, limit=limit, offset=offset)

    def trend(self, person: str, which: Filter = ANY) -> list[Point]:
        """A person's finished runs that enter averages, in their order."""
        with self._store.database.reading() as connection:
            return queries.trend(connection, person, self._seen(which))

    def trends(self, latest: int, which: Filter = ANY) -> dict[str, list[Point]]:
        """Everybody's latest runs that enter averages, in their order."""
        with self._store.database.reading() as connection:
            return progress.trends(connection, latest, self._seen(which))

    def improvement(self, which: Filter = ANY) -> list[Improved]:
        """Everybody, from a scenario's first run to the latest."""
        return self._ask(progress.improvement, which)

    def _ask(
        self, question: Callable[..., Answer], which: Filter, *more: Any, **how: Any
    ) -> Answer:
        with self._store.database.reading() as connection:
            return question(connection, self._seen(which), *more, **how)

    def _seen(self, which: Filter) -> Filter:
        return which if self._among is None else replace(which, among=self._among)
