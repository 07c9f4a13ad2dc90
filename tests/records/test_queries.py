"""What a trainer asks a whole log, against the same sums done slowly; and what must not count."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from sqlalchemy import select

from benchmarks import events
from benchmarks.log import plans, questions
from game.records import Store, behind, progress, queries, tables
from game.records.entries import RunRecord
from game.records.judging import Judgement, Moment, keep, unjudged
from game.records.queries import Filter
from game.records.ratio import Ratio
from tests.records import databases, kit


@pytest.fixture(scope="module")
def year(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small log like the large one that is measured."""
    home = databases.copy(blank, tmp_path_factory.mktemp("year") / "home")
    with kit.in_haste(kit.open_log(home)) as store:
        events.fill(store, events.Size(runs=120, people=6, scenarios=4, binders=2))
        events.judge(store)
        events.say(store, comments=12, signed=4, draws=2)
    return home


FILTERS = [
    Filter(),
    Filter(scenario="showroom/story-1"),
    Filter(binder="binder-1", mode="floor"),
    Filter(mode="practice", buys="later"),
    Filter(
        since_ms=events.BEGAN_MS + events.YEAR_MS // 3,
        until_ms=events.BEGAN_MS + events.YEAR_MS // 2,
    ),
]


def chosen(store: Store, which: Filter) -> list[RunRecord]:
    """The runs a filter asks for, one by one."""
    return [
        run
        for run in store.runs()
        if (which.person is None or run.person == which.person)
        and (which.scenario is None or run.started.scenario == which.scenario)
        and (which.binder is None or run.started.binder == which.binder)
        and (which.mode is None or run.started.mode == which.mode)
        and (which.since_ms is None or run.started_ms >= which.since_ms)
        and (which.until_ms is None or run.started_ms < which.until_ms)
        and (which.buys is None or (run.ended is not None and run.ended.buys == which.buys))
    ]


def total(runs: list[RunRecord], score: str) -> Ratio:
    ends: list[Any] = [run.ended for run in runs]
    return Ratio(
        sum(getattr(end, f"{score}_earned") for end in ends),
        sum(getattr(end, f"{score}_possible") for end in ends),
    )


@pytest.mark.parametrize("which", FILTERS)
def test_peoples_figures_are_the_sums_of_their_runs_that_count(year: Path, which: Filter) -> None:
    with kit.open_log(year) as store:
        counting = [run for run in chosen(store, which) if run.counts]
        with store.database.reading() as connection:
            found = {each.person: each for each in queries.people(connection, which)}
    assert set(found) == {run.person for run in counting}
    for person, figures in found.items():
        theirs = [run for run in counting if run.person == person]
        clean = [run for run in theirs if run.ended is not None and not run.ended.fouls]
        assert figures.runs == len(theirs)
        assert figures.finished == sum(run.state == "finished" for run in theirs)
        assert figures.fouled == sum(bool(run.ended and run.ended.fouls) for run in theirs)
        firsts = [run for run in clean if run.first]
        assert figures.firsts == len(firsts)
        assert figures.first_process == total(firsts, "process")
        assert figures.first_sixty == total(firsts, "sixty")
        assert figures.passed == sum(bool(run.ended and run.ended.passed) for run in clean)
        assert figures.process == total(clean, "process")
        assert figures.sixty == total(clean, "sixty")
        sides = [
            [run for run in clean if (run.ended and run.ended.buys == "this-week") is side]
            for side in (True, False)
        ]
        assert (figures.sixty_buyers, figures.sixty_shoppers) == tuple(
            total(side, "sixty") for side in sides
        )
        assert figures.latest_ms == max(run.started_ms for run in theirs)


@pytest.mark.parametrize("which", FILTERS)
def test_the_runs_behind_a_figure_are_those_it_is_made_of(year: Path, which: Filter) -> None:
    with kit.open_log(year) as store, store.database.reading() as connection:
        for figures in queries.people(connection, which):
            hers = replace(which, person=figures.person)
            behind = {
                kind: queries.runs(connection, hers, behind=kind, limit=1000)
                for kind in get_args(queries.Behind)
            }
            assert sum(line.counts for line in behind["all"]) == figures.runs
            assert len(behind["fouls"]) == figures.fouled
            assert len(behind["passed"]) == figures.passed
            assert len(behind["firsts"]) == figures.firsts
            assert len(behind["unfinished"]) == figures.runs - figures.finished
            assert len(behind["averages"]) == figures.finished - figures.fouled
            for kind, points in (
                ("averages", figures.sixty),
                ("buyers", figures.sixty_buyers),
                ("shoppers", figures.sixty_shoppers),
            ):
                whole = Ratio(0, 0)
                for line in behind[kind]:
                    whole = whole.plus(line.sixty)
                assert whole == points


@pytest.mark.parametrize("which", FILTERS)
def test_runs_trends_and_improvement_are_those_of_the_runs(year: Path, which: Filter) -> None:
    with kit.open_log(year) as store:
        all_runs = chosen(store, which)
        with store.database.reading() as connection:
            listed = queries.runs(connection, which, limit=1000)
            costly = queries.runs(connection, which, by="cost", limit=1000)
            better = progress.improvement(connection, which)
            latest = progress.trends(connection, 3, which)
            person = queries.people(connection)[0].person
            trend = queries.trend(connection, person, which)
    assert {line.run for line in listed} == {run.run for run in all_runs}
    assert [line.started_ms for line in listed] == sorted(
        (line.started_ms for line in listed), reverse=True
    )
    losses = [line.loss or 0 for line in costly]
    assert losses == sorted(losses, reverse=True)
    clean = sorted(
        (run for run in all_runs if run.counts and run.ended and not run.ended.fouls),
        key=lambda run: run.started_ms,
    )
    assert [point.started_ms for point in trend] == [
        run.started_ms for run in clean if run.person == person
    ]
    for person in {run.person for run in clean}:
        theirs = [run for run in clean if run.person == person]
        assert [point.sixty for point in latest[person]] == [
            total([run], "sixty") for run in theirs[-3:]
        ]
        pairs = twice(theirs)
        assert [
            (each.scenarios, *each.process, *each.sixty) for each in better if each.person == person
        ] == ([(len(pairs), *sums(pairs, "process"), *sums(pairs, "sixty"))] if pairs else [])
    assert len(latest) == len({run.person for run in clean})


