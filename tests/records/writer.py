"""A program that plays runs into a log and says what it was told is kept. Run by `test_faults`.

Usage: python -m tests.records.writer HOME NAME RUNS DECISIONS [MOST_BYTES]
Waits for a line on standard input, then prints `run index` after each call that returned; -1 stands
for the start, `end` for the end. Stops with 3 and the log's own sentence where it is refused.
"""

from __future__ import annotations

import sys
from pathlib import Path

from game.records import RecordsError
from tests.records import kit


def main() -> int:
    """Play, and say so."""
    home, name, runs, decisions, *most = sys.argv[1:]
    try:
        with kit.open_log(Path(home)) as store:
            who = kit.cast(store, name)
            print("ready", flush=True)
            sys.stdin.readline()
            if most:
                import resource

                resource.setrlimit(resource.RLIMIT_FSIZE, (int(most[0]), int(most[0])))
            for _ in range(int(runs)):
                start = kit.start_of(who)
                store.start(start)
                print(start.run, -1, flush=True)
                for index in range(int(decisions)):
                    store.decide(kit.decision_of(start.run, index))
                    print(start.run, index, flush=True)
                store.end(kit.end_of(start.run))
                print(start.run, "end", flush=True)
    except RecordsError as error:
        print(error.sentence, flush=True)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
