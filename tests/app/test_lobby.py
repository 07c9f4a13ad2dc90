"""The lobby and the door: names, the first customer, what is listed, what is found, what breaks."""

from __future__ import annotations

import re
from pathlib import Path

from game.app.lobby import setting
from game.app.lobby.screen import LobbyScreen
from game.app.values import Offer, Past
from game.records.opening import open_store
from tests.app.conftest import SHELF, Open
from tests.app.test_play import number_of


async def test_a_first_visit_asks_for_a_name_and_nothing_else(stage: Open) -> None:
    async with stage(name=None) as at:
        assert at.screen == "VisitScreen"
        assert at.text.count("?") == 1
        assert "What shall we call you?" in at.text


async def test_somebody_new_is_offered_a_first_customer_once(stage: Open) -> None:
    async with stage(name=None) as at:
        await at.type("Ana")
        await at.press("enter")
        assert "Good to have you, Ana." in at.text
        assert "two minutes" in at.text
        await at.press("enter")
        assert at.screen == "SceneScreen"
        assert "Ivo Hart" in at.text
        await at.press("q")
    async with stage(name=None) as at:
        assert at.screen == "LobbyScreen"


async def test_the_first_customer_is_easily_declined_and_not_offered_again(stage: Open) -> None:
    for no in ("q", "2", "escape"):
        async with stage(name=None) as at:
            if at.screen == "LobbyScreen":
                await at.press("n")
            await at.press(*f"Ana {no}", "enter", no)
            assert at.screen == "LobbyScreen"
            assert at.runs() == []
    async with stage(name=None) as at:
        assert at.screen == "LobbyScreen"
        assert "Suggested" in at.text
        assert "Your first customer" in at.text


async def test_nobody_at_the_door_may_leave_without_a_name(stage: Open) -> None:
    async with stage(name=None) as at:
        await at.press("escape")
        assert at.app.return_value == 0


async def test_a_name_that_cannot_be_one_is_asked_for_again(stage: Open) -> None:
    async with stage(name=None) as at:
        await at.press("space", "space", "enter")
        assert at.screen == "VisitScreen"
        await at.type("Bo")
        await at.press("enter")
        assert "Bo" in at.text


async def test_somebody_else_can_sit_down_at_the_same_computer(stage: Open) -> None:
    async with stage(name="Ana") as at:
        await at.press("n")
        assert "Who is playing?" in at.text
        assert "Ana" in at.text
        await at.type("Ben")
        await at.press("enter", "2")
        assert at.text.splitlines()[0].endswith("Ben · floor")
        await at.press("n", "down", "enter")
        assert at.text.splitlines()[0].endswith("Ana · floor")


async def test_a_broken_scenario_is_listed_with_its_sentence_and_stops_no_other(
    stage: Open,
) -> None:
    async with stage(size=(80, 40)) as at:
        assert "The one with a slip" in at.text
        assert "cannot be played" in at.text
        assert "There is no scene called “lott”." in at.text
        lobby = at.app.screen
        assert isinstance(lobby, LobbyScreen)
        assert not any("unfinished" in key for key in lobby.scroll.keys)
        assert setting.play_key("showroom/minivan") in lobby.scroll.keys


async def test_a_scenario_is_found_by_a_word(stage: Open) -> None:
    async with stage() as at:
        await at.press("slash", *"kettle")
        assert "Nothing is called that." in at.text
        await at.press(*["backspace"] * 6, *"minivan", "enter")
        assert "Found 1" in at.text
        await at.press("enter")
        assert at.screen == "SceneScreen"
        await at.press("q")
        assert at.screen == "LobbyScreen"


async def test_q_leaves_the_search_before_it_leaves_the_app(stage: Open) -> None:
    async with stage() as at:
        await at.press("slash", *"phone", "enter", "q")
        assert at.app.return_value is None
        assert "Suggested" in at.text
        await at.press("q")
        assert at.app.return_value == 0


async def test_the_suggestion_is_what_was_least_recently_played() -> None:
    offers = [
        Offer(id, "showroom", id, "", "in-person", 5)
        for id in ("showroom/a", "showroom/b", "showroom/c")
    ]
    past = Past("Ana", played=(("showroom/a", 30), ("showroom/b", 10), ("showroom/c", 20)))
    assert setting.suggestion(offers, past) == offers[1]
    assert setting.suggestion(offers, Past("Ana", played=past.played[:2])) == offers[2]


async def test_a_scenario_that_was_left_in_the_middle_is_begun_and_not_played(stage: Open) -> None:
    async with stage(scenario="showroom/minivan") as at:
        await at.press("q", "slash")
        await at.type("minivan")
        (line,) = (line for line in at.text.splitlines() if "◐" in line)
        assert "begun" in line
        await at.press("escape", "escape", "enter")
        for choice in ("hello", "tonight"):
            await at.press(number_of(at, choice))
        await at.press("enter", "q", "slash")
        await at.type("minivan")
        (line,) = (line for line in at.text.splitlines() if "●" in line)
        assert "played" in line


