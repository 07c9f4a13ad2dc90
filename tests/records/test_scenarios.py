"""What a trainer asks of scenarios, against the same sums done slowly, and by an index."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import events
from game.records.queries import Filter
from game.records.scenarios import scenarios
from tests.records import databases, kit


@pytest.fixture(scope="module")
def year(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small log like the large one that is measured."""
    home = databases.copy(blank, tmp_path_factory.mktemp("year") / "home")
    with kit.in_haste(kit.open_log(home)) as store:
        events.fill(store, events.Size(runs=80, people=4, scenarios=3, binders=2))
    return home


@pytest.mark.parametrize(
    "which", [Filter(), Filter(mode="floor"), Filter(scenario="showroom/story-1")]
)
def test_every_run_that_counts_is_in_its_scenarios_line_once(year: Path, which: Filter) -> None:
    with kit.open_log(year) as store:
        counting = [
            run
            for run in store.runs()
            if run.counts
            and which.mode in (None, run.started.mode)
            and which.scenario in (None, run.started.scenario)
        ]
        with store.database.reading() as connection:
            found = {each.scenario: each for each in scenarios(connection, which)}
    assert set(found) == {run.started.scenario for run in counting}
    for scenario, figures in found.items():
        its = [run for run in counting if run.started.scenario == scenario]
        fouled = [run for run in its if run.ended is not None and run.ended.fouls]
        clean = [run.ended for run in its if run.ended is not None and not run.ended.fouls]
        assert (figures.runs, figures.fouled) == (len(its), len(fouled))
        assert figures.finished == len(fouled) + len(clean)
        assert figures.passed == sum(end.passed for end in clean)
        assert figures.process.part == sum(end.process_earned for end in clean)
        assert figures.sixty.whole == sum(end.sixty_possible for end in clean)
        assert figures.sixty_buyers.plus(figures.sixty_shoppers) == figures.sixty
