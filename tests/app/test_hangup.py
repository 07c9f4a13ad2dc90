"""A terminal that goes away takes the app along, even where no signal says so or it is ignored."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable

import pytest

from tests.conftest import ROOT, Terminal

MOUSE = 1000 << 5
"""As pyte numbers the mode in which a terminal sends clicks as text."""


@pytest.mark.fault
@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_the_app_ends_when_its_terminal_is_gone_and_no_signal_comes(
    terminal: Callable[..., Terminal],
) -> None:
    deaf = f'trap "" HUP; exec "{sys.executable}" -m game'  # as nohup would start it
    app = terminal(["sh", "-c", deaf], cwd=ROOT)
    app.wait_for(lambda text: "quit" in text, "the question for a name")
    app.hang_up()
    assert app.process.wait(timeout=180) == -signal.SIGHUP


@pytest.mark.fault
@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_the_app_gives_the_terminal_back_when_the_system_ends_it(
    terminal: Callable[..., Terminal],
) -> None:
    app = terminal([sys.executable, "-m", "game"], cwd=ROOT)
    app.wait_for(lambda text: "quit" in text, "the question for a name")
    assert MOUSE in app.screen.mode
    app.process.terminate()
    assert app.wait_for_end() == 128 + signal.SIGTERM
    assert MOUSE not in app.screen.mode
