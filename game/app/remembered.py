"""The library as the lobby showed it last, so that the first frame need look at no scenario at all.

A plain JSON file that anyone may delete; nothing in it is trusted, and the library itself is read
right after the first frame. Knows no screen.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from game.app.values import Offer

LOBBY_FILE = "lobby.json"
_KIND = "sixty lobby 1"
_LARGEST = 4 * 1024 * 1024


def remember(home: Path, shelves: Sequence[Path], offers: Sequence[Offer]) -> None:
    """Keep what the lobby shows; a folder that cannot be written to is no reason to complain."""
    document = {"kind": _KIND, "shelves": [str(s) for s in shelves], "offers": list(offers)}
    with suppress(OSError, ValueError):
        (home / LOBBY_FILE).write_text(json.dumps(document), encoding="utf-8")


def remembered(home: Path, shelves: Sequence[Path]) -> tuple[Offer, ...] | None:
    """What the lobby showed last of these shelves, None where nothing readable says so."""
    file = home / LOBBY_FILE
    with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
        if file.stat().st_size > _LARGEST:
            return None
        told = json.loads(file.read_bytes())
        if told["kind"] == _KIND and told["shelves"] == [str(shelf) for shelf in shelves]:
            return tuple(_offer(*fields) for fields in told["offers"])
    return None


def _offer(*fields: Any) -> Offer:
    offer = Offer(*fields)
    texts = (*offer[:5], *([] if offer.wrong is None else [offer.wrong]))
    if not all(isinstance(text, str) for text in texts) or not isinstance(offer.minutes, int):
        raise TypeError("an offer is of words, and its minutes a number")
    return offer
