"""A log with judged floor runs for the review's tests, and ways about its screens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from game.office.judging import judge
from game.records.filing import papers_of
from game.records.opening import open_store
from game.session.live import open_run
from game.session.opening import open_scenario
from tests.app.conftest import NOON, SHELF, Stage

HOSTILE = "[b]Ben[/b]\u202e"
WAYS = (("hello", "try", "log"), ("hello", "tonight"), ("hello", "try", "bye"))


def fill(sixty_home: Path) -> Path:
    """Give a home judged floor runs by Ana and by somebody with a hostile name."""
    ticks = iter(range(NOON, NOON + 10**9, 1000))
    url = f"sqlite:///{sixty_home / 'sixty.db'}"
    with open_store(sixty_home, url, clock=lambda: next(ticks)) as store:
        for name in (HOSTILE, "Ana"):
            for way in WAYS:
                program = open_scenario("showroom/minivan", (SHELF,))
                live = open_run(store, program, store.person(name).pseudonym, mode="floor")
                for choice in way:
                    live.decide(choice, 2500)
                assert live.run.over
        judge(store)
    return sixty_home


def line_with(at: Stage, words: str) -> str:
    return next(line for line in at.text.splitlines() if words in line)


async def move_to(at: Stage, words: str) -> None:
    """Put the cursor on the line with these words."""
    for _ in range(40):
        if any("›" in line and words in line for line in at.text.splitlines()):
            return
        await at.press("down")
    raise AssertionError(f"{words!r} is not to be reached:\n{at.text}")


def said_of(home: Path, run: str) -> list[Any]:
    """What the log has that people said of a run, in its order."""
    with open_store(home, f"sqlite:///{home / 'sixty.db'}") as store:
        return [paper.entry for paper in papers_of(store, [run]).get(run, [])]
