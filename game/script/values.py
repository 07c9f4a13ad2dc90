"""The small words inside the files: `2 hours`, `at least 4`, `Saturday 10:40`, `2 min of arrival`.

Each reader takes what stood in the file and returns a value, or raises Slip with one sentence in a
mentor's words and how to write it instead. Knows nothing of files, marks or pydantic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from game.script.problems import quoted
from scoring.binder import METER_TOP

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
_PART = re.compile(r"([0-9]{1,7})\s*([A-Za-z]+)")
_QUOTED = re.compile("“[^“”]+”")
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_DRESSING = re.compile(r"[$€£% ]|,(?=[0-9]{3}(?![0-9]))|[.,]0+$")
"""What people write around a figure: money's sign, a percent's, thousands set apart."""
_BROKEN = re.compile(r"([+-]?)([0-9]{1,8})[.,][0-9]+")
"""A figure with a part behind the point, or behind the comma where people write one there."""
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
    """`2 min of arrival`: a number of simulated minutes and the moment they count from; after
    `from`, as in `2 days from first-call`, that is a moment or a step."""

    minutes: int
    of: str


class Slip(ValueError):
    """A value that does not read: its problem's code, what is wrong, and how to mend it."""

    def __init__(self, code: str, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.suggestion = suggestion


def as_list(raw: object) -> object:
    """One name where a list may stand: `greet` reads as `[greet]`."""
    if raw is None:
        raise Slip("SX033", "Nothing stands here.", "Write a name, or take the line out.")
    return raw if isinstance(raw, (list, tuple)) else [raw]


def as_spoken(raw: object) -> object:
    """What is said, without the curly quotes of a word processor around all of it: every screen
    puts its own there."""
    if isinstance(raw, str) and _QUOTED.fullmatch(raw):
        return raw[1:-1]
    return raw


def to_whole(raw: object) -> int:
    """A whole number, with or without a sign."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    text = _text(raw, "a whole number", "2")
    if _WHOLE.fullmatch(text):
        return int(text)
    bare = _DRESSING.sub("", text)
    mend = f"Write {bare}." if _WHOLE.fullmatch(bare) else "Write a figure such as 2."
    if broken := _BROKEN.fullmatch(bare):
        low = int(broken[2])
        mend = f"Write {broken[1]}{low} or {broken[1]}{low + 1}."
    raise Slip("SX037", f"{quoted(text)} is not a whole number.", mend)


def to_minutes(raw: object) -> int:
    """A stretch of simulated time in minutes: `2 min`, `1 hour`, `1 hour 30 min`, `2 days`."""
    text = _text(raw, "a stretch of time", "2 min")
    total, end = 0, 0
    for part in _PART.finditer(text):
        unit = _UNITS.get(part[2].lower())
        if unit is None or text[end : part.start()].strip(" ,"):
            break
        total += int(part[1]) * unit
        end = part.end()
    if end == 0 or text[end:].strip():
        if _WHOLE.fullmatch(text):
            mend = f"Write {text.lstrip('+-')} min, or hours, or days."
            raise Slip("SX040", f"{quoted(text)} has no unit.", mend)
        mend = "Write 2 min, 1 hour or 3 days."
        raise Slip("SX040", f"{quoted(text)} is not a stretch of time.", mend)
    if total > LONGEST:
        raise Slip("SX040", f"{quoted(text)} is longer than a year.", "Write a shorter time.")
    return total


def to_level(raw: object) -> Level:
    """A bound on a meter: `at least 4` or `at most 3`."""
    text = _text(raw, "a bound", "at least 4")
    found = _LEVEL.fullmatch(text)
    if found is None:
        near = re.search(r"(?<![0-9])(10|[0-9])(?![0-9])", text)
        figure = near[1] if near else "4"
        mend = f"Write “at least {figure}” or “at most {figure}”."
        raise Slip("SX041", f"{quoted(text)} is not a bound on a meter.", mend)
    bound = int(found[2])
    if bound > METER_TOP:
        mend = "A meter runs from 0 to 10."
        raise Slip("SX041", f"{quoted(text)} is past the end of the meter.", mend)
    return Level(bound, METER_TOP) if found[1].lower() == "least" else Level(0, bound)


def to_opening(raw: object) -> Opening:
    """The time on the wall at the start: `Saturday 10:40`."""
    text = _text(raw, "a day and a time", "Saturday 10:40")
    words = text.split()
    clock = _CLOCK.fullmatch(words[1]) if len(words) == 2 else None
    days = [i for i, day in enumerate(WEEKDAYS) if words and day.lower() == words[0].lower()]
    if clock is None or not days or int(clock[1]) > 23 or int(clock[2]) > 59:
        mend = f"Write the day and the time, such as {_near_opening(text)}."
        raise Slip("SX042", f"{quoted(text)} is not a day and a time.", mend)
    return Opening(days[0], int(clock[1]) * 60 + int(clock[2]))


def _near_opening(text: str) -> str:
    """What was likely meant: the day and the time that are in there, else those of an example."""
    days = [day for day in WEEKDAYS if re.search(rf"\b{day[:3]}", text, re.IGNORECASE)]
    clock = re.search(r"\b([0-9]{1,2})[:.h]([0-9]{2})(?![0-9])", text)
    hour = int(clock[1]) if clock else 10
    later = re.search(r"[0-9]\s*p\.?m", text, re.IGNORECASE) is not None and hour < 12
    minute = int(clock[2]) if clock else 40
    told = f"{hour + 12 * later}:{minute:02}" if hour < 24 and minute < 60 else "10:40"
    return f"{days[0] if days else 'Saturday'} {told}"


def to_within(raw: object) -> Within:
    """A deadline: `2 min of arrival`."""
    text = _text(raw, "a deadline", "2 min of arrival")
    time, found, moment = text.partition(" of ")
    if not found or not moment.strip():
        mend = "Write a time, “of” and a moment: 2 min of arrival."
        raise Slip("SX043", f"{quoted(text)} is not a deadline.", mend)
    return Within(to_minutes(time), moment.strip())


def to_apart(raw: object) -> Within:
    """A stretch of time to keep away from something: `2 days from first-call`."""
    text = _text(raw, "a time to keep apart", "2 days from first-call")
    time, found, name = text.partition(" from ")
    if not found or not name.strip():
        mend = "Write a time, “from” and a step or moment: 2 days from first-call."
        raise Slip("SX043", f"{quoted(text)} is not a time to keep apart from something.", mend)
    return Within(to_minutes(time), name.strip())


def to_flag(raw: object) -> bool:
    """`yes` or `no`."""
    text = _text(raw, "yes or no", "yes")
    flag = {"yes": True, "true": True, "no": False, "false": False}.get(text.lower())
    if flag is None:
        raise Slip("SX052", f"{quoted(text)} is neither yes nor no.", "Write yes, or no.")
    return flag


def _text(raw: object, what: str, example: str) -> str:
    if isinstance(raw, str):
        return raw.strip()
    if raw is None:
        raise Slip("SX033", "Nothing stands here.", f"Write {what}, such as {example}.")
    if isinstance(raw, (list, dict)):
        kind = "a list" if isinstance(raw, list) else "keys of its own"
        mend = f"Write {what}, such as {example}."
        raise Slip("SX036", f"Here {what} is wanted, and here is {kind}.", mend)
    return str(raw)