def twice(runs: list[RunRecord]) -> list[list[RunRecord]]:
    """The first and the latest run of every scenario there is more than one of."""
    of = {
        run.started.scenario: [r for r in runs if r.started.scenario == run.started.scenario]
        for run in runs
    }
    return [[each[0], each[-1]] for each in of.values() if len(each) > 1]


def sums(pairs: list[list[RunRecord]], score: str) -> tuple[Ratio, ...]:
    """The points of all the firsts, and of all the latests."""
    return tuple(total(list(side), score) for side in zip(*pairs, strict=True))


def test_what_was_judged_is_asked_by_step_by_cost_and_by_choice(
    store: Store, who: kit.Cast
) -> None:
    one, two = kit.play(store, who), kit.play(store, who)
    bot = kit.play(store, who, bot="first")
    fouled = kit.start_of(who)
    store.start(fouled)
    store.end(kit.end_of(fouled.run, fouls=("badgering",)))
    assert set(unjudged(store, "a", 10)) == {one, two, bot, fouled.run}
    keep(store, [judged(store, run, "a", 500) for run in (one, two, bot, fouled.run)])
    assert unjudged(store, "a", 10) == []
    assert len(unjudged(store, "b", 10)) == 4
    keep(store, [judged(store, two, "b", 700)])
    with store.database.reading() as connection:
        assert [
            (each.step, each.done.part, each.done.whole) for each in queries.steps(connection)
        ] == [("greet", 2, 2), ("name", 0, 2)]
        costly = queries.costliest(connection)
        assert [each.loss for each in costly] == [700] * 3 + [500] * 3
        assert {each.scene for each in costly} == {f"scene-{index}" for index in range(3)}
        assert queries.choices(connection, "showroom/just-looking", "scene-1") == [("ask", 2)]
        assert queries.choices(connection, "phone/other", "scene-1") == []
        line = queries.runs(connection, by="cost")[0]
        assert (line.run, line.loss) == (two, 2100)
    store.rebuild()
    assert len(unjudged(store, "a", 10)) == 4


@pytest.mark.parametrize("buys", get_args(queries.Buys))
def test_steps_and_costs_are_of_the_side_that_is_asked_for(year: Path, buys: queries.Buys) -> None:
    which, other = Filter(buys=buys), [each for each in get_args(queries.Buys) if each != buys]
    with kit.open_log(year) as store, store.database.reading() as connection:
        run = tables.run.c
        its = set(connection.execute(select(run.seq).where(run.buys == buys)).scalars())
        everything = queries.costliest(connection, limit=100_000)
        costly = queries.costliest(connection, which, limit=100_000)
        assert sorted(costly, key=repr) == sorted(
            (each for each in everything if each.run_seq in its), key=repr
        )
        scene = everything[0].scenario, everything[0].scene
        taken = dict(queries.choices(connection, *scene, which))
        for choice, times in queries.choices(connection, *scene):
            found = behind.taken(connection, *scene, choice, which, limit=1000)
            assert len(found) == taken.get(choice, 0) <= times
        rest = [queries.steps(connection, Filter(buys=each)) for each in other]
        done: dict[tuple[str, str], Ratio] = {}
        for each in (*queries.steps(connection, which), *(step for side in rest for step in side)):
            key = each.person, each.step
            done[key] = done.get(key, Ratio(0, 0)).plus(each.done)
        assert done == {(each.person, each.step): each.done for each in queries.steps(connection)}


def judged(store: Store, run: str, rules: str, loss: int) -> Judgement:
    moments = tuple(Moment(decision, loss, ("wait",)) for decision in store.run(run).decisions)
    return Judgement(run, rules, moments, ("greet", "name"), ("greet",))


@kit.only_sqlite
def test_every_question_reads_an_index_and_no_table_whole(year: Path) -> None:
    with kit.open_log(year) as store:
        for name, ask in questions(store).items():
            lines = plans(store, ask)
            assert any("INDEX" in line or "PRIMARY KEY" in line for line in lines), name
            whole = [line for line in lines if line.startswith("SCAN") and "INDEX" not in line]
            # What is put together on the way has no index and needs none; the last event is read
            # off the end of its table.
            assert {line.split()[1] for line in whole} <= {"(subquery-1)", "event"}, (name, whole)
            assert "SCAN event" not in lines or "inspected" in name


def test_every_question_has_an_answer_from_either_database(year: Path) -> None:
    with kit.open_log(year) as store:
        answers = {name: ask() for name, ask in questions(store).items()}
    empty = {name for name, answer in answers.items() if not answer}
    assert empty <= {
        "what was said of a run",
        "the other runs of its customer and seed",
        "what a scenario's choices are called",
        "runs that the coach has not judged",
    }


def test_the_large_log_is_a_log_like_any_other(year: Path) -> None:
    found = kit.verified(year)
    assert [problem.sentence for problem in found.problems] == [
        problem.sentence for problem in found.problems if "head file" in problem.sentence
    ]
    assert found.count > 120 * 12
