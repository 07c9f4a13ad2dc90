"""What a review shows, against the exported log added up slowly; and what it will not say."""

from __future__ import annotations

import io
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from benchmarks import events
from game.office import door, review
from game.office.asking import Asking, StoppedError
from game.office.desk import Desk
from game.office.lines import json_lines
from game.office.wanted import NoFilterError, Wanted, split, wanted
from game.records import tables
from game.records.queries import Filter
from game.records.ratio import Ratio
from tests.records import databases, kit

ALL = Filter(mode="floor")


@pytest.fixture(scope="module")
def year(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A small log like the large one that is measured, and a lone trainer's desk on it."""
    home = databases.copy(blank, tmp_path_factory.mktemp("year") / "home")
    with kit.in_haste(kit.open_log(home)) as store:
        events.fill(store, events.Size(runs=160, people=3, scenarios=2, binders=2))
        events.judge(store)
        yield door.lone(store, "Tea")


@pytest.fixture(scope="module")
def runs(year: Desk) -> list[dict[str, Any]]:
    """The exported log's runs on the floor that count, read back, in the order they started."""
    file = io.StringIO()
    for line in json_lines(year.store, year.store.head(), names=True):
        file.write(json.dumps(line) + "\n")
    read = [json.loads(line) for line in file.getvalue().splitlines()]
    counting = [r for r in read if r["kind"] == "run" and r["counts"] and r["mode"] == "floor"]
    return sorted(counting, key=lambda run: run["started"])


def clean(runs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [run for run in runs if run["state"] == "finished" and not run["fouls"]]


def added(runs: list[dict[str, Any]], score: str) -> Ratio:
    return Ratio(
        sum(run[score]["earned"] for run in runs), sum(run[score]["possible"] for run in runs)
    )


def test_peoples_lines_are_what_the_exported_log_adds_up_to(
    year: Desk, runs: list[dict[str, Any]]
) -> None:
    found = Asking(year).overview(ALL)
    assert [line.name for line in found.lines] == sorted({run["name"] for run in runs})
    for line in found.lines:
        theirs = [run for run in runs if run["name"] == line.name]
        enter = clean(theirs)
        fouled = [run for run in theirs if run["fouls"]]
        finished = [run for run in theirs if run["state"] == "finished"]
        assert line.entering == Ratio(len(enter), len(theirs))
        assert line.fouls == Ratio(len(fouled), len(finished))
        assert (line.figures.process, line.figures.sixty) == (
            added(enter, "process"),
            added(enter, "sixty"),
        )
        firsts: dict[str, Any] = {}
        latests: dict[str, Any] = {}
        for run in enter:
            firsts.setdefault(run["scenario"]["id"], run)
            latests[run["scenario"]["id"]] = run
        twice = [s for s in firsts if firsts[s] is not latests[s]]
        assert line.improved is not None
        assert line.improved.scenarios == len(twice)
        assert line.improved.sixty == (
            added([firsts[s] for s in twice], "sixty"),
            added([latests[s] for s in twice], "sixty"),
        )
        assert line.sixty_trend == slow_trend([run["sixty"] for run in enter])
        if line.sixty_halves is not None:
            assert review.summed(line.sixty_halves) == added(enter[-20:], "sixty")
    buyers = [run for run in clean(runs) if run["buys"] == "this-week"]
    shoppers = [run for run in clean(runs) if run["buys"] != "this-week"]
    assert (found.buyers, found.shoppers) == (added(buyers, "sixty"), added(shoppers, "sixty"))
    assert found.runs == len(runs)


def slow_trend(points: list[dict[str, int]]) -> str | None:
    if len(points) < 10:
        return None
    late = points[-20:]
    halves = late[: len(late) // 2], late[len(late) // 2 :]
    before, after = (
        100 * sum(p["earned"] for p in half) / sum(p["possible"] for p in half) for half in halves
    )
    return "up" if after - before >= 5 else "down" if before - after >= 5 else "steady"


def moments(desk: Desk) -> list[Any]:
    """Every judged decision on the floor that enters averages."""
    with desk.store.database.reading() as connection:
        asked = select(tables.moment).where(
            tables.moment.c.enters == 1, tables.moment.c.mode == "floor"
        )
        return list(connection.execute(asked))


def test_what_deserves_a_talk_counts_every_time_it_was_met(year: Desk) -> None:
    taken: dict[Any, list[int]] = defaultdict(list)
    met: dict[Any, int] = defaultdict(int)
    for row in moments(year):
        taken[row.scenario, row.scene, row.choice].append(row.loss)
        met[row.scenario, row.scene] += 1
    talks = Asking(year).talks(ALL, 7)
    assert len(talks) == 7
    assert [talk.lost for talk in talks] == sorted((talk.lost for talk in talks), reverse=True)
    for talk in talks:
        losses = taken[talk.scenario, talk.scene, talk.choice]
        assert talk.taken == Ratio(len(losses), met[talk.scenario, talk.scene])
        assert talk.lost == sum(losses)


def test_behind_every_figure_are_its_runs(year: Desk) -> None:
    asking, figures = Asking(year), year.figures()
    found = asking.overview(ALL)
    for line in found.lines:
        for step, done in line.steps.items():
            behind = figures.skipped(line.figures.person, step, ALL, limit=999)
            assert len(behind) == done.whole - done.part
    talk = found.talks[0]
    behind_it = figures.taken(talk.scenario, talk.scene, talk.choice, ALL, limit=999)
    assert len(behind_it) == talk.taken.part
    assert sum(each.loss for each in behind_it) == talk.lost
    for each in behind_it:
        decision = year.store.run(each.run).decisions[each.number]
        assert (decision.scene, decision.choice) == (talk.scene, talk.choice)
    shared = asking.choices(talk.scenario, talk.scene, ALL)
    assert sum(each.taken.part for each in shared) == talk.taken.whole


def test_scenarios_lines_are_what_the_exported_log_adds_up_to(
    year: Desk, runs: list[dict[str, Any]]
) -> None:
    found = Asking(year).scenarios(ALL)
    assert {line.figures.scenario for line in found} == {run["scenario"]["id"] for run in runs}
    for line in found:
        its = [run for run in runs if run["scenario"]["id"] == line.figures.scenario]
        enter = clean(its)
        fouled = [run for run in its if run["fouls"]]
        buyers = [run for run in enter if run["buys"] == "this-week"]
        assert line.figures.entering == Ratio(len(enter), len(its))
        assert line.figures.fouls.part == len(fouled)
        assert line.figures.passes == Ratio(sum(run["passed"] for run in enter), len(enter))
        assert line.figures.process == added(enter, "process")
        assert line.figures.sixty == added(enter, "sixty")
        assert line.figures.sixty_buyers == added(buyers, "sixty")
        assert line.figures.sixty_shoppers == added([r for r in enter if r not in buyers], "sixty")
        assert line.costliest is not None
        assert line.costliest.scenario == line.figures.scenario
        of_this = [row for row in moments(year) if row.scenario == line.figures.scenario]
        dearest = max(of_this, key=lambda row: row.loss)
        assert line.costliest.lost >= dearest.loss


def test_what_cost_one_person_most_in_a_scenario_is_asked_as_everybodys_is(year: Desk) -> None:
    asking = Asking(year)
    person = asking.overview(ALL).lines[0].figures.person
    found = asking.scenarios(replace(ALL, person=person))
    assert found
    for line in found:
        its = replace(ALL, person=person, scenario=line.figures.scenario)
        assert line.costliest == asking.talks(its, 1)[0]


def test_steps_lines_are_everybodys_together(year: Desk) -> None:
    asking = Asking(year)
    people = asking.overview(ALL).lines
    found = asking.steps(ALL)
    assert [line.step for line in found] == list(review.columns(people))
    for line in found:
        theirs = {each.name: each.steps[line.step] for each in people if line.step in each.steps}
        assert {doer.name: doer.done for doer in line.doers} == theirs
        assert line.done == review.summed(theirs.values())
        skipped = [doer.done.whole - doer.done.part for doer in line.doers]
        assert skipped == sorted(skipped, reverse=True)


def test_nothing_under_ten_runs_is_called_a_trend() -> None:
    rising = [Ratio(at * 10, 100) for at in range(10)]
    assert review.trend(rising[:9]) is None
    assert review.trend(rising) == "up"
    assert review.trend(rising[::-1]) == "down"
    assert review.trend([Ratio(50, 100)] * 10) == "steady"
    assert review.trend([Ratio(0, 0)] * 10) is None


def test_a_cell_of_the_map_is_told_by_its_characters() -> None:
    shades = [review.shade(Ratio(part, 100)) for part in (100, 90, 89, 70, 69, 40, 39, 0)]
    assert shades == ["██", "██", "▓▓", "▓▓", "▒▒", "▒▒", "░░", "░░"]
    assert review.shade(Ratio(0, 0)) == "  "


def test_a_question_that_nobody_waits_for_stops(year: Desk) -> None:
    with pytest.raises(StoppedError):
        Asking(year, stopped=lambda: True).overview(ALL)


def test_a_filter_is_read_and_told_in_words_and_can_be_typed_again() -> None:
    asked = wanted(split('ben mode=any days=all scenario=showroom/just-looking binder="my own"'))
    assert asked.words() == [
        "ben",
        "showroom/just-looking",
        "binder my own",
        "all time",
        "all runs",
    ]
    assert wanted(split(asked.typed())) == asked
    which = asked.filter(0, {"p-1": "Ben O.", "p-2": "Ana"})
    assert which == Filter(person="p-1", scenario="showroom/just-looking", binder="my own")
    assert wanted([]).filter(31 * 86_400_000, {}) == Filter(mode="floor", since_ms=86_400_000)
    day = wanted(["since=1970-01-02", "until=1970-01-02"]).filter(0, {})
    assert (day.since_ms, day.until_ms) == (86_400_000, 2 * 86_400_000)
    assert Wanted().typed() == ""


@pytest.mark.parametrize(
    "typed",
    [
        "=x",
        "colour=red",
        "days=0",
        "days=²",
        "mode=fast",
        "buys=x",
        "since=1.1.2026",
        "since=2026-11-20 until=2026-11-19",
        "person=",
        '"',
    ],
)
def test_what_is_no_filter_is_told_how_to_mend_it(typed: str) -> None:
    with pytest.raises(NoFilterError, match=r"\w{3}.*[.:]"):
        wanted(split(typed))


def test_a_name_that_fits_nobody_or_several_is_not_guessed() -> None:
    names = {"p-1": "Ann", "p-2": "Anna", "p-3": "Ben"}
    assert wanted(["ann"]).filter(0, names).person == "p-1"
    assert wanted(["b"]).filter(0, names).person == "p-3"
    for word in ("an", "eve"):
        with pytest.raises(NoFilterError):
            wanted([word]).filter(0, names)


@pytest.mark.parametrize("key", ["scenario", "binder"])
def test_an_id_of_no_run_is_told_with_the_nearest_that_there_is(year: Desk, key: str) -> None:
    asking = Asking(year)
    right = asking.desk.figures().ids("scenario" if key == "scenario" else "binder")[0]
    assert getattr(asking.which(wanted([f"{key}={right}"])), key) == right
    with pytest.raises(NoFilterError, match=re.escape(right)):
        asking.which(wanted([f"{key}={right}x"]))


def test_an_id_that_is_near_to_none_may_be_one_that_nobody_has_played_yet(year: Desk) -> None:
    asking = Asking(year)
    assert asking.which(wanted(["scenario=elsewhere/unheard-of"])).scenario
    assert not asking.overview(asking.which(wanted(["scenario=elsewhere/unheard-of"]))).lines
