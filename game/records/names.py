"""People's names: what may be one, how it is kept, and when two are the same.

Markup and right-to-left scripts are names like any other; showing them safely is the screens' work.
"""

from __future__ import annotations

import unicodedata

from game.records.errors import RecordsError

LONGEST = 80
"""Characters a name may have. Long enough for any name on a badge, short enough for a header."""

# They show nothing, and turn the text around them about or make two names that look alike differ.
# The joiners U+200C and U+200D are not among them: several scripts cannot be spelt without them.
_UNSEEN = dict.fromkeys(
    [
        *(0x00AD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)


def clean_name(typed: str) -> str:
    """A name as it is kept: NFC, blanks trimmed and single, without unseen direction marks.

    Raises `RecordsError` where nothing visible is left, where it is longer than `LONGEST`, and
    where it holds control characters.
    """
    name = " ".join(unicodedata.normalize("NFC", typed.translate(_UNSEEN)).split())
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in name):
        raise RecordsError(
            "A name cannot hold control characters: type it with letters, signs and spaces."
        )
    if len(name) > LONGEST:
        raise RecordsError(
            f"A name can have {LONGEST} characters at most, and this one has {len(name):,}: "
            "type a shorter one."
        )
    if all(unicodedata.category(sign)[0] in "ZMC" for sign in name):
        raise RecordsError("That name is empty: type at least one letter.")
    return name


def name_key(name: str) -> str:
    """What two spellings of one name have in common: upper or lower case makes no second person."""
    return unicodedata.normalize("NFC", clean_name(name).casefold())
