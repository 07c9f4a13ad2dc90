"""Playing through the app: what is shown, and what the log has afterwards."""

from __future__ import annotations

import pytest

from game.app.scene.screen import SceneScreen
from game.records.entries import RunRecord
from tests.app.conftest import Open, Stage


async def play_to_the_end(stage: Stage, keys: str = "1") -> None:
    """Answer with these numbers, again and again, until the debrief is shown."""
    for turn in range(200):
        if stage.screen == "DebriefScreen":
            return
        over = "See what came of it." in stage.text
        await stage.press("enter" if over else keys[turn % len(keys)])
    pytest.fail("two hundred answers were not enough")


def number_of(stage: Stage, choice: str) -> str:
    """The number that stands before a choice on the screen."""
    screen = stage.app.screen
    assert isinstance(screen, SceneScreen)
    return str([o.id for o in screen.sitting.view.options if not o.barred].index(choice) + 1)


async def test_choices_can_be_taken_by_number_arrows_and_mouse(stage: Open) -> None:
    runs: list[RunRecord] = []
    for way in ("number", "arrows", "mouse"):
        async with stage(scenario="showroom/minivan", name=way) as at:
            if way == "number":
                await at.press("2")
            elif way == "arrows":
                await at.press("down", "enter")
            else:
                rows = at.text.splitlines()
                y = next(y for y, row in enumerate(rows) if row[5:].startswith("2"))
                await at.pilot.click(offset=(12, y))
                await at.settle()
            runs = at.runs()
    assert [len(run.decisions) for run in runs] == [1, 1, 1]
    assert len({run.decisions[0].choice for run in runs}) == 1


async def test_a_double_press_answers_once(stage: Open) -> None:
    async with stage(scenario="showroom/minivan", grace=86_400) as at:
        first = number_of(at, "hello")
        await at.press(first, first, first)
        assert len(at.runs()[0].decisions) == 1
        other = next(key for key in "123" if key != first)
        await at.press(other)
        assert len(at.runs()[0].decisions) == 2


async def test_a_double_press_never_skips_what_it_opened(stage: Open) -> None:
    async with stage(scenario="phone/callback", grace=86_400) as at:
        await at.press("1", "enter", "enter", "enter")
        assert at.screen == "DebriefScreen"
        assert len(at.runs()) == 1
        await at.press("q", "q", "q")
        assert at.screen == "LobbyScreen"
        assert at.app.return_value is None
        await at.pilot.press("enter", "enter", "enter")
        await at.settle()
        assert at.screen == "SceneScreen"
        assert [len(run.decisions) for run in at.runs()] == [0, 1]


async def test_only_the_first_button_of_the_mouse_chooses(stage: Open) -> None:
    # In many terminals the others copy, paste or open a menu.
    async with stage(scenario="showroom/minivan") as at:
        lines = at.text.splitlines()
        y = next(n for n, line in enumerate(lines) if line.strip().startswith("2 "))
        for button in (2, 3):
            await at.pilot.click(offset=(12, y), button=button)
            await at.settle()
        assert at.runs()[0].decisions == ()
        await at.pilot.click(offset=(12, y))
        await at.settle()
        assert len(at.runs()[0].decisions) == 1


async def test_the_foot_can_be_clicked(stage: Open) -> None:
    async with stage(scenario="showroom/minivan") as at:
        await at.pilot.click(offset=(3, 23))
        await at.settle()
        assert "The floor, in five lines" in at.text
        await at.pilot.click(offset=(3, 23))
        await at.settle()
        assert "just looking" in at.text


async def test_the_keys_still_work_after_the_terminal_was_too_small_for_a_while(
    stage: Open,
) -> None:
    async with stage(scenario="showroom/minivan") as at:
        for size in ((40, 10), (140, 40), (59, 24), (80, 24)):
            await at.pilot.resize_terminal(*size)
            await at.settle()
        await at.press("1")
        assert len(at.runs()[0].decisions) == 1
        await at.press("q")
        for size in ((40, 10), (80, 24)):
            await at.pilot.resize_terminal(*size)
            await at.settle()
        await at.press("slash")
        await at.type("phone")
        assert "Found 1" in at.text


