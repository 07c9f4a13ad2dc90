"""How often the best choice of a scene is the longest, the most courteous, the first or the last.

A trainee who learns such a habit reads the page and not the customer. Knows no format.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from game.coach.bots import courtesy
from game.engine.program import Program

LOOKS = ("longest", "most courteous", "first", "last")
"""What a choice may look like beside the others of its scene."""


@dataclass(frozen=True, slots=True)
class Look:
    """Of `among` best choices (those of best play, whatever its luck), how many look so, and how
    many would by chance. Where no line of a scene is courteous, none of it is the most."""

    hits: int = 0
    chance: Fraction = Fraction(0)
    among: int = 0

    def __add__(self, other: Look) -> Look:
        return Look(self.hits + other.hits, self.chance + other.chance, self.among + other.among)


def looks(program: Program, best: Iterable[int]) -> dict[str, Look]:
    """Each look, over the best choices of a scenario by their places in the program's table."""
    found = dict.fromkeys(LOOKS, Look())
    for at in best:
        scene = program.scenes[program.choices[at].scene]
        texts = [row.source.text for row in scene.choices]
        place = at - scene.choices[0].at
        count = len(texts)
        if count < 2:
            continue
        alike = {
            "longest": _most([len(text) for text in texts]),
            "most courteous": _most([courtesy(text) for text in texts]),
            "first": [0],
            "last": [count - 1],
        }
        for name, places in alike.items():
            if places:
                found[name] += Look(int(place in places), Fraction(len(places), count), 1)
    return found


def together(each: Iterable[dict[str, Look]]) -> dict[str, Look]:
    """The looks of several scenarios as those of one."""
    found = dict.fromkeys(LOOKS, Look())
    for one in each:
        for name, look in one.items():
            found[name] += look
    return found


def _most(counts: Sequence[int]) -> list[int]:
    """The places of the highest count; none where all are 0."""
    most = max(counts)
    return [place for place, count in enumerate(counts) if count == most > 0]
