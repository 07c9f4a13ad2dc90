"""What a command says when it cannot do what was asked: one sentence, and an exit code.

2 is a call that is wrong, 1 a thing asked about that is not right. Imports no room that costs.
"""

from __future__ import annotations

import errno
import sys
from pathlib import Path


class CallError(Exception):
    """The call is wrong (exit code 2); the text is one plain sentence that says how to mend it."""


_CODES = {
    ("game.commands.errors", "CallError"): 2,
    ("game.plain.desk", "CannotSitDownError"): 2,
    ("game.session.opening", "CannotOpenError"): 2,
    ("game.session.live", "CannotReplayError"): 1,
    ("game.engine.step", "ScenarioFaultError"): 1,
    ("game.records.errors", "RecordsError"): 1,
    ("game.office.crew", "RefusedError"): 1,
    ("game.office.wanted", "NobodyError"): 1,
    ("game.office.wanted", "NoFilterError"): 2,
}
"""The errors that rooms raise on purpose, whose text is a sentence, by module and name."""

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def expected(error: Exception) -> tuple[str, int] | None:
    """The sentence and exit code of such an error; None for any other.

    Looks only where a class was defined, so that telling an error imports no room.
    """
    for (module, name), code in _CODES.items():
        there = getattr(sys.modules.get(module), name, None)
        if there is not None and isinstance(error, there):
            return str(error), code
    # Without a file's name it is the stream that a shell opened for what is printed.
    if isinstance(error, OSError) and error.errno in _NO_ROOM and error.filename is None:
        return (
            f"What was asked for could not be written out whole ({error.strerror}): free some "
            "space where it goes, and ask again. What was kept in the log is safe."
        ), 2
    return None


def write_down(error: Exception) -> Path | None:
    """Write an error down whole in the data folder; the file, or None where it cannot be."""
    import traceback
    from datetime import UTC, datetime

    from game.records.places import home

    folder = home() / "errors"
    now = datetime.now(UTC)
    file = folder / f"{now:%Y-%m-%d-%H%M%S}-{now.microsecond:06d}.txt"
    told = "".join(traceback.format_exception(error))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{' '.join(sys.argv)}\n{told}", encoding="utf-8", errors="replace")
    except OSError:
        return None
    return file
