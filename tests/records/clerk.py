"""A program that comments on a run and signs it, over and over. Run by `test_papers`.

Usage: python -m tests.records.clerk HOME; then a line `RUN AUTHOR TIMES` on standard input. Prints
a paper's id after each call that returned.
"""

from __future__ import annotations

import sys
from pathlib import Path

from game.records.filing import file
from game.records.papers import Commented, Signed, new_paper
from tests.records import kit


def main() -> int:
    """File, and say so."""
    with kit.open_log(Path(sys.argv[1])) as store:
        print("ready", flush=True)
        run, by, times = sys.stdin.readline().split()
        for number in range(int(times)):
            for entry in (
                Commented(new_paper(), run, by, number % 3, "Well asked."),
                Signed(new_paper(), run, by, "agree"),
            ):
                file(store, entry)
                print(entry.id, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
