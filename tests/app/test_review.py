"""The trainer's review on screen: every way down to a decision, and back; filters; words kept."""

from __future__ import annotations

import asyncio
import csv
import io
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.app.desk import Desk, Trouble
from game.app.review import errands
from game.app.review.form import Turn
from game.app.review.room import Room
from game.app.review.values import Count, PeopleSeen, Stop
from game.office import door, pins
from game.office.judging import judge
from game.office.wanted import Wanted
from game.records.filing import papers_of
from game.records.opening import open_store
from game.records.papers import Commented, Signed
from game.session.live import open_run
from game.session.opening import open_scenario
from tests.app.conftest import NOON, SHELF, Open, Stage

HOSTILE = "[b]Ben[/b]\u202e"
WAYS = (("hello", "try", "log"), ("hello", "tonight"), ("hello", "try", "bye"))


@pytest.fixture
def shop(sixty_home: Path) -> Path:
    """A home with judged floor runs by Ana and by somebody with a hostile name."""
    ticks = iter(range(NOON, NOON + 10**9, 1000))
    url = f"sqlite:///{sixty_home / 'sixty.db'}"
    with open_store(sixty_home, url, clock=lambda: next(ticks)) as store:
        for name in (HOSTILE, "Ana"):
            for way in WAYS:
                program = open_scenario("showroom/minivan", (SHELF,))
                live = open_run(store, program, store.person(name).pseudonym, mode="floor")
                for choice in way:
                    live.decide(choice, 2500)
                assert live.run.over
        judge(store)
    return sixty_home


def line_with(at: Stage, words: str) -> str:
    return next(line for line in at.text.splitlines() if words in line)


async def move_to(at: Stage, words: str) -> None:
    """Put the cursor on the line with these words."""
    for _ in range(40):
        if any("›" in line and words in line for line in at.text.splitlines()):
            return
        await at.press("down")
    raise AssertionError(f"{words!r} is not to be reached:\n{at.text}")


async def test_from_everybody_to_a_costly_decision_and_back(shop: Path, stage: Open) -> None:
    async with stage() as at:
        await at.press("r")
        assert "all people · last 30 days · floor runs" in at.text
        assert "2/3" in line_with(at, "Ana")  # a run with a foul enters no average
        assert "1/3" in line_with(at, "Ana")
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
        await move_to(at, "50 in 100")
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
        assert "4/6     2/4    2/6       75     54      28        62" in line_with(at, "question")
        await move_to(at, "taken 2/4  lost -102")
        await at.press("enter")
        assert "What was chosen here" in at.text
        await at.press("q", "up", "enter")
        assert "200/400" not in at.text
        assert "300/400 points" in line_with(at, "Process")
        assert "2/4 runs" in line_with(at, "Passed")
        assert at.text.count("foul") == 2
        await at.press("r")
        assert "Runs, the latest first" in at.text
        await at.press("enter")
        assert at.screen == "RunScreen"


async def test_from_a_step_to_who_skips_it_to_the_runs_without_it(shop: Path, stage: Open) -> None:
    async with stage() as at:
        await at.press("r", "t")
        assert "2/4   50 in 100" in line_with(at, "log-visit")
        await at.press("enter")
        assert "In all it was done in 2/4 runs." in at.text
        await move_to(at, "Ana")
        await at.press("enter")
        assert "without log-visit, where it applied" in at.text
        await at.press("enter")
        assert at.screen == "RunScreen"


async def test_a_key_before_the_first_answer_is_not_lost(shop: Path, stage: Open) -> None:
    async with stage() as at:
        await at.pilot.press("r", "s")
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
        app.thread.submit(busy.wait)
        review.action_runs()  # asked for, and not shown yet
        await asyncio.sleep(0.05)
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


def said_of(home: Path, run: str) -> list[Any]:
    """What the log has that people said of a run, in its order."""
    with open_store(home, f"sqlite:///{home / 'sixty.db'}") as store:
        return [paper.entry for paper in papers_of(store, [run]).get(run, [])]


