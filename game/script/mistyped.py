"""What was typed by hand and cannot be read: a key whose colon is missing, a note with two strokes,
a line a little too far in or out. Told at the line that is wrong, with the line it belongs beside.

Works from the lines and the place where reading stopped. Knows the format's keys and no more of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from difflib import get_close_matches

from game.script.problems import quoted
from game.script.snags import Snag, Trap

_KEY = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[\w-]+)[ ]*:(?=[ ]|$)")
_NO_COLON = re.compile(
    r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[\w-]+)[ ]*(?P<sign>[=;]?)[ ]+(?P<value>\S.*)"
)
_FOR_COLON = re.compile(
    r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[\w-]+)"
    r"(?:[ ]*(?P<sign>[;=,.\uff1a])[ ]*|[ ]+)(?P<value>\S.*)"
)
_SURE_SIGNS = ";=\uff1a"
"""Signs that a sentence hardly ever has behind its first word."""
_SHORT_VALUE = re.compile(r"[+-]?\d+|\d+ min|[\w-]+|\[[^\]]*\]|\{[^}]*\}")
"""What no sentence that goes on from the line above would be, behind a key of the format."""
_NAME = re.compile(r"[ ]*(?P<key>\w[\w.-]*)[ ]*")
_NOTE = re.compile(r"[ ]*//")
_BOUND = re.compile(r"\b(trust|pressure|value):[ ]*(>=?)[ ]*(\d{1,2})\b")
_CLOSE = re.compile(r"([\w-]+):(\S.*)")
_SHORT = 80
_PLAIN = re.compile(r"[\w(“‘'£€$+].*")
"""Values that need no quotes, but for a colon or a # inside them."""


def mistyped(snag: Snag, lines: Sequence[str], keys: Collection[str]) -> Trap | None:
    """Why reading stopped there, where it was one of these slips; None where it was not."""
    above = _above(lines, snag.line)
    return (
        _fence(snag, lines)
        or _strokes(snag, lines, above)
        or _bound(snag, lines)
        or _colon_left_out(snag, lines, above, keys)
        or _another_sign(snag, lines, keys)
        or _name_without_colon(snag, lines)
        or _too_far_left(snag, lines, keys)
        or _too_far_in(snag, lines, above, keys)
        or _between(snag, lines, above)
    )


def _above(lines: Sequence[str], number: int) -> int | None:
    """The nearest line above that is neither empty nor a note."""
    for earlier in range(min(number, len(lines)) - 1, -1, -1):
        text = lines[earlier].strip()
        if text and not text.startswith("#"):
            return earlier
    return None


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _fence(snag: Snag, lines: Sequence[str]) -> Trap | None:
    if snag.line >= len(lines) or not lines[snag.line].startswith("```"):
        return None
    message = "This line frames an example on a page, and is no part of it."
    return Trap("SX020", snag.line, 0, message, "Take the line out.", "#")


def _strokes(snag: Snag, lines: Sequence[str], above: int | None) -> Trap | None:
    for number in (snag.line, snag.context_line, above):
        if number is not None and number < len(lines) and _NOTE.match(lines[number]):
            at = _indent(lines[number])
            message = "A note to yourself begins with #, and not with //."
            mended = f"{lines[number][:at]}# {lines[number][at + 2 :]}"
            return Trap("SX021", number, at, message, "Write # in the place of //.", mended)
    return None


def _bound(snag: Snag, lines: Sequence[str]) -> Trap | None:
    """`trust: >= 4` inside braces, where > begins something else."""
    text = lines[snag.line] if snag.line < len(lines) else ""
    for found in _BOUND.finditer(text):
        if found.start(2) <= snag.column <= found.end():
            least = int(found[3]) + (found[2] == ">")
            message = f"{quoted(f'{found[2]} {found[3]}')} is not a bound on a meter."
            mended = f"{text[: found.start(2)]}at least {least}{text[found.end() :]}"
            mend = f"Write “at least {least}”."
            return Trap("SX041", snag.line, found.start(2), message, mend, mended)
    return None


def _colon_left_out(
    snag: Snag, lines: Sequence[str], above: int | None, keys: Collection[str]
) -> Trap | None:
    """The first key of a scene or a choice without its colon: YAML stops only at the second."""
    if "mapping values" not in snag.problem or above is None or _KEY.match(lines[above]):
        return None
    here = _KEY.match(lines[snag.line])
    found = _NO_COLON.fullmatch(lines[above])
    if here is None or found is None or found["key"] not in keys:
        return None
    if found.start("key") != here.start("key"):
        return None
    value = found["value"]
    sure = _PLAIN.fullmatch(value) and ": " not in value and " #" not in value
    mended = f"{found['lead']}{found['key']}: {value}"
    message = f"There is no colon after {quoted(found['key'])}."
    mend = f"Write {_told(found, ' …')}."
    at = found.end("key")
    return Trap("SX021", above, at, message, mend, mended if sure else None)


