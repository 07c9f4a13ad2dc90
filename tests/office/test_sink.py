"""Where an export goes: whole or not at all, and a sentence where it cannot."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

import pytest

from game import cli
from game.office.sink import CannotWriteError, whole_file
from tests.commands import process, sixty

pytestmark = pytest.mark.usefixtures("shop_home")


@pytest.mark.fault
def test_a_disk_that_fills_up_leaves_the_old_file_and_no_half_of_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "runs.csv"
    file.write_text("before")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ended = sixty("export", "csv", "-o", str(file))
    assert ended.returncode == 2
    assert "No space left on device" in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert file.read_text() == "before"
    assert [found for found in tmp_path.iterdir() if "runs" in found.name] == [file]


@pytest.mark.fault
@pytest.mark.skipif(os.name != "posix", reason="only there can a process be kept from writing")
def test_a_disk_that_takes_no_more_is_a_sentence(tmp_path: Path, shop: Path) -> None:
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000));"
        "from game.cli import main;"
        f"sys.exit(main(['export', 'jsonl', '-o', {str(tmp_path / 'log.jsonl')!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "could not be written (File too large)" in done.stderr
    assert [found for found in tmp_path.iterdir() if "log" in found.name] == []


@pytest.mark.fault
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no disk that is always full")
@pytest.mark.parametrize("kind", ["csv", "xapi"])
def test_a_full_disk_behind_standard_output_is_a_sentence(kind: str) -> None:
    err = io.StringIO()
    full = Path("/dev/full").open("w")  # noqa: SIM115 - closing it fails, too
    try:
        with redirect_stdout(full), redirect_stderr(err):
            assert cli.run(["export", kind]) == 2
    finally:
        with suppress(OSError):
            full.close()
    assert "could not be written out whole (No space left on device)" in err.getvalue()
    assert err.getvalue().count("\n") == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="knows no pipes with names")
def test_a_pipe_is_written_into_and_no_file_takes_its_place(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with os.fdopen(
        os.open(pipe, os.O_RDONLY | os.O_NONBLOCK), newline="", encoding="utf-8"
    ) as reader:
        assert sixty("export", "csv", "--what", "runs", "-o", pipe).returncode == 0
        assert reader.read() == sixty("export", "csv", "--what", "runs").stdout
    assert pipe.is_fifo()
    assert list(tmp_path.glob(".pipe*")) == []


@pytest.mark.parametrize("place", ["nowhere/runs.csv", "."])
def test_a_place_that_is_none_is_a_sentence(tmp_path: Path, place: str) -> None:
    ended = sixty("export", "csv", "-o", str(tmp_path / place))
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1


@pytest.mark.fault
def test_an_export_that_is_killed_leaves_no_file_under_its_name(tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    code = (
        "import os, signal\nfrom pathlib import Path\nfrom game.office.sink import whole_file\n"
        f"with whole_file(Path({str(file)!r})) as out:\n"
        "    out.write('half a file'); out.flush(); print('half', flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert "half" in done.stdout
    assert not file.exists()
    with whole_file(file) as out:
        out.write("whole")
    assert file.read_text() == "whole"


@pytest.mark.skipif(os.name != "posix", reason="only where files have owners and modes")
def test_a_folder_that_may_only_be_read_is_a_sentence() -> None:
    folder = Path(tempfile.mkdtemp())  # the tests' own folders are closed to all but their owner
    folder.chmod(0o555)
    was = os.geteuid()
    try:
        os.seteuid(65534 if was == 0 else was)
        with (
            pytest.raises(CannotWriteError, match="may write in that folder"),
            whole_file(folder / "runs.csv"),
        ):
            pass
    finally:
        os.seteuid(was)
        folder.rmdir()


def test_a_reader_that_goes_away_ends_the_export_quietly() -> None:
    assert process("export", "jsonl").returncode == 0
