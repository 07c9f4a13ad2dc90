"""The walls: each contract gives way when leant on, and a running `sixty` loads what it may.

The contracts read the imports as written; the probes see what is really loaded.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT

# Each costs a start more than Python itself does.
HEAVY = {"textual", "rich", "pydantic", "yaml", "sqlalchemy", "alembic", "numpy"}

# Runs `sixty` as its console script would, then writes down the packages it loaded.
PROBE = """
import json, sys
from pathlib import Path
seen, sys.argv = Path(sys.argv[1]), ["sixty", *sys.argv[2:]]
try:
    from game.cli import main
    sys.exit(main())
finally:
    loaded = {name.partition(".")[0] for name in sys.modules}
    seen.write_text(json.dumps(sorted(loaded)), encoding="utf-8")
"""

# One import across each wall: the contract, the module that leans, and what it leans with.
LEANING = {
    "scoring-alone": ("scoring.leaning", "import game.script"),
    "rooms": ("game.engine.leaning", "import game.session"),
    "textual": ("game.plain.leaning", "import textual.app"),
    "database": ("game.session.leaning", "import sqlalchemy"),
    "edge": ("game.library.leaning", "import yaml"),
    "rules-are-pure": ("game.coach.leaning", "import random"),
    "script-is-pure": ("game.script.leaning", "from datetime import datetime"),
}


def run_sixty(
    tmp_path: Path, *arguments: str, typed: str = ""
) -> tuple[subprocess.CompletedProcess[str], set[str]]:
    """How `sixty` ended with these arguments, and the packages it had loaded by then."""
    seen = tmp_path / "seen.json"
    ended = subprocess.run(
        [sys.executable, "-c", PROBE, str(seen), *arguments],
        cwd=ROOT,
        input=typed,
        timeout=300,  # only so that a hang ends
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    return ended, set(json.loads(seen.read_text(encoding="utf-8")))


def a_scenario() -> str:
    """The name of the first scenario of the library."""
    folder = ROOT / "scenarios"
    apart = {"binders", "schema"}
    first = min(file for file in folder.glob("*/*.yaml") if file.parent.name not in apart)
    return first.relative_to(folder).with_suffix("").as_posix()


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    ended, loaded = run_sixty(tmp_path, "--help")
    assert ended.returncode == 0, ended.stderr
    assert "play" in ended.stdout
    assert loaded & HEAVY == set()


def test_help_on_one_command_loads_nothing_heavy(tmp_path: Path) -> None:
    ended, loaded = run_sixty(tmp_path, "log", "--help")
    assert ended.returncode == 0, ended.stderr
    assert "--csv" in ended.stdout
    assert loaded & HEAVY == set()


def test_the_log_is_read_without_textual(tmp_path: Path) -> None:
    ended, loaded = run_sixty(tmp_path, "log", "--json")
    assert ended.returncode == 0, ended.stderr
    json.loads(ended.stdout)
    assert "textual" not in loaded


def test_a_run_by_a_bot_does_not_load_textual(tmp_path: Path) -> None:
    ended, loaded = run_sixty(tmp_path, "run", a_scenario(), "--bot", "first", "--json")
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["ending"] is not None
    assert "textual" not in loaded


def test_plain_play_to_the_debrief_does_not_load_textual(tmp_path: Path) -> None:
    ended, loaded = run_sixty(
        tmp_path, "play", a_scenario(), "--as", "Ana", "--seed", "1", "--plain", typed="1\n" * 200
    )
    assert {"Process", "Sixty"} <= set(re.findall(r"\w+", ended.stdout)), ended.stderr
    assert "textual" not in loaded


def test_a_check_does_not_load_textual_and_what_is_kept_is_told_without_the_solver(
    tmp_path: Path,
) -> None:
    ended, loaded = run_sixty(tmp_path, "check", a_scenario())
    assert ended.returncode == 0, ended.stdout
    assert "numpy" in loaded
    assert "textual" not in loaded
    again, loaded = run_sixty(tmp_path, "check", a_scenario())
    assert again.stdout == ended.stdout
    assert not {"textual", "numpy"} & loaded


@pytest.mark.slow
def test_every_wall_gives_way_when_leant_on(tmp_path: Path) -> None:
    for package in ("scoring", "game"):
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for module, line in LEANING.values():
        file = tmp_path / Path(*module.split(".")).with_suffix(".py")
        file.write_text(line + "\n", encoding="utf-8")

    linted = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200"},
        check=False,
    )

    with (ROOT / "pyproject.toml").open("rb") as project:
        contracts = tomllib.load(project)["tool"]["importlinter"]["contracts"]
    assert {contract["id"] for contract in contracts} == set(LEANING)
    for contract in contracts:
        module, _ = LEANING[contract["id"]]
        assert re.search(re.escape(contract["name"]) + r"\s+BROKEN", linted.stdout), linted.stdout
        assert f"{module} -> " in linted.stdout
