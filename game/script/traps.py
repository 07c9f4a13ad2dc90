"""What YAML cannot read, said in a mentor's words with the mend, never in the YAML library's.

Works from the lines themselves and the place where reading stopped. Knows the format's keys, so
as to tell a key from a sentence, and nothing else of a scenario.
"""

# ruff: noqa: ARG001 -- every rule is asked the same way, whatever it looks at

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from game.script.mistyped import mistyped
from game.script.problems import quoted
from game.script.snags import Snag, Trap

_LINE = re.compile(
    r"""(?P<lead>[ \t]*(?:-[ \t]+)*)(?P<key>[^\s#'"\[\]{}:,-][^:#]*?|"[^"]*"|'[^']*')[ \t]*:"""
    r"(?P<gap>[ \t]+|$)(?P<value>.*)"
)
_CLOSE_KEY = re.compile(r"[ \t]*(?:-[ \t]+)*([\w-]+):(?=\S)")
_CLOSE_DASH = re.compile(r"[ \t]*-(?=[\w\"'{\[])")
_NOTE = re.compile(r"\s#\s*\S")
_OPENERS = "@`%*&!|>[]{}?,-"
_LOOKED_BACK = 40
"""Lines above the stop in which an unclosed quote is looked for."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line taken apart: `value` starts at column `at`, counted from 0.

    `alone` where the value does not go on below, `last` where nothing below stands further in.
    """

    number: int
    text: str
    lead: str
    key: str | None
    value: str
    at: int
    alone: bool
    last: bool

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" \t"))

    def quoted_whole(self, value: str | None = None) -> str | None:
        """The line with its whole value in quotes, None where the value goes on below."""
        if not self.alone:
            return None
        inner = (self.value if value is None else value).rstrip()
        inner = inner.replace("\\", "\\\\").replace('"', '\\"')
        return f'{self.text[: self.at]}"{inner}"'


def explain(snag: Snag, lines: Sequence[str]) -> Trap:
    """Why YAML stopped there."""
    line = _taken(lines, snag.line)
    for rule in _RULES:
        trap = rule(snag, line, lines)
        if trap is not None:
            return trap
    column = min(snag.column, len(line.text))
    mend = "Look at this line and the one above: indentation, colons, quotes and brackets."
    return Trap("SX025", snag.line, column, "This line cannot be made sense of.", mend)


@cache
def format_keys() -> frozenset[str]:
    """Every key that a scenario, a piece or a binder can have somewhere."""
    from game.script import binders, models
    from game.script.kinds import Model

    shapes = [
        shape
        for room in (models, binders)
        for shape in vars(room).values()
        if isinstance(shape, type) and issubclass(shape, Model)
    ]
    return frozenset(
        field.alias or name for shape in shapes for name, field in shape.model_fields.items()
    )


def _taken(lines: Sequence[str], number: int) -> _Line:
    text = lines[number] if number < len(lines) else ""
    after = next((line for line in lines[number + 1 :] if line.strip()), "")
    indent = len(text) - len(text.lstrip(" \t"))
    deeper = len(after) - len(after.lstrip(" \t")) > indent
    alone = not deeper or _LINE.match(after) is not None or after.lstrip().startswith("- ")
    found = _LINE.match(text)
    if found is None:
        lead = re.match(r"[ \t]*(?:-[ \t]+)*", text)
        at = lead.end() if lead else 0
        return _Line(number, text, text[:at], None, text[at:], at, alone, not deeper)
    value, at = found["value"], found.start("value")
    return _Line(number, text, found["lead"], found["key"], value, at, alone, not deeper)


def _above(lines: Sequence[str], number: int) -> _Line | None:
    for earlier in range(number - 1, max(-1, number - _LOOKED_BACK), -1):
        if lines[earlier].strip() and not lines[earlier].lstrip().startswith("#"):
            return _taken(lines, earlier)
    return None


