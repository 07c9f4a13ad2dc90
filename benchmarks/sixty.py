"""The `sixty` command as the benchmarks start it, in a data folder of its own.

Knows the command and its environment variables, nothing of the code behind them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PEERS = Path(__file__).parent / "peers"


def command() -> str:
    """The installed `sixty` beside this Python."""
    found = Path(sys.executable).with_name("sixty")
    if not found.exists():
        raise FileNotFoundError("sixty is not installed beside this Python: run make bench")
    return str(found)


def peer(name: str) -> list[str]:
    """The command that runs a peer."""
    return [sys.executable, str(PEERS / f"{name}.py")]


def bare() -> dict[str, str]:
    """This environment without what it says to Sixty or Textual."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SIXTY_", "TEXTUAL"))
    }


def home(folder: Path) -> dict[str, str]:
    """An environment whose data folder knows one visitor with a run behind them, and has its
    index of the library: what a second start meets."""
    env = bare() | {"SIXTY_HOME": str(folder), "SIXTY_GRACE_MS": "0"}
    play = [command(), "play", "showroom/just-looking", "--plain", "--as", "Bench", "--seed", "1"]
    # The first choice, over and over: far more often than any run has decisions.
    subprocess.run(play, input="1\n" * 60, env=env, text=True, capture_output=True, check=True)
    return env
