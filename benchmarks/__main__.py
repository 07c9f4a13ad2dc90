"""The one command: measures everything, prints it as Markdown, and writes benchmarks/README.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import commits, engine, log, machine
from benchmarks.table import Report

PAGE = Path(__file__).parent / "README.md"
HEAD = """# What Sixty costs, measured

Written by `make bench` (or `python -m benchmarks`); change the code, not this page. A figure says
something about this machine on that day; the ratios travel better, since each is to a peer measured
in the same minutes.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what was asked for; write the page when that was everything."""
    parts: dict[str, Callable[[Callable[[str], None]], Report | list[Report]]] = {
        "engine": engine.measure,
        "log": log.measure,
        "commits": commits.measure,
    }
    if sys.platform != "win32":
        from benchmarks import check, keys, library, solver, start

        parts |= {
            "solver": solver.measure,
            "check": check.measure,
            "library": library.measure,
            "start": start.measure,
            "keys": keys.measure,
        }
    call = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    call.add_argument("part", nargs="*", help=f"{', '.join(parts)}; all of them where none is said")
    call.add_argument("--print", action="store_true", help="print only, leave the page as it is")
    asked = call.parse_args(argv)
    unknown = [name for name in asked.part if name not in parts]
    if unknown:
        call.error(f"there is no part “{unknown[0]}”; there is {', '.join(parts)}")
    before = machine.load()
    reports = [report for name in asked.part or parts for report in _all(parts[name](_say))]
    page = "\n".join([HEAD, _where(before), *(report.markdown() for report in reports)])
    print(page)
    if not asked.part and not asked.print:
        PAGE.write_text(page, encoding="utf-8")
    return 0


def _all(measured: Report | list[Report]) -> list[Report]:
    return measured if isinstance(measured, list) else [measured]


def _where(before: str) -> str:
    return (
        f"Measured on {machine.today()}: {machine.described()}. "
        f"Load when it began {before}, when it ended {machine.load()}.\n"
    )


def _say(line: str) -> None:
    """Progress, for whoever waits; none in a pipe."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
