"""The million states explored and solved once, in a process of its own: figures on stdout as JSON.

Run by `benchmarks.solver`, so that nothing else counts towards its time and memory.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import process_time

from benchmarks.synthetic import million
from game.coach.explorer import explore
from game.coach.values import solve


def main() -> int:
    """CPU-seconds of exploring and of solving what was explored; megabytes at the peak."""
    program = million()
    began = process_time()
    graph = explore(program)
    explored = process_time()
    values = solve(graph)
    # Each is worked out for every state here, where it is first asked for.
    figures_of_all = values.best, values.worst, values.mean
    solved = process_time()
    start = [each[graph.start][0] for each in figures_of_all]
    figures = {
        "states": graph.states,
        "transitions": graph.transitions,
        "explored": explored - began,
        "solved": solved - explored,
        "megabytes": _peak(),
        "best, worst and mean": [round(float(figure), 6) for figure in start],
    }
    json.dump(figures, sys.stdout)
    return 0


def _peak() -> float:
    """The most memory this program held, in megabytes of a million bytes: the system's own mark,
    which starts anew with each program."""
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6


if __name__ == "__main__":
    sys.exit(main())
