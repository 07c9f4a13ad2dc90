"""The plain mode where people use it: in a terminal, in a pipe, on a disk that is full.

A pseudo-terminal of the standard library; every byte that comes out of it is looked at.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.library.shelves import built_in, files
from tests.commands import CORNER, Ended, one_sentence, process, sixty
from tests.conftest import ROOT
from tests.plain.line import PROMPT, ForkedLine, Line, prompted, the_log
from tests.plain.warm import Zygote

LIBRARY = [id for id, _ in files(built_in())]


@pytest.fixture
def at_a_terminal() -> Iterator[Callable[..., Line]]:
    """Starts `sixty` at a pseudo-terminal; whatever still runs at the end is ended."""
    with contextlib.ExitStack() as ending:

        def start(*arguments: str, term: str = "xterm-256color") -> Line:
            line = Line(*arguments, term=term)
            ending.callback(line.close)
            return line

        yield start


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    warm = Zygote()
    yield warm
    warm.close()


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks a warmed-up sixty")
@pytest.mark.parametrize("scenario", LIBRARY)
def test_every_scenario_is_played_to_its_debrief_in_a_real_terminal(
    scenario: str, zygote: Zygote, sixty_home: Path
) -> None:
    typed = ("play", scenario, "--plain", "--as", "Ana", "--seed", "11")
    with contextlib.closing(ForkedLine(zygote, sixty_home, *typed)) as line:
        plays_to_the_debrief(line)
    (run,) = the_log()
    assert run["state"] == "finished"
    assert run["front"] == "plain"


def plays_to_the_debrief(line: Line) -> None:
    asked = 0
    while True:
        asked += 1
        line.read_until(prompted(asked))
        if line.text.count(PROMPT) < asked:
            break
        line.type(
            "2\r"
            if asked % 3 == 1 and "\r\n2. " in line.text.rpartition(PROMPT)[0][-2000:]
            else "1\r"
        )
    assert line.end() == 0
    assert "Debrief: " in line.text
    assert "\x1b" not in line.text
    assert all(sign in "\r\n" or sign.isprintable() for sign in line.text)


@pytest.mark.slow
def test_ctrl_c_in_a_terminal_keeps_the_run(at_a_terminal: Callable[..., Line]) -> None:
    line = at_a_terminal("play", CORNER, "--plain", "--as", "Ana")
    line.read_until(lambda text: PROMPT in text)
    line.type("1\r")
    line.read_until(lambda text: text.count(PROMPT) == 2)
    line.type("\x03")
    assert line.end() == 130
    assert "Your run is kept." in line.text
    assert "Traceback" not in line.text
    (run,) = the_log()
    assert len(run["decisions"]) == 1


@pytest.mark.slow
def test_a_terminal_that_goes_away_keeps_the_run(at_a_terminal: Callable[..., Line]) -> None:
    line = at_a_terminal("play", CORNER, "--plain", "--as", "Ana")
    line.read_until(lambda text: PROMPT in text)
    line.type("1\r")
    line.read_until(lambda text: text.count(PROMPT) == 2)
    line.process.send_signal(signal.SIGHUP)
    line.end()
    (run,) = the_log()
    assert len(run["decisions"]) == 1


@pytest.mark.slow
def test_a_terminal_that_cannot_draw_gets_plain_lines_and_a_sentence_why(
    at_a_terminal: Callable[..., Line],
) -> None:
    line = at_a_terminal("play", CORNER, "--as", "Ana", term="dumb")
    line.read_until(lambda text: PROMPT in text)
    line.type("q\r")
    assert line.end() == 0
    assert "cannot draw, so this is the plain mode" in line.text
    assert "\x1b" not in line.text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("call", "told"),
    [
        (("play", "nowhere/at-all"), "There is no scenario “nowhere/at-all”"),
        (("play", CORNER, "--as", " "), "That name is empty"),
        (("play", "--resume"), "--plain"),
    ],
)
def test_a_wrong_call_is_told_before_the_app_is_drawn(
    call: tuple[str, ...], told: str, at_a_terminal: Callable[..., Line]
) -> None:
    line = at_a_terminal(*call)
    assert line.end() == 2
    assert told in line.text
    assert "\x1b" not in line.text


@pytest.mark.slow
def test_a_reader_that_goes_away_in_the_middle_keeps_the_run() -> None:
    command = [sys.executable, "-m", "game", "play", CORNER, "--plain", "--as", "Ana"]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        while "(? for help)" not in (told := running.stdout.readline()):
            assert told, running.stderr.read()
        running.stdout.close()
        running.stdin.write("1\n")
        running.stdin.close()
        said = running.stderr.read()
        assert running.wait(timeout=180) == 0
    assert said == ""
    (run,) = the_log()
    assert len(run["decisions"]) == 1


# -- disks -----------------------------------------------------------------------------------------


LIMITED = """
import resource, runpy, sys
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
runpy.run_module("game", run_name="__main__", alter_sys=True)
"""


def limited(limit: int, *arguments: str, typed: str) -> Ended:
    """The command where no file may grow past `limit` bytes, as on a full disk."""
    pytest.importorskip("resource")
    ended = subprocess.run(
        [sys.executable, "-c", LIMITED, str(limit), *arguments],
        cwd=ROOT,
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=180,
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


@pytest.mark.slow
@pytest.mark.fault
def test_a_full_disk_is_one_sentence_and_what_was_kept_is_kept(sixty_home: Path) -> None:
    story = ("play", CORNER, "--plain", "--as", "Ana")
    assert sixty(*story, typed="q\n").returncode == 0
    room = (sixty_home / "sixty.db").stat().st_size
    plays = (limited(room, *story, typed="4\n3\n" + "1\n" * 20) for _ in range(40))
    ended = next(play for play in plays if play.returncode)
    assert ended.returncode in (1, 2)
    assert "disk" in one_sentence(ended)
    verified = sixty("verify")
    assert verified.returncode == 0, verified.stdout
    # With room again, what was begun can be gone on with.
    if the_log()[-1]["state"] == "unfinished":
        assert "Debrief: " in sixty("play", "--plain", "--resume", typed="1\n" * 20).stdout


@pytest.mark.slow
@pytest.mark.fault
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder shut even to root")
def test_a_folder_that_cannot_be_made_is_one_sentence() -> None:
    ended = process("play", CORNER, "--plain", env={"SIXTY_HOME": "/proc/sixty"})
    assert ended.returncode == 2
    assert "/proc/sixty" in one_sentence(ended)


@pytest.mark.slow
@pytest.mark.fault
def test_a_folder_one_may_not_write_to_is_one_sentence(tmp_path: Path) -> None:
    home = tmp_path / "shut"
    home.mkdir()
    home.chmod(0o500)
    if os.geteuid() == 0:
        pytest.skip("nothing is shut to root")
    try:
        ended = process("play", CORNER, "--plain", env={"SIXTY_HOME": str(home)})
    finally:
        home.chmod(0o700)
    assert ended.returncode == 2
    assert str(home) in one_sentence(ended)