async def test_a_comment_a_verdict_and_a_sign_off_are_kept_and_shown(
    shop: Path, stage: Open
) -> None:
    async with stage(size=(100, 40)) as at:
        await at.press("r", "r", "enter", "c", "down")
        await at.type("see [b]me[/b]")
        await at.press("enter")
        assert "see [b]me[/b]" in at.text
        await at.press("c", "right", "down")
        await at.type("all of it")
        await at.press("enter", "a", "s", "enter")
        assert "Kept" in at.text
        run = at.runs()[0].run
    said = [(type(e), getattr(e, "index", None), e.text, e.verdict) for e in said_of(shop, run)]
    assert said == [
        (Commented, 2, "see [b]me[/b]", None),
        (Commented, None, "all of it", None),
        (Commented, 2, "", "agree"),
        (Signed, None, "", "agree"),
    ]


async def test_another_label_and_other_scores_stand_beside_the_machines(
    shop: Path, stage: Open
) -> None:
    async with stage(size=(100, 44)) as at:
        await at.press("r", "r", "enter", "l")
        assert "Adjust the coach's label of decision 3" in at.text
        await at.press("right", "enter")
        assert "reason" in line_with(at, "why")  # refused below, and the form is still there
        await at.press("down")
        await at.type("no card asked")
        await at.press("enter")
        assert "adjusts what the coach says: mistake" in at.text
        assert "?? blunder" in at.text
        await at.press("s", "right", "down")
        assert "50 by the machine" in at.text
        await at.type("x8x0")
        await at.press("down", "down")
        await at.type("fine greeting")
        await at.press("enter")
        await at.pilot.press("end")
        assert "process 50 (50/100)" in at.text
        assert "adjusts what the coach says, process 80" in at.text
        await at.press("t")
        await at.type("once more")
        await at.press("escape")
        assert at.screen == "RunScreen"
        await at.press("t")
        await at.type("slower")
        await at.press("enter")
        run = at.runs()[0]
        assert run.ended is not None
        assert (run.ended.process_earned, run.ended.process_possible) == (50, 100)
    adjusted, signed, retried = said_of(shop, run.run)
    assert (adjusted.label, adjusted.text) == ("mistake", "no card asked")
    assert (signed.verdict, signed.process, signed.sixty) == ("adjust", 80, None)
    assert (retried.index, retried.verdict, retried.text) == (2, "retry", "slower")


async def test_the_choice_that_the_keys_turn_is_the_one_that_stands_out(
    shop: Path, stage: Open
) -> None:
    async with stage() as at:
        await at.press("r", "x")
        turns = list(at.app.screen.query(Turn))
        for lit in range(2):
            loud = [".chosen" in str(turn.blocks[0].text.spans) for turn in turns]
            assert loud == [place == lit for place in range(2)]
            await at.press("down")


async def test_what_was_taken_back_stands_on_the_runs_page(sixty_home: Path, stage: Open) -> None:
    with open_store(
        sixty_home, f"sqlite:///{sixty_home / 'sixty.db'}", clock=lambda: NOON
    ) as store:
        program = open_scenario("showroom/minivan", (SHELF,))
        live = open_run(store, program, store.person("Ana").pseudonym, mode="practice")
        live.decide("hello", 4100)
        live.undo()
        for choice in ("hello", "try", "bye"):
            live.decide(choice, 1000)
    async with stage(size=(100, 50)) as at:
        await at.press("r", "slash")
        await at.type("mode=any")
        await at.press("enter", "r", "enter")
        undone = line_with(at, "Undone")
        assert "decision 1:" in undone
        assert "after 4.1 s" in at.text


async def test_keys_of_the_page_are_the_forms_while_it_is_filled_in(
    shop: Path, stage: Open
) -> None:
    async with stage() as at:
        await at.press("r", "r", "enter", "l", "a", "s", "t", "down")
        await at.type("ast")
        assert "Adjust the coach's label" in at.text
        await at.press("escape")
        run = at.runs()[0].run
        assert at.screen == "RunScreen"
    assert said_of(shop, run) == []


