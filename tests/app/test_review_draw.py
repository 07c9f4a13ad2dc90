"""Runs to inspect, drawn on the screen as the command draws them: by lot, into the log."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.office import door, pins
from game.office.inspection import honest
from game.records.filing import papers
from game.records.opening import open_store
from game.records.papers import Drawn, Paper
from tests.app.conftest import NOON, Open
from tests.app.shop import fill, move_to

DAY_MS = 86_400_000


@pytest.fixture
def shop(sixty_home: Path) -> Path:
    """A home with judged floor runs by Ana and by somebody with a hostile name."""
    return fill(sixty_home)


def draws(home: Path) -> list[Paper]:
    """The draws that the log has, each of them what the log draws."""
    with open_store(home, f"sqlite:///{home / 'sixty.db'}") as store:
        found = papers(store, ("inspection",))
        assert all(honest(store, paper) for paper in found)
    return found


async def test_runs_are_drawn_from_a_key_and_lead_to_what_was_played(
    shop: Path, stage: Open
) -> None:
    async with stage() as at:
        await at.press("r", "d")
        assert "Runs to inspect, by lot" in at.text
        await at.press("ctrl+u")
        await at.type("2")
        await at.press("enter")
        assert at.screen == "ReviewScreen"
        told = " ".join(at.text.split())
        assert "Drawn by lot, in the log: 2 runs." in told
        (paper,) = draws(shop)
        entry = paper.entry
        assert isinstance(entry, Drawn)
        assert (len(entry.runs), entry.window_days, entry.due_days) == (2, 30, 7)
        assert f"seed {entry.seed}" in told
        assert len(re.findall(r"due 2026-\d\d-\d\d", told)) == 2
        assert "d draw" in at.text
        await at.press("enter")
        assert at.screen == "RunScreen"
        await at.press("s", "enter")
        await at.press("q")
        assert len(re.findall(r"due 2026-\d\d-\d\d", at.text)) == 1
        await at.press("p")
        assert "To inspect: 1" in at.text
        assert "Drawn by lot" not in at.text


async def test_a_draw_of_more_than_there_are_says_so_and_of_none_is_refused(
    shop: Path, stage: Open
) -> None:
    async with stage(size=(100, 30)) as at:
        await at.press("r", "i", "d", "ctrl+u", "enter")
        assert "Each line takes a whole number" in at.text
        await at.type("50")
        await at.press("enter")
        assert "6 runs of the 50 asked for: there are no more." in " ".join(at.text.split())
        await at.press("d", "enter")
        assert "There is nothing to inspect" in " ".join(at.text.split())
        await at.press("escape")
        assert at.screen == "ReviewScreen"
    assert len(draws(shop)) == 1


async def test_what_is_overdue_shows_first(shop: Path, stage: Open) -> None:
    ticks = iter(range(NOON + 10**8, NOON + 10**9, 1000))
    with open_store(shop, f"sqlite:///{shop / 'sixty.db'}", clock=lambda: next(ticks)) as store:
        me = door.lone(store, "Ana")
        me.draw(1, due_days=1)
        me.draw(1, due_days=90)
    later = iter(range(NOON + 10 * DAY_MS, NOON + 11 * DAY_MS, 1000))
    with open_store(shop, f"sqlite:///{shop / 'sixty.db'}", clock=lambda: next(later)) as store:
        store.person("Nobody yet")
        door.lone(store, "Ana").comment(store.runs()[-1].run, None, "Later than a day.")
    async with stage() as at:
        await at.press("r")
        assert "To inspect: 2, 1 overdue" in at.text
        await move_to(at, "To inspect")
        await at.press("enter")
        lines = [line for line in at.text.splitlines() if "due 20" in line or "since 20" in line]
        assert ["overdue since" in line for line in lines] == [True, False]
        await move_to(at, "overdue since")
        await at.press("enter")
        assert at.screen == "RunScreen"


async def test_nobody_but_a_trainer_draws(
    shop: Path, stage: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("_PASSES", 1), ("_MEMORY_KIB", 8), ("_LANES", 1)):
        monkeypatch.setattr(pins, name, value)
    with open_store(shop, f"sqlite:///{shop / 'sixty.db'}") as store:
        door.set_up(store, "Tea", "2580")
    async with stage(name="Ana", size=(100, 30)) as at:
        await at.press("r", "d")
        assert at.screen == "ReviewScreen"
        assert "Only a trainer may draw runs to inspect, and Ana is none." in at.text
    assert draws(shop) == []
