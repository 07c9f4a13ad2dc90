"""From a key to its answer on the review's screen while a page of a large log is asked for.

Presses arrows until the page is there, and counts the last with them. POSIX only.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import sleep

from benchmarks import sixty
from benchmarks.table import Report, at_quantile
from benchmarks.terminal import Program, SilentError

PAGES = (("s", "showroom/"), ("p", "To inspect:"))
"""Keys that ask for a whole page of the log, and a word that only that page shows at its top."""
ROUNDS = 60
MOST = 200
"""Arrows in a round: far more than any page takes."""
PAUSE = 0.02
"""Seconds between two arrows, as when a key is held down."""
QUIET = 0.5
CURSOR = "›"
UP, DOWN = "\x1b[A", "\x1b[B"


def measure(home: Path, say: Callable[[str], None], rounds: int = ROUNDS) -> Report:
    """Arrows while people and scenarios are asked for in turn, of all runs of all time."""
    env = sixty.bare() | {"SIXTY_HOME": str(home)}
    program = Program([sixty.command(), "review", "days=all", "mode=any"], env)
    took: list[float] = []
    try:
        program.wait_for("To inspect:")
        for number, (key, word) in enumerate(islice(cycle(PAGES), rounds), 1):
            say(f"keys while a page loads: {number} of {rounds}")
            program.settle(QUIET)
            took += _while_loading(program, key, word)
    finally:
        program.kill()
    rows: list[tuple[str, ...]] = [("keys", "p50", "p99", "longest")]
    if took:
        figures = (median(took), at_quantile(took, 0.99), max(took))
        rows.append((f"{len(took)}", *(f"{seconds * 1000:.1f} ms" for seconds in figures)))
    return Report(
        "Keys while a review loads",
        "On the same log, through a pseudo-terminal: everybody and every scenario of all time are "
        "asked for in turn, and arrows are pressed until the page is there. From writing the key "
        "to the cursor's new line. The target is 50 ms.",
        tuple(rows),
    )


def _while_loading(program: Program, key: str, word: str) -> list[float]:
    """Seconds of each arrow until the page with this word came, that in whose answer it was with
    them. Raises SilentError where it never does."""
    program.type(key)
    took = []
    for arrow in islice(cycle((DOWN, UP)), MOST):
        sleep(PAUSE)
        answered = program.answer(arrow, CURSOR)
        if answered.seconds is not None:
            took.append(answered.seconds)
        if word in answered.words:
            return took  # an arrow at the top of the page that has just come moves nothing
        if answered.seconds is None:
            break
    raise SilentError(f"{word!r} never shown, {len(took)} arrows after {key!r}")
