"""What every test stands on: a home of its own, Hypothesis profiles, and a terminal to look at.

Knows nothing of the game beyond the names of its environment variables.
"""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pyte
import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# No deadlines: a test asserts what is right, and a busy machine is not wrong.
TIMELESS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("dev", TIMELESS)
settings.register_profile("ci", TIMELESS, derandomize=True, print_blob=True)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if "CI" in os.environ else "dev")
)


# A shell leaves these ignored in what it starts in the background, and programs started from there
# leave them so; but Ctrl-C and a window that closes are among what is tested.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(autouse=True)
def tables_are_laid_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """See tests/laid.py. Where nothing is loaded yet, there is no log."""
    module = sys.modules.get("game.records.migrate")
    if module is not None:
        from tests.laid import migrate

        monkeypatch.setattr(module, "migrate", migrate)


@pytest.fixture(autouse=True)
def scenarios_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """See tests/kept.py. Where nothing is loaded yet, nothing is to be kept."""
    module = sys.modules.get("game.session.opening")
    if module is not None:
        from tests.kept import opened, sources

        monkeypatch.setattr(module, "_opened", opened)
        monkeypatch.setattr("game.session.live.load_sources", sources)


@pytest.fixture(autouse=True)
def sixty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder for this test alone; the person's own settings are out of sight."""
    home = tmp_path / "sixty-home"
    home.mkdir()
    monkeypatch.setenv("SIXTY_HOME", str(home))
    for name in ("SIXTY_DATABASE", "SIXTY_SCENARIOS"):
        monkeypatch.delenv(name, raising=False)
    return home


class _Screen(pyte.Screen):
    """A screen that answers the program's questions, as a real terminal does."""

    answers: list[str]

    def write_process_input(self, data: str) -> None:
        self.answers.append(data)


class Terminal:
    """A program in a pseudo-terminal of its own, its screen read as a person would read it.

    Waiting has a limit only so that a hang ends: nothing is said about speed.
    """

    # Keyboard-protocol requests that pyte would print as letters; and a read may end in one.
    _NOT_PYTES = re.compile(rb"\x1b\[[<=>][0-9;]*[a-z]")
    _BEGUN = re.compile(rb"\x1b(\[([<=>][0-9;]*)?)?\Z")

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        columns: int = 80,
        rows: int = 24,
    ) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self.screen = _Screen(columns, rows)
        self.screen.answers = []
        self._stream = pyte.ByteStream(self.screen)
        self._begun = b""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        full = {**(os.environ if env is None else env), "TERM": "xterm-256color"}
        full.pop("COLUMNS", None)
        full.pop("LINES", None)
        try:
            self.process = subprocess.Popen(
                [str(part) for part in command],
                stdin=slave,
                stdout=slave,
                stderr=slave,
                env=full,
                cwd=cwd,
                start_new_session=True,
            )
        finally:
            os.close(slave)

    @property
    def text(self) -> str:
        """What is on the screen now, a line a row, without the blanks at the right."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def type(self, keys: str) -> None:
        """Press these keys; `\\r` is Enter."""
        os.write(self._master, keys.encode())

    def wait_for(self, seen: Callable[[str], object], what: str, *, limit: float = 180) -> str:
        """The screen once `seen(text)` holds of it. Fails with the screen if that never comes."""
        end = time.monotonic() + limit
        while not seen(self.text):
            left = end - time.monotonic()
            if left <= 0 or not self._read(left):
                why = "the program ended" if left > 0 else f"{limit:g} seconds passed"
                pytest.fail(f"{why} before the screen showed {what}. It showed:\n{self.text}")
        return self.text

    def wait_for_end(self, *, limit: float = 180) -> int:
        """The exit code, once the program has ended by itself."""
        end = time.monotonic() + limit
        while self._read(max(0.0, end - time.monotonic())):
            if time.monotonic() > end:
                pytest.fail(f"the program was still running. The screen showed:\n{self.text}")
        return self.process.wait(timeout=max(1.0, end - time.monotonic()))

    def hang_up(self) -> None:
        """Take the terminal away. It is nobody's controlling terminal, so no signal tells of it."""
        os.close(self._master)
        self._master = -1

    def close(self) -> None:
        """End the program if it still runs, and give the terminal back."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self._master >= 0:
            os.close(self._master)

    def _read(self, limit: float) -> bool:
        """Take in what was written; whether the other end is still open."""
        ready, _, _ = select.select([self._master], [], [], min(limit, 1.0))
        if not ready:
            return True
        try:
            data = os.read(self._master, 65536)
        except OSError:  # Linux says so when the last writer is gone
            return False
        if not data:
            return False
        data = self._NOT_PYTES.sub(b"", self._begun + data)
        begun = self._BEGUN.search(data)
        self._begun = begun[0] if begun else b""
        self._stream.feed(data.removesuffix(self._begun))
        while self.screen.answers:
            os.write(self._master, self.screen.answers.pop(0).encode())
        return True


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    """Opens programs in pseudo-terminals, and sees that none outlives the test."""
    opened: list[Terminal] = []

    def start(command: Sequence[str | Path], **how: object) -> Terminal:
        opened.append(Terminal(command, **how))  # type: ignore[arg-type]
        return opened[-1]

    yield start
    for one in opened:
        one.close()
