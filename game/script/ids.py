"""The names by which a log remembers what was chosen.

Knows nothing of files; an id must stay the same when choices are put in another order.
"""

from __future__ import annotations

import hashlib
from typing import Protocol


class Named(Protocol):
    """What an id is made of: the author's own, or the words the trainee reads."""

    @property
    def id(self) -> str | None:
        """The author's own id, None where there is none."""

    @property
    def text(self) -> str:
        """The words the trainee reads."""


def choice_id(scene: str, choice: Named) -> str:
    """A choice's id in the log: the author's, else 8 hex digits of its scene and text."""
    if choice.id is not None:
        return choice.id
    return text_id(scene, choice.text)


def text_id(scene: str, text: str) -> str:
    """The id of a choice that has none of its own."""
    return hashlib.sha256(f"{scene}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:8]
