"""The mentor's word after each decision of a practice run, in plain lines; on the floor, none.

The coach works in a thread of its own while a scene is read, so that only what is left of its work
is waited for. Knows no stream.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from types import TracebackType
from typing import TYPE_CHECKING, Self

from game.plain.review import judged_line
from game.session.coach import Coach
from game.session.review import NoReview
from game.session.safe import safe

if TYPE_CHECKING:
    from game.session.live import Live
    from game.session.review import Review


class Mentor:
    """Beside one run, from where it stands to where it is left; use it in a `with`."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._coach = Coach()
        self._gone = Event()
        self._thread: ThreadPoolExecutor | None = None
        if live.mode == "practice":
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="coach")
            self._thread.submit(self._review)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._gone.set()
        if self._thread is not None:
            self._thread.shutdown(wait=False, cancel_futures=True)

    def word(self) -> Iterator[str]:
        """What the last decision cost, and what the file's author says of it."""
        if self._thread is None:
            return
        told = self._thread.submit(self._review).result()
        if isinstance(told, NoReview):
            coach = self._live.run.taken[-1].row.source.coach
        else:
            judged = told.judged[-1]
            coach = judged.decision.coach
            yield judged_line(judged)
        if coach:
            yield f"Coach: {safe(coach)}"
        yield ""

    def review(self) -> Review | NoReview:
        """The whole run's review, once it is over."""
        return self._coach.review(self._live.run)

    def _review(self) -> Review | NoReview:
        return self._coach.review(self._live.run, self._gone.is_set)
