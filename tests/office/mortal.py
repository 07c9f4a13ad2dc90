"""A program whose children work at a desk until they are killed. Run by `test_killed`.

Usage: python -m tests.office.mortal HOME RUN; each line on standard input is `KIND ACTS FILE`.
Forks a child that does one kind of act again and again, kills it at a random moment after so many
acts, and answers with a JSON list of what the child had said was kept.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

from game.office.desk import Desk
from game.records import Store
from tests.commands import sixty
from tests.records import databases, kit

# What an export imports when it is called, so that a fork starts where the real work does.
import game.commands.export  # isort: skip
import game.office.lines
import game.office.tables
import game.office.xapi
import game.office.xes  # noqa: F401

CHANCE = random.Random(20261122)


def play(store: Store) -> Iterator[str]:
    """Whole runs: each decision, and each end."""
    who = kit.cast(store)
    while True:
        start = kit.start_of(who)
        store.start(start)
        yield f"{start.run} -1"
        for index in range(4):
            store.decide(kit.decision_of(start.run, index))
            yield f"{start.run} {index}"
        store.end(kit.end_of(start.run))
        yield f"{start.run} end"


def comment(desk: Desk, run: str) -> Iterator[str]:
    """Verdicts on decisions, the ids of the papers."""
    while True:
        paper = desk.comment(run, CHANCE.randrange(3), "She had said no.", verdict="retry")
        yield paper.entry.id


def sign(desk: Desk, run: str) -> Iterator[str]:
    """Sign-offs, the ids of the papers."""
    while True:
        yield desk.sign(run, "agree").entry.id


def export(file: str) -> Iterator[str]:
    """One file, written again and again by the command."""
    kind = Path(file).suffix.removeprefix(".")
    more = [] if kind == "xes" else ["--unjudged"]
    while True:
        ended = sixty("export", kind, "-o", file, *more)
        if ended.returncode:
            raise AssertionError(ended.stderr)
        yield file


def killed(work: Iterator[str], acts: int, pace: float) -> tuple[list[str], float]:
    """What was said to be done by a child that is killed within an act after so many; and how long
    an act takes."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            for said in work:
                os.write(into, f"{said}\n".encode())
        except BaseException:  # noqa: BLE001 - a child goes no further, whatever happens
            traceback.print_exc()
        finally:
            os._exit(70)
    os.close(into)
    with os.fdopen(out, encoding="utf-8") as lines:
        began = time.monotonic()
        heard = [lines.readline() for _ in range(acts)]
        pace = (time.monotonic() - began) / acts if acts else pace
        time.sleep(CHANCE.random() * pace)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        heard += lines.readlines()
    if not os.WIFSIGNALED(status):
        raise AssertionError("the child ended by itself")
    return [line for line in heard if line.endswith("\n")], pace


def main() -> None:
    """Kill until there is no line more."""
    home, run = sys.argv[1:]
    os.environ |= databases.named(Path(home))
    pace = 0.02
    with kit.open_log(Path(home)) as store:
        desk = Desk(store, store.person("Tea"))
        while line := sys.stdin.readline():
            # Closed before each fork: the child connects anew, and shares no file with anybody.
            store.close()
            kind, acts, file = line.split()
            work = {
                "play": play(store),
                "comment": comment(desk, run),
                "sign": sign(desk, run),
                "export": export(file),
            }[kind]
            said, pace = killed(work, int(acts), pace)
            print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
