"""Practice and floor in the app: what each offers, what the log has of it, and how it is chosen."""

from __future__ import annotations

import re

import pytest

from game.app.scene.screen import SceneScreen
from tests.app.conftest import Open, Stage
from tests.app.test_play import number_of, play_to_the_end

FLOOR = "showroom/minivan"


async def in_practice(at: Stage) -> None:
    """From the lobby, in practice, to the minivan's lot."""
    await at.press("p", "slash")
    await at.type("minivan")
    await at.press("enter", "enter")
    assert at.screen == "SceneScreen"


def foot(at: Stage) -> str:
    return at.text.splitlines()[-1]


async def test_a_decision_taken_back_leaves_the_scene_as_it_was_and_the_log_with_both(
    stage: Open,
) -> None:
    async with stage() as at:
        await in_practice(at)
        before = at.text
        await at.press(number_of(at, "today"))
        assert at.text != before
        await at.press("u")
        assert "Taken back. The log keeps what you had chosen." in at.text
        scene = at.app.screen
        assert isinstance(scene, SceneScreen)
        assert scene.sitting.view.past == ()
        await at.press(number_of(at, "hello"))
        (run,) = at.runs()
        assert [d.choice for d in run.decisions] == ["hello"]
        assert [d.choice for d in run.taken_back] == ["today"]
        assert [(aid.kind, aid.index) for aid in run.aids] == [("undo", 0)]
        await at.press("q", "enter")
        assert "What made you pull in today?" in at.text
        assert "What would it take" not in at.text


async def test_the_mentor_says_after_a_decision_what_it_cost_and_why(stage: Open) -> None:
    async with stage() as at:
        await in_practice(at)
        await at.press(number_of(at, "today"))
        # Each score apart, as the review has it: they are never one figure on a screen.
        assert re.search(r"Mentor  \S+ \w+   process −\d+ · sixty −\d+ · value kept −\d+", at.text)
        assert "is thinking" not in at.text
        assert "This tells her the visit is about you." in " ".join(at.text.split())
        await play_to_the_end(at)


async def test_the_cursor_stays_where_it_was_put_when_the_mentor_speaks(stage: Open) -> None:
    async with stage() as at:
        await in_practice(at)
        await at.press(number_of(at, "hello"))
        scene = at.app.screen
        assert isinstance(scene, SceneScreen)
        await at.press("down")
        cursor = scene.talk.cursor
        assert cursor == scene.talk.keys[1]
        word = scene.sitting.word
        assert word is not None
        lines = at.text.splitlines()
        scene.show_word(scene.sitting.run, word.decisions, None)
        await at.settle()
        assert scene.talk.cursor == cursor
        assert at.text.splitlines()[-10:] == lines[-10:]
        scene.show_word("another run", word.decisions, None)
        scene.show_word(scene.sitting.run, word.decisions + 1, None)


async def test_a_hint_is_in_the_log_before_it_is_shown_and_once_a_scene(stage: Open) -> None:
    async with stage() as at:
        await in_practice(at)
        scene = at.app.screen
        assert isinstance(scene, SceneScreen)
        show, kept = scene.show_hint, []

        def counted(sitting: object) -> None:
            kept.append([aid.kind for aid in at.runs()[0].aids])
            show(sitting)  # type: ignore[arg-type]

        scene.show_hint = counted  # type: ignore[method-assign]
        await at.press("h")
        assert "What has she told you so far?" in at.text
        await at.press("q", "h", "h")
        assert "What has she told you so far?" not in at.text
        assert kept == [["hint"], ["hint"]]


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_a_hint_goes_when_its_scene_does(stage: Open, size: tuple[int, int]) -> None:
    async with stage(size=size) as at:
        await in_practice(at)
        await at.press("h", number_of(at, "hello"))
        if size[0] < 100:
            await at.press("q", number_of(at, "hello"))
        assert "What has she told you so far?" not in at.text
        assert [aid.index for aid in at.runs()[0].aids] == [0]


async def test_nothing_can_be_taken_back_before_the_first_decision_and_a_sentence_says_so(
    stage: Open,
) -> None:
    async with stage() as at:
        await in_practice(at)
        await at.press("u")
        assert "Nothing has been said or done yet, so there is nothing to take back." in at.text
        await at.press(number_of(at, "hello"))
        assert len(at.runs()[0].decisions) == 1
        assert at.runs()[0].aids == ()


async def test_the_floor_offers_neither_hint_nor_undo_and_says_nothing_before_the_end(
    stage: Open,
) -> None:
    async with stage(scenario=FLOOR) as at:
        assert "floor · Saturday" in at.text.splitlines()[0]
        assert "hint" not in foot(at)
        assert "undo" not in foot(at)
        before = at.text
        await at.press("h", "u")
        assert at.text == before
        await at.press("question_mark")
        assert "whisper" not in at.text
        await at.press("q")
        await at.press(number_of(at, "today"))
        assert "Mentor" not in at.text
        assert "visit is about you" not in at.text
        assert at.runs()[0].started.mode == "floor"


async def test_nothing_is_taken_back_under_a_panel_that_hides_it(stage: Open) -> None:
    async with stage(scenario="showroom/minivan", mode="practice") as at:
        await at.press(number_of(at, "hello"))
        before = at.text
        await at.press("b", "u")
        assert not at.runs()[0].aids
        await at.press("b")
        assert at.text == before


async def test_after_the_ending_nothing_is_taken_back(stage: Open) -> None:
    async with stage() as at:
        await in_practice(at)
        assert "h hint   u undo" in foot(at)
        await at.press(number_of(at, "wait"))
        assert "See what came of it." in at.text
        assert "undo" not in foot(at)
        await at.press("u", "h")
        assert at.runs()[0].aids == ()


async def test_one_key_changes_between_practice_and_floor_and_each_person_keeps_theirs(
    stage: Open,
) -> None:
    async with stage() as at:
        assert at.text.splitlines()[0].endswith("Ana · floor")
        await at.press("p")
        assert at.text.splitlines()[0].endswith("Ana · practice")
        assert "Practice: hints, taking back, and the mentor's word" in at.text
    async with stage(name="Ben") as at:
        assert at.text.splitlines()[0].endswith("Ben · floor")
    async with stage() as at:
        assert at.text.splitlines()[0].endswith("Ana · practice")
        await at.press("p")
        assert "The floor: no hints, nothing taken back" in at.text
        assert at.text.splitlines()[0].endswith("Ana · floor")


async def test_a_first_visit_meets_the_first_customer_in_practice_and_is_told_what_that_is(
    stage: Open,
) -> None:
    async with stage(name=None) as at:
        await at.type("Ana")
        await at.press("enter")
        assert "Practice: hints, taking back, and the mentor's word" in " ".join(at.text.split())
        await at.press("1")
        assert "practice · " in at.text.splitlines()[0]
        assert at.runs()[0].started.mode == "practice"


async def test_only_finished_floor_runs_are_among_the_lobbys_figures(stage: Open) -> None:
    async with stage() as at:
        await in_practice(at)
        await play_to_the_end(at)
        await at.press("q")
        assert "Your two scores will stand here after a run on the floor" in at.text
        await at.press("p", "slash")
        await at.type("minivan")
        await at.press("enter", "enter")
        await play_to_the_end(at)
        await at.press("q")
        assert "Your sixty, last run" in at.text
