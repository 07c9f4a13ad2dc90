"""A studio on a file that may be written to, and ways about it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from game.app.studio import room
from game.app.studio.app import PreviewApp
from game.app.studio.screen import StudioScreen
from game.app.studio.values import Showing
from game.author.apart import Apart
from game.author.bench import Wish, lay
from tests.app.conftest import SHELF, Stage, ended, leave

Preview = Callable[..., AbstractAsyncContextManager[Stage]]


class Warm(Apart):
    """A process for the proofs that is kept from test to test, which spares its start."""

    def stop(self) -> None:
        """Not yet."""


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm]:
    kept = Warm()
    yield kept
    Apart.stop(kept)


@pytest.fixture
def apart(warm: Warm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "Apart", lambda: warm)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A shelf that may be written to."""
    return Path(shutil.copytree(SHELF, tmp_path / "shelf"))


@pytest.fixture
def file(shelf: Path) -> Path:
    return shelf / "showroom" / "minivan.yaml"


@pytest.fixture
def preview(sixty_home: Path, shelf: Path, file: Path, apart: None) -> Preview:
    """Opens `sixty preview` on the file."""

    @asynccontextmanager
    async def opened(
        at: str = "", *, truth: str | None = None, size: tuple[int, int] = (80, 24)
    ) -> AsyncIterator[Stage]:
        bench = lay(file, [shelf], Wish(0, truth, at))
        app = PreviewApp(sixty_home, f"sqlite:///{sixty_home / 'sixty.db'}", bench, grace=0)
        async with app.run_test(size=size) as pilot:
            stage = Stage(app, pilot, sixty_home)
            await stage.settle()
            yield stage
            leave(app)
        await ended(app)

    return opened


def shown(at: Stage) -> Showing:
    screen = at.app.screen
    assert isinstance(screen, StudioScreen)
    assert screen.showing is not None
    return screen.showing


def scene(at: Stage) -> str | None:
    view = shown(at).view
    return None if view is None else view.scene


async def choose(at: Stage, *choices: str) -> None:
    """Choose by ids, by the number that stands before each."""
    for choice in choices:
        screen = at.app.screen
        assert isinstance(screen, StudioScreen)
        await at.press(str(screen.talk.keys.index(choice) + 1))


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def remove(file: Path) -> None:
    file.unlink()


def save(file: Path, text: str) -> None:
    """Write a file as many an editor does: another one beside it takes its place."""
    beside = file.with_name(f".{file.name}.swp")
    write(beside, text)
    beside.replace(file)


async def edit(at: Stage, file: Path, change: Callable[[str], str]) -> None:
    """Change the file, and wait until the studio has noticed."""
    before = room_of(at)._versions
    save(file, change(read(file)))
    await noticed(at, before)


async def noticed(at: Stage, before: int) -> None:
    await at.until(lambda: room_of(at)._versions != before, "the studio noticed what was saved")
    await at.settle()


def room_of(at: Stage) -> room.Room:
    found = at.app.room
    assert found is not None
    return found


def swapped(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return change
