"""From a clean clone in an empty home to the lobby and out again, and what the lock promises.

Clones what is committed, so an uncommitted change is not what is tested here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, Terminal

LOCKS = ("requirements.lock", "requirements-dev.lock")
# Variables that a newcomer does not have: ours, this test run's, and the make's it may run under.
OURS = ("SIXTY_", "XDG_", "PYTEST", "TEXTUAL", "MAKE", "MFLAGS", "VIRTUAL_ENV", "PYTHON")
PIP_SETTINGS = (
    ".config/pip/pip.conf",
    ".pip/pip.conf",
    "Library/Application Support/pip/pip.conf",
)
VISITOR = "Ana"
# What the first-time visitor is asked, and what the lobby shows at its foot and its top.
ASKED = re.compile(r"\bname\b", re.IGNORECASE)
LOBBY = ("Sixty", VISITOR, "quit", "First day")
OFFERED = "first customer"


def in_the_lobby(text: str) -> bool:
    return all(word in text for word in LOBBY)


def clean_environment(home: Path) -> dict[str, str]:
    """This machine's environment as a newcomer has it: their own empty home, no trace of us.

    Where packages come from stays (pip's own settings), and so does pip's cache, which saves
    downloading again what the hashes check anyway.
    """
    env = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    here = os.path.dirname(sys.executable)  # noqa: PTH120  # PATH holds strings
    env["PATH"] = os.pathsep.join(
        folder for folder in env.get("PATH", os.defpath).split(os.pathsep) if folder != here
    )
    cache = subprocess.run(
        [sys.executable, "-m", "pip", "cache", "dir"], capture_output=True, text=True, check=False
    )
    if cache.returncode == 0:
        env["PIP_CACHE_DIR"] = cache.stdout.strip()
    for settings in PIP_SETTINGS:
        if (Path.home() / settings).is_file():
            env.setdefault("PIP_CONFIG_FILE", str(Path.home() / settings))
    env["HOME"] = str(home)
    # What is never imported here need not be compiled. pip takes the value for that of `compile`.
    env["PIP_NO_COMPILE"] = "0"
    return env


@pytest.mark.slow
def test_a_fresh_clone_in_an_empty_home_installs_shows_the_lobby_and_quits(
    tmp_path: Path, terminal: Callable[..., Terminal]
) -> None:
    home, clone = tmp_path / "home", tmp_path / "clone"
    home.mkdir()
    env = clean_environment(home)
    subprocess.run(
        ["git", "-c", "safe.directory=*", "clone", "-q", "--no-local", str(ROOT), str(clone)],
        check=True,
    )

    first = terminal(["make", "play"], cwd=clone, env=env)
    first.wait_for(ASKED.search, "the question for a name", limit=480)
    first.type(VISITOR + "\r")
    first.wait_for(lambda text: OFFERED in text, "the offer of a first customer")
    first.type("2")
    first.wait_for(in_the_lobby, "the lobby")
    first.type("q")
    assert first.wait_for_end() == 0

    # The second time there is nothing to set up, so nothing to fetch: a dead index does no harm.
    offline = {**env, "PIP_NO_INDEX": "1", "PIP_CACHE_DIR": str(tmp_path / "empty")}
    second = terminal(["make", "play"], cwd=clone, env=offline)
    text = second.wait_for(in_the_lobby, "the lobby, without asking for the name again")
    assert "Fetching" not in text
    second.type("q")
    assert second.wait_for_end() == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("python", "told"),
    [
        ("raise SystemExit(1)", "needs Python 3.11 or newer"),
        ("import sys; sys.exit('ensurepip' in sys.argv[2])", "install its venv package"),
    ],
    ids=["too old", "without venv"],
)
def test_a_python_that_will_not_do_gets_one_plain_sentence(
    tmp_path: Path, python: str, told: str
) -> None:
    for name in ("Makefile", "pyproject.toml", *LOCKS):
        shutil.copy(ROOT / name, tmp_path / name)
    stand_in = tmp_path / "stand-in"
    stand_in.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{python}" "$@"\n')
    stand_in.chmod(0o755)

    made = subprocess.run(
        ["make", "play", f"PYTHON={stand_in}"],
        cwd=tmp_path,
        env=clean_environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )

    assert made.returncode != 0
    said = [line for line in made.stderr.splitlines() if not line.startswith("make")]
    assert len(said) == 1
    assert told in said[0]
    assert not (tmp_path / ".venv").exists()


def locked(name: str) -> Iterator[tuple[str, str, int]]:
    """Each requirement of a lock: its name, its version, how many files it lists."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line and not line.lstrip().startswith("#"):
            pinned = re.match(r"([a-z0-9-]+)==([^\s;]+)", line)
            assert pinned, f"{name}: not a pinned version: {line[:60]}"
            yield pinned[1], pinned[2], len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", line))


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_pins_everything_by_version_and_hash(name: str) -> None:
    entries = list(locked(name))
    assert entries
    assert [entry for entry in entries if entry[2] == 0] == []


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_does_not_say_where_anything_comes_from(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"://|^\s*--(?!hash)|file:|@ ", text, re.MULTILINE)
    assert not re.search(r"\b[\w-]+\.(org|com|net|io|dev)\b", text)


def test_the_lock_holds_all_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]

    def names(wishes: list[object]) -> set[str]:
        texts = [wish for wish in wishes if isinstance(wish, str)]
        return {re.split(r"[^A-Za-z0-9.-]", text)[0].lower() for text in texts}

    run = names([*project["project"]["dependencies"], *groups["build"]])
    assert run <= {entry[0] for entry in locked("requirements.lock")}
    assert names(project["build-system"]["requires"]) <= run
    assert names(groups["dev"]) <= {entry[0] for entry in locked("requirements-dev.lock")}


def test_what_is_tested_is_what_is_played() -> None:
    play = {(name, version) for name, version, _ in locked("requirements.lock")}
    work = {(name, version) for name, version, _ in locked("requirements-dev.lock")}
    assert play <= work


def test_everything_borrowed_says_what_for_and_under_which_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        *project["project"]["dependencies"],
        *(wish for wish in project["dependency-groups"]["dev"] if isinstance(wish, str)),
        *project["dependency-groups"]["build"],
    ]
    page = (ROOT / "docs/decisions/dependencies.md").read_text(encoding="utf-8")
    lines = set(re.findall(r"^\| ([\w.-]+) \| .+ \| .+ \| .+ \|$", page, re.MULTILINE))
    assert {re.split(r"[^A-Za-z0-9.-]", wish)[0] for wish in asked} == lines - {"package"}
