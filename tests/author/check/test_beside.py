"""Work over two processes comes to the same as in one, and leaves none behind."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
from collections.abc import Callable

import pytest

from game.author.check import beside as room
from game.author.check import proving
from game.author.check.beside import beside, stoppable
from game.author.check.proving import work
from tests.author.check.kit import a_task

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows forks no process")


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "processors", lambda: 2)
    monkeypatch.setattr(proving, "WORTH_TWO", 0)


@pytest.mark.parametrize("code", ["SX113", "SX114", "SX116", "SX117"])
def test_what_is_found_over_two_processes_is_what_is_found_in_one(code: str) -> None:
    task = a_task(code)
    assert work(task, over_two=True) == work(task)
    assert multiprocessing.active_children() == []


def test_what_was_done_beside_comes_from_there() -> None:
    with beside(os.getpid) as coming:
        assert coming() != os.getpid()
    assert multiprocessing.active_children() == []


def test_work_that_fails_beside_fails_here_where_it_can_be_told() -> None:
    def fails() -> int:
        raise ArithmeticError("no")

    with pytest.raises(ArithmeticError), beside(fails) as coming:
        coming()


def test_work_whose_process_is_ended_from_outside_is_done_here(
    capfd: pytest.CaptureFixture[str],
) -> None:
    here = os.getpid()

    def ends() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return 1

    with beside(ends) as coming:
        assert coming() == 1
    assert capfd.readouterr() == ("", "")


def test_where_there_is_no_room_for_a_process_the_work_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full() -> int:
        raise OSError(errno.EAGAIN, "no more processes")

    monkeypatch.setattr(os, "fork", full)
    with beside(os.getpid) as coming:
        assert coming() == os.getpid()


def test_work_that_nobody_waits_for_is_ended() -> None:
    with beside(signal.pause):
        pass
    assert multiprocessing.active_children() == []


def test_what_takes_long_is_ended_as_soon_as_nobody_waits_for_it() -> None:
    def for_ever(_stop: Callable[[], bool]) -> int:
        signal.pause()
        return 1

    here, looks = os.getpid(), iter([False, True])
    assert stoppable(for_ever, lambda: next(looks)) is None
    assert multiprocessing.active_children() == []
    assert stoppable(lambda stop: (stop(), os.getpid() != here), lambda: False) == (False, True)


def test_what_nobody_waits_for_from_the_first_is_not_done_however_quick_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert stoppable(lambda _: 1, lambda: True) is None
    monkeypatch.setattr(room, "forks", lambda: False)
    assert stoppable(lambda _: 1, lambda: True) is None


def test_where_no_process_is_forked_the_work_itself_asks_whether_to_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "forks", lambda: False)
    assert stoppable(lambda stop: None if stop() else os.getpid(), lambda: True) is None
    assert stoppable(lambda stop: None if stop() else os.getpid(), lambda: False) == os.getpid()
