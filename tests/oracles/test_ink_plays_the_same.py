"""The same stories told in ink and played by another engine: offered choices and endings equal.

A sample of steps here; `SIXTY_ORACLES=full` asks for 9,000.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from game.engine.draws import percent
from game.engine.program import Program
from game.engine.run import Run, start
from tests.oracles.ink import Ink
from tests.oracles.test_the_coach_agrees import library
from tests.oracles.tools import count, drawn, ink_compiler
from tests.peers import python_with

STEPS = count(600, 9000)
PLAYS = count(20, 300)
"""Plays of each library scenario; drawn ones are played a few times each."""

Seen = list[tuple[int, list[str]]]


@pytest.mark.slow
def test_ink_offers_the_same_choices_and_comes_to_the_same_endings(tmp_path: Path) -> None:
    python, compiler = python_with("bink"), ink_compiler()
    steps = 0
    stories = [(program, PLAYS) for program in library()]
    stories += [(pair.program, 10) for pair in drawn(count(4, 100))]
    for program, plays in stories:
        asked: list[dict[str, object]] = []
        mine: list[Seen] = []
        for seed in range(plays):
            picks, seen, run = played(program, seed)
            asked.append({"truth": program.truths[run.truth].id or "", "picks": picks})
            mine.append(seen)
        source = "\n".join(Ink(program.script).lines())
        theirs = play(python, compiler, source, asked, tmp_path)
        for plan, one, other in zip(asked, mine, theirs, strict=True):
            assert one == other, plan
            steps += len(one) - 1
    assert steps >= STEPS


def played(program: Program, seed: int) -> tuple[list[tuple[str, int]], Seen, Run]:
    """A play at random: what is picked with each decision's roll, and what was seen."""
    run = start(program, seed)
    picks: list[tuple[str, int]] = []
    seen: Seen = []
    luck = seed
    while True:
        rows = run.offered()
        at = {row.at: place for place, row in enumerate(run.scene.choices)}
        seen.append((run.scene.at, [f"c{at[row.at]}" for row in rows]))
        if run.over:
            return picks, seen, run
        luck = (luck * 6364136223846793005 + 1442695040888963407) % 2**64
        row = rows[(luck >> 33) % len(rows)]
        picks.append((f"c{at[row.at]}", percent(seed, len(picks) + 1)))
        run = run.take(row, rows)


def play(
    python: str, compiler: list[str], source: str, plays: list[dict[str, object]], folder: Path
) -> list[Seen]:
    """What another engine sees in each of the plays."""
    (folder / "story.ink").write_text(source + "\n", encoding="utf-8")
    compiled = folder / "story.json"
    call = [*compiler, str(folder / "story.ink"), "-o", str(compiled)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    story = compiled.read_text(encoding="utf-8-sig")
    script = Path(__file__).with_name("ink_play.py")
    done = subprocess.run(
        [python, "-I", str(script)],
        input=json.dumps({"story": story, "plays": plays}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return [[(scene, offered) for scene, offered in seen] for seen in json.loads(done.stdout)]