def _tab(snag: Snag, line: _Line, lines: Sequence[str]) -> Trap | None:
    indentation = line.text[: line.indent]
    if line.text[snag.column : snag.column + 1] == "\t" and snag.column > line.indent:
        message = "There is a tab here, where only a space may stand."
        return Trap("SX005", snag.line, snag.column, message, "Type a space instead.")
    if "\t" not in indentation or snag.column > line.indent:
        return None
    others = sum("\t" in text[: len(text) - len(text.lstrip())] for text in lines) - 1
    more = f" (and on {others} more lines)" if others > 1 else ""
    message = f"This line is indented with a tab{more}."
    mend = "Indent with spaces: two for each level. Most editors can turn tabs into spaces."
    return Trap("SX005", snag.line, indentation.index("\t"), message, mend)


def _backslash(snag: Snag, line: _Line, lines: Sequence[str]) -> Trap | None:
    if "escape" not in snag.problem and "hexdecimal" not in snag.problem:
        return None
    message = "A backslash inside double quotes starts a special sign, and this is not one."
    mend = "Write the backslash twice, or use single quotes around the sentence."
    mended = None
    if line.value.startswith('"') and line.value.rstrip().endswith('"'):
        mended = line.quoted_whole(line.value.strip()[1:-1].replace('\\"', '"'))
    return Trap("SX024", snag.line, snag.column, message, mend, mended)


def _open_quote(snag: Snag, line: _Line, lines: Sequence[str]) -> Trap | None:
    """A quote that never closes, or closes at the next quote somewhere below."""
    start, column = None, snag.context_column
    if "quoted scalar" in snag.context and snag.context_line is not None:
        start = _taken(lines, snag.context_line)
    elif snag.column > line.indent and ('"' in line.text or "'" in line.text):
        start = _opened_above(lines, line)
        column = start.at if start is not None else 0
    if start is None:
        return None
    sign = start.text[column : column + 1] or '"'
    rest = start.value[1:].rstrip()
    mended = None
    if column == start.at and sign not in rest:
        mended = start.quoted_whole(rest if sign == '"' else start.value)
    message = f"The quote {sign} that opens here is never closed."
    mend = f"Close it with {sign} at the end of the sentence."
    if sign == "'":
        mend = "A sentence that begins with an apostrophe needs double quotes around it all."
    return Trap("SX018", start.number, column, message, mend, mended)


def _opened_above(lines: Sequence[str], line: _Line) -> _Line | None:
    for number in range(line.number - 1, max(-1, line.number - _LOOKED_BACK), -1):
        earlier = _taken(lines, number)
        sign = earlier.value[:1]
        if sign and sign in "\"'" and sign not in earlier.value[1:]:
            return earlier
    return None


def _after_close(snag: Snag, line: _Line, lines: Sequence[str]) -> Trap | None:
    """Words behind a closing quote or bracket."""
    first = line.value[:1]
    if first not in ("'", '"', "[", "{") or snag.column <= line.at:
        return None
    if not any(word in snag.problem for word in ("expected key", "mapping values", "'-'")):
        return None
    if first in "'\"":
        message = f"Words follow the closing quote {first} on this line."
        mend = "Put double quotes around the whole sentence, and “ ” or ' ' inside it."
        if first == "'":
            mend = "Put double quotes around the whole sentence; ' inside it is then an apostrophe."
    else:
        message = f"The sentence begins with {first}, which opens a list or keys."
        mend = "Put the whole sentence in quotes."
    at = snag.column if first in "'\"" else line.at
    return Trap("SX019", snag.line, at, message, mend, line.quoted_whole())


def _mistyped(snag: Snag, line: _Line, lines: Sequence[str]) -> Trap | None:
    return mistyped(snag, lines, format_keys())


def _reserved(snag: Snag, line: _Line, lines: Sequence[str]) -> Trap | None:
    """A value that begins with a sign YAML keeps for itself."""
    if snag.problem == "tag":
        return _tag(snag, line)
    first = line.value[:1]
    if not first or first not in _OPENERS:
        return None
    if first in "[{" and not _sentence_in_brackets(snag, line):
        return None
    if first in "-?" and line.value[1:2] not in ("", " "):
        return None
    if (line.key is None and first in "-?") or snag.column < line.at - 1:
        return None
    message = f"A sentence cannot begin with {first} unless it is in quotes."
    mend = f"Put the whole sentence in quotes: {_shown_whole(line)}"
    if first in "|>":
        message = f"After {first} the words begin on the next line."
        mend = "Move the words to the next line, indented, or put the sentence in quotes."
    return Trap("SX020", snag.line, line.at, message, mend, line.quoted_whole())


