"""The plain mode where people use it: in a terminal, in a pipe; the same log as the app's.

A pseudo-terminal of the standard library; every byte that comes out of it is looked at.
"""

from __future__ import annotations

import codecs
import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from game.library import catalogue, shelves
from game.records.entries import Mode
from tests.commands import CORNER, Ended, one_sentence, process, sixty
from tests.conftest import ROOT

pty = pytest.importorskip("pty")

PROMPT = "? (? for help)\r\n"


def playable() -> list[str]:
    """The library's scenarios that can be played now."""
    return [card.id for card in catalogue(shelves({})) if card.broken is None]


class Line:
    """`sixty` at the other end of a pseudo-terminal, read byte by byte."""

    def __init__(self, *arguments: str, term: str = "xterm-256color") -> None:
        self._master, slave = pty.openpty()
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "game", *arguments],
                stdin=slave,
                stdout=slave,
                stderr=slave,
                cwd=ROOT,
                env={**os.environ, "TERM": term},
                start_new_session=True,
                # So that Ctrl-C reaches it, as from a real terminal.
                preexec_fn=_take_terminal,  # noqa: PLW1509 - this process has one thread
            )
        finally:
            os.close(slave)
        self.text = ""
        # A read may end in the middle of a letter.
        self._letters = codecs.getincrementaldecoder("utf-8")()

    def read_until(self, seen: Callable[[str], bool], limit: float = 90) -> None:
        """Read on until `seen` holds or the program has ended; a limit only for hangs."""
        end = time.monotonic() + limit
        while not seen(self.text):
            assert time.monotonic() < end, self.text
            ready, _, _ = select.select([self._master], [], [], 1.0)
            if not ready:
                continue
            try:
                data = os.read(self._master, 65536)
            except OSError:  # Linux says so when the last writer is gone
                return
            if not data:
                return
            self.text += self._letters.decode(data)

    def type(self, line: str) -> None:
        os.write(self._master, line.encode())

    def end(self) -> int:
        """Read to the end; the exit code."""
        self.read_until(lambda _: False)
        return self.process.wait(timeout=60)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._master)


def _take_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@pytest.fixture
def at_a_terminal() -> Iterator[Callable[..., Line]]:
    """Starts `sixty` at a pseudo-terminal; whatever still runs at the end is ended."""
    with contextlib.ExitStack() as ending:

        def start(*arguments: str, term: str = "xterm-256color") -> Line:
            line = Line(*arguments, term=term)
            ending.callback(line.close)
            return line

        yield start


def prompted(times: int) -> Callable[[str], bool]:
    return lambda text: text.count(PROMPT) >= times


def the_log() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(sixty("log", "--json").stdout)["runs"]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("scenario", playable())
def test_every_scenario_is_played_to_its_debrief_in_a_real_terminal(
    scenario: str, at_a_terminal: Callable[..., Line]
) -> None:
    line = at_a_terminal("play", scenario, "--plain", "--as", "Ana", "--seed", "11")
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
    (run,) = the_log()
    assert run["state"] == "finished"
    assert run["front"] == "plain"


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
        while "(? for help)" not in running.stdout.readline():
            pass
        running.stdout.close()
        running.stdin.write("1\n")
        running.stdin.close()
        said = running.stderr.read()
        assert running.wait(timeout=60) == 0
    assert said == ""
    (run,) = the_log()
    assert len(run["decisions"]) == 1


# -- the same log as the app's ---------------------------------------------------------------------

APART = ("run", "started", "closed", "front", "person", "name")
"""What may differ between two runs that were played alike: ids, times, who and where."""


def alike(run: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in run.items() if key not in APART}
    kept["first"] = None  # the second of two alike is a repeat
    kept["decisions"] = [
        {key: value for key, value in decision.items() if key not in ("at", "thinking_ms")}
        for decision in run["decisions"]
    ]
    kept["taken_back"] = [decision["choice"] for decision in run["taken_back"]]
    kept["aids"] = [(aid["kind"], aid["index"]) for aid in run["aids"]]
    return kept


@pytest.mark.parametrize("scenario", playable())
@pytest.mark.parametrize("seed", [1, 23])
def test_the_app_and_the_plain_mode_leave_the_same_log(
    scenario: str, seed: int, sixty_home: Path
) -> None:
    desk = pytest.importorskip("game.app.desk")
    app = desk.Desk(sixty_home, f"sqlite:///{sixty_home / 'sixty.db'}", shelves({}))
    app.sit_down("Ana")
    sitting = app.open(scenario, seed)
    typed: list[int] = []
    while not sitting.view.over:
        choices = [option for option in sitting.view.options if option.barred is None]
        number = (seed + 7 * len(typed)) % len(choices)
        typed.append(number + 1)
        sitting = app.decide(choices[number].id, 1)
    app.close()

    ended = sixty(
        "play",
        scenario,
        "--plain",
        "--as",
        "Ana",
        "--seed",
        str(seed),
        typed="".join(f"{number}\n" for number in typed),
    )
    assert "Debrief: " in ended.stdout
    by_app, by_hand = the_log()
    assert (by_app["front"], by_hand["front"]) == ("app", "plain")
    assert alike(by_app) == alike(by_hand)


@pytest.mark.parametrize("mode", ["practice", "floor"])
def test_in_a_terminal_both_modes_leave_the_log_that_the_app_leaves(
    mode: Mode, sixty_home: Path
) -> None:
    desk = pytest.importorskip("game.app.desk")
    url = f"sqlite:///{sixty_home / 'sixty.db'}"
    app = desk.Desk(sixty_home, url, shelves({}), mode=mode)
    app.sit_down("Ana")
    sitting = app.open("first/first-customer", 3)
    keys = ["h", "1", "u", "2", "h", "1"] if mode == "practice" else ["1", "1"]
    for key in keys:
        options = [option for option in sitting.view.options if option.barred is None]
        if key == "h":
            app.hint()
        elif key == "u":
            sitting = app.undo()
        elif not sitting.view.over:
            sitting = app.decide(options[int(key) - 1].id, 1)
    app.close()
    line = Line(
        *("play", "first/first-customer", "--plain", "--as", "Ana", "--seed", "3", f"--{mode}")
    )
    try:
        for count, key in enumerate(keys, 1):
            line.read_until(lambda text: text.count(PROMPT) >= count)  # noqa: B023 - at once
            line.type(f"{key}\n")
        line.read_until(lambda text: text.count(PROMPT) > len(keys) or "Debrief: " in text)
    finally:
        line.close()
    by_app, by_hand = the_log()
    assert (by_app["mode"], by_hand["mode"]) == (mode, mode)
    assert [aid["kind"] for aid in by_hand["aids"]] == (
        ["hint", "undo", "hint"] if mode == "practice" else []
    )
    assert alike(by_app) == alike(by_hand)


# -- disks -----------------------------------------------------------------------------------------


def limited(limit: int, *arguments: str, typed: str) -> Ended:
    """The command where no file may grow past `limit` bytes, as on a full disk."""
    resource = pytest.importorskip("resource")
    ended = subprocess.run(
        [sys.executable, "-m", "game", *arguments],
        cwd=ROOT,
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
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
