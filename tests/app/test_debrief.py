"""The debrief and its review: scores at once, the review when it is worked out, and what one can do
from there."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator

import pytest

from game.app.debrief import verdict
from game.app.debrief.screen import WORKING, DebriefScreen
from game.app.debrief.setting import story_blocks
from game.app.desk import Desk
from game.session.review import NoReview, Review
from tests.app.conftest import Open, Stage
from tests.app.test_play import number_of, play_to_the_end

BAR = " ┃"


def debrief(at: Stage) -> DebriefScreen:
    screen = at.app.screen
    assert isinstance(screen, DebriefScreen)
    return screen


def review(at: Stage) -> Review:
    told = debrief(at).review
    assert isinstance(told, Review)
    return told


async def bullied(at: Stage) -> None:
    """A greeting, and then a lie."""
    await at.press(number_of(at, "hello"))
    await at.press(number_of(at, "tonight"), "enter")


async def to_the_debrief(at: Stage) -> None:
    """The lie and the debrief after it, without waiting for the review that begins with its
    ending."""
    await at.pilot.press(number_of(at, "tonight"))
    scene = at.app.scene()
    assert scene is not None
    await at.until(lambda: scene.sitting.view.over and not scene._waiting, "the run was over")
    await at.pilot.press("enter")
    await at.until(
        lambda: at.screen == "DebriefScreen" and "Two scores" in at.text, "the debrief was shown"
    )


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Reviews are not begun before this is set."""
    event = threading.Event()
    whole = Desk.review

    def waits(*given: object) -> object:
        event.wait(180)
        return whole(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(Desk, "review", waits)
    yield event
    event.set()


async def test_scores_are_there_before_the_review_and_nothing_moves_when_it_comes(
    stage: Open, held: threading.Event
) -> None:
    async with stage(scenario="showroom/minivan") as at:
        await at.press(number_of(at, "hello"))
        await to_the_debrief(at)
        before = at.text.splitlines()
        assert "Two scores" in at.text
        assert any("Value kept    …" in line for line in before)
        await at.pilot.press("enter")
        await at.until(lambda: WORKING in at.text, "the review was told to be under way")
        asked = at.text.splitlines()
        held.set()
        await at.settle()
        answered = at.text.splitlines()
        assert "[1]" in at.text
        assert WORKING not in at.text
        (y,) = (y for y, line in enumerate(asked) if line.lstrip().startswith("You "))
        assert answered[y].rstrip(BAR) == asked[y].rstrip(BAR)
        await at.press("a")
        after = at.text.splitlines()
        assert len(before) == len(after)
        for old, new in zip(before, after, strict=True):
            assert old.rstrip(BAR) == new.rstrip(BAR) or "Value kept" in new


async def test_leaving_before_the_review_is_done_stops_it_and_shows_it_nowhere(
    stage: Open, held: threading.Event
) -> None:
    async with stage(scenario="showroom/minivan") as at:
        await at.press(number_of(at, "hello"))
        await to_the_debrief(at)
        await at.pilot.press("q")
        await at.until(lambda: at.screen == "LobbyScreen", "the lobby was back")
        held.set()
        await at.settle()
        assert at.app._kept is not None
        assert at.app._kept[1].review is None
        assert at.screen == "LobbyScreen"


async def test_arrows_step_through_the_decisions_with_what_each_cost(stage: Open) -> None:
    async with stage(scenario="showroom/minivan") as at:
        await bullied(at)
        assert f"Value kept  {int(review(at).value_kept):>3}" in at.text
        await at.press("right")
        assert "1 of 2" in at.text
        await at.press("right")
        assert "2 of 2" in at.text
        assert "✗ foul" in at.text
        assert "Best" in at.text
        await at.press("right", "left")
        assert "1 of 2" in at.text
        await at.press("l")
        assert "Process, by the binder" in at.text
        await at.press("a")
        assert "Who that really was" in at.text


async def test_a_decision_is_tried_again_as_a_practice_run_that_branches_there(
    stage: Open,
) -> None:
    async with stage(scenario="showroom/minivan") as at:
        await bullied(at)
        await at.press("right", "right", "enter")
        assert at.screen == "SceneScreen"
        branch, first = at.runs()
        assert branch.started.branched_from == (first.run, 1)
        assert branch.started.mode == "practice"
        await at.press(number_of(at, "try"))
        await play_to_the_end(at)
        assert len(review(at).judged) > 1
        assert review(at).judged[1].chosen == "try"


async def test_the_second_half_of_a_double_press_tries_nothing_again(stage: Open) -> None:
    async with stage(scenario="phone/callback", grace=86_400) as at:
        await at.press("1", "enter", "enter", "enter", "enter")
        assert at.screen == "DebriefScreen"
        assert len(at.runs()) == 1


async def test_a_click_on_the_plot_goes_to_that_decision(stage: Open) -> None:
    async with stage(scenario="showroom/minivan") as at:
        await bullied(at)
        await at.press("enter")
        assert "[1]" in at.text
        row = next(line for line in at.text.splitlines() if "[1]" in line)
        y = at.text.splitlines().index(row)
        await at.pilot.click(offset=(row.index("2"), y - 2))
        await at.settle()
        assert "[2]" in at.text


async def test_a_wide_screen_has_the_best_line_beside_yours(stage: Open) -> None:
    async with stage(scenario="showroom/minivan", size=(140, 40)) as at:
        await bullied(at)
        await at.press("right", "right")
        row = next(line for line in at.text.splitlines() if line.strip().startswith("You"))
        assert "Best" in row
        await at.pilot.resize_terminal(80, 24)
        await at.settle()
        row = next(line for line in at.text.splitlines() if line.strip().startswith("You"))
        assert "Best" not in row
        assert "2 of 2" in at.text


async def test_where_there_is_no_review_a_sentence_says_so(
    stage: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = "There is no review: nobody could say."
    monkeypatch.setattr(Desk, "review", lambda *_: NoReview(sentence))
    async with stage(scenario="showroom/minivan") as at:
        await bullied(at)
        assert "not worked out for this run" in at.text
        await at.press("right")
        assert sentence in at.text
        assert "1 of 2" in at.text
        assert "Traceback" not in at.text


async def test_trouble_with_the_review_is_told_in_its_place(
    stage: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(Desk, "review", fails)
    async with stage(scenario="showroom/minivan") as at:
        await bullied(at)
        await at.press("right")
        assert "should not have" in at.text


async def test_money_that_nobody_said_is_left_out(stage: Open) -> None:
    async with stage(scenario="showroom/minivan") as at:
        await bullied(at)
        told = debrief(at).told
        page = [block.text.plain for block in story_blocks(told, None)]
        assert any("cost to bring in" in line for line in page)
        unsaid = dataclasses.replace(told, money=told.money._replace(cost=None))
        page = [block.text.plain for block in story_blocks(unsaid, None)]
        assert not any("cost to bring in" in line for line in page)
        assert any("brought today" in line for line in page)
        assert "not said" not in "".join(page)


async def test_what_is_debatable_says_so_beside_its_label_and_moves_nothing(stage: Open) -> None:
    async with stage(scenario="showroom/minivan") as at:
        await bullied(at)
        judged = review(at).judged[0]
        sure = dataclasses.replace(judged, debatable=False)
        unsure = dataclasses.replace(judged, debatable=True)
        assert "debatable" not in verdict.label_words(sure).plain
        assert verdict.label_words(unsure).plain.endswith("!? debatable")
        widths = {verdict.label_line(each).cell_length for each in (None, sure, unsure)}
        assert len(widths) == 1
        assert " !? " in verdict.label_line(unsure).plain
