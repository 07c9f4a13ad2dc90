"""A Ctrl-C while the models are made is kept: pydantic would lose it and take them for broken."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

SCRIPT = """
import signal, sys

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == "game.script.models":
            kept = signal.getsignal(signal.SIGINT) is not signal.default_int_handler
            sys.stderr.write("kept" if kept else "LOST")
            sys.stderr.flush()
            raise SystemExit(7)

sys.meta_path.insert(0, Watch())
from game.cli import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize(
    "call",
    [
        "library",
        "library --coverage",
        "check",
        "solve showroom/just-looking",
        "play showroom/just-looking --plain --as Ana",
        "run showroom/just-looking --bot first",
    ],
)
def test_an_interrupt_while_the_models_are_made_is_kept(call: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *call.split()],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr[-4:]) == (7, "kept")
