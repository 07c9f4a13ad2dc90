"""Killed with SIGKILL at two hundred moments of play, comment, sign-off and export.

On PostgreSQL at a sample of them; `SIXTY_FAULTS=full` asks for all two hundred there, too.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import pytest

from game.records import Store, verify
from game.records.filing import papers
from tests.commands import sixty
from tests.conftest import ROOT
from tests.records import databases, kit
from tests.records.test_faults import assert_all_kept, told

pytestmark = [
    pytest.mark.slow,
    pytest.mark.fault,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="forks what it kills"),
]
MOMENTS, SAMPLE = 50, 15
"""Of each of the four kinds, on a file and on a server."""


class Mortal:
    """The program whose children are killed, on a log with one finished run of Ana's."""

    def __init__(self, home: Path, run: str) -> None:
        self._home = home
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.office.mortal", str(home), run],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def killed(self, kind: str, acts: int, file: object = "-") -> list[str]:
        """What a child said was kept before it was killed, after so many acts or in the next."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(f"{kind} {acts} {file}\n")
        stdin.flush()
        said: list[str] = json.loads(stdout.readline())
        databases.wait_until_left(self._home)
        return said

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        assert self._process.wait(timeout=180) == 0


@pytest.fixture
def run(store: Store) -> str:
    store.person("Tea")
    return kit.play(store, kit.cast(store))


@contextmanager
def mortal(home: Path, run: str) -> Iterator[Mortal]:
    made = Mortal(home, run)
    yield made
    made.close()


def moments(home: Path) -> list[int]:
    """How many acts are waited for, each time."""
    chance = random.Random(60)
    every = databases.url_of(home) is None or os.environ.get("SIXTY_FAULTS") == "full"
    return [chance.randrange(3) for _ in range(MOMENTS if every else SAMPLE)]


def test_no_decision_that_was_kept_is_lost_and_the_run_goes_on(
    home: Path, store: Store, run: str
) -> None:
    with mortal(home, run) as killer:
        for acts in moments(home):
            store.close()
            kept = told(killer.killed("play", acts * 3))
            assert_all_kept(kit.in_haste(store), kept)
            for record in store.unfinished(kit.cast(store).person):
                at = len(record.decisions)
                store.decide(kit.decision_of(record.run, at))
                store.end(kit.end_of(record.run))
                assert len(store.run(record.run).decisions) == at + 1
    assert verify(store).problems == ()
    before = store.runs()
    store.rebuild()
    assert store.runs() == before


@pytest.mark.parametrize("kind", ["comment", "sign"])
def test_no_word_and_no_sign_off_that_was_kept_is_lost(
    home: Path, store: Store, run: str, kind: str
) -> None:
    kept: set[str] = set()
    unheard = 0
    with mortal(home, run) as killer:
        for acts in moments(home):
            store.close()
            kept |= {line.strip() for line in killer.killed(kind, acts)}
            there = {paper.entry.id for paper in papers(store, ("comment", "sign-off"))}
            assert kept <= there
            assert len(there) - len(kept) - unheard in (0, 1)  # kept, and its answer not heard
            unheard = len(there) - len(kept)
    assert verify(store).problems == ()
    assert len(kept) >= len(moments(home)) // 2


def test_an_export_is_whole_or_not_there(
    home: Path, store: Store, run: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in databases.named(home).items():
        monkeypatch.setenv(name, value)
    store.close()
    whole = {}
    for kind in ("csv", "jsonl", "xes", "xapi"):
        file = tmp_path / f"whole.{kind}"
        more = [] if kind == "xes" else ["--unjudged"]
        assert sixty("export", kind, "-o", file, *more).returncode == 0
        whole[kind] = file.read_bytes()
    absent = 0
    asked = moments(home)
    with mortal(home, run) as killer:
        for number, (acts, kind) in enumerate(zip(asked, cycle(whole), strict=False)):
            file = tmp_path / f"{number}.{kind}"
            said = killer.killed("export", acts, file)
            assert len(said) >= acts
            if file.exists():
                assert file.read_bytes() == whole[kind]
            else:
                assert not said
                absent += 1
    assert absent < len(asked)
    assert absent or len(asked) < MOMENTS  # of a few, each may have come too late
    assert verify(store).problems == ()
