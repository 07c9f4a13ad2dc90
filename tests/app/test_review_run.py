"""A run in the review: what is said of it in a form, and another run beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.app.review.form import Turn
from game.office.desk import Desk as Office
from game.records.opening import open_store
from game.records.papers import Commented, Signed
from game.session.live import open_run
from game.session.opening import open_scenario
from tests.app.conftest import NOON, SHELF, Open
from tests.app.shop import HOSTILE, WAYS, fill, line_with, said_of


@pytest.fixture
def shop(sixty_home: Path) -> Path:
    """A home with judged floor runs by Ana and by somebody with a hostile name."""
    return fill(sixty_home)


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
        assert "50/100 50% by the machine" in at.text
        await at.type("x8x0")
        await at.press("down", "down")
        await at.type("fine greeting")
        await at.press("enter")
        await at.pilot.press("end")
        assert "process 50/100 50%" in at.text
        assert "adjusts what the coach says, process 80/100" in " ".join(at.text.split())
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


async def test_the_share_that_agrees_leads_to_what_people_said(
    sixty_home: Path, stage: Open
) -> None:
    fill(sixty_home)
    url = f"sqlite:///{sixty_home / 'sixty.db'}"
    with open_store(sixty_home, url) as store:
        run = store.runs()[0].run
        mentor = Office(store, store.person("Mo"))
        mentor.comment(run, 1, "Kinder than that.", verdict="adjust", label="good")
        mentor.comment(run, 0, "", verdict="agree")
    async with stage(size=(100, 60)) as at:
        await at.press("r")
        assert "agreed with the coach 1/2" in at.text
        await at.press("enter")
        assert line_with(at, "good").split()[-3:] == ["decision", "2", "good"]
        await at.press("enter")
        assert at.screen == "RunScreen"
        assert "Kinder than that." in at.text


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
