"""Text from files and people, made fit to show: never markup, never a control code.

Everything the app shows that somebody wrote goes through here, whatever shows it: lines, labels,
notices, titles, tooltips, placeholders. Knows no screen.
"""

from __future__ import annotations

import re
from typing import Final

from textual.content import Content, Span

# Besides C0 and C1: soft hyphen, Arabic letter mark, zero width and direction marks, separators,
# direction overrides and isolates, invisible operators, the byte order mark, interlinear marks,
# tags and lone surrogates. Zero width joiners stay: Persian and emoji need them.
_UNSEEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff\ud800-\udfff]"
)
_SIGN: Final = "\ufffd"  # shown for what has no picture of its own
_LINES: Final = re.compile("\r\n|[\n\r\u2028\u2029]")

_EMPHASIS: Final = re.compile(
    r"(?<![\w*\\])\*\*(?=[^\s*])(?P<strong>[^\n]{1,400}?)(?<=[^\s*])\*\*(?![\w*])"
    r"|(?<![\w*\\])\*(?=[^\s*])(?P<star>[^*\n]{1,400}?)(?<=\S)\*(?![\w*])"
    r"|(?<![\w_\\])_(?=[^\s_])(?P<under>[^_\n]{1,400}?)(?<=\S)_(?![\w_])"
)


def visible(text: str, *, lines: bool = False) -> str:
    """`text` with a visible sign for each character that has none of its own, or that could turn
    others round. Line breaks stay where `lines` is true and are spaces otherwise."""
    text = "\n".join(_LINES.split(text)) if lines else " ".join(_LINES.split(text))
    return _UNSEEN.sub(_picture, text)


def plain(text: str, style: str = "", *, lines: bool = False) -> Content:
    """Somebody's text to the letter, in one style."""
    return Content.styled(visible(text, lines=lines), style)


def written(text: str, style: str = "") -> Content:
    """Somebody's prose: Markdown emphasis is honoured, everything else is shown as typed."""
    shown = visible(text, lines=True)
    parts: list[str] = []
    spans: list[Span] = []
    at = length = 0
    for found in _EMPHASIS.finditer(shown):
        before = shown[at : found.start()]
        strong = found["strong"] is not None
        inner = found[found.lastgroup or 0]
        parts += (before, inner)
        start = length + len(before)
        length = start + len(inner)
        spans.append(Span(start, length, "bold" if strong else "italic"))
        at = found.end()
    parts.append(shown[at:])
    content = Content("".join(parts), spans)
    return content.stylize_before(style) if style else content


def _picture(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    if character == "\n":
        return character
    if character == "\t":
        return "    "
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else _SIGN
