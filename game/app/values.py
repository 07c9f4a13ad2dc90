"""What the lobby is given, as frozen values.

Knows no screen, no store and no engine. Named tuples, because the first frame waits for this module
and a tuple's class is made in a fraction of a dataclass's time.
"""

from __future__ import annotations

from typing import NamedTuple


class Offer(NamedTuple):
    """A scenario in the library. `minutes` is how long it takes to play; `wrong` is the sentence
    that says why it cannot be played, None where it can."""

    id: str
    folder: str
    title: str
    about: str
    channel: str
    minutes: int
    wrong: str | None = None


class Begun(NamedTuple):
    """A run that was left: `decisions` lie behind it and are kept. `branched` where it began by
    trying a decision again."""

    run: str
    scenario: str
    decisions: int
    practice: bool = False
    branched: bool = False


class Result(NamedTuple):
    """A finished run in the list of the last ones; percents rounded down."""

    scenario: str
    process: int
    sixty: int
    passed: bool
    fouls: int


class Past(NamedTuple):
    """What the log knows of somebody. `results` are the latest finished runs that count, oldest
    first; `played` says when each scenario was last begun (UTC, milliseconds); `mode` is practice
    or floor, None where they chose neither yet."""

    name: str
    begun: tuple[Begun, ...] = ()
    results: tuple[Result, ...] = ()
    played: tuple[tuple[str, int], ...] = ()
    mode: str | None = None
