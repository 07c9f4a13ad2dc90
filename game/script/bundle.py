"""A scenario and the pieces it uses as one run of bytes, as the log keeps them, and back.

The reader refuses a file that holds the boundary line, so a bundle comes apart one way only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_BOUNDARY = re.compile(rb"\n--- # piece: ([^\r\n]*)\n")


def bundled(main: bytes, pieces: Mapping[str, bytes]) -> bytes:
    """The scenario's bytes, then each piece's behind a line that names it."""
    parts = [main]
    for name, content in pieces.items():
        parts += [b"\n--- # piece: ", name.encode(), b"\n", content]
    return b"".join(parts)


def unbundled(source: bytes) -> tuple[bytes, dict[str, bytes]]:
    """The scenario's bytes and each piece's, as they were bundled."""
    main, *rest = _BOUNDARY.split(source)
    names = (name.decode("utf-8", "replace") for name in rest[::2])
    return main, dict(zip(names, rest[1::2], strict=True))
