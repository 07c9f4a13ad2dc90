"""The small words inside the files: `2 hours`, `at least 4`, `Saturday 10:40`, `2 min of arrival`.

Each reader takes what stood in the file and returns a value, or raises ValueError with one sentence
in a mentor's words that says how to write it instead. Knows nothing of files, marks or pydantic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MINUTES_A_DAY = 24 * 60
LONGEST = 366 * MINUTES_A_DAY
"""No single wait is longer than a leap year: past that the figure is a slip of the pen."""

_UNITS = {
    "min": 1,
    "mins": 1,
    "minute": 1,
    "minutes": 1,
    "h": 60,
    "hour": 60,
    "hours": 60,
    "day": MINUTES_A_DAY,
    "days": MINUTES_A_DAY,
    "week": 7 * MINUTES_A_DAY,
    "weeks": 7 * MINUTES_A_DAY,
}
_PART = re.compile(r"(\d{1,7})\s*([A-Za-z]+)")
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_LEVEL = re.compile(r"at\s+(least|most)\s+([0-9]{1,3})", re.IGNORECASE)
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Level:
    """A meter's bound: `low` to `high`, both included, within 0..10."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Opening:
    """The time on the wall at minute 0: `weekday` 0 is Monday, `minute` counts from midnight."""

    weekday: int
    minute: int


@dataclass(frozen=True, slots=True)
class Within:
    """`2 min of arrival`: a number of simulated minutes and the moment they count from."""

    minutes: int
    of: str


def _shown(raw: object) -> str:
    text = str(raw)
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"


def as_list(raw: object) -> object:
    """One name where a list may stand: `greet` reads as `[greet]`."""
    if raw is None:
        raise ValueError("is empty; write a name here, or take the line out")
    return raw if isinstance(raw, (list, tuple)) else [raw]


def to_whole(raw: object) -> int:
    """A whole number, with or without a sign."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and _WHOLE.fullmatch(raw.strip()):
        return int(raw)
    raise ValueError(f"{_shown(raw)} is not a whole number; write a figure such as 2")


def to_minutes(raw: object) -> int:
    """A stretch of simulated time in minutes: `2 min`, `1 hour`, `1 hour 30 min`, `2 days`."""
    text = str(raw).strip()
    total, end = 0, 0
    for part in _PART.finditer(text):
        unit = _UNITS.get(part[2].lower())
        if unit is None or text[end : part.start()].strip(" ,"):
            break
        total += int(part[1]) * unit
        end = part.end()
    if end == 0 or text[end:].strip():
        if _WHOLE.fullmatch(text):
            raise ValueError(f"{_shown(raw)} has no unit; write {text.lstrip('+-')} min")
        raise ValueError(f"{_shown(raw)} is not a stretch of time; write 2 min, 1 hour or 3 days")
    if total > LONGEST:
        raise ValueError(f"{_shown(raw)} is longer than a year; write a shorter time")
    return total


def to_level(raw: object) -> Level:
    """A bound on a meter: `at least 4` or `at most 3`."""
    found = _LEVEL.fullmatch(str(raw).strip())
    if found is None:
        raise ValueError(f"{_shown(raw)} is not a bound; write “at least 4” or “at most 3”")
    figure = int(found[2])
    if figure > 10:
        raise ValueError(f"{_shown(raw)} is past the end of the meter, which runs from 0 to 10")
    return Level(figure, 10) if found[1].lower() == "least" else Level(0, figure)


def to_opening(raw: object) -> Opening:
    """The time on the wall at the start: `Saturday 10:40`."""
    words = str(raw).split()
    clock = _CLOCK.fullmatch(words[1]) if len(words) == 2 else None
    days = [i for i, day in enumerate(WEEKDAYS) if words and day.lower() == words[0].lower()]
    if clock is None or not days or int(clock[1]) > 23 or int(clock[2]) > 59:
        raise ValueError(f"{_shown(raw)} is not a day and a time; write Saturday 10:40")
    return Opening(days[0], int(clock[1]) * 60 + int(clock[2]))


def to_within(raw: object) -> Within:
    """A deadline: `2 min of arrival`."""
    time, found, moment = str(raw).partition(" of ")
    if not found or not moment.strip():
        raise ValueError(
            f"{_shown(raw)} is not a deadline; write a time and a moment: 2 min of arrival"
        )
    return Within(to_minutes(time), moment.strip())
