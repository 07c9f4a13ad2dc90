"""PINs: what may be one, how it is hashed, how long to wait after wrong ones, and the way back in.

A four-figure PIN falls to whoever may try all of them; what stands against that is the wait, which
is kept in the database and outlives a restart and a clock set back. Knows no screen.
"""

from __future__ import annotations

import secrets
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from game.office.crew import RefusedError
from game.records import pins
from game.records.papers import PinSet, RoleGiven, new_paper

if TYPE_CHECKING:
    from argon2 import PasswordHasher

    from game.records.entries import Person
    from game.records.papers import How, Role
    from game.records.store import Store

SHORTEST, LONGEST = 4, 64
"""Characters a PIN may have."""

FREE_TRIES = 3
"""Wrong tries in a row that cost no wait: a slip of the finger is no attack."""
FIRST_WAIT_MS, LONGEST_WAIT_MS = 5_000, 900_000
"""The wait after the last free try, in milliseconds; it doubles with each wrong try, up to a
quarter of an hour: a thousand tries take ten days then, and all PINs of four figures a hundred."""

# RFC 9106, section 4, its second recommended choice ("if much less memory is available").
_PASSES, _MEMORY_KIB, _LANES, _TAG, _SALT = 3, 64 * 1024, 4, 32, 16

_CODE_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What a recovery code is written in: no sign that is taken for another."""


def delay_ms(tries: int) -> int:
    """How long no try is taken after so many wrong ones in a row, in milliseconds."""
    if tries < FREE_TRIES:
        return 0
    # Beyond twenty doublings the longest wait is reached many times over.
    return min(LONGEST_WAIT_MS, FIRST_WAIT_MS << min(tries - FREE_TRIES, 20))


def check_pin(typed: str) -> str:
    """A PIN as it is hashed. Raises RefusedError for one that is too short, long or easy."""
    pin = _clean(typed)
    if not SHORTEST <= len(pin) <= LONGEST:
        raise RefusedError(
            f"A PIN has {SHORTEST} to {LONGEST} figures or letters, and this one has {len(pin)}."
        )
    steps = {ord(after) - ord(before) for before, after in pairwise(pin)}
    if len(steps) == 1 and steps <= {-1, 0, 1}:
        raise RefusedError(
            "That PIN is among the first that anybody would try: take one without a row like 1234 "
            "or 1111."
        )
    return pin


def random_pin() -> str:
    """A PIN of six figures, to be handed to somebody and changed by them."""
    while True:
        pin = f"{secrets.randbelow(10**6):06d}"
        try:
            return check_pin(pin)
        except RefusedError:
            continue


def random_code() -> str:
    """A recovery code: 20 signs (99 bits) in groups of five, to be written down once."""
    signs = [secrets.choice(_CODE_SIGNS) for _ in range(20)]
    return "-".join("".join(signs[at : at + 5]) for at in range(0, 20, 5))


def keep(
    store: Store,
    person: str,
    pin: str,
    *,
    how: How,
    by: str | None,
    code: str | None,
    with_role: Role | None = None,
) -> None:
    """Set somebody's PIN, and write in the log that it was set and how.

    `code` is a fresh recovery code; None leaves the one there is. `with_role` gives the role in the
    same breath: both are kept, or neither. Raises RefusedError, `RecordsError`.
    """
    hasher = _hasher()
    recovery = None if code is None else hasher.hash(_code(code))
    entry = PinSet(new_paper(), person, how, by)
    role = None if with_role is None else RoleGiven(new_paper(), person, with_role, by)
    pins.set_pin(store, entry, hasher.hash(check_pin(pin)), recovery, role)


def try_pin(store: Store, person: Person, typed: str) -> None:
    """Let somebody in by their PIN, or raise RefusedError, saying when the next try is taken."""
    _try(store, person, _clean(typed), recovering=False)


def try_code(store: Store, person: Person, typed: str) -> None:
    """Let somebody in by their recovery code, or raise RefusedError."""
    _try(store, person, _code(typed), recovering=True)


def _try(store: Store, person: Person, typed: str, *, recovering: bool) -> None:
    kept = pins.begin_try(store, person.pseudonym, delay_ms)
    if kept is None:
        raise RefusedError(f"{person.name} has no PIN: a trainer gives them one.")
    if isinstance(kept, pins.Wait):
        raise RefusedError(
            f"{kept.tries} wrong tries in a row for {person.name}: the next one is taken in "
            f"{_span(kept.ms)}, and none before."
        )
    against = kept.recovery if recovering else kept.hash
    if against is None:
        raise RefusedError(
            f"{person.name} has no recovery code: another trainer can give them a new PIN."
        )
    if not _is(against, typed):
        what = "recovery code" if recovering else "PIN"
        raise RefusedError(f"That is not {person.name}'s {what}.")
    stale = not recovering and _hasher().check_needs_rehash(against)
    pins.end_try(store, person.pseudonym, kept, _hasher().hash(typed) if stale else None)


def _is(hashed: str, typed: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(hashed, typed)
    except (InvalidHashError, VerificationError):
        return False


def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher(_PASSES, _MEMORY_KIB, _LANES, _TAG, _SALT)


def _clean(typed: str) -> str:
    # Figures come from keyboards of many scripts' widths. What cannot be text is no PIN either.
    return unicodedata.normalize("NFKC", typed.strip()).encode(errors="replace").decode()


def _code(typed: str) -> str:
    return "".join(sign for sign in _clean(typed).casefold() if sign.isalnum())


def _span(ms: int) -> str:
    seconds = -(-ms // 1000)
    if seconds < 60:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    minutes = -(-seconds // 60)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"
