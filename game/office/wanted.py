"""What a review is asked of, as a trainer types it: `ben mode=practice days=90`.

Words in, a filter out, and back again into words. Knows no log and no screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final, cast

from game.records.queries import Buys, Filter

DAYS: Final = 30
"""How far back a review looks if nobody says else."""
MOST_DAYS: Final = 36_500
DAY_MS: Final = 86_400_000

KEYS: Final = ("person", "scenario", "binder", "mode", "buys", "days", "since", "until")
HOW: Final = (
    "person=Ben scenario=showroom/just-looking binder=showroom mode=floor, practice or any, "
    "buys=this-week, later, never or any, days=90 or all, since=2026-11-01, until=2026-12-01"
)
"""What can be typed, for a placeholder and a help text."""

_MODES: Final = ("floor", "practice", "any")
_BUYS: Final = ("this-week", "later", "never", "any")


class NoFilterError(Exception):
    """What was typed is no filter. Its text is one sentence that says how to mend it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NobodyError(NoFilterError):
    """A name that fits nobody, or several."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter as it was asked for: `days` back from now, None for all of it; names for people.
    `since` and `until` are days as they were typed, and take the place of `days`."""

    person: str | None = None
    scenario: str | None = None
    binder: str | None = None
    mode: str = "floor"
    buys: str = "any"
    days: int | None = DAYS
    since: str | None = None
    until: str | None = None

    def filter(self, now_ms: int, people: Mapping[str, str]) -> Filter:
        """The filter at a moment. `people` are names by pseudonym. Raises NoFilterError."""
        since = None if self.since is None else _day_ms(self.since)
        until = None if self.until is None else _day_ms(self.until) + DAY_MS
        if since is None and until is None and self.days is not None:
            since = now_ms - self.days * DAY_MS
        return Filter(
            person=None if self.person is None else _pseudonym(self.person, people),
            scenario=self.scenario,
            binder=self.binder,
            since_ms=since,
            until_ms=until,
            mode=None if self.mode == "any" else "practice" if self.mode == "practice" else "floor",
            buys=None if self.buys == "any" else cast(Buys, self.buys),
        )

    def words(self) -> list[str]:
        """What it asks for, in a trainer's words."""
        return [
            self.person or "all people",
            *([self.scenario] if self.scenario else ()),
            *([f"binder {self.binder}"] if self.binder else ()),
            self._period(),
            "all runs" if self.mode == "any" else f"{self.mode} runs",
            *([] if self.buys == "any" else [_BUYING[self.buys]]),
        ]

    def typed(self) -> str:
        """What one would type to have this again; nothing for what nobody has asked for."""
        usual = Wanted()
        said = [
            f"{key}={_quoted('all' if value is None else str(value))}"
            for key in KEYS
            if (value := getattr(self, key)) != getattr(usual, key)
        ]
        return " ".join(said)

    def _period(self) -> str:
        if self.since is not None or self.until is not None:
            since = f"since {self.since}" if self.since else ""
            return f"{since}{' ' if since and self.until else ''}" + (
                f"until {self.until}" if self.until else ""
            )
        if self.days is None:
            return "all time"
        return "today" if self.days == 1 else f"last {self.days} days"


_BUYING: Final = {"this-week": "buyers this week", "later": "shoppers", "never": "no buyers"}


def wanted(words: Sequence[str]) -> Wanted:
    """What was typed. A word without `=` is a person's name, or a scenario's where it has a `/`.

    Raises NoFilterError.
    """
    found = Wanted()
    names: list[str] = []
    for word in words:
        key, sign, value = word.partition("=")
        if not sign and "/" in word:
            key, value = "scenario", word
        elif not sign:
            names.append(word)
            continue
        found = _with(found, key.strip().lower(), value.strip())
    if found.since and found.until and _day_ms(found.until) < _day_ms(found.since):
        raise NoFilterError(
            f"until={found.until} is before since={found.since}: turn the two days round."
        )
    return replace(found, person=" ".join(names)) if names else found


def split(text: str) -> list[str]:
    """A typed line as words; what stands in quotation marks is one. Raises NoFilterError."""
    import shlex

    try:
        return shlex.split(text)
    except ValueError as error:
        raise NoFilterError("A quotation mark stands alone: give it its other half.") from error


def _with(found: Wanted, key: str, value: str) -> Wanted:
    if key not in KEYS:
        raise NoFilterError(f"There is no filter {key!r}. What can be typed: {HOW}.")
    if not value:
        raise NoFilterError(f"{key}= wants a word after it. What can be typed: {HOW}.")
    if key == "days":
        return replace(found, days=_days(value))
    if key == "mode" and value not in _MODES:
        raise NoFilterError(f"A mode is floor, practice or any, and not {value!r}.")
    if key == "buys" and value not in _BUYS:
        raise NoFilterError(f"buys= is this-week, later, never or any, and not {value!r}.")
    if key in ("since", "until"):
        _day_ms(value)
    return replace(found, **cast(dict[str, Any], {key: value}))


def _days(value: str) -> int | None:
    if value == "all":
        return None
    if value.isascii() and value.isdecimal() and len(value) <= 5 and 0 < int(value) <= MOST_DAYS:
        return int(value)
    raise NoFilterError(f"days= is a whole number from 1 to {MOST_DAYS}, or all, not {value!r}.")


def _day_ms(value: str) -> int:
    try:
        day = datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError as error:
        raise NoFilterError(f"A day is written 2026-11-01, and {value!r} is none.") from error
    return (day - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def _pseudonym(name: str, people: Mapping[str, str]) -> str:
    key = name.casefold()
    whole = [who for who, called in people.items() if called.casefold() == key]
    begun = [who for who, called in people.items() if called.casefold().startswith(key)]
    for found in (whole, begun):
        if len(found) == 1:
            return found[0]
    if len(begun) > 1:
        some = ", ".join(_sorted(people[who] for who in begun)[:4])
        raise NobodyError(f"Several people's names begin with {name!r}: {some}. Say which.")
    raise NobodyError(f"Nobody here is called {name!r}: see that the name is spelt right.")


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted(names, key=str.casefold)


def _quoted(value: str) -> str:
    import shlex

    return shlex.quote(value)
