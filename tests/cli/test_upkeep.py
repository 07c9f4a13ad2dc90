"""`sixty where` and `doctor`, and the last resort: what nobody expected."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from pathlib import Path
from types import ModuleType

import pytest

from game import cli
from tests.commands import CORNER, process, sixty
from tests.conftest import ROOT


def test_where_names_every_place_in_use(sixty_home: Path, tmp_path: Path) -> None:
    ended = sixty("where", env={"SIXTY_SCENARIOS": str(tmp_path / "ours")})
    assert ended.returncode == 0
    assert f"Data folder: {sixty_home}\n" in ended.stdout
    assert f"{sixty_home / 'sixty.db'}\n" in ended.stdout
    assert f"Scenarios: {tmp_path / 'ours'}\nScenarios: {ROOT / 'scenarios'}\n" in ended.stdout
    assert list(sixty_home.iterdir()) == []


def test_a_sound_installation_has_a_clean_bill(sixty_home: Path) -> None:
    ended = sixty("doctor")
    assert ended.returncode == 0, ended.stdout
    for part in ("Python", "Textual 8.2.8", "SQLite", "rollback journal", str(sixty_home)):
        assert part in ended.stdout
    assert ended.stdout.endswith("All is well.\n")


def test_the_doctor_names_what_is_wrong(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "broken.yaml").write_text("title: Broken\n")
    ended = sixty("doctor", env={"SIXTY_SCENARIOS": f"{shelf}{os.pathsep}{tmp_path / 'gone'}"})
    assert ended.returncode == 1
    assert "Not right: broken cannot be played" in ended.stdout
    assert f"Not right: the folder {tmp_path / 'gone'}" in ended.stdout
    broken = tmp_path / "home"
    broken.write_text("a file")
    ended = sixty("doctor", env={"SIXTY_HOME": str(broken)})
    assert ended.returncode == 1
    assert ended.stderr == ""


def test_the_doctor_expects_the_textual_that_is_pinned() -> None:
    import tomllib

    from game.commands.upkeep import TEXTUAL

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert f"textual=={TEXTUAL}" in project["project"]["dependencies"]


def test_what_nobody_expected_is_one_sentence_and_written_down(
    sixty_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(_call: object) -> int:
        raise ZeroDivisionError("a \x1b[31m slip")

    monkeypatch.setattr("game.commands.upkeep.where", fails)
    assert cli.main(["where"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert "\x1b" not in told.err
    (written,) = (sixty_home / "errors").iterdir()
    assert str(written) in told.err
    assert "ZeroDivisionError" in written.read_text(encoding="utf-8")


def test_an_error_nobody_expected_is_not_hidden_from_a_test(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(_call: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr("game.commands.upkeep.where", fails)
    with pytest.raises(ZeroDivisionError):
        cli.run(["where"])


def test_an_interrupt_is_no_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_call: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("game.commands.upkeep.where", interrupted)
    assert cli.main(["where"]) == 130
    assert capsys.readouterr().err == ""


def test_an_interrupt_while_a_command_is_loaded_waits_until_it_is_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    loaded: list[str] = []
    load = importlib.import_module

    def loading(name: str) -> ModuleType:
        signal.raise_signal(signal.SIGINT)
        loaded.append(name)
        return load(name)

    monkeypatch.setattr(importlib, "import_module", loading)
    assert cli.main(["where"]) == 130
    assert loaded == ["game.commands.upkeep"]
    assert capsys.readouterr() == ("", "")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_reader_that_goes_away_is_no_error() -> None:
    import subprocess

    for number in range(3):
        assert (
            sixty("run", CORNER, "--bot", "random", "--seed", str(number), "--log").returncode == 0
        )
    command = [sys.executable, "-m", "game", "log", "--json"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()
        assert running.wait(timeout=180) == 0
    assert said == b""


def test_a_terminal_of_another_alphabet_ends_nothing() -> None:
    ended = process(
        "run", CORNER, "--bot", "first", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    )
    assert ended.returncode == 0
    assert "“Do you have it in blue?”" in ended.stdout