async def test_an_edited_library_is_read_anew(stage: Open, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    for file in SHELF.rglob("*.yaml"):
        to = shelf / file.relative_to(SHELF)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(file.read_bytes())
    async with stage(shelves=(shelf,), size=(80, 40)) as at:
        assert "A price on the phone" in at.text
    file = shelf / "phone" / "callback.yaml"
    file.write_text(file.read_text("utf-8").replace("A price on the phone", "Number, please"))
    async with stage(shelves=(shelf,), size=(80, 40)) as at:
        assert "Number, please" in at.text


async def test_a_run_whose_scenario_was_edited_goes_on_as_it_began(
    stage: Open, tmp_path: Path
) -> None:
    shelf = tmp_path / "shelf"
    for file in SHELF.rglob("*.yaml"):
        to = shelf / file.relative_to(SHELF)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(file.read_bytes())
    async with stage(shelves=(shelf,), scenario="showroom/minivan") as at:
        before = at.text
        await at.press("q")
    file = shelf / "showroom" / "minivan.yaml"
    file.write_text(file.read_text("utf-8").replace("just looking", "only dreaming"))
    async with stage(shelves=(shelf,)) as at:
        await at.press("enter")
        assert at.text == before


async def test_the_theme_is_turned_and_remembered(stage: Open) -> None:
    async with stage() as at:
        was = at.app.theme
        await at.press("d")
        assert at.app.theme != was
    async with stage() as at:
        assert at.app.theme != was


async def test_help_names_every_key_of_the_screen_it_was_asked_on(stage: Open) -> None:
    async with stage(size=(80, 60)) as at:
        told = [active.binding for active in at.app.screen.active_bindings.values()]
        await at.press("question_mark")
        assert at.screen == "HelpScreen"
        for binding in told:
            if binding.id:
                assert binding.tooltip in at.text
        await at.press("q")
        assert at.screen == "LobbyScreen"


async def test_every_binding_of_ours_has_an_id_and_a_tooltip(stage: Open) -> None:
    from textual.binding import Binding

    from game.app.app import SixtyApp
    from game.app.debrief.screen import DebriefScreen
    from game.app.frame import Sheet
    from game.app.help.screen import HelpScreen
    from game.app.menu import Menu
    from game.app.scene.screen import SceneScreen
    from game.app.visit.screen import VisitScreen

    owners = (SixtyApp, Sheet, LobbyScreen, SceneScreen, DebriefScreen, VisitScreen, HelpScreen)
    ids = []
    for owner in (*owners, Menu):
        for binding in owner.__dict__["BINDINGS"]:
            assert isinstance(binding, Binding)
            assert binding.id, binding
            assert binding.tooltip, binding
            ids.append(binding.id)
    assert len(ids) == len(set(ids))


async def test_the_command_palette_offers_the_keys_of_the_screen(stage: Open) -> None:
    async with stage() as at:
        names = [command.title for command in at.app.get_system_commands(at.app.screen)]
        assert {"Find", "Name", "Quit", "Help", "Light or dark"} <= set(names)
        await at.press("ctrl+p")
        await at.type("light")
        await at.press("enter")
        assert at.app.theme == "sixty-light"


async def test_a_small_terminal_is_told_so_in_one_line(stage: Open) -> None:
    for size in ((59, 24), (80, 19)):
        async with stage(size=size) as at:
            assert at.text.split() == [
                "Sixty",
                "needs",
                "a",
                "window",
                "of",
                "60×20.",
                "q",
                "leaves.",
            ]
            await at.press("q")
            assert at.app.return_value == 0


async def test_a_window_too_small_to_show_a_scene_takes_no_key_but_those_that_leave(
    stage: Open,
) -> None:
    async with stage(scenario="showroom/minivan") as at:
        await at.pilot.resize_terminal(40, 12)
        await at.settle()
        await at.press("1", "down", "enter", "b")
        (run,) = at.runs()
        assert run.decisions == ()
        await at.pilot.resize_terminal(80, 24)
        await at.settle()
        assert "b binder" in at.text
        await at.press(number_of(at, "hello"))
        (run,) = at.runs()
        assert len(run.decisions) == 1
        await at.pilot.resize_terminal(40, 12)
        await at.settle()
        await at.press("q", "x", "y", "n")
        await at.pilot.resize_terminal(80, 24)
        await at.settle()
        assert at.screen == "LobbyScreen"
        assert "1 decision so far" in at.text


async def test_in_a_narrow_window_no_key_stands_without_what_it_does_nor_a_scene_without_its_time(
    stage: Open,
) -> None:
    async with stage(scenario="showroom/minivan", size=(60, 20)) as at:
        foot = at.text.splitlines()[-1].strip()
        assert all(len(hint.split()) >= 2 for hint in re.split(" {3,}", foot))
        assert at.text.splitlines()[0].endswith("0 minutes")
        await at.pilot.resize_terminal(80, 24)
        await at.settle()
        assert "floor · " in at.text.splitlines()[0]
        await at.press("q")
        await at.pilot.resize_terminal(60, 20)
        await at.settle()
        foot = at.text.splitlines()[-1].strip()
        assert all(len(hint.split()) >= 2 for hint in re.split(" {3,}", foot))
        assert foot.endswith("q quit")


async def test_the_log_of_the_person_before_is_not_shown_to_the_next(stage: Open) -> None:
    async with stage(scenario="showroom/minivan") as at:
        await at.press("q")
        assert "Go on where you left" in at.text
    async with stage(name="Ben") as at:
        assert "Go on where you left" not in at.text


async def test_a_bot_is_nobody_who_played_here_last(stage: Open, sixty_home: Path) -> None:
    with open_store(sixty_home, f"sqlite:///{sixty_home / 'sixty.db'}"):
        pass
    async with stage(name=None) as at:
        assert at.screen == "VisitScreen"
