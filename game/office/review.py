"""What a review shows, as values: people by steps, trends, improvement, what deserves a talk.

Pure: figures in, values out. Knows no log and no screen. A ratio keeps its fraction to the end, and
under ten runs nothing is called a trend.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from game.records.ratio import Ratio

if TYPE_CHECKING:
    from game.records.behind import ChoiceCost, Taken
    from game.records.progress import Improved
    from game.records.queries import Costly, PersonFigures, Point, StepFigures

ENOUGH: Final = 10
"""Runs below which nothing is called a trend (issue 5)."""
WINDOW: Final = 20
"""A trend looks at so many of the latest runs."""
MOVED: Final = 5
"""Points by which the later half of those must differ from the earlier to be up or down."""

Trend = Literal["up", "down", "steady"]
Halves = tuple[Ratio, Ratio]
"""A score in the earlier half of the latest runs, and in the later."""

NOTHING: Final = Ratio(0, 0)


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody in the table. `steps` has what applied to them; a trend and the halves it is of are
    None under ten runs, and `improved` where nothing was finished twice."""

    figures: PersonFigures
    name: str
    steps: Mapping[str, Ratio]
    process_trend: Trend | None = None
    sixty_trend: Trend | None = None
    improved: Improved | None = None
    process_halves: Halves | None = None
    sixty_halves: Halves | None = None

    @property
    def entering(self) -> Ratio:
        """The runs that enter averages (finished, no foul), of all that count."""
        return Ratio(self.figures.finished - self.figures.fouled, self.figures.runs)

    @property
    def fouls(self) -> Ratio:
        """The runs with a foul, of the finished."""
        return Ratio(self.figures.fouled, self.figures.finished)

    @property
    def unfinished(self) -> Ratio:
        """The runs that were not played to an end, of all that count."""
        return Ratio(self.figures.runs - self.figures.finished, self.figures.runs)

    @property
    def passes(self) -> Ratio:
        """The runs that passed, of those that enter averages."""
        return Ratio(self.figures.passed, self.entering.part)

    @property
    def firsts(self) -> Ratio:
        """The first runs of a scenario, of those that enter averages; the others are repeats."""
        return Ratio(self.figures.firsts, self.entering.part)


@dataclass(frozen=True, slots=True)
class Talk:
    """A choice that cost much: `taken` of the times its scene was stood in, `lost` in all, in
    thousandths of a point. Where its words cannot be read, `words` is its id. `runs` are some of
    the runs behind it, the one it cost most first."""

    scenario: str
    scene: str
    choice: str
    title: str
    words: str
    spoken: bool
    taken: Ratio
    lost: int
    runs: tuple[Taken, ...] = ()

    @property
    def points(self) -> int:
        """What it cost in all, in whole points."""
        return round_points(self.lost)

    @property
    def each(self) -> int:
        """What it cost on average when it was taken, in whole points."""
        return round_points(self.lost // max(1, self.taken.part))


def round_points(thousandths: int) -> int:
    """Thousandths of a point as whole points, halves up."""
    return (thousandths + 500) // 1000


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole of it. `steps` are the map's columns, the most skipped first; `runs` counts every
    run that counts."""

    lines: tuple[Line, ...]
    steps: tuple[str, ...]
    talks: tuple[Talk, ...]
    buyers: Ratio
    shoppers: Ratio
    runs: int


def lines(
    people: Iterable[PersonFigures],
    steps: Iterable[StepFigures],
    names: Mapping[str, str],
    trends: Mapping[str, Sequence[Point]],
    better: Iterable[Improved],
) -> tuple[Line, ...]:
    """Everybody, by name."""
    done: dict[str, dict[str, Ratio]] = {}
    for each in steps:
        done.setdefault(each.person, {})[each.step] = each.done
    improved = {each.person: each for each in better}
    found = []
    for figures in people:
        points = trends.get(figures.person, ())
        process, sixty = [each.process for each in points], [each.sixty for each in points]
        found.append(
            Line(
                figures=figures,
                name=names.get(figures.person, "(name taken away)"),
                steps=done.get(figures.person, {}),
                process_trend=trend(process),
                sixty_trend=trend(sixty),
                improved=improved.get(figures.person),
                process_halves=halves(process),
                sixty_halves=halves(sixty),
            )
        )
    return tuple(sorted(found, key=lambda line: (line.name.casefold(), line.figures.person)))


def trend(points: Sequence[Ratio]) -> Trend | None:
    """Where a score goes: the later half of the latest runs against the earlier; None under ten, or
    where a half had no points to earn."""
    found = halves(points)
    if found is None:
        return None
    before, after = found
    if not before.whole or not after.whole:
        return None
    # Both percents over one denominator, so that nothing is rounded before it is compared.
    moved = (after.part * before.whole - before.part * after.whole) * 100
    enough = MOVED * before.whole * after.whole
    return "up" if moved >= enough else "down" if moved <= -enough else "steady"


def halves(points: Sequence[Ratio]) -> Halves | None:
    """What a trend compares; None under ten runs."""
    if len(points) < ENOUGH:
        return None
    late = points[-WINDOW:]
    middle = len(late) // 2
    return summed(late[:middle]), summed(late[middle:])


def summed(parts: Iterable[Ratio]) -> Ratio:
    """All together, each counting by its size."""
    whole = NOTHING
    for part in parts:
        whole = whole.plus(part)
    return whole


def columns(people: Iterable[Line]) -> tuple[str, ...]:
    """The steps of the map, the most skipped first, in all and then by name."""
    skipped: dict[str, int] = {}
    for line in people:
        for step, done in line.steps.items():
            skipped[step] = skipped.get(step, 0) + done.whole - done.part
    return tuple(sorted(skipped, key=lambda step: (-skipped[step], step)))


SHADES: Final = ((90, "██"), (70, "▓▓"), (40, "▒▒"), (0, "░░"))
"""What a cell of the map shows from so many percent done on; darker is done more often."""
BLANK: Final = "  "


def shade(done: Ratio) -> str:
    """A cell of the map: characters, so that nobody needs a colour to read it."""
    known = done.percent
    if known is None:
        return BLANK
    return next(sign for least, sign in SHADES if known >= least)


def worst(costly: Iterable[Costly], limit: int) -> list[tuple[str, str, str]]:
    """Scenario, scene and choice of single decisions, once each, the dearest in all first."""
    lost: dict[tuple[str, str, str], int] = {}
    for each in costly:
        key = each.scenario, each.scene, each.choice
        lost[key] = lost.get(key, 0) + each.loss
    return sorted(lost, key=lambda key: (-lost[key], key))[:limit]


def share(found: Sequence[ChoiceCost], choice: str) -> tuple[Ratio, int]:
    """How often a choice was taken of all that was chosen in its scene, and what it cost in all."""
    whole = sum(each.times for each in found)
    mine = next((each for each in found if each.choice == choice), None)
    return (Ratio(0, whole), 0) if mine is None else (Ratio(mine.times, whole), mine.lost)