def _another_sign(snag: Snag, lines: Sequence[str], keys: Collection[str]) -> Trap | None:
    """A key with another sign where its colon belongs, or with none."""
    number = snag.context_line
    if "expected ':'" not in snag.problem or number is None:
        return None
    found = _FOR_COLON.fullmatch(lines[number])
    if found is None:
        return None
    key, sign, value = found["key"], found["sign"], found["value"].rstrip()
    short = _SHORT_VALUE.fullmatch(value) is not None
    if key.casefold() not in keys and not (
        short and sign and sign in _SURE_SIGNS and get_close_matches(key, keys)
    ):
        return None
    clear = short or (sign is not None and sign in _SURE_SIGNS)
    if sign is not None and not clear:
        return None
    below = next((line for line in lines[number + 1 :] if line.strip()), "")
    whole = _indent(below) <= found.start("key")
    sure = clear and whole and _PLAIN.fullmatch(value) and ": " not in value and " #" not in value
    message = f"There is no colon after {quoted(key)}."
    if sign is not None:
        message = f"After {quoted(key)} stands {quoted(sign)}, where a colon belongs."
    mended = f"{key}: {value}" if clear and len(value) < _SHORT else f"{key}: …"
    line = f"{found['lead']}{key}: {value}" if sure or (short and whole) else None
    return Trap("SX021", number, found.end("key"), message, f"Write {quoted(mended)}.", line)


def _name_without_colon(snag: Snag, lines: Sequence[str]) -> Trap | None:
    """A scene or a key alone on its line, with what belongs to it further in below."""
    number = snag.context_line
    if "expected ':'" not in snag.problem or number is None:
        return None
    found = _NAME.fullmatch(lines[number])
    below = next((line for line in lines[number + 1 :] if line.strip()), "")
    if found is None or _indent(below) <= _indent(lines[number]):
        return None
    message = f"There is no colon after {quoted(found['key'])}."
    mend = f"Write {_told(found)}."
    mended = f"{lines[number].rstrip()}:"
    return Trap("SX021", number, found.end("key"), message, mend, mended)


def _too_far_left(snag: Snag, lines: Sequence[str], keys: Collection[str]) -> Trap | None:
    """A scene that begins where the top of the file does: YAML stops at the next scene."""
    text = lines[snag.line] if snag.line < len(lines) else ""
    indent = _indent(text)
    if "block mapping" not in snag.context or snag.column > indent or indent == 0:
        return None
    for number in range(snag.line - 1, -1, -1):
        found = _KEY.match(lines[number])
        if found is None or found.start("key") >= indent:
            continue
        if found.start("key") or found["key"] in keys or lines[number].rstrip()[-1] != ":":
            return None
        beside = _beside(lines, number, indent)
        if beside is None:
            return None
        message = (
            f"{_told(found)} begins in column 1, and {beside} before it in column {indent + 1}."
        )
        mend = f"Move it {_blanks(indent)} to the right, so that it stands beside that one."
        return Trap("SX022", number, 0, message, mend, f"{' ' * indent}{lines[number]}")
    return None


def _beside(lines: Sequence[str], number: int, indent: int) -> str | None:
    for earlier in range(number - 1, -1, -1):
        found = _KEY.match(lines[earlier])
        if found is not None and found.start("key") < indent:
            return None
        if found is not None and found.start("key") == indent:
            return f"{_told(found)} on line {earlier + 1}"
    return None


def _too_far_in(
    snag: Snag, lines: Sequence[str], above: int | None, keys: Collection[str]
) -> Trap | None:
    """A key further in than the one above it, which has its value already."""
    if "mapping values" not in snag.problem or above is None:
        return None
    here, other = _KEY.match(lines[snag.line]), _KEY.match(lines[above])
    if here is None or other is None or here["key"] not in keys:
        return None
    at, beside = here.start("key"), other.start("key")
    if snag.column != here.end() - 1 or at <= beside:
        return None
    message = (
        f"{_told(here)} begins in column {at + 1}, further in than"
        f" {_told(other)} on line {above + 1}, in column {beside + 1}."
    )
    mend = "Put the two in the same column; a sentence with a colon in it needs quotes."
    return Trap("SX022", snag.line, at, message, mend)


def _between(snag: Snag, lines: Sequence[str], above: int | None) -> Trap | None:
    """A key that lines up with nothing above it."""
    text = lines[snag.line] if snag.line < len(lines) else ""
    here = _KEY.match(text)
    if "block" not in snag.context or above is None or here is None:
        return None
    other = _KEY.match(lines[above])
    if snag.column > _indent(text) or other is None or "-" in here["lead"]:
        return None
    at, beside = here.start("key"), other.start("key")
    if at == beside:
        return None
    message = (
        f"{_told(here)} begins in column {at + 1}, and the lines above it do not:"
        f" {_told(other)} on line {above + 1} begins in column {beside + 1}."
    )
    mend = "Put it in the same column as the key it belongs beside, to the space."
    return Trap("SX022", snag.line, at, message, mend)


def _told(found: re.Match[str], after: str = "") -> str:
    """The key that was found, as it is written, in quotes."""
    return quoted(f"{found['key']}:{after}")


def _blanks(number: int) -> str:
    return "one space" if number == 1 else f"{number} spaces"


def lone_words(words: Sequence[str], *, others: bool) -> tuple[int, str, str, str]:
    """Words alone inside braces, where each should be a key with a value: which of them to point
    at, with the code, the message and the mend. `others` where proper keys stand beside them."""
    for at, word in enumerate(words):
        close = _CLOSE.fullmatch(word)
        if close is not None:
            message = f"The colon after {quoted(close[1])} needs a space behind it."
            return at, "SX021", message, f"Write {quoted(f'{close[1]}: {close[2]}')}."
    if others:
        message = (
            f"{quoted(words[0])} stands alone inside these braces; a comma there begins a new key."
        )
        mend = "Put the words that hold the comma in quotes, or give the key its colon and value."
        return 0, "SX017", message, mend
    message = f"{quoted(words[0])} stands alone in braces, where each key needs a value."
    return 0, "SX017", message, f"Write a list in brackets: [{', '.join(words)[:_SHORT]}]."
