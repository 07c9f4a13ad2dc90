"""The library: which scenarios there are, from which shelf, and where one is by its name.

Light to import: reads no YAML itself, and nothing at all of a file its index already knows.
Knows nothing of how a scenario is played, shown or logged.
"""

from game.library.cards import Card, catalogue
from game.library.shelves import NotFound, find, shelves

__all__ = ["Card", "NotFound", "catalogue", "find", "shelves"]
