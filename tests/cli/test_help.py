"""What `--help` says of every command, and that its examples work.

Help texts are goldens (tests/goldens/help); `SIXTY_GOLDENS=write` writes them again.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.arguments import parser
from game.library.shelves import built_in, files
from game.session.safe import json_text
from tests.commands import CORNER, process, sixty
from tests.conftest import ROOT

GOLDENS = ROOT / "tests" / "goldens" / "help"
COMMANDS = tuple(re.findall(r"^    ([a-z]+) ", parser().format_help(), re.MULTILINE))
WHOLE = "who-for,present,write"


def words(text: str) -> list[str]:
    """A help text without its line ends, which differ from one Python to the next."""
    return text.split()


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_help_says_what_it_said(command: str) -> None:
    ended = process(*filter(None, [command]), "--help")
    assert ended.returncode == 0
    golden = GOLDENS / f"{command or 'sixty'}.txt"
    if os.environ.get("SIXTY_GOLDENS") == "write":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(ended.stdout, encoding="utf-8")
    assert words(ended.stdout) == words(golden.read_text(encoding="utf-8"))


def test_the_commands_of_the_design_are_there() -> None:
    first = {"play", "run", "log", "replay", "verify", "check", "schema", "where", "doctor"}
    assert first <= set(COMMANDS)
    assert {golden.stem for golden in GOLDENS.glob("*.txt")} == {"sixty", *COMMANDS}


def examples(command: str) -> list[str]:
    text = (GOLDENS / f"{command}.txt").read_text(encoding="utf-8")
    return re.findall(r"^  sixty ?(.*)$", text.partition("example")[2], re.MULTILINE)


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the scenarios that the examples name: the whole has its own tests."""
    shelf = tmp_path_factory.mktemp("library")
    for folder in ("binders", "pieces"):
        shutil.copytree(built_in() / folder, shelf / folder)
    told = " ".join(line for golden in GOLDENS.glob("*.txt") for line in examples(golden.stem))
    for id, path in files(built_in()):
        if id in told:
            (shelf / id).parent.mkdir(exist_ok=True)
            shutil.copy(path, shelf / f"{id}.yaml")
    return shelf


@pytest.mark.parametrize("command", ["sixty", *COMMANDS])
def test_every_example_in_a_help_text_works(
    command: str, named: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["game.library.shelves"], "built_in", lambda: named)
    # Some of them write a file where they are typed.
    monkeypatch.chdir(tmp_path)
    played = sixty("run", CORNER, "--choose", WHOLE, "--log")
    assert played.returncode == 0, played.stderr
    assert examples(command)
    monkeypatch.setenv("SIXTY_NEW_PIN", "2580")
    monkeypatch.setenv("SIXTY_PIN", "2580")
    for example in examples(command):
        # What is typed settles the questions of a play; the other commands read nothing.
        ended = sixty(*example.split(), typed="Ana\n" + "1\n" * 60)
        # 1 is an answer too: what was asked about is not right.
        assert ended.returncode in (0, 1), (example, ended.stderr)
        assert "Traceback" not in ended.stderr
        assert ended.stdout


def test_the_version_is_the_installed_one() -> None:
    from importlib.metadata import version

    assert sixty("--version").stdout == f"sixty {version('sixty')}\n"


@given(st.text())
def test_a_json_text_means_what_it_says_and_holds_no_control_character(text: str) -> None:
    written = json_text({"text": text})
    assert json.loads(written) == {"text": text}
    assert not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in written)
