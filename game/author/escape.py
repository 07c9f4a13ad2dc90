"""Authors' text made safe for each format a map is written in: XML, DOT and Mermaid.

Whatever stands in a file comes out as the same letters to read, and as nothing else. Knows the
three formats' signs, and no chart.
"""

from __future__ import annotations

import re
from html import escape

from game.session.safe import safe

_NO_XML = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write (section 2.2), line breaks apart: `safe` leaves none."""
_MERMAID_SIGN = re.compile(r"[^\w ,.?!'\x80-\U0010ffff]|_|^\W|(?<=[0-9])\.", re.ASCII)
"""What Mermaid or the Markdown in it may read as more than a letter, and what begins a list."""


def plain(text: str) -> str:
    """The text on one line, each sign that cannot be shown as one that can."""
    return _NO_XML.sub("\ufffd", safe(text))


def xml(text: str) -> str:
    """For XML, as an element's text or an attribute in double quotes."""
    return escape(plain(text))


def dot_string(text: str) -> str:
    """For DOT, in its double quotes: backslashes and entities mean themselves."""
    shown = plain(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{shown}"'


def mermaid(text: str) -> str:
    """For Mermaid, in its double quotes: every sign that may mean more is written by its number."""
    return f'"{_MERMAID_SIGN.sub(_numbered, plain(text))}"'


def _numbered(found: re.Match[str]) -> str:
    sign = found[0]
    return sign if ord(sign) > 127 else f"#{ord(sign)};"
