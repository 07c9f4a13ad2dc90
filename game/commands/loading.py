"""A Ctrl-C kept while modules are loaded: it would leave some of them half made.

Knows no module.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_interrupt_lost() -> Iterator[None]:
    """Keep an interrupt that comes in here until the end, and raise KeyboardInterrupt there.

    Where one comes while pydantic builds a model, it loses the interrupt and takes the pattern at
    hand for an unreadable one: every name in every file would be told as wrong.
    """
    came: list[int] = []
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:
        yield
        return
    try:
        signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    except ValueError:  # only the main thread may, and no other is ever interrupted
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt
