"""Signs that only look like the right ones, as they come with words pasted from elsewhere: a space
that is no plain space, and a long dash where an item begins.

Works on one line at a time, column for column. Knows no YAML.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD_SPACE = re.compile(f"[{_SPACES}]")
_SPACE = f"[ \\t{_SPACES}]"
_START = re.compile(
    f"(?P<lead>{_SPACE}*)(?P<dashes>(?:-{_SPACE}+)*)(?:(?P<dash>[–—−•*]){_SPACE}+(?=(?P<item>[\\w-]+):))?"
    f"(?:(?P<key>[\\w-]+):{_SPACE}*)?"
)


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A sign at a column, counted from 0, and the plain one it was surely meant to be."""

    column: int
    sign: str
    meant: str


def lookalikes(line: str, keys: Collection[str]) -> tuple[Lookalike, ...]:
    """The signs at the start of a line, up to the value, that are not what they look like.

    A long dash counts where one of `keys` follows it, and a space behind a key where it is one of
    them: anywhere else both are words.
    """
    found = _START.match(line)
    if found is None:
        return ()
    own_key = found["key"] in keys
    end = found.end() if own_key else found.end("dashes")
    signs = [Lookalike(at.start(), at[0], " ") for at in _ODD_SPACE.finditer(line, 0, end)]
    if found["dash"] is not None and found["item"] in keys:
        signs.append(Lookalike(found.start("dash"), found["dash"], "-"))
    return tuple(sorted(signs, key=lambda sign: sign.column))


def as_meant(line: str, signs: Collection[Lookalike]) -> str:
    """The line with each of the signs as it was meant; no column moves."""
    letters = list(line)
    for sign in signs:
        letters[sign.column] = sign.meant
    return "".join(letters)
