"""How a file stands, to see later whether it was saved since.

Asks the system and reads no file. What is to be done about a save is for others to know.
"""

from __future__ import annotations

from pathlib import Path

Stamp = tuple[int, int, int]
"""When a file was saved last, in nanoseconds, its size in bytes, and which file it is."""


def stamp(path: Path) -> Stamp:
    """How the file stands now; zeros where it is not there."""
    try:
        known = path.stat()
    except OSError:
        return 0, 0, 0
    return known.st_mtime_ns, known.st_size, known.st_ino
