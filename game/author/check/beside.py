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


@contextmanager
def beside(work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """Begin some work in a process beside, which ends with this; what is given waits for its
    result. The work changes nothing that is looked at here, and its result can be pickled."""
    if not forks() or processors() < 2:
        yield work
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
        yield work
        return
    theirs.close()
    try:
        yield lambda: _result(ours, work)
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
