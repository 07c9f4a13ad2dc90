"""The small file beside the database that holds the log's count and head.

Events cut from the end leave a chain that is whole in itself; what was written here shows the cut.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from pathlib import Path

from game.records.entries import Head


class Unreadable(Exception):
    """There is a head file, and it does not hold a count and a head."""


def read_head(file: Path) -> Head | None:
    """What the file says; none where there is no file. Raises `Unreadable`, or OSError."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise Unreadable from error
    try:
        said = json.loads(text)
        count, head = said["count"], said["head"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unreadable from error
    if type(count) is not int or count < 0 or not isinstance(head, str):
        raise Unreadable
    return Head(count, head)


def write_head(file: Path, head: Head) -> None:
    """Put the file in place whole or not at all, and on the disk before returning. May OSError."""
    # A name of its own, so that two processes never write into one half-finished file.
    fresh = file.with_name(f"{file.name}.{secrets.token_hex(4)}.new")
    try:
        with fresh.open("x", encoding="utf-8", newline="\n") as out:
            out.write(json.dumps({"count": head.count, "head": head.hash}) + "\n")
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    if os.name == "posix":
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
