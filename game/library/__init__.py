"""The library: which scenarios there are, from which shelf, and where one is by its name.

Light to import: reads no YAML itself, and nothing at all of a file its index already knows. Cards
load when first named, because the first frame of the app waits for whatever it imports.
Knows nothing of how a scenario is played, shown or logged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from game.library.shelves import NotFound, find, shelves

if TYPE_CHECKING:
    from game.library.cards import Card, catalogue

__all__ = ["Card", "NotFound", "catalogue", "find", "shelves"]


def __getattr__(name: str) -> Any:
    if name in {"Card", "catalogue"}:
        from game.library import cards

        return getattr(cards, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