def _tag(snag: Snag, line: _Line) -> Trap:
    here = line.text[snag.column :]
    if here.startswith("!!") or "/" in here.split(" ")[0] or line.value[:1] != "!":
        message = f"{quoted(here.split(' ')[0])} gives what follows a type, and none is read here."
        return Trap("SX011", snag.line, snag.column, message, "Take the word with ! out.")
    message = "A sentence cannot begin with ! unless it is in quotes."
    mend = f"Put the whole sentence in quotes: {_shown_whole(line)}"
    return Trap("SX020", snag.line, snag.column, message, mend, line.quoted_whole())


def _shown_whole(line: _Line) -> str:
    value = line.value.rstrip()
    return f'"{value[:40]}…"' if len(value) > 40 else f'"{value}"'


def _sentence_in_brackets(snag: Snag, line: _Line) -> bool:
    closing = {"[": "]", "{": "}"}[line.value[0]]
    closed = line.value.find(closing)
    return 0 < closed < snag.column - line.at and bool(line.value[closed + 1 :].strip())


def _stray(snag: Snag, line: _Line, lines: Sequence[str]) -> Trap | None:
    """A sign that YAML keeps for itself, at the very start of a line."""
    first = line.text.lstrip(" \t")[:1]
    if not first or first not in "@`%*&!|>":
        return None
    message = f"A line cannot begin with {first}."
    mend = "Take the sign out; where it belongs to the sentence above, put that sentence in quotes."
    return Trap("SX020", snag.line, line.indent, message, mend)


def _sign_within(snag: Snag, line: _Line, lines: Sequence[str]) -> Trap | None:
    """A name or a sentence inside brackets, or in a list, that begins with such a sign."""
    places = [snag.column]
    if snag.context_line == snag.line:
        places.append(snag.context_column)
    for column in places:
        sign = line.text[column : column + 1]
        if sign and sign in "@`%*&!|>":
            message = f"A word cannot begin with {sign} here."
            mend = "Take the sign out, or put the words in quotes."
            return Trap("SX020", snag.line, column, message, mend)
    return None


def _colon(snag: Snag, line: _Line, lines: Sequence[str]) -> Trap | None:
    """A colon where no key can be: inside a sentence, or on a line that stands too far in."""
    if "mapping values" not in snag.problem:
        return None
    if line.key is not None and snag.column >= line.at:
        message = "A colon and a space inside a sentence begin a new key."
        mend = "Put the whole sentence in quotes."
        return Trap("SX015", snag.line, snag.column, message, mend, line.quoted_whole())
    above = _above(lines, snag.line)
    if above is not None:
        close = _close(above)
        if close is not None:
            return close
    if (
        line.key is not None
        and line.key not in format_keys()
        and " " in line.text[: snag.column].strip()
    ):
        message = "A colon and a space inside a sentence begin a new key."
        return Trap("SX015", snag.line, snag.column, message, "Put the whole sentence in quotes.")
    message = "This line stands further in than the line above it, which already has its value."
    mend = "Line it up with the key it belongs beside; a sentence with a colon needs quotes."
    return Trap("SX022", snag.line, line.indent, message, mend)


def _close(line: _Line) -> Trap | None:
    """A colon or a dash with no space behind it."""
    dash = _CLOSE_DASH.match(line.text)
    if dash is not None:
        message = "The dash that begins an item needs a space after it."
        text = f"{line.text[: dash.end()]} {line.text[dash.end() :]}" if line.last else None
        return Trap("SX028", line.number, dash.end(), message, "Write “- ” and then the key.", text)
    found = _CLOSE_KEY.match(line.text)
    if found is None or (found[1] not in format_keys() and line.key is not None):
        return None
    message = f"The colon after {quoted(found[1])} needs a space behind it."
    text = f"{line.text[: found.end()]} {line.text[found.end() :]}"
    mend = f"Write {quoted(text.strip())}."
    return Trap("SX021", line.number, found.end() - 1, message, mend, text)


