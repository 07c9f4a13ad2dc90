"""What the installed `sixty` calls: a command found, run, and every error told in a sentence.

Imports nothing that costs a start: what a command does is in `game.commands`, imported when called.
"""

from __future__ import annotations

import os
import sys

from game.arguments import parser
from game.arguments.kit import say

TYPE_CHECKING = False  # typing's own costs a help text a tenth of its time
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence
    from typing import TextIO

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it: 128 and the number of the signal."""


def main(argv: Sequence[str] | None = None) -> int:
    """What the installed `sixty` calls: `run`, with every error told in a sentence.

    What nobody expected is written down whole in the data folder, and ends with 1.
    """
    try:
        return run(argv)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Nobody reads any longer, which is theirs to decide. Python would complain once more.
        _no_more_output()
        return 0
    except Exception as error:  # noqa: BLE001 - the last resort: nobody meets a traceback
        return _unexpected(error)


def run(argv: Sequence[str] | None = None) -> int:
    """Do what was asked, and return the exit code. Lets what nobody expected through."""
    _readable_streams()
    call = parser().parse_args(argv)
    try:
        code = _command(call.does)(call)
        _flush()
    except Exception as error:
        told = _expected(error)
        if told is None:
            raise
        sentence, code = told
        say(sentence)
    return code


def _command(does: str) -> Callable[[argparse.Namespace], int]:
    from importlib import import_module

    from game.commands.loading import no_interrupt_lost

    module, _, name = does.partition(".")
    with no_interrupt_lost():
        room = import_module(f"game.commands.{module}")
    found: Callable[[argparse.Namespace], int] = getattr(room, name)
    return found


def _expected(error: Exception) -> tuple[str, int] | None:
    """The sentence and exit code of an error that a room raises on purpose; None for another."""
    from game.commands.errors import expected

    return expected(error)


def _readable_streams() -> None:
    """Let no letter of a name end the program, whatever this terminal's alphabet is."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        _readable(stream)


def _readable(stream: TextIO | None) -> None:
    change = getattr(stream, "reconfigure", None)
    if stream is None or change is None:
        return
    if os.name == "nt" or not stream.isatty():
        # A file or a pipe holds UTF-8 everywhere, so that one machine's output reads on another.
        change(encoding="utf-8", errors="replace")
    else:
        change(errors="replace")


def _flush() -> None:
    """Let nobody's reading on be no reason to tell another exit code than what was found."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _no_more_output()


def _no_more_output() -> None:
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())


def _unexpected(error: Exception) -> int:
    from game.commands.errors import write_down

    written = write_down(error)
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    where = f"the details are in {written}" if written else "the details could not be written down"
    say(
        f"Something happened that should not have ({what}); what was kept in the log is safe, "
        f"and {where}."
    )
    return 1
