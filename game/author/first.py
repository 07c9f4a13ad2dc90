"""A first scenario from a few answers: a whole file, with notes that teach the format by example.

Text in, text out: its words are in `first.toml` and `places.toml`. Knows no terminal and no file of
the mentor's; what it writes is held to every proof.
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

from game.author.fit import WHERE, Fit, fits, known
from game.coach.proofs import prove
from game.coach.study import Study
from game.engine.program import compile_script
from game.script.load import load_sources
from game.script.problems import is_hidden, quoted
from scoring.binder import Binder

FEWEST, MOST = 30, 90
"""Buyers in a hundred for which every proof holds by each of the library's binders."""

_LONGEST = 120
"""Characters of a title or a name (`Title` of game.script.kinds)."""
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9' ]*[A-Za-z0-9]")
_EMPTY = re.compile(r"\s+(moment|does|foul):\s*(#.*)?")
"""A line that had nothing to say by this binder."""
_READ_OTHERWISE = frozenset({"yes", "no", "on", "off", "true", "false", "null"})
"""Words that YAML takes for something else than a word."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered. `title` and `name` may hold anything; `channel` is one of `channels()`,
    `binder` a binder's name; `buyers` is FEWEST to MOST of a hundred."""

    title: str = "A first visit"
    name: str = "Dana Reyes"
    channel: str = "in-person"
    binder: str = "showroom"
    buyers: int = 40


class NoFitError(Exception):
    """A binder that the story cannot be laid on; the text says so to a mentor."""


@dataclass(frozen=True, slots=True)
class Written:
    """A scenario as text, and the names of the proofs that do not hold of it by this binder."""

    text: str
    unproved: tuple[str, ...] = ()


def channels() -> tuple[str, ...]:
    """The channels a customer can be met by."""
    return tuple(_words()["channel"])


def fitting(name: str, binder: Binder) -> tuple[str, ...]:
    """The channels that go with a binder, the usual one first."""
    fit = known(name, binder)
    return channels() if fit is None else fit.channels


def proved(answers: Answers, file: str, binder: Binder, source: bytes) -> Written:
    """The scenario for a binder, laid on its steps so that all six proofs hold, or else so that the
    most of them do. `source` is the binder's file.

    Raises NoFitError where the story does not come to what the binder's steps wait for, ValueError
    for odds out of range, KeyError for a channel there is none of.
    """
    best: Written | None = None
    for fit in fits(answers.binder, binder, channels()):
        text = write(answers, file, binder, fit)
        loaded = load_sources("first", text.encode("utf-8"), answers.binder, source)
        if loaded.script is None:
            continue
        found = prove(Study(compile_script(loaded.script)))
        this = Written(text, tuple(proof.name for proof in found if not proof.holds))
        if best is None or len(this.unproved) < len(best.unproved):
            best = this
        if not best.unproved:
            break
    if best is None:
        raise NoFitError(
            f"The steps of {quoted(answers.binder)} wait for moments that a first story does not "
            "come to. Take another binder, and put yours under binder: and covers: afterwards."
        )
    return best


def write(answers: Answers, file: str, binder: Binder, fit: Fit) -> str:
    """The scenario as text; `file` is how it is called in the notes.

    Raises KeyError for a channel there is none of, ValueError for odds out of range.
    """
    if not FEWEST <= answers.buyers <= MOST:
        raise ValueError(f"buyers are {FEWEST} to {MOST} of a hundred")
    words = _words()
    usual = Answers()
    told = words["story"] | words["channel"][answers.channel] | dict(fit.words)
    text = string.Template(words["text"].lstrip("\n")).substitute(
        {key: _sentence(value) for key, value in told.items()} | _moments(fit, binder),
        opens=_names(fit.opens),
        asks=_names(fit.asks),
        offers=_names(fit.offers),
        logs=_names(fit.logs),
        covers=", ".join(step.id for step in binder.steps if step.id in fit.steps),
        foul=next((foul.id for foul in binder.fouls if foul.id == "false-urgency"), ""),
        seat=fit.seat,
        title=_value(answers.title, usual.title),
        name=_value(answers.name, usual.name),
        channel=answers.channel,
        binder=answers.binder,
        buyers=answers.buyers,
        shoppers=100 - answers.buyers,
        file=cleaned(file),
    )
    kept = (line for line in text.split("\n") if not _EMPTY.fullmatch(line))
    return "\n".join(map(_notes_in_line, kept))


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


def _moments(fit: Fit, binder: Binder) -> dict[str, str]:
    """What happens at each place of the story, as the template calls it."""
    found = {f"when_{where}": fit.moments.get(where, "") for where in WHERE}
    found["when_yours_today"] = found["when_yours_today"] or found["when_replied"]
    found["when_sold"] = "sold" if "sold" in binder.moments else ""
    return found


def _sentence(words: str) -> str:
    """Words of the story as a value: in quotes where a colon or a # would end it."""
    return f'"{words}"' if ": " in words or " #" in words else words


def _names(steps: tuple[str, ...]) -> str:
    return steps[0] if len(steps) == 1 else f"[{', '.join(steps)}]" if steps else ""


def _notes_in_line(line: str) -> str:
    """The note behind a value, two blanks away at least, where the words have moved it."""
    found = re.fullmatch(r"(\s*(?:- )?[a-z-]+: [^#'\"]*\S)\s+(# .*)", line)
    return line if found is None else f"{found[1]:<30}  {found[2]}"


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("first.toml").read_text(encoding="utf-8"))
