"""When the log cannot be written: one sentence, a run that is safe, and another try."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from game.app.sitting import Sitting
from game.records.entries import Decided, RunEnded
from game.records.errors import RecordsError
from game.records.opening import open_store
from game.records.store import Store
from tests.app.conftest import SHELF, Open
from tests.app.test_play import number_of, play_to_the_end
from tests.conftest import ROOT, Terminal

FULL = "The disk is full, so the decision was not kept: make room on it, then try again."


class Faulty(Store):
    """A log that can be told to fail."""

    failing = False

    def decide(self, entry: Decided, ended: RunEnded | None = None) -> None:
        if self.failing:
            raise RecordsError(FULL)
        super().decide(entry, ended)

    def end(self, entry: RunEnded) -> None:
        if self.failing:
            raise RecordsError(FULL)
        super().end(entry)


def faulty(home: Path, opened: list[Faulty]) -> Callable[[], Store]:
    def open_log() -> Store:
        sound = open_store(home, f"sqlite:///{home / 'sixty.db'}")
        store = Faulty(sound.database, sound.head_file, lambda: 1_793_966_400_000)
        opened.append(store)
        return store

    return open_log


async def test_a_decision_that_cannot_be_kept_leaves_the_scene_and_can_be_made_again(
    stage: Open, sixty_home: Path
) -> None:
    logs: list[Faulty] = []
    async with stage(scenario="showroom/minivan", open_log=faulty(sixty_home, logs)) as at:
        answer = number_of(at, "hello")
        logs[0].failing = True
        await at.press(answer)
        assert "The disk is full" in at.text
        assert "Your run stands where it was." in at.text
        assert "just looking" in at.text
        assert at.runs()[0].decisions == ()
        logs[0].failing = False
        await at.press(answer)
        assert "The disk is full" not in at.text
        assert [d.choice for d in at.runs()[0].decisions] == ["hello"]


async def test_an_ending_that_could_not_be_kept_is_kept_at_the_next_try(
    stage: Open, sixty_home: Path
) -> None:
    logs: list[Faulty] = []
    async with stage(scenario="phone/callback", open_log=faulty(sixty_home, logs)) as at:
        logs[0].failing = True
        await at.press("1")
        assert "The disk is full" in at.text
        assert at.runs()[0].state == "unfinished"
        assert at.runs()[0].decisions == ()  # neither without the other
        logs[0].failing = False
        await at.press("1")
        assert at.runs()[0].state == "finished"
        await play_to_the_end(at)


async def test_a_log_that_cannot_be_opened_is_said_and_the_library_is_still_shown(
    stage: Open,
) -> None:
    def locked() -> Store:
        raise RecordsError("Another program is holding the score log: close it, then try again.")

    async with stage(open_log=locked) as at:
        assert "Another program is holding the score log" in at.text
        assert at.screen == "LobbyScreen"
        assert "Your first customer" in at.text
        await at.press("q")
        assert at.app.return_value == 0


async def test_what_nobody_foresaw_at_the_desk_is_a_sentence_too(stage: Open) -> None:
    async with stage(scenario="showroom/minivan") as at:

        def decide(choice: str, thinking_ms: int) -> Sitting:
            raise ZeroDivisionError("by nought [/]")

        at.app.desk.decide = decide  # type: ignore[method-assign]
        await at.press("1")
        assert "Something happened that should not have (ZeroDivisionError: by nought" in at.text
        assert at.screen == "SceneScreen"


BREAKS = """
from pathlib import Path
import sys
from game.app import run_app
from game.app.menu import Menu
def broken(self, by): raise ZeroDivisionError("a secret")
Menu.action_move = broken
try:
    run_app(Path(sys.argv[1]), sys.argv[2], (Path(sys.argv[3]),), name="Ana")
except ZeroDivisionError as error:
    print("told by whoever started it:", error)
"""


def test_what_nobody_foresaw_on_a_screen_is_left_to_whoever_started_the_app(
    terminal: Callable[..., Terminal], sixty_home: Path
) -> None:
    url = f"sqlite:///{sixty_home / 'sixty.db'}"
    at = terminal([sys.executable, "-c", BREAKS, sixty_home, url, SHELF], cwd=ROOT)
    at.wait_for(lambda text: "Suggested" in text, "the lobby")
    at.type("\x1b[B")
    text = at.wait_for(lambda text: "a secret" in text, "what went wrong")
    assert at.wait_for_end() == 0
    assert "told by whoever started it: a secret" in text
    assert "Traceback" not in text
    assert "locals" not in text


def test_the_app_in_a_real_terminal_shows_the_lobby_and_quits_with_q(
    terminal: Callable[..., Terminal],
) -> None:
    at = terminal([sys.executable, "-m", "game"], cwd=ROOT)
    at.wait_for(lambda text: "What shall we call you?" in text, "the door")
    at.type("Ana\r")
    at.wait_for(lambda text: "Meet my first customer." in text, "the offer")
    at.type("2")
    at.wait_for(lambda text: "Suggested" in text, "the lobby")
    at.type("q")
    assert at.wait_for_end() == 0


async def test_what_is_called_off_before_it_begins_is_not_complained_of(
    stage: Open, recwarn: pytest.WarningsRecorder
) -> None:
    begun: list[int] = []

    async def work() -> None:
        begun.append(1)

    async with stage() as at:
        at.app.do(work(), at.app.say)
        at.app.move(work(), "x")
        at.app.workers.cancel_all()
    assert begun == []
    gc.collect()
    assert [str(each.message) for each in recwarn if "never awaited" in str(each.message)] == []
