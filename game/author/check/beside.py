"""Half of some work done in a process beside this one, where the system forks one at no cost.

Knows no work's meaning. What fails there is done here, so that it fails where it can be told.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import TypeVar

Result = TypeVar("Result")

_GLANCE = 0.02
"""Seconds between two looks at whether a result is still waited for."""


@contextmanager
def beside(work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """Begin some work in a process beside, which ends with this; what is given waits for its
    result. The work changes nothing that is looked at here, and its result can be pickled."""
    with _forked(work) as ours:
        yield work if ours is None else lambda: _result(ours, work)


def stoppable(
    work: Callable[[Callable[[], bool]], Result | None], stop: Callable[[], bool]
) -> Result | None:
    """The result of some work that takes long, or None once `stop` says that nobody waits for it.

    It is done in a process beside, which is then ended at once; where none is forked, here, and
    the work is to ask what it is given now and then, and to come to None where that says so.
    """
    if stop():
        return None
    with _forked(lambda: work(lambda: False)) as ours:
        if ours is None:
            return work(stop)
        while not ours.poll(_GLANCE):
            if stop():
                return None
        return _result(ours, lambda: work(stop))


@contextmanager
def _forked(work: Callable[[], object]) -> Iterator[Connection | None]:
    """Some work begun in a process beside, which ends with this: what its result comes by. None
    where no process can be forked."""
    if not forks() or processors() < 2:
        yield None
        return
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_do, args=(theirs, work), daemon=True)
    try:
        with no_interrupts(), forking():
            child.start()
    except OSError:  # no room for another process
        ours.close()
        theirs.close()
        yield None
        return
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        child.terminate()
        child.join()
        child.close()


def processors() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def forks() -> bool:
    """Whether a process can be forked safely."""
    return sys.platform == "linux"


@contextmanager
def forking() -> Iterator[None]:
    """Python 3.12 warns of threads that could hold a lock that is wanted after a fork. Ours are
    numpy's and the file watcher's, and what is done in a forked process asks neither."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


@contextmanager
def no_interrupts() -> Iterator[None]:
    """Processes started in here are spared an interrupt from their first moment on; one that comes
    meanwhile comes here afterwards, where it can be held back."""
    if threading.current_thread() is not threading.main_thread():
        yield
    elif sys.platform != "win32":
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    else:
        handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, handler)


def _do(theirs: Connection, work: Callable[[], object]) -> None:
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_DFL)
    gc.disable()
    with suppress(Exception):
        theirs.send(work())


def _result(ours: Connection, work: Callable[[], Result]) -> Result:
    try:
        found: Result = ours.recv()
    except EOFError:
        return work()
    return found
