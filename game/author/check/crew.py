"""Several tasks done at once, a process to each core, and none left behind whatever happens.

Forked where that is safe, with everything loaded; started afresh elsewhere. Knows no task's
meaning.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections.abc import Hashable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from game.author.check.beside import forking, forks, no_interrupts, processors
from game.author.check.proving import Outcome, Task, work

Name = TypeVar("Name", bound=Hashable)


_PATIENCE = 5.0
"""Seconds that an end is waited for, which takes none."""


class CrewLostError(Exception):
    """A process that was at work was ended from outside; the text says so in a sentence."""


def done(
    tasks: Iterable[tuple[Name, Task]], cores: int | None = None
) -> Iterator[tuple[Name, Outcome]]:
    """Each task's name and outcome, in the order they are done; the first are at work while others
    are still asked for. On a single core they are done right here.

    Raises CrewLostError. Whoever stops listening stops the work.
    """
    crew = cores or processors()
    if crew <= 1:
        yield from ((name, work(task)) for name, task in tasks)
        return
    before = set(multiprocessing.active_children())
    context = multiprocessing.get_context("fork" if forks() else "spawn")
    pool = ProcessPoolExecutor(crew, mp_context=context, initializer=_deaf)
    finished = False
    try:
        waiting: dict[Future[Outcome], Name] = {}
        for name, task in tasks:
            with no_interrupts(), forking():
                waiting[pool.submit(work, task)] = name
        for one in as_completed(waiting):
            yield waiting[one], one.result()
        finished = True
    except BrokenProcessPool as broken:
        raise CrewLostError(
            "A process that looked at the scenarios was ended from outside, most likely for want"
            " of memory: check them one at a time."
        ) from broken
    finally:
        if not finished:
            ours = set(multiprocessing.active_children()) - before
            for child in ours:
                child.terminate()
            for child in ours:
                child.join(_PATIENCE)
        # Waited for even so: what is left behind would be told of on the way out.
        pool.shutdown(cancel_futures=True)


def _deaf() -> None:
    """Leave an interrupt to the process that started this one, which ends it; and what was loaded
    there as it is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.enable()
