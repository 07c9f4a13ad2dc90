"""`sixty export`: the log as files that other programs read, and statements sent to a store."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from game.commands.errors import CallError
from game.commands.progress import Progress
from game.commands.setting import setting
from game.commands.signing import at_desk
from game.office import takeout
from game.office.sink import CannotWriteError, whole_file
from game.office.takeout import Order, OrderError
from game.session.safe import safe

if TYPE_CHECKING:
    from game.records.entries import Head
    from game.records.store import Store


def export(call: argparse.Namespace) -> int:
    """Write the log in one of the four formats, or send it; then say what it is anchored to."""
    with setting().open_log() as opened:
        store = at_desk(opened, call.name).to_export()
        head = store.head()
        with Progress("Exported", 0) as progress:
            steps = _Steps(progress)
            does = _upload if call.upload else _write
            said = does(call, store, head, steps)
    if said:
        sys.stderr.write(f"{safe(said)}\n")
    sys.stderr.write(f"The log held {head.count:,} events; its head: {head.hash}\n")
    return 0


class _Steps:
    """Counts what is done."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.count = 0

    def __call__(self) -> None:
        self.count += 1
        self._progress.at(self.count)


def _write(call: argparse.Namespace, store: Store, head: Head, steps: _Steps) -> str:
    """Write it; where it is and what is in it, nothing where it went to standard output."""
    _only(call, "csv", "what", "columns")
    _only(call, "xapi", "site")
    if call.unjudged and call.format == "xes":
        raise CallError("--unjudged is for csv, jsonl and xapi: XES holds nothing of the coach's.")
    try:
        with _stream(call.output) as out:
            order = _order(call, out)
            takeout.write(out, store, head, order, steps)
    except (CannotWriteError, OrderError) as error:
        raise CallError(str(error)) from error
    if out is sys.stdout:
        return ""
    one = steps.count == 1
    many = takeout.unit(order).removesuffix("s") if one else takeout.unit(order)
    return f"The log is in {Path(call.output).absolute()}: {steps.count:,} {many}."


def _order(call: argparse.Namespace, out: TextIO | None = None) -> Order:
    return Order(
        format=call.format,
        what=call.what or "decisions",
        columns=call.columns,
        names=call.names,
        site=call.site,
        unjudged=call.unjudged,
        # On Windows a pipe's stream makes a line's end of its own.
        line_end="\n" if out is sys.stdout and os.name == "nt" else "\r\n",
    )


def _only(call: argparse.Namespace, only: str, *options: str) -> None:
    for option in options:
        if call.format != only and getattr(call, option):
            raise CallError(f"--{option} is for sixty export {only} alone.")


@contextmanager
def _stream(output: str | None) -> Iterator[TextIO]:
    if output is None or output == "-":
        yield sys.stdout
        sys.stdout.flush()  # a full disk is told before it is said how far the log had come
        return
    file = Path(output)
    if file.is_dir():
        raise CallError(f"{file} is a folder: give the name of a file in it.")
    with whole_file(file) as out:
        yield out


def _upload(call: argparse.Namespace, store: Store, _: Head, steps: _Steps) -> str:
    from game.office.upload import UploadError, store_at, upload

    if call.format != "xapi":
        raise CallError("Only statements can be sent to a store: sixty export xapi --upload.")
    if call.output is not None:
        raise CallError("With --upload nothing is written to a file: leave -o out.")
    address = os.environ.get("SIXTY_XAPI", "")
    if not address:
        raise CallError(
            "There is nowhere to send it: set SIXTY_XAPI to https://USER:PASSWORD@HOST/PATH of "
            "your learning record store."
        )
    try:
        statements = takeout.statements(store, _order(call), steps)
        sent = upload(store_at(address), statements)
    except (UploadError, OrderError) as error:
        raise CallError(str(error)) from error
    return f"Sent {sent.new:,} statements; {sent.known:,} were there already."
