"""The hash chain: what exactly is hashed, so that an edited log shows it.

h_i = SHA-256(domain ‖ h_{i-1} ‖ canonical(event_i)), canonical by RFC 8785. Pure; no database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import rfc8785

from game.records.entries import Head
from game.records.errors import RecordsError

DOMAIN = b"sixty score log 1\n"
"""Keeps these hashes apart from any other use of SHA-256; a new shape of event takes a new one."""
START = "0" * 64
"""What the first event follows."""
EMPTY = Head(0, START)

# Nothing in these needs escaping in JSON, and none can be mistaken for a part of the next: that
# is what lets the hashed text be put together from the columns without parsing any body again.
_PLAIN = b"abcdefghijklmnopqrstuvwxyz0123456789.-"


class Event(NamedTuple):
    """One event, with its body as canonical JSON in UTF-8. `run` is none where it concerns none."""

    seq: int
    id: bytes
    run: bytes | None
    kind: bytes
    at_ms: int
    body: bytes


def canonical(body: Mapping[str, object]) -> bytes:
    """A body as RFC 8785 JSON.

    Raises TypeError on a number with a point, whose canonical form depends on the reader's
    arithmetic, and `RecordsError` on what JSON cannot hold exactly.
    """
    _refuse_floats(body)
    try:
        return rfc8785.dumps(body)  # type: ignore[arg-type]
    except rfc8785.CanonicalizationError as error:
        raise RecordsError(
            f"The score log cannot keep this: {error}. Whole numbers stay below 2^53, and text "
            "must be valid Unicode."
        ) from error


def canonical_event(event: Event) -> bytes:
    """The whole event as RFC 8785 JSON: its keys in order, the body as it stands.

    Raises ValueError where the id, kind or run is not plain (a-z, 0-9, dot, hyphen).
    """
    seq, id, run, kind, at_ms, body = event
    said = b"null" if run is None else _quoted(run)
    return _WHOLE % (at_ms, body, _quoted(id), _quoted(kind), said, seq)


_WHOLE = b'{"at_ms":%d,"body":%b,"id":%b,"kind":%b,"run":%b,"seq":%d}'


def _quoted(plain: bytes) -> bytes:
    if not plain or plain.translate(None, _PLAIN):
        raise ValueError("an event's id, kind or run is not plain text")
    return b'"%b"' % plain


def link(previous: str, event: Event) -> str:
    """The hash of an event (64 hex digits) that follows the one whose hash is `previous`.

    Raises ValueError where `previous` is no hash or the event no event.
    """
    return hashlib.sha256(DOMAIN + bytes.fromhex(previous) + canonical_event(event)).hexdigest()


Stored = tuple[int, bytes, bytes | None, bytes, int, bytes, bytes, bytes]
"""An event as it lies in the log: what `Event` has, then what it says it follows, and its hash."""

Linked = tuple[int, bytes, bytes | None, bytes, int, bytes, bytes]
"""The same with what it follows and its hash in one, a blank between them: it comes sooner so."""

# What is hashed: the hash before it, then `_WHOLE` with an id that is known to be plain.
_HASHED = DOMAIN.replace(b"%", b"%%") + b"%b" + _WHOLE.replace(b'"id":%b', b'"id":"%b"')


def follows(previous: str, seq: int, events: Sequence[Linked]) -> bool:
    """Whether these events are the next of a log whose last hash is `previous`, from event `seq`
    on: each unchanged and after the one before it. What `link` says of each, a page at a time.

    False where one of them is not; which and why is to be asked of each alone.
    """
    try:
        seqs, ids, runs, kinds, _, _, links = zip(*events, strict=True)
        last = bytes.fromhex(previous)
        kind_as = {kind: _quoted(kind) for kind in set(kinds)}
        run_as = {run: b"null" if run is None else _quoted(run) for run in set(runs)}
    except ValueError:
        return False
    if not all(ids) or b"".join(ids).translate(None, _PLAIN):
        return False
    made = [last]
    sha256 = hashlib.sha256
    for number, id, run, kind, at_ms, body, _ in events:
        text = _HASHED % (last, at_ms, body, id, kind_as[kind], run_as[run], number)
        last = sha256(text).digest()
        made.append(last)
    # Every hash once, with blanks between: what an event says is two neighbours of them.
    hashes = b"".join(made).hex(" ", len(last)).encode()
    step = len(START) + 1
    return (
        hashes[: step - 1] == previous.encode()
        and seqs == tuple(range(seq, seq + len(events)))
        and list(links)
        == [hashes[at : at + 2 * step - 1] for at in range(0, step * len(links), step)]
    )


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError(f"the log hashes whole numbers only, not {value!r}")
    if isinstance(value, Mapping):
        for inner in value.values():
            _refuse_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_floats(inner)
