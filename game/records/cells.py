"""Cells of a table made harmless: whatever people typed, no spreadsheet runs it.

Knows no table and no log.
"""

from __future__ import annotations

import re

# The full-width signs are read as the plain ones by spreadsheets set to East Asian languages.
_SIGNS = "=+-@＝＋－＠"
_WITHIN = re.compile(rf"(?<=[;\t\r\n])(?=(?:[^\S\t\r\n]|\")*[{re.escape(_SIGNS)}])")


def csv_cell(value: str | float | bool | None) -> str:
    """A value as a cell that no spreadsheet runs as a formula.

    Text that begins with `= + - @`, a tab or a line's end, with or without blanks before it, gets
    an apostrophe in front, which spreadsheets take for "this is text". So does what would begin a
    cell where a semicolon parts them, as in much of Europe: there a quotation mark after a comma
    holds nothing together. Numbers stay numbers.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    value = _WITHIN.sub("'", value)
    begins = value[:1] in ("\t", "\r", "\n") or value.lstrip()[:1] in tuple(_SIGNS)
    return "'" + value if value and begins else value
