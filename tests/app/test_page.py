"""How a page is set: nothing lost, nothing wider than the page, a window that stays on it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.content import Content

from game.app.help.screen import HelpScreen
from game.app.page import LEAST, Block
from game.app.scene.screen import SceneScreen
from game.app.text import plain
from game.library.shelves import built_in
from tests.app.conftest import Open

WORDS = st.lists(st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=30)).map(
    " ".join
)


@given(
    text=WORDS,
    width=st.integers(LEAST + 8, 140),
    lead=st.integers(0, 8),
    right=st.sampled_from(["", "7 minutes", "trust +1  pressure −2"]),
)
def test_a_block_keeps_every_letter_and_its_width(
    text: str, width: int, lead: int, right: str
) -> None:
    block = Block(plain(text), lead=" " * lead, right=Content(right))
    lines = block.lines(width)
    assert all(line.content.cell_length <= max(width, len(right) + lead) for line in lines)
    set_ = "".join("".join(line.content.plain.split()) for line in lines)
    written = "".join(plain(text).plain.split())
    beside = "".join(right.split())
    assert len(set_) == len(written) + len(beside)
    assert set_.replace(beside, "", 1) == written.replace(beside, "", 1) or beside in written


@given(text=WORDS, width=st.integers(LEAST, 140))
def test_a_block_is_set_the_same_way_twice(text: str, width: int) -> None:
    block = Block(plain(text))
    once = [line.content.plain for line in block.lines(width)]
    block.lines(width + 1)
    assert [line.content.plain for line in block.lines(width)] == once


async def test_the_page_keys_and_the_wheel_move_the_window_and_stop_at_the_ends(
    stage: Open,
) -> None:
    async with stage() as at:
        await at.press("question_mark")
        screen = at.app.screen
        assert isinstance(screen, HelpScreen)
        reader = screen.scroll
        last = reader.lines - reader.size.height
        assert last > 0
        await at.press("pagedown", "pagedown", "pagedown")
        assert reader.top == last
        await at.press("up")
        assert reader.top == last - 1
        await at.press("pageup", "pageup", "pageup")
        assert reader.top == 0
        await at.pilot._post_mouse_events([events.MouseScrollDown], "#help")
        await at.settle()
        assert reader.top == min(3, last)


async def test_the_newest_exchange_is_in_sight_with_its_choices_however_long_the_talk(
    stage: Open,
) -> None:
    async with stage(shelves=(built_in(),), scenario="phone/two-states-away") as at:
        screen = at.app.screen
        assert isinstance(screen, SceneScreen)
        while not screen.sitting.view.over:
            now = screen.sitting.view.heard
            assert (now.says or now.tells or "")[:20] in at.text
            assert "› 1  " in at.text
            await at.press("1")
        assert "⏎  See what came of it." in at.text


async def test_a_scenario_asked_for_by_somebody_new_waits_for_their_name(stage: Open) -> None:
    async with stage(name=None, scenario="phone/callback") as at:
        assert at.screen == "VisitScreen"
        await at.type("Ana")
        await at.press("enter")
        assert at.screen == "SceneScreen"
        assert "A price on the phone" in at.text
