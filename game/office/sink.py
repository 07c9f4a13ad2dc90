"""A file that is there whole or not at all, however its writing ends.

Knows nothing of what is written.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


class CannotWriteError(Exception):
    """The file could not be written; the text is one plain sentence."""


@contextmanager
def whole_file(file: Path) -> Iterator[TextIO]:
    """A stream of UTF-8 that becomes `file` when the block is left without error, and nothing else.

    What was there before stays until then. Line ends are written as they are given. Where `file` is
    a pipe or a device it is written into as it comes. Raises CannotWriteError where the folder, the
    disk or its owner is against it.
    """
    # Hidden, and a name of its own: two exports at once never write into one half-finished file.
    fresh = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    try:
        if file.exists() and not file.is_file():
            # A pipe or a device is written into: a file in its place would be the end of it.
            with file.open("w", encoding="utf-8", errors="replace", newline="") as out:
                yield out
            return
        with fresh.open("x", encoding="utf-8", errors="replace", newline="") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(file)
    except BaseException as error:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise CannotWriteError(_told(file, error)) from error
        raise


def _told(file: Path, error: OSError) -> str:
    why = error.strerror or type(error).__name__
    return (
        f"The file {file} could not be written ({why}): see that the disk has space and that you "
        "may write in that folder. Nothing that was there before was changed."
    )
