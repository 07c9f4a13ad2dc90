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
from game.commands.writing import json_text
from game.office.sink import CannotWriteError, whole_file
from game.session.safe import safe

if TYPE_CHECKING:
    from typing import Any

    from game.records.entries import Head
    from game.records.store import Store


def export(call: argparse.Namespace) -> int:
    """Write the log in one of the four formats, or send it; then say what it is anchored to."""
    with setting().open_log() as opened:
        store = at_desk(opened, call.name).to_export()
        head = store.head()
        with Progress("Exported", 0) as progress:
            steps = _Steps(progress)
            if call.upload:
                said = _upload(call, store, steps)
            else:
                _write(call, store, head, steps)
                said = ""
    if said:
        sys.stderr.write(f"{safe(said)}\n")
    sys.stderr.write(f"The log held {head.count:,} events; its head: {head.hash}\n")
    return 0


class _Steps:
    """Counts what is done."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._count = 0

    def __call__(self) -> None:
        self._count += 1
        self._progress.at(self._count)


def _write(call: argparse.Namespace, store: Store, head: Head, steps: _Steps) -> None:
    _only(call, "csv", "what", "columns")
    _only(call, "xapi", "site", "unjudged")
    try:
        with _stream(call.output) as out:
            _formats()[call.format](call, out, store, head, steps)
    except CannotWriteError as error:
        raise CallError(str(error)) from error


def _only(call: argparse.Namespace, only: str, *options: str) -> None:
    for option in options:
        if call.format != only and getattr(call, option):
            raise CallError(f"--{option} is for sixty export {only} alone.")


@contextmanager
def _stream(output: str | None) -> Iterator[TextIO]:
    if output is None or output == "-":
        yield sys.stdout
        return
    file = Path(output)
    if file.is_dir():
        raise CallError(f"{file} is a folder: give the name of a file in it.")
    with whole_file(file) as out:
        yield out


def _csv(call: argparse.Namespace, out: TextIO, store: Store, head: Head, steps: _Steps) -> None:
    from game.office.columns import ColumnMapError, all_of, read_map
    from game.office.tables import COLUMNS, write_table

    what = call.what or "decisions"
    known = COLUMNS[what]
    try:
        columns = read_map(call.columns, known) if call.columns else all_of(known)
    except ColumnMapError as error:
        raise CallError(str(error)) from error
    # On Windows a pipe's stream makes a line's end of its own.
    end = "\n" if out is sys.stdout and os.name == "nt" else "\r\n"
    write_table(out, store, what, columns, head, names=call.names, line_end=end, step=steps)


def _jsonl(call: argparse.Namespace, out: TextIO, store: Store, head: Head, steps: _Steps) -> None:
    from game.office.lines import json_lines

    lines = json_lines(store, head, names=call.names, step=steps)
    out.writelines(json_text(line) + "\n" for line in lines)


def _xes(call: argparse.Namespace, out: TextIO, store: Store, head: Head, steps: _Steps) -> None:
    from game.office.xes import xes_lines

    out.writelines(xes_lines(store, head, names=call.names, step=steps))


def _xapi(call: argparse.Namespace, out: TextIO, store: Store, _: Head, steps: _Steps) -> None:
    made = _statements(call, store, steps)
    out.writelines(json_text(statement) + "\n" for statement in made)


def _formats() -> dict[str, Any]:
    return {"csv": _csv, "jsonl": _jsonl, "xes": _xes, "xapi": _xapi}


def _statements(call: argparse.Namespace, store: Store, steps: _Steps) -> Iterator[dict[str, Any]]:
    from game.office.xapi import SITE, statements
    from game.records.export import closing, records

    best = None
    if not call.unjudged:
        from game.office.best import BestChoices

        best = BestChoices(store)
    site = call.site or SITE
    if not site.startswith(("https://", "http://")):
        raise CallError("--site is the address of a site of yours: it begins with https://.")
    for record in records(store):
        steps()
        if record.started.bot is not None or record.started.front == "run":
            continue  # nobody's: it must not stand under a person's account
        yield from statements(
            record,
            None if best is None else best(record),
            closing(store, record.run),
            site=site,
            names=call.names,
        )


def _upload(call: argparse.Namespace, store: Store, steps: _Steps) -> str:
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
        sent = upload(store_at(address), _statements(call, store, steps))
    except UploadError as error:
        raise CallError(str(error)) from error
    return f"Sent {sent.new:,} statements; {sent.known:,} were there already."
