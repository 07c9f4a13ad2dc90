"""The studio: everything one may ask of a preview, and how one leaves it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.app.studio import room
from game.app.studio.screen import StudioScreen
from game.app.studio.setting import map_blocks
from game.app.studio.values import Asked
from game.author.apart import Apart
from tests.app.conftest import Open
from tests.app.studio.conftest import Preview, choose, read, room_of, scene, shown, write


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
        await at.until(lambda: shown(at).searching, "the search was told of")
        assert "states so far" in shown(at).says
        await at.press("escape")
        assert not shown(at).searching
        assert scene(at) == "lot"
