"""What the score log says when something is wrong: one plain sentence, fit to be read by anyone.

Knows nothing of databases; `dialect` turns a driver's errors into these.
"""

from __future__ import annotations


class RecordsError(Exception):
    """The score log cannot do what was asked; `sentence` says what is wrong and how to mend it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
