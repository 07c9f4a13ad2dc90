"""The studio: a file edited while it is played, and everything one may ask of the preview."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from game.app.studio import room
from game.app.studio.app import PreviewApp
from game.app.studio.screen import StudioScreen
from game.app.studio.setting import map_blocks
from game.app.studio.values import Asked, Showing
from game.author.apart import Apart
from game.author.bench import Wish, lay
from tests.app.conftest import SHELF, Open, Stage
from tests.app.test_hostile_text import HOSTILE, check_strips

Preview = Callable[..., AbstractAsyncContextManager[Stage]]


class Warm(Apart):
    """A process for the proofs that is kept from test to test, which spares its start."""

    def stop(self) -> None:
        """Not yet."""


@pytest.fixture(scope="module")
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
    while room_of(at)._versions == before:
        await at.pilot.pause(0.02)
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


async def test_saving_the_file_fast_forwards_through_the_choices_made_so_far(
    preview: Preview, file: Path
) -> None:
    async with preview() as at:
        await choose(at, "hello", "try")
        assert scene(at) == "tried"
        await edit(at, file, swapped("We need two rear-facing", "We need three rear-facing"))
        assert scene(at) == "tried"
        assert "We need three rear-facing" in at.text
        assert "Read again: all 2 choices hold." in at.text


async def test_a_choice_that_is_gone_stops_the_play_before_it_until_it_comes_back(
    preview: Preview, file: Path
) -> None:
    async with preview() as at:
        await choose(at, "hello", "try")
        await edit(at, file, swapped("id: try", "id: attempt"))
        assert scene(at) == "seats"
        assert shown(at).says == (
            "It stops in scene seats, after 1 of 2 choices: no choice “try” is in the file."
        )
        await edit(at, file, swapped("id: attempt", "id: try"))
        assert scene(at) == "tried"


async def test_a_broken_file_leaves_the_last_playable_version_with_its_problems(
    preview: Preview, file: Path
) -> None:
    async with preview() as at:
        await choose(at, "hello")
        await edit(at, file, swapped("start: lot", "start: lott"))
        assert shown(at).stale
        assert scene(at) == "seats"
        assert "this is the last version that could be" in " ".join(at.text.split())
        await choose(at, "try")
        assert scene(at) == "tried"
        await at.press("p")
        problem = shown(at).problems[0].problem
        for told in (problem.code, f"line {problem.line}, column {problem.column}", "“lot”"):
            assert told in at.text
        await edit(at, file, swapped("start: lott", "start: lot"))
        assert not shown(at).stale
        assert scene(at) == "tried"


async def test_a_half_written_file_is_a_sentence(preview: Preview, file: Path) -> None:
    async with preview() as at:
        for text in ("", "title: [", "\x00", "scenes: {lot: {says: "):
            before = room_of(at)._versions
            write(file, text)
            await noticed(at, before)
            assert shown(at).stale
            assert scene(at) == "lot"
            assert shown(at).problems


async def test_a_deleted_file_is_a_sentence_and_may_come_back(preview: Preview, file: Path) -> None:
    async with preview() as at:
        text, before = read(file), room_of(at)._versions
        remove(file)
        await noticed(at, before)
        assert shown(at).stale
        assert "is not there" in shown(at).problems[0].problem.message
        before = room_of(at)._versions
        write(file, text)
        await noticed(at, before)
        assert not shown(at).stale


async def test_a_file_that_was_never_playable_opens_as_soon_as_it_is(
    preview: Preview, file: Path
) -> None:
    text = read(file)
    write(file, text.replace("binder: floor", "binder: flor"))
    async with preview("seats") as at:
        assert scene(at) is None
        assert "SX080" in at.text
        await edit(at, file, lambda _: text)
        await at.press("q")
        assert scene(at) == "seats"
        await at.press("q")
        assert at.app.return_value == 0


async def test_a_change_of_the_binder_counts_too(preview: Preview, shelf: Path) -> None:
    async with preview() as at:
        await edit(at, shelf / "binders" / "floor.yaml", swapped("Greet within", "Greet them in"))
        assert shown(at).says == "Read again."
        await at.press("l")
        assert "Greet them in two minutes" in at.text


async def test_proofs_come_in_their_own_time_and_a_failure_says_what_is_wrong(
    preview: Preview,
) -> None:
    async with preview() as at:
        report = shown(at).report
        assert report is not None
        assert report.proved
        assert "proofs: 3 hold, 3 fail" in at.text
        await at.press("p")
        for told in ("SX111", "line 80, column 9", "“lou” can never be offered.", "ease it"):
            assert told in at.text


async def test_a_failure_is_seen_where_it_shows_by_enter(preview: Preview) -> None:
    async with preview() as at:
        await at.press("p")
        screen = at.app.screen
        assert isinstance(screen, StudioScreen)
        assert screen.side.keys == ["at seats", "at hello,try", "at hello,sister,try"]
        await at.press("down", "down", "enter")
        assert scene(at) == "tried"
        view = shown(at).view
        assert view is not None
        assert len(view.past) == 3


async def test_the_map_goes_to_a_scene(preview: Preview) -> None:
    async with preview() as at:
        await at.press("g")
        screen = at.app.screen
        assert isinstance(screen, StudioScreen)
        assert screen.side.cursor == "scene lot"
        screen.side.move_to("scene tried")
        await at.press("enter")
        assert scene(at) == "tried"
        await at.press("u")
        assert scene(at) == "seats"
        await at.press("a")
        assert scene(at) == "lot"


async def test_the_map_tells_scenes_by_kind_and_choices_by_tone_with_where_they_lead(
    preview: Preview,
) -> None:
    async with preview() as at:
        chart = shown(at).chart
        assert chart is not None
        rows = [(row.text.plain, row.right.plain, row.key) for row in map_blocks(chart, "lot")]
        assert ("lot", "where it begins · ← you are here", "scene lot") in rows
        assert ("foul  “This price is gone tonight.”", "→ gone", None) in rows
        assert sum(key is None for _, _, key in rows) == 1 + sum(
            len(scene.choices) for scene in chart.scenes
        )
        best = [row for row in map_blocks(chart, "lot") if "━" in row.lead.plain]
        assert len(best) == sum(
            scene.best + sum(choice.best for choice in scene.choices) for scene in chart.scenes
        )


async def test_truth_and_luck_are_the_authors_to_choose(preview: Preview) -> None:
    async with preview() as at:
        told = []
        for _ in range(4):
            behind = shown(at).inside
            assert behind is not None
            told.append((behind.truth, behind.drawn))
            await at.press("t")
        assert told == [("shopper", True), ("shopper", False), ("buyer", False), ("shopper", True)]
        await at.press("n")
        behind = shown(at).inside
        assert behind is not None
        assert behind.seed == 1


async def test_a_branch_can_be_taken_by_name(preview: Preview, file: Path) -> None:
    text = read(file)
    write(file, text.replace("        to: tried", "        to: [{odds: 5, go: gone}, {go: tried}]"))
    async with preview("seats") as at:
        for scene_id in ("gone", "tried"):
            await at.press("b")
            screen = at.app.screen
            assert isinstance(screen, StudioScreen)
            screen.side.move_to(f"way try {scene_id}")
            await at.press("enter")
            assert scene(at) == scene_id
            await at.press("u")


async def test_what_is_asked_while_the_file_cannot_be_played_does_nothing(
    preview: Preview, file: Path
) -> None:
    write(file, "title: Nothing yet\n")
    async with preview() as at:
        for key in "umlgbtna1r":
            await at.press(key)
        assert scene(at) is None
        await at.press("q", "q", "q")
        assert at.app.return_value == 1


async def test_nothing_of_a_preview_is_logged(preview: Preview) -> None:
    async with preview() as at:
        await choose(at, "hello", "try")
        await at.press("q")
        assert at.app.return_value == 0
        assert not (at.home / "sixty.db").exists()


async def test_the_studio_opens_from_the_lobby_and_leads_back(stage: Open) -> None:
    async with stage() as at:
        await at.press("slash")
        await at.type("minivan")
        await at.press("enter", "t")
        assert at.screen == "StudioScreen"
        await at.press("q")
        assert at.screen == "LobbyScreen"
        assert at.runs() == []


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_leaving_stops_what_is_being_worked_out(
    preview: Preview, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    stopped: list[bool] = []
    stop = Apart.stop

    def told(self: Apart) -> None:
        stop(self)
        stopped.append(self._process is None or self._process.poll() is not None)

    monkeypatch.setattr(Apart, "stop", told)
    monkeypatch.setattr(room, "Apart", Apart)
    async with preview() as at:
        await at.press(key)
    assert stopped
    assert all(stopped)


async def test_a_search_that_goes_on_says_so_and_is_stopped_by_escape(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with preview() as at:
        studio = room_of(at)
        monkeypatch.setattr(room, "PATIENT_STATES", -1)
        monkeypatch.setattr(room, "PATIENCE", 0.05)

        def forever(now: object, asked: str, look: Callable[[int], None]) -> None:
            states = 0
            while True:
                states += 1
                look(states)

        monkeypatch.setattr("game.author.preview.at", forever)
        at.app.do(studio.answer(Asked("at", at="gone")), studio.trouble)
        while not shown(at).searching:
            await at.pilot.pause(0.01)
        assert "states so far" in shown(at).says
        await at.press("escape")
        assert not shown(at).searching
        assert scene(at) == "lot"


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_no_text_of_a_file_gets_through_the_studio(
    preview: Preview, file: Path, size: tuple[int, int]
) -> None:
    write(file, HOSTILE)
    told = ""
    async with preview(size=size) as at:
        for key in ("1", *"pmlgbu", "r"):
            await at.press(key)
            told += check_strips(at.app.screen._compositor.render_strips(), size[0])
        await edit(at, file, lambda text: text.replace("to: out}", 'to: "[/out] \\e[2J"}'))
        told += check_strips(at.app.screen._compositor.render_strips(), size[0])
    assert "[/says]" in told
    assert "␛[5m" in told
