"""What every command's arguments are made of: the parser, its help, its sentences.

Imports nothing that costs a start. Knows no command.
"""

from __future__ import annotations

import argparse
import os
import sys
from functools import cache

TYPE_CHECKING = False  # typing's own costs a help text a tenth of its time
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn, TypeAlias

    Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001 - its only name

# argparse looks each of its words up in a catalogue of translations; there is none, and every look
# is a walk over the disk.
vars(argparse)["_"] = lambda words: words

SEED_LIMIT = 2**53
"""As `game.engine.draws` has it, which is not imported for a help text."""

SCENARIO = "a name from the library (showroom/just-looking) or the path of a file"
"""What a scenario may be named by."""


class Parser(argparse.ArgumentParser):
    """Help in plain paragraphs; an error as one sentence."""

    def __init__(self, **settings: object) -> None:
        super().__init__(
            formatter_class=_Help,
            allow_abbrev=False,
            **settings,  # type: ignore[arg-type]
        )

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one sentence, and end with 2."""
        _refused(message, self.prog)

    def parse_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: None = None
    ) -> argparse.Namespace:
        """What was typed; words that nobody asked for end it with the command they stand behind."""
        call, more = self.parse_known_args(args, namespace)
        if more:
            _refused(
                f"unrecognized arguments: {' '.join(more)}", getattr(call, "typed_at", self.prog)
            )
        return call


def _refused(message: str, at: str) -> NoReturn:
    say(f"{_plain(message)} ({at} --help shows what can be typed.)")
    raise SystemExit(2)


class Version(argparse.Action):
    """Looks the version up when asked: knowing it beforehand would cost every start."""

    def __call__(self, *_: object) -> NoReturn:
        """Say it, and end."""
        from importlib.metadata import version

        sys.stdout.write(f"sixty {version('sixty')}\n")
        raise SystemExit(0)


class _Help(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        # Given a width, argparse does not import what finds it out.
        super().__init__(prog, max_help_position=22, width=_width())


@cache
def _width() -> int:
    try:
        columns = os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
    except (AttributeError, OSError, ValueError):
        columns = 80
    return max(40, min(columns, 100)) - 2


def add(
    commands: Commands,
    name: str,
    does: str,
    about: str,
    *lines: str,
    more: str = "",
) -> Parser:
    """A command: what it does in `game.commands`, its help, its examples."""
    told = f"{about[0].upper()}{about[1:]}."
    command = commands.add_parser(
        name,
        help=about,
        description=folded(f"{told} {more}".strip()),
        epilog=examples(*lines),
    )
    command.set_defaults(does=does, typed_at=command.prog)
    return command


def folded(text: str) -> str:
    """A paragraph in lines as wide as the terminal."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _width():
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def examples(*lines: str) -> str:
    """Examples as they stand under a help text."""
    head = "example:" if len(lines) == 1 else "examples:"
    return "\n".join((head, *(f"  {line}" for line in lines)))


def add_as(command: argparse.ArgumentParser) -> None:
    """The option --as, of what is asked by somebody."""
    command.add_argument(
        "--as", dest="name", metavar="NAME", help="who asks, where people sign in with a PIN"
    )


def add_run(command: argparse.ArgumentParser) -> None:
    """The argument RUN."""
    command.add_argument("run", metavar="RUN", help="its id, how that begins, or: last")


def add_seed(command: argparse.ArgumentParser) -> None:
    """The option --seed."""
    command.add_argument(
        "--seed",
        type=whole("a seed", 0, SEED_LIMIT - 1),
        metavar="N",
        help="the same customer and luck again: a whole number",
    )


def whole(what: str, least: int, most: int) -> Callable[[str], int]:
    """Reads a whole number in a range; `what` it is begins the sentence that refuses others."""

    def read(text: str) -> int:
        if text.isascii() and text.isdecimal() and len(text) <= 16 and least <= int(text) <= most:
            return int(text)
        raise argparse.ArgumentTypeError(
            f"{what} is a whole number from {least} to {most}, and {text!r} is not"
        )

    return read


def _plain(message: str) -> str:
    """What argparse says, as a sentence."""
    needs = "the following arguments are required: "
    if message.startswith(needs):
        told = f"something is missing: {message.removeprefix(needs)}"
    elif message.startswith("unrecognized arguments: "):
        told = f"this cannot be typed here: {message.removeprefix('unrecognized arguments: ')}"
    elif message.startswith("argument COMMAND: invalid choice: "):
        word = message.removeprefix("argument COMMAND: invalid choice: ").partition(" (choose")[0]
        told = f"there is no command {word}"
    elif " (choose from " in message:
        what, _, rest = message.removeprefix("argument ").partition(": invalid choice: ")
        word, _, names = rest.removesuffix(")").partition(" (choose from ")
        told = f"{what} cannot be {word}: it can be {names.replace(chr(39), '')}"
    else:
        told = message.removeprefix("argument ")
    return f"{told[:1].upper()}{told[1:]}".rstrip(".") + "."


def say(sentence: str) -> None:
    """One sentence on standard error."""
    from game.session.safe import safe

    sys.stderr.write(f"sixty: {safe(sentence)}\n")
