"""A first scenario from a few answers: a whole file, with notes that teach the format by example.

Text in, text out: its words are in `first.toml`. Knows no terminal and no file of the mentor's; its
tests hold what it writes to every proof, for each channel and binder.
"""

from __future__ import annotations

import re
import string
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from game.script.problems import is_hidden

FEWEST, MOST = 25, 90
"""Buyers in a hundred for which every proof holds of this story; of fewer, asking gains little."""

_LONGEST = 120
"""Characters of a title or a name (`Title` of game.script.kinds)."""
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9' ]*[A-Za-z0-9]")
_READ_OTHERWISE = frozenset({"yes", "no", "on", "off", "true", "false", "null"})
"""Words that YAML takes for something else than a word."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered. `title` and `name` may hold anything; `channel` and `binder` are names of
    `channels()` and `binders()`; `buyers` is FEWEST to MOST of a hundred."""

    title: str = "A first visit"
    name: str = "Dana Reyes"
    channel: str = "in-person"
    binder: str = "showroom"
    buyers: int = 40


def channels() -> tuple[str, ...]:
    """The channels a customer can be met by."""
    return tuple(_words()["channel"])


def binders() -> tuple[str, ...]:
    """The binders of the library that a first scenario can be judged by."""
    return tuple(_words()["binder"])


def usual_binder(channel: str) -> str:
    """The binder that goes with a channel, where nothing else is asked for."""
    return "phone" if channel == "phone" else "showroom"


def write(answers: Answers, file: str) -> str:
    """The scenario as text; `file` is how it is called in the notes.

    Raises KeyError for a channel or binder there is none of, ValueError for odds out of range.
    """
    if not FEWEST <= answers.buyers <= MOST:
        raise ValueError(f"buyers are {FEWEST} to {MOST} of a hundred")
    words = _words()
    usual = Answers()
    text = string.Template(words["text"].lstrip("\n")).substitute(
        words["channel"][answers.channel],
        **words["binder"][answers.binder],
        title=_value(answers.title, usual.title),
        name=_value(answers.name, usual.name),
        channel=answers.channel,
        binder=answers.binder,
        buyers=answers.buyers,
        shoppers=100 - answers.buyers,
        file=cleaned(file),
    )
    return "\n".join(map(_notes_in_line, text.split("\n")))


def cleaned(text: str) -> str:
    """What is left of an answer once nothing in it is hidden, breaks a line or moves a terminal."""
    kept = (
        character if _is_shown(character) else " "
        for character in unicodedata.normalize("NFC", text)
    )
    return " ".join("".join(kept).split())[:_LONGEST].strip()


def file_name(title: str) -> str:
    """A file's name for a title: small letters, digits and dashes, whatever the title holds."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:48].strip("-")
    # Some names mean a device where others are only names.
    odd = re.fullmatch(r"con|prn|aux|nul|com\d|lpt\d", name)
    return f"{name or 'a-first-visit'}{'-scenario' if odd else ''}.yaml"


def _is_shown(character: str) -> bool:
    kind = unicodedata.category(character)
    return not (kind.startswith("C") and kind != "Cf") and not is_hidden(character)


def _value(answer: str, otherwise: str) -> str:
    """An answer as a value in the file, in quotes where it needs them."""
    text = cleaned(answer) or otherwise
    if _PLAIN.fullmatch(text) and text.casefold() not in _READ_OTHERWISE:
        return text
    return "'" + text.replace("'", "''") + "'"


def _notes_in_line(line: str) -> str:
    """The note behind a value, two blanks away at least, where the words have moved it."""
    found = re.fullmatch(r"(\s*(?:- )?[a-z-]+: [^#'\"]*\S)\s+(# .*)", line)
    return line if found is None else f"{found[1]:<30}  {found[2]}"


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("first.toml").read_text(encoding="utf-8"))
