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
    binders,
    channels,
    cleaned,
    file_name,
    usual_binder,
    write,
)
from game.commands.errors import CallError
from game.commands.setting import setting
from game.commands.writing import write_lines
from game.script.problems import quoted, visible
from game.script.reader import SUFFIXES
from game.session.opening import inspect
from game.session.safe import quoted_argument

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


def new(call: argparse.Namespace) -> int:
    """Ask, write the file, and say what to do with it. Never writes over a file."""
    given = None if call.path is None else Path(call.path).expanduser()
    if given is not None:
        _refuse(given)
    answers = _asked() if sys.stdin.isatty() and not call.yes else Answers()
    path = _written(given, answers)
    told = quoted_argument(str(path))
    write_lines(
        (
            f"Written: {visible(str(path))}",
            "",
            f"  sixty check {told}     every mistake, with its line",
            f"  sixty preview {told}   play it while you change it",
            f"  sixty map {told}       where every choice leads",
            *_warned(path, answers),
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


def _written(given: Path | None, answers: Answers) -> Path:
    """The file, made anew; in a folder under the first free name."""
    if given is not None and not given.is_dir():
        places: Iterator[Path] = iter((_named(given),))
    else:
        first = (given or Path()) / file_name(answers.title)
        others = (first.with_stem(f"{first.stem}-{number}") for number in count(2))
        places = chain((first,), others)
    for path in places:
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(write(answers, quoted_argument(path.name)))
        except FileExistsError:
            continue
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise CallError(f"{quoted(path)} could not be written ({why}).") from error
        return path
    raise CallError(f"There is a file {quoted(given)} already: name another.")


def _warned(path: Path, answers: Answers) -> Iterator[str]:
    """What stands in the way all the same: a binder of the same name that is another."""
    if inspect(path, setting().shelves).errors:
        yield ""
        yield f"There is another binder “{answers.binder}” near it, which has other steps."
        yield f"sixty check {quoted_argument(str(path))} tells which, with their lines."


def _asked() -> Answers:
    write_lines(("A few questions. Enter takes what stands in brackets.", ""))
    usual = Answers()
    title = _ask("What is it called?", usual.title, _words)
    name = _ask("What is the customer called?", usual.name, _words)
    channel = _pick("How do you meet them?", usual.channel, channels())
    binder = _pick("By which binder?", usual_binder(channel), binders())
    many = f"Of a hundred like them, how many buy this week ({FEWEST} to {MOST})?"
    buyers = int(_ask(many, str(usual.buyers), _buyers))
    write_lines(("",))
    return Answers(title, name, channel, binder, buyers)


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


def _pick(question: str, usual: str, names: Sequence[str]) -> str:
    """One of a few names, by its name or its number."""

    def read(typed: str) -> str:
        if typed.casefold() in names:
            return typed.casefold()
        if _whole(typed) in range(1, len(names) + 1):
            return names[_whole(typed) - 1]
        raise ValueError(f"Type a number from 1 to {len(names)}, or one of the words.")

    told = ", ".join(f"{number} {name}" for number, name in enumerate(names, 1))
    write_lines((f"  {told}",))
    return _ask(question, usual, read)


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