@pytest.fixture
def pairs(sixty_home: Path) -> Path:
    """A home with runs of one customer and seed by Ana, by somebody with a hostile name, and one
    by Ana of another seed."""
    ticks = iter(range(NOON, NOON + 10**9, 1000))
    with open_store(
        sixty_home, f"sqlite:///{sixty_home / 'sixty.db'}", clock=lambda: next(ticks)
    ) as store:
        for name, seed, way in (("Ana", 3, 2), (HOSTILE, 7, 0), (HOSTILE, 7, 2), ("Ana", 7, 0)):
            program = open_scenario("showroom/minivan", (SHELF,))
            who = store.person(name).pseudonym
            live = open_run(store, program, who, seed=seed, mode="floor")
            for choice in WAYS[way]:
                live.decide(choice, 2500)
    return sixty_home


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (140, 40)])
async def test_two_runs_of_one_customer_stand_side_by_side(
    pairs: Path, stage: Open, golden: Callable[[str, str], None], size: tuple[int, int]
) -> None:
    async with stage(size=size) as at:
        await at.press("r", "r", "enter", "b")
        assert at.screen == "BesideScreen"
        assert "Here they part" in at.text
        assert "1 of 2" in at.text
        golden(f"review/{size[0]}x{size[1]}-beside.txt", at.text)
        await at.press("n")
        assert "2 of 2" in at.text
        assert "Here they part" not in at.text
        await at.press("q")
        assert at.screen == "RunScreen"


async def test_a_run_that_nobody_else_had_is_not_laid_beside_another(
    pairs: Path, stage: Open
) -> None:
    async with stage() as at:
        await at.press("r", "r", "end", "enter", "b")
        assert at.screen == "RunScreen"
        assert "Nobody else has met this customer with this luck" in at.text
        assert "3 is how" in at.text


def only(folder: Path, pattern: str) -> Path:
    """The one file of a folder with such a name."""
    (file,) = folder.glob(pattern)
    return file


async def test_the_log_is_exported_from_a_key_and_said_where_it_is(
    shop: Path, stage: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    async with stage(size=(100, 30)) as at:
        await at.press("r", "x", "right", "enter")
        told = " ".join(at.text.split())
        assert "The log is in" in told
        assert ": 6 runs." in told
        file = only(tmp_path, "*.csv")
        rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
        assert len(rows) == 6
        assert {row["name"] for row in rows} == {""}
        assert f"its head: {rows[0]['log_head']}" in told
        await at.press("down", "right", "enter")
        assert "⏎ again replaces it" in " ".join(at.text.split())
        assert "[b]Ben[/b]" not in file.read_text(encoding="utf-8-sig")
        await at.press("enter")
        assert "[b]Ben[/b]" in file.read_text(encoding="utf-8-sig")
        await at.press("down", "end", *["backspace"] * 80)
        await at.press("enter")
        assert "Say where to" in at.text
        await at.type(str(tmp_path))
        await at.press("enter")
        assert "is a folder" in " ".join(at.text.split())
        await at.press("escape")
        assert at.screen == "ReviewScreen"


async def test_the_log_is_verified_from_a_key_and_what_was_changed_is_listed(
    shop: Path, stage: Open
) -> None:
    async with stage(size=(100, 30)) as at:
        await at.press("r", "v", "enter")
        assert "and nothing was changed" in at.text
        await at.type("f" * 64)
        await at.press("enter")
        assert "The log does not hold the head" in at.text
        await at.press("escape")
        assert at.screen == "ReviewScreen"


def test_an_errand_that_is_stopped_leaves_no_file(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.records.verification._PAGE", 5)
    with open_store(shop, f"sqlite:///{shop / 'sixty.db'}") as store:
        desk = door.lone(store)
        count = Count("Written", stopped=True)
        values = {"format": "jsonl", "names": "no", "file": str(tmp_path / "log")}
        told = errands.export(desk, values, False, count, lambda: False)
        assert told.sentences == ("Stopped: no file was written.",)
        assert list(tmp_path.iterdir()) == [shop]
        checked = errands.verify(desk, "", Count("Checked"), lambda: True)
        assert not checked.wrong
        assert "Stopped" in checked.sentences[0]


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
        await move_to(at, "Ana")
        await at.press("enter")
        golden(f"review/{size[0]}x{size[1]}-person.txt", at.text)
        await at.press("q")
        await move_to(at, "The minivan")
        await at.press("enter", "enter")
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
