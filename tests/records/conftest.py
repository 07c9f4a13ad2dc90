"""Fixtures of the score log's tests: an empty log that is not made anew for each of them.

Whatever stands on `blank` runs twice, on SQLite and on PostgreSQL (see `databases`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.records import Store
from tests.records import databases, kit


@pytest.fixture(scope="session", params=databases.KINDS)
def blank(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty log. Copy it; leave it as it is."""
    home = databases.begin(tmp_path_factory.mktemp("blank") / "home", request.param)
    kit.open_log(home).close()
    return home


@pytest.fixture
def home(blank: Path, tmp_path: Path) -> Iterator[Path]:
    """A data folder of this test's own, with an empty log."""
    home = databases.copy(blank, tmp_path / "home")
    yield home
    databases.remove(home)


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    """An open, empty log, whose clock ticks a second each time it is read."""
    with kit.in_haste(kit.open_log(home)) as opened:
        yield opened


@pytest.fixture
def who(store: Store) -> kit.Cast:
    """Ana, with a scenario and a binder."""
    return kit.cast(store)
