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
    """One of the binder's moments happens. Only its first time counts."""

    moment: str


Event = Moved | Learnt | Did | Fouled | Happened
