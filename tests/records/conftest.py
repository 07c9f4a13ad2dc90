"""Fixtures of the score log's tests: an empty log that is not made anew for each of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.records import Store, open_store
from tests.records import kit


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty log. Copy it; leave it as it is."""
    home = tmp_path_factory.mktemp("blank") / "home"
    open_store(home, clock=kit.Clock()).close()
    return home


@pytest.fixture
def home(blank: Path, tmp_path: Path) -> Path:
    """A data folder of this test's own, with an empty log."""
    return Path(shutil.copytree(blank, tmp_path / "home"))


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    """An open, empty log, whose clock ticks a second each time it is read."""
    with kit.in_haste(open_store(home, clock=kit.Clock())) as opened:
        yield opened


@pytest.fixture
def who(store: Store) -> kit.Cast:
    """Ana, with a scenario and a binder."""
    return kit.cast(store)
