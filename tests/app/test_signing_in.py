"""On a shared computer people sign in with a PIN; a lone user is never asked for one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.app.desk import Desk, Trouble
from game.app.review.room import Room
from game.app.review.values import Stop
from game.office.door import set_up
from game.records.opening import open_store
from tests.app.conftest import Open

PIN = "48213"


def trainer(home: Path) -> None:
    with open_store(home, f"sqlite:///{home / 'sixty.db'}") as store:
        set_up(store, "Tess", PIN)


async def test_a_trainer_signs_in_and_a_wrong_pin_gets_nobody_in(
    stage: Open, sixty_home: Path
) -> None:
    trainer(sixty_home)
    async with stage(name=None) as at:
        assert at.screen == "VisitScreen"
        await at.type("Tess")
        await at.press("enter")
        assert "What is your PIN?" in at.text
        await at.type("11111")
        assert "11111" not in at.text
        await at.press("enter")
        assert at.screen == "VisitScreen"
        assert at.app.player is None
    async with stage(name=None) as at:
        await at.type("Tess")
        await at.press("enter")
        await at.type(PIN)
        await at.press("enter")
        assert at.screen == "LobbyScreen" or "Good to have you" in at.text
        assert at.app.player == "Tess"


async def test_a_name_given_at_the_start_signs_in_as_well(stage: Open, sixty_home: Path) -> None:
    trainer(sixty_home)
    async with stage(name="Tess") as at:
        assert at.app.player is None
        assert "What is your PIN?" in at.text
        await at.press("escape")
        assert at.app.player is None
        assert at.screen != "LobbyScreen"


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (140, 40)])
async def test_the_door_is_as_it_was_looked_at(
    stage: Open, golden: Callable[[str, str], None], sixty_home: Path, size: tuple[int, int]
) -> None:
    trainer(sixty_home)
    async with stage(name=None, size=size) as at:
        await at.type("Tess")
        await at.press("enter")
        await at.type("111")
        golden(f"door/{size[0]}x{size[1]}-pin.txt", at.text)
        await at.press("enter")
        golden(f"door/{size[0]}x{size[1]}-wrong.txt", at.text)


async def test_somebody_without_a_pin_plays_as_before(stage: Open, sixty_home: Path) -> None:
    trainer(sixty_home)
    async with stage(name=None) as at:
        await at.type("Ben")
        await at.press("enter")
        assert at.app.player == "Ben"


def test_nobody_comes_into_the_review_who_has_not_said_who_they_are(sixty_home: Path) -> None:
    trainer(sixty_home)
    url = f"sqlite:///{sixty_home / 'sixty.db'}"
    with open_store(sixty_home, url) as store:
        desk = Desk(sixty_home, url, (), lambda: store)
        room = Room(desk)
        with pytest.raises(Trouble, match="say who you are first, with n in the lobby"):
            room.open()
        assert room.ask(room.turn(), Stop("people")) is None
        with pytest.raises(Trouble, match="That is not Tess's PIN"):
            desk.sit_down("Tess", "11111")
        with pytest.raises(Trouble, match="say who you are first"):
            room.open()
        desk.sit_down("Tess", PIN)
        room.open()
        assert room.ask(room.turn(), Stop("people")) is not None
