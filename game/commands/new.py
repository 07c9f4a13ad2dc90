"""`sixty new`: a few questions, and a first scenario that passes every check, in a new file."""

from __future__ import annotations

import argparse
import sys
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from game.author.first import (
    FEWEST,
    MOST,
    Answers,
    NoFitError,
    cleaned,
    file_name,
    fitting,
    proved,
)
from game.author.nearby import Nearby, Shelved, nearby
from game.commands.errors import CallError
from game.commands.setting import setting
from game.commands.writing import write_lines
from game.script.problems import quoted, visible
from game.script.reader import SUFFIXES
from game.session.safe import quoted_argument

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


_ACROSS = 80
_WIDEST = 24
"""Columns of a line that lists a binder, and of its name."""


def new(call: argparse.Namespace) -> int:
    """Ask, write the file, and say what to do with it. Never writes over a file."""
    given = None if call.path is None else Path(call.path).expanduser()
    if given is not None:
        _refuse(given)
    near = nearby(given or Path.cwd(), setting().shelves)
    if not near.binders:
        raise CallError("There is no binder here that a scenario could be judged by.")
    answers = _asked(near) if sys.stdin.isatty() and not call.yes else Answers()
    path, unproved = _written(given, answers, _binder(answers.binder, near))
    told = quoted_argument(str(path))
    write_lines(
        (
            f"Written: {visible(str(path))}",
            "",
            f"  sixty check {told}     every mistake, with its line",
            f"  sixty preview {told}   play it while you change it",
            f"  sixty map {told}       where every choice leads",
            *_left(path, unproved, answers.binder),
        )
    )
    return 0


def _refuse(given: Path) -> None:
    """Say at once what would be wrong with the file asked for, before anything is asked."""
    if given.is_dir():
        return
    if given.suffix and given.suffix not in SUFFIXES:
        raise CallError(f"{quoted(given)} is no name for a scenario: let it end in .yaml.")
    if _named(given).exists():
        raise CallError(f"There is a file {quoted(_named(given))} already: name another.")
    if not given.parent.is_dir():
        raise CallError(f"There is no folder {quoted(given.parent)} to write in: make it first.")


def _named(given: Path) -> Path:
    return given if given.suffix else given.with_name(f"{given.name}.yaml")


def _binder(name: str, near: Nearby) -> Shelved:
    if name in near.spoilt:
        raise CallError(_spoilt(name, near.spoilt[name]))
    if name not in near.binders:
        raise CallError(f"There is no binder {quoted(name)} to write a scenario by.")
    return near.binders[name]


def _spoilt(name: str, path: Path) -> str:
    told = quoted_argument(str(path))
    return f"The binder {quoted(name)} has mistakes: sixty check {told} shows them."


def _written(given: Path | None, answers: Answers, binder: Shelved) -> tuple[Path, tuple[str, ...]]:
    """The file, made anew, in a folder under the first free name; and what is not proved of it."""
    if given is not None and not given.is_dir():
        places: Iterator[Path] = iter((_named(given),))
    else:
        first = (given or Path()) / file_name(answers.title)
        others = (first.with_stem(f"{first.stem}-{number}") for number in count(2))
        places = chain((first,), others)
    for path in places:
        if path.exists():
            continue
        told = quoted_argument(path.name)
        try:
            story = proved(answers, told, binder.binder, binder.source)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(story.text)
        except NoFitError as error:
            raise CallError(str(error)) from error
        except FileExistsError:
            continue
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise CallError(f"{quoted(path)} could not be written ({why}).") from error
        return path, story.unproved
    raise CallError(f"There is a file {quoted(given)} already: name another.")


def _left(path: Path, unproved: Sequence[str], binder: str) -> Iterator[str]:
    """What is left to do, where the story is not proved whole by a binder it was not made for."""
    if unproved:
        yield ""
        yield f"By the binder {quoted(binder)} it can be played, and not all is proved of it yet:"
        yield f"sixty solve {quoted_argument(str(path))} shows what, and what would mend it."


def _asked(near: Nearby) -> Answers:
    write_lines(("A few questions. Enter takes what stands in brackets.", ""))
    usual = Answers()
    title = _ask("What is it called?", usual.title, _words)
    name = _ask("What is the customer called?", usual.name, _words)
    binder = _pick_binder(usual.binder, near)
    channel = _pick_channel(fitting(binder.name, binder.binder))
    many = f"Of a hundred like them, how many buy this week ({FEWEST} to {MOST})?"
    buyers = int(_ask(many, str(usual.buyers), _buyers))
    write_lines(("",))
    return Answers(title, name, channel, binder.name, buyers)


def _pick_binder(usual: str, near: Nearby) -> Shelved:
    """One of the binders, each told on a line with its title."""
    names = tuple(near.binders)
    wide = min(max(map(len, names)), _WIDEST)
    for number, (name, shelved) in enumerate(near.binders.items(), 1):
        line = f"  {number:>2} {visible(name):<{wide}}  {visible(shelved.binder.title)}"
        write_lines((line if len(line) <= _ACROSS else f"{line[: _ACROSS - 1]}…",))
    write_lines(f"  {_spoilt(name, path)}" for name, path in near.spoilt.items())
    first = usual if usual in names else names[0]
    return near.binders[_ask("By which binder?", first, lambda typed: _one_of(typed, names))]


def _pick_channel(fitting: Sequence[str]) -> str:
    """One of the channels that go with the binder; asked where there are two or more."""
    if len(fitting) == 1:
        return fitting[0]
    write_lines((f"  {', '.join(f'{number} {name}' for number, name in enumerate(fitting, 1))}",))
    return _ask("How do you meet them?", fitting[0], lambda typed: _one_of(typed, fitting))


def _ask(question: str, usual: str, read: Callable[[str], str]) -> str:
    """The first answer that can be read; `read` raises ValueError with why one cannot."""
    while True:
        sys.stdout.write(f"{question} [{usual}] ")
        sys.stdout.flush()
        typed = sys.stdin.readline()
        if not typed:
            raise CallError("You left before the last question, and nothing was written.")
        if not typed.strip():
            return usual
        try:
            return read(typed.strip())
        except ValueError as wrong:
            write_lines((f"  {wrong}",))


def _one_of(typed: str, names: Sequence[str]) -> str:
    """One of a few names, by its name or its number."""
    for name in names:
        if typed.casefold() == name.casefold():
            return name
    if _whole(typed) in range(1, len(names) + 1):
        return names[_whole(typed) - 1]
    raise ValueError(f"Type a number from 1 to {len(names)}, or one of the words.")


def _words(typed: str) -> str:
    if not cleaned(typed):
        raise ValueError("There is nothing in that to show. Type it in letters.")
    return cleaned(typed)


def _buyers(typed: str) -> str:
    if FEWEST <= _whole(typed.removesuffix("%").strip()) <= MOST:
        return str(_whole(typed.removesuffix("%").strip()))
    raise ValueError(f"Type a whole number from {FEWEST} to {MOST}; the others buy later.")


def _whole(typed: str) -> int:
    """The number typed; -1 where it is none."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else -1
