"""Looking ahead: what was worked out beforehand is what would have come, and leaves no trace."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from game.app.desk import Desk, Trouble
from game.app.foresight import Foresight
from game.app.scene.screen import SceneScreen
from game.app.sitting import Sitting
from tests.app.conftest import LIMIT, SHELF, Open, Stage
from tests.app.test_play import number_of


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path, f"sqlite:///{tmp_path / 'sixty.db'}", (SHELF,), mode="practice")
    desk.sit_down("Ana")
    return desk


def offered(sitting: Sitting) -> list[str]:
    return [option.id for option in sitting.view.options if option.barred is None]


async def lie(at: Stage) -> None:
    """A greeting, and then what ends the conversation."""
    for choice in ("hello", "tonight"):
        await at.press(number_of(at, choice))


def test_what_is_foreseen_is_what_the_decision_brings_and_nothing_is_written(desk: Desk) -> None:
    for turn in range(3):
        sitting = desk.open("showroom/minivan", seed=turn)
        decisions = 0
        while not sitting.view.over:
            before = desk.log().head()
            ahead = {id: desk.foresee(sitting.run, id) for id in offered(sitting)}
            assert desk.log().head() == before
            choice = offered(sitting)[(turn + decisions) % len(ahead)]
            foreseen = ahead[choice]
            sitting = desk.decide(choice, 0)
            assert sitting is foreseen
            again = desk.resume(sitting.run)
            assert (again.view, again.card, again.debrief) == (
                sitting.view,
                sitting.card,
                sitting.debrief,
            )
            decisions += 1
    desk.close()


def test_nothing_is_foreseen_of_another_run_or_of_what_is_not_offered(desk: Desk) -> None:
    first = desk.open("showroom/minivan", seed=1)
    second = desk.open("showroom/minivan", seed=1)
    choice = offered(second)[0]
    assert desk.foresee(first.run, choice) is None
    assert desk.foresee(second.run, "no such choice") is None
    desk.close()


def test_what_was_foreseen_before_a_decision_was_taken_back_is_not_shown_after(desk: Desk) -> None:
    sitting = desk.open("showroom/minivan", seed=1)
    choice = offered(sitting)[0]
    stale = desk.foresee(sitting.run, choice)
    after = desk.decide(choice, 0)
    later = offered(after)[0]
    desk.foresee(sitting.run, later)
    desk.undo()
    assert desk.decide(choice, 0).view == (stale and stale.view)
    desk.close()


def test_another_run_that_was_foreseen_is_the_one_that_begins_and_nothing_was_written_of_it(
    desk: Desk,
) -> None:
    desk.open("showroom/minivan", seed=1)
    before = desk.log().head()
    ahead = desk.foresee_again("showroom/minivan")
    assert desk.log().head() == before
    assert desk.open("showroom/minivan") is ahead
    assert ahead is not None
    record = desk.log().run(ahead.run)
    assert not record.started.seed_given
    again = desk.resume(ahead.run)
    assert (again.view, again.card, again.mode) == (ahead.view, ahead.card, ahead.mode)
    assert desk.open("showroom/minivan").run != ahead.run
    desk.close()


def test_another_run_that_was_foreseen_is_forgotten_where_something_else_is_asked_for(
    desk: Desk, tmp_path: Path
) -> None:
    shelf = Path(shutil.copytree(SHELF, tmp_path / "shelf"))
    desk = Desk(desk.home, desk.url, (shelf,), mode="practice")
    desk.sit_down("Ana")

    def opened(scenario: str = "showroom/minivan", seed: int | None = None) -> bool:
        """Whether what was foreseen was opened."""
        return desk.open(scenario, seed) is ahead

    ahead = desk.foresee_again("showroom/minivan")
    assert not opened(seed=5)
    ahead = desk.foresee_again("showroom/minivan")
    desk.mode = "floor"
    assert not opened()
    ahead = desk.foresee_again("showroom/minivan")
    file = shelf / "showroom" / "minivan.yaml"
    file.write_text(file.read_text("utf-8").replace("just looking", "only dreaming"))
    assert not opened()
    ahead = desk.foresee_again("showroom/minivan")
    file.write_text("title: [")
    assert desk.foresee_again("showroom/minivan") is None
    with pytest.raises(Trouble):
        desk.open("showroom/minivan")
    desk.close()


async def test_every_choice_is_ready_to_be_shown_before_it_is_made(
    stage: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready: list[Sitting] = []
    whole = SceneScreen.prepare

    def prepare(screen: SceneScreen, choice: str, sitting: Sitting) -> None:
        ready.append(sitting)
        whole(screen, choice, sitting)

    monkeypatch.setattr(SceneScreen, "prepare", prepare)
    async with stage(scenario="showroom/minivan") as at:
        scene = at.app.scene()
        assert scene is not None
        assert len(ready) == len(offered(scene.sitting))
        await at.press(number_of(at, "hello"))
        assert any(scene.sitting is sitting for sitting in ready)


def slower(at: Stage, seconds: float) -> None:
    """Make the disk take its time."""
    whole = at.app.desk.decide

    def decide(choice: str, thinking_ms: int) -> Sitting:
        time.sleep(seconds)
        return whole(choice, thinking_ms)

    at.app.desk.decide = decide  # type: ignore[method-assign]


@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.2])
async def test_a_decision_is_in_the_log_before_the_next_scene_is_painted(
    stage: Open, seconds: float
) -> None:
    async with stage(scenario="showroom/minivan") as at:
        scene = at.app.scene()
        assert scene is not None
        slower(at, seconds)
        paint = at.app._display
        painted: list[tuple[int, int]] = []

        def counted(screen: Screen[Any], renderable: Any) -> None:
            painted.append((len(scene.sitting.view.past), len(at.runs()[0].decisions)))
            paint(screen, renderable)

        at.app._display = counted  # type: ignore[method-assign]
        await at.press("2", "1")
        assert painted[-1] == (2, 2)
        assert all(shown <= kept for shown, kept in painted)


async def test_a_slow_disk_holds_no_paint_back_and_a_failing_one_leaves_the_scene_as_it_was(
    stage: Open,
) -> None:
    async with stage(scenario="showroom/minivan") as at:
        before = at.text
        whole, asked, free = at.app.desk.decide, threading.Event(), threading.Event()

        def stuck(choice: str, thinking_ms: int) -> Sitting:
            asked.set()
            free.wait(LIMIT)
            return whole(choice, thinking_ms)

        at.app.desk.decide = stuck  # type: ignore[method-assign]
        await at.pilot.press("2")
        # By the time that the disk is asked paints are held back already.
        await at.until(lambda: asked.is_set() and at.app._batch_count == 0, "paints went on")
        await at.pilot.pause()
        assert at.text == before
        free.set()
        await at.settle()
        after = at.text
        assert after != before

        def fails(choice: str, thinking_ms: int) -> Sitting:
            raise Trouble("The disk is full.")

        at.app.desk.decide = fails  # type: ignore[method-assign]
        await at.press("1")
        assert "The disk is full." in at.text
        scene = at.app.scene()
        assert scene is not None
        assert len(scene.sitting.view.past) == 1


async def test_a_screen_looks_the_same_whether_it_was_looked_ahead_or_not(
    stage: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.session.live.fresh_seed", lambda: 11)

    async def shown() -> list[str]:
        texts = []
        async with stage(scenario="showroom/minivan", seed=7, size=(120, 40)) as at:
            texts.append(at.text)
            for choice in ("hello", "tonight"):
                await at.press(number_of(at, choice))
                texts.append(at.text)
            for key in ("enter", "p"):
                await at.press(key)
                texts.append(at.text)
        return texts

    with_it = await shown()

    async def blind(app: Foresight, *seen: object) -> None:
        return

    for look in ("_looking_ahead", "_another_run"):
        monkeypatch.setattr(Foresight, look, blind)
    assert await shown() == with_it


async def test_a_debrief_made_ready_fits_a_window_that_has_changed_since(stage: Open) -> None:
    async def debrief(at: Stage) -> str:
        await at.press("enter")
        assert at.screen == "DebriefScreen"
        return at.text

    async with stage(scenario="showroom/minivan", size=(80, 24)) as at:
        await lie(at)
        small = await debrief(at)
    async with stage(scenario="showroom/minivan", size=(140, 40)) as at:
        await lie(at)
        await at.pilot.resize_terminal(80, 24)
        await at.settle()
        assert await debrief(at) == small


async def test_a_kept_screen_has_the_theme_that_was_chosen_while_it_stood_aside(
    stage: Open,
) -> None:
    async with stage(scenario="showroom/minivan") as at:
        scene = at.app.scene()
        assert scene is not None
        dark = scene.styles.background
        await lie(at)
        await at.press("enter", "d")
        light = at.app.screen.styles.background
        assert light != dark
        await at.press("p")
        assert at.app.screen is scene
        assert scene.styles.background == light
        assert scene.talk.pen.style.background == light
