"""When the log cannot be written: one sentence, a run that is safe, and another try."""

from __future__ import annotations

from collections.abc import Callable

from game.records.entries import Decided, RunEnded
from game.records.errors import RecordsError
from game.records.opening import open_store
from game.records.store import Store
from tests.app.conftest import Open
from tests.app.test_play import number_of, play_to_the_end

FULL = "The disk is full, so the decision was not kept: make room on it, then try again."


class Faulty(Store):
    """A log that can be told to fail."""

    failing = False

    def decide(self, entry: Decided) -> None:
        if self.failing:
            raise RecordsError(FULL)
        super().decide(entry)

    def end(self, entry: RunEnded) -> None:
        if self.failing:
            raise RecordsError(FULL)
        super().end(entry)


def faulty(home: object, opened: list[Faulty]) -> Callable[[], Store]:
    from pathlib import Path

    assert isinstance(home, Path)

    def open_log() -> Store:
        sound = open_store(home, f"sqlite:///{home / 'sixty.db'}")
        store = Faulty(sound.database, sound.head_file, lambda: 1_793_966_400_000)
        opened.append(store)
        return store

    return open_log


async def test_a_decision_that_cannot_be_kept_leaves_the_scene_and_can_be_made_again(
    stage: Open, sixty_home: object
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
    stage: Open, sixty_home: object
) -> None:
    logs: list[Faulty] = []
    async with stage(scenario="phone/callback", open_log=faulty(sixty_home, logs)) as at:
        fail = Faulty.end

        def end(self: Faulty, entry: RunEnded) -> None:
            if self.failing:
                self.failing = False
                raise RecordsError(FULL)
            fail(self, entry)

        Faulty.end = end  # type: ignore[method-assign]
        decide = Store.decide

        def kept(entry: Decided) -> None:
            decide(logs[0], entry)
            logs[0].failing = True

        logs[0].decide = kept  # type: ignore[method-assign]
        try:
            await at.press("1")
            assert "The disk is full" in at.text
            assert at.runs()[0].state == "unfinished"
            await at.press("1")
            assert at.runs()[0].state == "finished"
            await play_to_the_end(at)
        finally:
            Faulty.end = fail  # type: ignore[method-assign]


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
