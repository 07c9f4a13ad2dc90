"""The figures of a row as a table has them: cut, rounded, and a dash where there is none.

Knows no scenario.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from game.author.overview.reading import together
from game.author.overview.rows import Row, by_folder, unexercised
from game.script.problems import visible

NONE = "–"


def points(figure: Fraction | None) -> str:
    """Points, to a tenth."""
    return NONE if figure is None else f"{float(figure):.1f}"


def percent(chance: Fraction) -> str:
    """A chance in percent, to a tenth, without the sign."""
    return f"{float(chance) * 100:.1f}"


def states(row: Row) -> str:
    """How many states, with commas."""
    return NONE if row.figures is None else f"{row.figures.states:,}"


def best(row: Row) -> str:
    """What best play may expect."""
    return NONE if row.figures is None else points(row.figures.best)


def anything(row: Row) -> str:
    """What one who takes any choice may expect."""
    return NONE if row.figures is None else points(row.figures.random)


def margin(row: Row) -> str:
    """What the nearest temptation loses."""
    return NONE if row.figures is None else points(row.figures.margin)


def minutes(row: Row) -> str:
    """How long it takes to play."""
    return str(row.minutes) if row.minutes else NONE


def cut(words: str, most: int) -> str:
    """Words on one line, cut after a whole one where they are more letters than that."""
    text = visible(" ".join(words.split()))
    if len(text) <= most:
        return text
    return f"{text[: most - 1].rpartition(' ')[0] or text[: most - 1]}…"


def counted(rows: Sequence[Row]) -> str:
    """How many scenarios there are, and in which folders."""
    folders: Mapping[str, Sequence[Row]] = by_folder(rows)
    told = ", ".join(
        f"{len(inside)} {visible(name) or 'loose'}" for name, inside in folders.items()
    )
    return f"{len(rows)} scenario{'' if len(rows) == 1 else 's'}: {told}."


def guesses(rows: Sequence[Row]) -> str:
    """How often the best choice of a scene is told by its look alone, and how often by chance."""
    told = [
        f"the {name} {_hundred(Fraction(look.hits, look.among))}"
        f" ({_hundred(look.chance / look.among)})"
        for name, look in together(row.looks for row in rows).items()
        if look.among
    ]
    said = f"{', '.join(told[:-1])}, {told[-1]}" if told else "nothing"
    return f"Times of a hundred that the best choice of its scene is (by chance): {said}."


def _hundred(share: Fraction) -> str:
    return f"{float(share) * 100:.0f}"


def missing(rows: Sequence[Row]) -> str:
    """Which systems none of them exercises."""
    systems = unexercised(rows)
    return f"Exercised by none: {', '.join(systems)}." if systems else "Every system is exercised."
