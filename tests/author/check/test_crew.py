"""Several scenarios at once: every outcome comes, and nothing stays behind when it is stopped."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from itertools import product
from pathlib import Path

import pytest

from game.author.check.beside import processors
from game.author.check.crew import done
from game.author.check.proving import work
from game.script.codes import codes, example
from tests.author.check.kit import a_task, lay_out
from tests.conftest import ROOT


@pytest.mark.slow
def test_what_is_done_side_by_side_is_what_is_done_in_turn() -> None:
    tasks = {name: a_task(name) for name in ("SX100", "SX114", "SX116")}
    side_by_side = dict(done(tasks.items(), cores=2))
    assert side_by_side == {name: work(task) for name, task in tasks.items()}
    assert multiprocessing.active_children() == []


@pytest.mark.slow
def test_whoever_stops_listening_stops_the_work() -> None:
    slow = a_task("SX101")
    for _ in done(((number, slow) for number in range(40)), cores=2):
        break
    assert multiprocessing.active_children() == []


def _children(pid: int) -> str:
    """The processes that the first thread of another has started."""
    return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")


@pytest.mark.slow
@pytest.mark.fault
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="Only Linux tells of children")
@pytest.mark.skipif(processors() < 2, reason="on one core there are no others")
def test_ctrl_c_ends_it_without_a_word_from_any_process(tmp_path: Path) -> None:
    # Work for seconds, so that it is not done when the interrupt comes, however late that is.
    for trust, pressure in product(range(8), repeat=2):
        path = lay_out(tmp_path / f"{trust}{pressure}", example(codes()["SX101"], "bad"))
        text = path.read_text(encoding="utf-8")
        other = text.replace("trust: 4, pressure: 2", f"trust: {trust}, pressure: {pressure}")
        path.write_text(other, encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "-m", "game", "check", str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while running.poll() is None and not _children(running.pid):
        time.sleep(0.01)  # they are being started, or are at work: both must end
    os.killpg(running.pid, signal.SIGINT)
    # This returns when the last process that could still write has ended.
    out, err = running.communicate(timeout=180)
    assert (running.returncode, out, err) == (130, b"", b"")
