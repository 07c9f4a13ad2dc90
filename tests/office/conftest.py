"""A log that was played by hand, for the exports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.office import pins
from game.office.desk import Desk
from game.records import open_store
from game.records.store import Store
from game.session.live import open_run
from game.session.opening import open_scenario
from tests.commands import CORNER
from tests.office.crew import Office, furnish
from tests.records import databases, kit
from tests.records.conftest import blank, home, store, who

__all__ = ["blank", "home", "store", "who"]


HOSTILE = ("=cmd()|' /C calc'!A0;\t\"x\",\n\u202e<b>[/b] \u05e9&amp;]]>" * 400)[:10_000]
"""What a comment may be: ten thousand characters that mean something to somebody."""


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with runs by Ana of a real scenario, and one of Ben's that is not over. In her
    last the clock was set back. Only read it."""
    home = tmp_path_factory.mktemp("shop") / "home"
    with kit.in_haste(open_store(home, clock=kit.Clock())) as store:
        ana = "=Ana() <b> \u202e"
        runs = [play(store, ana, seed, most=99) for seed in range(2)]
        play(store, ana, 2, most=99, set_back_ms=86_400_000)
        Desk(store, store.person("Tea")).comment(runs[0], 0, HOSTILE, verdict="retry")
        play(store, "Ben", 3, most=1)
    return home


def play(store: Store, name: str, seed: int, most: int, set_back_ms: int = 0) -> str:
    live = open_run(store, open_scenario(CORNER, ()), store.person(name).pseudonym, seed=seed)
    assert isinstance(store._clock, kit.Clock)
    store._clock.at -= set_back_ms
    while not live.run.over and len(live.run.taken) < most:
        offered = live.run.offered()
        live.decide(offered[seed % len(offered)].id, 2000)
    return live.id


@pytest.fixture
def shop_home(shop: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The commands' data folder is the shop's."""
    monkeypatch.setenv("SIXTY_HOME", str(shop))
    return shop


def in_haste(patch: pytest.MonkeyPatch) -> None:
    """Hash PINs for speed."""
    for name, value in (("_PASSES", 1), ("_MEMORY_KIB", 8), ("_LANES", 1)):
        patch.setattr(pins, name, value)


@pytest.fixture(autouse=True)
def hasty_hashing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PINs are hashed for speed here, except where the hash is what is tested."""
    if request.node.get_closest_marker("slow") is None:
        in_haste(monkeypatch)


@pytest.fixture(scope="session")
def furnished(
    blank: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, dict[str, str]]]:
    """A log with an office set up (`crew.furnish`), and its runs. Copy it; leave it as it is."""
    home = databases.copy(blank, tmp_path_factory.mktemp("furnished") / "home")
    with pytest.MonkeyPatch.context() as patch, kit.in_haste(kit.open_log(home)) as store:
        in_haste(patch)
        runs = furnish(store)
    yield home, runs
    databases.remove(home)


@pytest.fixture
def office(furnished: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[Office]:
    """Tea trains, Mo mentors Ana, Ben has no mentor; each has a finished run."""
    home, runs = furnished
    with kit.copy_of(home, tmp_path / "office") as store:
        clock = store._clock
        assert isinstance(clock, kit.Clock)
        clock.at += 1_000_000  # later than everything in it
        yield Office.of(store, runs)
