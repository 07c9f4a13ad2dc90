"""A log that was played by hand, for the exports."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.office import pins
from game.records import open_store
from game.records.store import Store
from game.session.live import open_run
from game.session.opening import open_scenario
from tests.commands import CORNER
from tests.records import kit
from tests.records.conftest import blank, home, store, who

__all__ = ["blank", "home", "store", "who"]


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with runs by Ana of a real scenario, one of them not over. Only read it."""
    home = tmp_path_factory.mktemp("shop") / "home"
    with kit.in_haste(open_store(home, clock=kit.Clock())) as store:
        for seed in range(3):
            play(store, "=Ana() <b> \u202e", seed, most=99)
        play(store, "Ben", 3, most=1)
    return home


def play(store: Store, name: str, seed: int, most: int) -> str:
    live = open_run(store, open_scenario(CORNER, ()), store.person(name).pseudonym, seed=seed)
    while not live.run.over and len(live.run.taken) < most:
        offered = live.run.offered()
        live.decide(offered[seed % len(offered)].id, 2000)
    return live.id


@pytest.fixture
def shop_home(shop: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The commands' data folder is the shop's."""
    monkeypatch.setenv("SIXTY_HOME", str(shop))
    return shop


@pytest.fixture(autouse=True)
def hasty_hashing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PINs are hashed for speed here, except where the hash is what is tested."""
    if request.node.get_closest_marker("slow") is None:
        for name, value in (("_PASSES", 1), ("_MEMORY_KIB", 8), ("_LANES", 1)):
            monkeypatch.setattr(pins, name, value)
