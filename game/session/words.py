"""The words both front ends use for times, meters and money, so that they never differ.

Plain text in, plain text out. Knows no screen and no run.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from game.script.values import Opening
    from game.session.debrief import Promised

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MINUTES_A_DAY = 24 * 60
HALF = 0.5

FROM_MEMORY = "From memory: hint, card and what was said are closed."

MEASURES = {
    "trust": "They trust you",
    "ease": "They feel no pressure",
    "value": "They see value",
    "understanding": "You understand them",
    "next-step": "The next step is secured",
    "outcome": "What they left with",
}
"""The sixty measures as a trainee reads them."""

ENDINGS = {
    "sold": "sold",
    "appointment": "an appointment",
    "follow-up": "a follow-up",
    "handed-over": "handed over to a colleague",
    "referred": "a referral",
    "lost": "lost",
}

BUYS = {
    "this-week": "a buyer this week",
    "later": "a shopper, buying later",
    "never": "not a buyer",
}

LABELS = {
    "best": ("★", "best"),
    "great": ("!", "great"),
    "good": ("✓", "good"),
    "inaccuracy": ("?!", "inaccuracy"),
    "mistake": ("?", "mistake"),
    "blunder": ("??", "blunder"),
    "foul": ("✗", "foul"),
    None: ("–", "not graded"),
}
"""The sign and the word of each label: chess's signs where chess has one, and for the rest those
that chess programs use. A debatable decision says so beside its label, with chess's `!?`."""

UNGRADED = "little hung on it"
"""Why a decision has no label, said where there is room."""

DEBATABLE = ("!?", "debatable")


def wall(opens: Opening, minute: int) -> str:
    """The time on the wall: `Saturday 10:42`."""
    at = opens.minute + minute
    day = DAYS[(opens.weekday + at // MINUTES_A_DAY) % 7]
    return f"{day} {at % MINUTES_A_DAY // 60:02d}:{at % 60:02d}"


def day_of(opens: Opening, minute: int) -> int:
    """Which calendar day of the run it is; the first is 0."""
    return (opens.minute + minute) // MINUTES_A_DAY


def span(minutes: int) -> str:
    """A stretch of time: `1 minute`, `2 hours`, `1 day 4 hours`; the two largest parts."""
    parts = (
        (minutes // MINUTES_A_DAY, "day"),
        (minutes % MINUTES_A_DAY // 60, "hour"),
        (minutes % 60, "minute"),
    )
    told = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n]
    return " ".join(told[:2]) or "0 minutes"


def change(meter: str, by: int) -> str:
    """A meter's move: `trust +2`, `pressure −1` (with a true minus sign)."""
    return f"{meter} {'+' if by > 0 else '−'}{abs(by)}"


def money(amount: int) -> str:
    """An amount in the scenario's money, with thousands apart: `1,450`."""
    return f"{amount:,}"


def points(amount: Fraction) -> str:
    """A gain or a loss in whole points: `+6`, `−19`, `0`; below one point in tenths: `−0.4`."""
    size = abs(amount)
    told = f"{floor(size + HALF)}" if size >= 1 else f"{floor(10 * size + HALF) / 10:.1f}"
    if told == "0.0":
        return "0"
    return f"{'+' if amount > 0 else '−'}{told}"


def percent(share: Fraction) -> int:
    """An exact percent as it is shown: rounded down."""
    return floor(share)


def in_hundred(chance: Fraction) -> str:
    """A chance, 0..1, in words: `30 times in 100`; what is rare but possible is never called 0."""
    if chance == 1:
        return "always"
    times = min(99, max(1, floor(100 * chance + HALF)))
    return f"{times} time{'' if times == 1 else 's'} in 100"


def left_in_words(minutes: int) -> str:
    """What is left of a minute budget, as a scene shows it."""
    return f"{span(minutes)} left." if minutes else "No time left."


def promises_in_words(promises: Sequence[Promised]) -> str:
    """How many promises were kept of those made, as a debrief tells it."""
    kept = sum(promise.kept is True for promise in promises)
    return f"Promises kept: {kept} of {len(promises)}."


def promise_state(promise: Promised) -> str:
    """What came of one promise, in a word."""
    return {True: "kept", False: "broken", None: "still open"}[promise.kept]
