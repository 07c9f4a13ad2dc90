"""Where the log is kept."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from game.records import database_url, home


def test_sixty_home_moves_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIXTY_HOME", str(tmp_path / "elsewhere"))
    assert home() == tmp_path / "elsewhere"
    assert not home().exists()


def test_a_data_folder_stays_where_it_is_when_the_working_directory_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIXTY_HOME", "here")
    assert home() == tmp_path / "here"


def test_a_tilde_is_the_persons_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("SIXTY_HOME", "~/store")
    assert home() == tmp_path / "store"
    monkeypatch.setenv("SIXTY_HOME", "~nobody-of-that-name/store")
    assert home().is_absolute()


@pytest.mark.parametrize("empty", [True, False])
def test_without_sixty_home_the_platform_says_where(
    empty: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if empty:
        monkeypatch.setenv("SIXTY_HOME", "")
    else:
        monkeypatch.delenv("SIXTY_HOME")
    assert home().is_absolute()
    assert home().name == "sixty"


def test_sixty_database_names_another_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert database_url(tmp_path) == f"sqlite:///{(tmp_path / 'sixty.db').as_posix()}"
    monkeypatch.setenv("SIXTY_DATABASE", "sqlite:////store/log.db")
    assert database_url(tmp_path) == "sqlite:////store/log.db"
    monkeypatch.setenv("SIXTY_DATABASE", "")
    assert database_url(tmp_path).endswith("sixty.db")


def test_naming_the_log_imports_no_database_library() -> None:
    heavy = {"sqlalchemy", "alembic", "sqlite3", "platformdirs", "rfc8785"}
    code = "import sys, game.records; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert "game.records.places" in done.stdout.split()
    assert heavy & set(done.stdout.split()) == set()


def test_everything_the_package_names_is_there() -> None:
    import game.records

    for name in game.records.__all__:
        assert getattr(game.records, name) is not None
    assert callable(game.records.verify)
    with pytest.raises(AttributeError, match="no attribute 'undo'"):
        game.records.undo  # noqa: B018
