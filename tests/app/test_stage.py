"""What a screen costs before it is read: garbage looked for at rest, styles looked up once."""

from __future__ import annotations

from typing import Any

import pytest
from textual.screen import Screen

from game.app import stage as room
from game.app.help.screen import HelpScreen
from game.app.stage import FEW, OLD, REST
from tests.app.conftest import Open


class Collector:
    """Stands where `gc` does: so much is new, so often it was looked at, and what was asked."""

    def __init__(self, new: int, looks: int) -> None:
        self.count = new, 0, looks
        self.asked: list[int] = []

    def get_count(self) -> tuple[int, int, int]:
        """As `gc` says it."""
        return self.count

    def collect(self, generation: int = 2) -> None:
        """Note how much was to be looked at."""
        self.asked.append(generation)


async def test_all_there_is_is_looked_at_once_nobody_presses_keys(
    stage: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    async with stage() as at:
        monkeypatch.setattr(room, "monotonic", lambda: now)
        await at.press("down")
        collector = Collector(new=FEW + 1, looks=OLD + 1)
        monkeypatch.setattr(room, "gc", collector)
        at.app._tidy()
        assert collector.asked == [1]
        now += REST + 1
        at.app._tidy()
        assert collector.asked == [1, 2]


async def test_nothing_is_looked_at_while_the_desk_is_at_work(
    stage: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage() as at:
        collector = Collector(new=10 * FEW, looks=10 * OLD)
        monkeypatch.setattr(room, "gc", collector)
        assert await at.app.at_desk(lambda: at.app.asking) == 1
        at.app.asking += 1
        at.app._tidy()
        assert collector.asked == []
        at.app.asking -= 1
        at.app._tidy()
        assert collector.asked != []


async def test_a_screen_that_comes_is_styled_as_it_is_mounted_and_not_again(
    stage: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    again: list[Any] = []
    update = Screen.update_node_styles

    def counted(screen: Screen[Any], animate: bool = True) -> None:
        if screen.children:
            again.append(screen)
        update(screen, animate)

    monkeypatch.setattr(Screen, "update_node_styles", counted)
    async with stage(size=(120, 40)) as at:
        again.clear()
        await at.press("question_mark")
        assert isinstance(at.app.screen, HelpScreen)
        assert at.app.screen not in again
        assert at.app.screen.has_class("-wide", "-high")
