"""The trainer's review on screen: every way down to a decision, and back; filters; words kept."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from game.app.desk import Desk, Trouble
from game.app.review import lists, seeing
from game.app.review.room import Room
from game.app.review.setting import Set
from game.app.review.table import INDENT
from game.app.review.values import PeopleSeen, Stop
from game.office import door, pins
from game.office.wanted import Wanted
from game.records.opening import open_store
from game.records.queries import RunLine
from game.records.ratio import Ratio
from tests.app.conftest import LIMIT, SHELF, Open
from tests.app.shop import fill, line_with, move_to, said_of


@pytest.fixture
def shop(sixty_home: Path) -> Path:
    """A home with judged floor runs by Ana and by somebody with a hostile name."""
    return fill(sixty_home)


async def test_from_everybody_to_a_costly_decision_and_back(shop: Path, stage: Open) -> None:
    async with stage() as at:
        await at.press("r")
        assert "all people · last 30 days · floor runs" in at.text
        assert "▒▒▒▒▒ 1/2" in line_with(at, "Ana")
        figures = next(line for line in at.text.splitlines() if "Ana" in line and "150/200" in line)
        assert figures.split()[-2:] == ["1/3", "2/3"]  # a run with a foul enters no average
        assert "Costliest decisions" in at.text
        await move_to(at, "The minivan")
        await at.press("enter")
        assert "What was chosen here" in at.text
        await move_to(at, "decision")
        await at.press("enter")
        assert at.screen == "RunScreen"
        assert "Best" in at.text
        await at.press("q")
        assert "What was chosen here" in at.text
        await at.press("q")
        assert "Costliest decisions" in at.text
        await at.press("q")
        assert at.screen == "LobbyScreen"


async def test_from_a_person_to_a_skipped_step_to_its_run(shop: Path, stage: Open) -> None:
    async with stage(size=(100, 40)) as at:
        await at.press("r")
        await move_to(at, "Ana")
        await at.press("enter")
        assert "A trend takes 10 runs in the averages, and here are 2" in at.text
        assert "Steps, the most skipped first" in at.text
        await move_to(at, "log-visit")
        await at.press("enter")
        assert "where it applied" in at.text
        await at.press("enter")
        assert at.screen == "RunScreen"
        assert "thought over for 2.5 s" in at.text
        await at.press("left", "left", "left")
        assert "1 of 3" in at.text


async def test_from_the_scenarios_to_the_costliest_choice_of_one_and_to_its_runs(
    shop: Path, stage: Open
) -> None:
    async with stage(size=(100, 40)) as at:
        await at.press("r", "s")
        figures = "300/400 75% 216/400 54% 188/300 62% 28/100 28% 2/4 2/6 4/6"
        assert figures in " ".join(line_with(at, "question").split())
        await move_to(at, "taken 2/4  lost -102")
        await at.press("enter")
        assert "What was chosen here" in at.text
        await at.press("q", "up", "enter")
        assert "200/400" not in at.text
        assert "300/400 75%  points" in line_with(at, "Process")
        assert "2/4 50%  runs" in line_with(at, "Passed")
        assert at.text.count("foul") == 2
        await at.press("r")
        assert "Runs, the latest first" in at.text
        await at.press("enter")
        assert at.screen == "RunScreen"


async def test_from_a_step_to_who_skips_it_to_the_runs_without_it(shop: Path, stage: Open) -> None:
    async with stage() as at:
        await at.press("r", "t")
        assert "2/4 50%" in line_with(at, "log-visit")
        await at.press("enter")
        assert "In all it was done in 2 of 4 runs." in at.text
        await move_to(at, "Ana")
        await at.press("enter")
        assert "without log-visit, where it applied" in at.text
        await at.press("enter")
        assert at.screen == "RunScreen"


async def test_a_key_before_the_first_answer_is_not_lost(shop: Path, stage: Open) -> None:
    async with stage() as at:
        await at.pilot.press("r")
        await at.until(lambda: at.screen == "ReviewScreen", "the review was shown")
        busy = threading.Event()
        at.app.thread.submit(busy.wait, LIMIT)
        await at.pilot.press("s")
        busy.set()
        await at.settle()
        assert "shoppers" in at.text
        await at.press("q")
        assert "Costliest decisions" in at.text


async def test_figures_that_come_later_do_not_take_the_place_of_what_was_asked_for(
    shop: Path, stage: Open
) -> None:
    async with stage() as at:
        await at.press("r")
        review, app = at.app.reviewing, at.app
        assert review is not None
        assert app.office is not None
        busy = threading.Event()
        app.thread.submit(busy.wait, LIMIT)
        review.action_runs()  # asked for, and not shown yet
        await at.until(lambda: app.thread._work_queue.qsize() == 1, "the runs were asked for")
        newer = asyncio.create_task(app._show_anew(app.office, review))
        await asyncio.sleep(0)
        busy.set()
        await newer
        await at.settle()
        assert "Runs, the latest first" in at.text


async def test_the_runs_are_a_key_away_and_a_foul_is_told(shop: Path, stage: Open) -> None:
    async with stage(size=(100, 30)) as at:
        await at.press("r", "r")
        assert "Runs, the latest first" in at.text
        assert at.text.count("foul") == 2
        await at.press("c")
        assert "Runs, the costliest first" in at.text
        await at.press("enter")
        assert at.screen == "RunScreen"


@pytest.mark.parametrize("width", [74, 94, 134])
def test_a_run_that_does_not_count_says_so_on_its_one_line(width: int) -> None:
    line = RunLine(
        "r", "p-1", "showroom/just-looking", "showroom", "floor", 0, "finished",
        counts=False, first=False, process=Ratio(100, 105), sixty=Ratio(100, 100),
        fouls='["lied"]', loss=82_000,
    )  # fmt: skip
    block = lists.run(Set(width), line, {"p-1": "Bartholomew"})
    assert "not counted  foul" in block.text.plain
    assert "Bart" in block.text.plain
    assert len(INDENT) + block.text.cell_length + 1 + block.right.cell_length <= width
    counted = lists.run(Set(width), replace(line, counts=True, fouls="[]"), {})
    assert not re.search("not counted|foul", counted.text.plain)


async def test_every_figure_of_a_person_leads_to_the_runs_behind_it(
    shop: Path, stage: Open
) -> None:
    async with stage(size=(100, 40)) as at:
        await at.press("r")
        await move_to(at, "Ana")
        await at.press("enter")
        runs = {}
        for figure, said in (
            ("Process", "in the averages"),
            ("with shoppers", "with shoppers"),
            ("with buyers", "with buyers"),
            ("Fouls", "with a foul"),
        ):
            await move_to(at, figure)
            await at.press("enter")
            assert f"Runs, {said}" in at.text.replace("in the averages, with", "with")
            runs[figure] = at.text.count("  Ana ")
            await at.press("q")
        assert (runs["Process"], runs["Fouls"]) == (2, 1)
        assert runs["with shoppers"] + runs["with buyers"] == 2


async def test_the_runs_behind_a_line_of_a_table_are_a_key_away(shop: Path, stage: Open) -> None:
    async with stage(size=(100, 40)) as at:
        await at.press("r")
        for key, said in (("r", "the latest first"), ("c", "the costliest first")):
            await move_to(at, "Ana")
            await at.press(key)
            assert f"Runs, {said}" in at.text
            assert (at.text.count("  Ana "), at.text.count("[b]Ben[/b]")) == (3, 0)
            await at.press("q")
        await at.press("s")
        await move_to(at, "The minivan question")
        await at.press("r")
        assert at.text.count("2026-") == 6


async def test_a_list_of_runs_goes_on_where_its_page_ends(
    shop: Path, stage: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seeing, "RUNS", 4)
    async with stage(size=(100, 30)) as at:
        await at.press("r", "r")
        assert len(re.findall(r"\d\d:\d\d  ", at.text)) == 4
        await move_to(at, "More runs")
        await at.press("enter")
        assert len(re.findall(r"\d\d:\d\d  ", at.text)) == 2
        assert "More runs" not in at.text


async def test_a_filter_narrows_what_is_shown_and_a_wrong_one_is_told(
    shop: Path, stage: Open
) -> None:
    async with stage() as at:
        await at.press("r", "slash")
        await at.type("ana days=90")
        await at.press("enter")
        assert "ana · last 90 days · floor runs" in at.text
        assert "Ben" not in at.text
        await at.press("slash")
        await at.type(" colour=red")
        await at.press("enter")
        assert "There is no filter" in at.text
        assert "ana · last 90 days" in at.text


async def test_where_people_sign_in_each_is_shown_what_they_may_see(
    shop: Path, stage: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("_PASSES", 1), ("_MEMORY_KIB", 8), ("_LANES", 1)):
        monkeypatch.setattr(pins, name, value)
    url = f"sqlite:///{shop / 'sixty.db'}"
    with open_store(shop, url) as store:
        door.set_up(store, "Tea", "2580")
    async with stage(name="Ana", size=(100, 30)) as at:
        await at.press("r")
        assert "Ana" in at.text
        assert "Ben" not in at.text
        assert "To inspect" not in at.text
        await at.press("x")
        assert at.screen == "ReviewScreen"
        assert "Only a trainer may export the log, and Ana is none." in at.text
        await at.press("r", "enter", "a")
        assert "Only a mentor of who played it, or a trainer" in at.text
        await at.press("s", "enter")
        assert "Sign this run off" in at.text
        assert "Only a mentor of who played it, or a trainer" in at.text
        assert said_of(shop, at.runs()[0].run) == []
    desk = Desk(shop, url, (SHELF,))
    room = Room(desk, Wanted(days=None))
    with pytest.raises(Trouble, match="say who you are"):
        room.open()
    assert room.ask(room.turn(), Stop("people")) is None
    desk.sit_down("Tea", "2580")
    room.open()
    seen = room.ask(room.turn(), Stop("people"))
    assert isinstance(seen, PeopleSeen)
    assert len(seen.overview.lines) == 2
    desk.close()


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (140, 40)])
async def test_the_review_is_as_it_was_looked_at(
    shop: Path,
    stage: Open,
    golden: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
) -> None:
    async with stage(size=size) as at:
        await at.press("r")
        golden(f"review/{size[0]}x{size[1]}-people.txt", at.text)
        await at.press("slash")
        golden(f"review/{size[0]}x{size[1]}-filter.txt", at.text)
        await at.press("escape", "i")
        golden(f"review/{size[0]}x{size[1]}-inspect.txt", at.text)
        await at.press("d")
        golden(f"review/{size[0]}x{size[1]}-draw.txt", at.text)
        await at.press("escape")
        await at.press("p", "c")
        golden(f"review/{size[0]}x{size[1]}-costly.txt", at.text)
        await at.press("p")
        await move_to(at, "Ana")
        await at.press("enter")
        golden(f"review/{size[0]}x{size[1]}-person.txt", at.text)
        await at.press("q")
        await move_to(at, "The minivan")
        await at.press("enter")
        golden(f"review/{size[0]}x{size[1]}-talk.txt", at.text)
        await at.press("enter")
        golden(f"review/{size[0]}x{size[1]}-run.txt", at.text)
        await at.press("s", "right")
        golden(f"review/{size[0]}x{size[1]}-sign.txt", at.text)
        await at.press("escape", "l")
        golden(f"review/{size[0]}x{size[1]}-adjust.txt", at.text)
        await at.press("escape")
        await at.press("q", "q", "s")
        golden(f"review/{size[0]}x{size[1]}-scenarios.txt", at.text)
        await at.press("enter")
        golden(f"review/{size[0]}x{size[1]}-scenario.txt", at.text)
        await at.press("t")
        golden(f"review/{size[0]}x{size[1]}-steps.txt", at.text)
        await at.press("enter")
        golden(f"review/{size[0]}x{size[1]}-step.txt", at.text)
        await at.press("r")
        golden(f"review/{size[0]}x{size[1]}-runs.txt", at.text)
        await at.press("v", "enter")
        told = re.sub("[0-9a-f]{64}", 16 * "head", at.text)  # ids are new each time
        golden(f"review/{size[0]}x{size[1]}-verify.txt", told)
        monkeypatch.setenv("HOME", "/home/tea")
        await at.press("escape", "x")
        golden(f"review/{size[0]}x{size[1]}-export.txt", at.text)