def _no_key(snag: Snag, line: _Line, lines: Sequence[str]) -> Trap | None:
    """A line among keys that has no key of its own."""
    if "expected ':'" not in snag.problem or snag.context_line is None:
        return None
    start = _taken(lines, snag.context_line)
    close = _close(start)
    if close is not None:
        return close
    word = start.value.split(" ")[0] if start.key is None else ""
    if word in format_keys():
        message = f"There is no colon after {quoted(word)}."
        mend = f"Write {quoted(f'{word}: …')}."
        return Trap("SX021", start.number, start.at + len(word), message, mend)
    message = "This line has no key: no word with a colon begins it."
    mend = "Where it goes on with the sentence above, indent it further than that line's key."
    return Trap("SX021", start.number, start.at, message, mend)


def _dropped(snag: Snag, line: _Line, lines: Sequence[str]) -> Trap | None:
    """A sentence that goes on below, after a # on the line above cut it off."""
    above = _above(lines, snag.line)
    if above is None or line.key is not None or not above.value:
        return None
    note = _NOTE.search(above.value)
    if note is None or line.indent <= above.indent or line.lead.strip():
        return None
    message = "A # after a space cuts this sentence off: the rest is read as a note to yourself."
    mend = "Put the whole sentence in quotes."
    return Trap("SX016", above.number, above.at + note.start() + 1, message, mend)


def _indentation(snag: Snag, line: _Line, lines: Sequence[str]) -> Trap | None:
    """A line that lines up with nothing above it."""
    if "block" not in snag.context:
        return None
    close = _close(line)
    if close is not None:
        return close
    if line.text[snag.column : snag.column + 1] == ":":
        message = "There is a colon here with no key before it."
        return Trap("SX014", snag.line, snag.column, message, "Write the key before the colon.")
    if snag.column > line.indent:
        return None
    message = "This line does not line up with the lines above it."
    if line.text.lstrip().startswith("- "):
        mend = "Line the dash up with the dashes of its list, under the key the list belongs to."
    else:
        mend = "Line it up with the other keys of the same thing, to the space."
    return Trap("SX022", snag.line, line.indent, message, mend)


def _bracket(snag: Snag, line: _Line, lines: Sequence[str]) -> Trap | None:
    """A list or keys in brackets that do not close, or lack a comma."""
    if "flow" not in snag.context or snag.context_line is None:
        return None
    if "node content" in snag.problem:
        message = "Inside brackets, something is missing before this sign, or it needs quotes."
        mend = "Put words that hold a colon, a comma or a bracket in quotes."
        return Trap("SX023", snag.line, snag.column, message, mend)
    opened = lines[snag.context_line][snag.context_column : snag.context_column + 1]
    closing = {"[": "]", "{": "}"}.get(opened)
    if closing is None:
        return None
    if snag.context_line != snag.line or snag.column >= len(line.text.rstrip()):
        message = f"The bracket {opened} that opens here is never closed."
        mend = f"Close it with {closing}."
        return Trap("SX023", snag.context_line, snag.context_column, message, mend)
    message = f"A comma or the closing {closing} is missing before this."
    mend = "Put a comma between the parts; words with a comma or a colon in them need quotes."
    return Trap("SX023", snag.line, snag.column, message, mend)


def _second(snag: Snag, line: _Line, lines: Sequence[str]) -> Trap | None:
    """Whatever ends one document and begins another, or speaks to YAML itself."""
    if line.text.startswith("%"):
        message = "A line that begins with % speaks to YAML itself, and none is read here."
        return Trap("SX020", snag.line, 0, message, "Take the line out, or put it in quotes.")
    if "document" not in snag.problem and not line.text.startswith(("...", "---")):
        return None
    message = "A line of three dots or dashes ends the file before this."
    return Trap("SX010", snag.line, snag.column, message, "Take that line out.")


_Rule = Callable[[Snag, _Line, Sequence[str]], Trap | None]
_RULES: tuple[_Rule, ...] = (
    _tab,
    _second,
    _backslash,
    _open_quote,
    _after_close,
    _mistyped,
    _reserved,
    _colon,
    _no_key,
    _bracket,
    _stray,
    _sign_within,
    _dropped,
    _indentation,
)
