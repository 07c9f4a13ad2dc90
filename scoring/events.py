"""What can happen in a run that counts. Events are values; they know no minute and no scene.

The minute an event happens at is handed to the fold beside it, so that the events of a choice can
be made once, when a scenario is compiled, and used by every run.
"""

from __future__ import annotations

from typing import NamedTuple


class Moved(NamedTuple):
    """A meter moves by a whole number; it stays within 0..10 whatever the number."""

    meter: str
    by: int


class Learnt(NamedTuple):
    """The trainee learns a fact. Learning it again changes nothing."""

    fact: str


class Did(NamedTuple):
    """A binder step is done, in scope or not. Only its first doing counts."""

    step: str


class Fouled(NamedTuple):
    """One of the binder's fouls is committed."""

    foul: str


class Happened(NamedTuple):
    """One of the binder's moments happens, or a promise is made. Only its first time counts."""

    moment: str


def made(promise: str) -> str:
    """The moment that a promise is made: no moment of a binder's can have its name."""
    return f"promise {promise}"


class Wrote(NamedTuple):
    """A note is put on the card, or a fact where it is known. Writing it again changes nothing."""

    name: str


class WroteAll(NamedTuple):
    """Everything that is known is put on the card."""


class TookOver(NamedTuple):
    """Somebody else takes over: what is known is what is on the card, nothing else."""


class MadeGood(NamedTuple):
    """A promise is made good: kept, where it was made before and its time has not run out."""

    promise: str


Event = Moved | Learnt | Did | Fouled | Happened | Wrote | WroteAll | TookOver | MadeGood