async def test_a_barred_choice_says_why_and_cannot_be_taken(stage: Open) -> None:
    async with stage(scenario="showroom/minivan") as at:
        await at.press(number_of(at, "hello"))
        assert "Not now: they are not there yet." in at.text
        before = at.text
        await at.press("4")
        assert at.text == before
        assert "4  " not in at.text


async def test_leaving_keeps_the_run_and_resuming_goes_on_at_the_same_scene(stage: Open) -> None:
    async with stage(scenario="showroom/minivan") as at:
        await at.press(number_of(at, "hello"))
        before = at.text
        await at.press("q")
        assert at.screen == "LobbyScreen"
        assert "1 decision so far" in at.text
    async with stage() as at:
        await at.press("enter")
        assert at.text == before
        (run,) = at.runs()
        assert run.state == "unfinished"


async def test_a_run_is_given_up_only_when_asked_twice(stage: Open) -> None:
    async with stage(scenario="showroom/minivan") as at:
        await at.press(number_of(at, "hello"), "q", "x")
        assert at.runs()[0].state == "unfinished"
        await at.press("x")
        assert at.runs()[0].state == "abandoned"
        assert "Go on where you left" not in at.text


async def test_play_again_begins_a_new_run_with_a_seed_of_its_own(stage: Open) -> None:
    async with stage(scenario="phone/callback") as at:
        await play_to_the_end(at)
        await at.press("p")
        assert at.screen == "SceneScreen"
        second, first = at.runs()
        assert second.started.seed_given is False
        assert second.run != first.run
        await play_to_the_end(at)
        await at.press("q")
        assert "last run" in at.text  # the seed of the first was given, so it does not count


async def test_the_card_is_blank_until_the_visit_is_logged(stage: Open) -> None:
    async with stage(scenario="phone/callback", size=(140, 40)) as at:
        assert "Blank. Nothing has been logged" in at.text
        await at.press(number_of(at, "ask"))
        assert "Blank. Nothing has been logged" not in at.text
        assert "Log the visit with who" in at.text


async def test_panels_stand_in_place_of_the_scene_where_there_is_no_room_beside_it(
    stage: Open,
) -> None:
    async with stage(scenario="showroom/minivan", mode="practice") as at:
        scene = at.text
        for key, words in (("b", "The floor, in five lines"), ("c", "Blank."), ("h", "so far?")):
            await at.press(key)
            assert words in at.text
            await at.press("1")  # answers nothing: the choices are not in sight
            assert len(at.runs()[0].decisions) == 0
            await at.press("q")
            assert at.text == scene


async def test_a_long_conversation_is_never_more_than_a_few_widgets(stage: Open) -> None:
    async with stage(scenario="showroom/minivan") as at:
        before = len(list(at.app.screen.walk_children()))
        await at.press(number_of(at, "hello"))
        await at.press(number_of(at, "try"))
        assert at.screen == "SceneScreen"
        assert len(list(at.app.screen.walk_children())) == before


async def test_a_decision_of_the_debrief_on_screen_is_tried_again_from_where_it_was_made(
    stage: Open,
) -> None:
    async with stage(scenario="showroom/minivan") as at:
        await at.press(number_of(at, "hello"))
        await play_to_the_end(at)
        (first,) = at.runs()
        begun = await at.app.at_desk(at.app.desk.try_again, 1)
        sitting = await at.app.at_desk(at.app.desk.resume, begun.run)
        assert (begun.scenario, begun.decisions) == (first.started.scenario, 1)
        assert sitting.view.scene == first.decisions[1].scene
        assert len(sitting.view.past) == 1
        assert at.runs()[0].started.branched_from == (first.run, 1)
        assert at.runs()[0].started.mode == "practice"
