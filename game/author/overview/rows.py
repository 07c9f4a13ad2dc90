"""A scenario as one row of the table of all: what it is, what was proved of it, what it exercises.

Takes what `check` keeps; solves nothing. Knows no format.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from game.author.check.desk import Looked, proved
from game.author.check.memory import Memory
from game.author.overview.reading import Look, looks
from game.coach.bots import BOTS
from game.script.systems import SYSTEMS

if TYPE_CHECKING:
    from game.author.check.findings import Figures


@dataclass(frozen=True, slots=True)
class Row:
    """One scenario. `problems` are the codes of what is wrong with it; where it cannot be played,
    or has too many states to be solved, `figures` is None.

    `passes` has each bot's chance of a pass, 0..1, and `asking` what knowing the truth from the
    start would be worth, in points; None where nothing is hidden. `overturned` are the presets
    under which the best line is another, and `looks` what its best choices look like.
    """

    id: str
    title: str
    minutes: int
    scenes: int
    endings: int
    systems: tuple[str, ...]
    preset: str | None
    problems: tuple[str, ...]
    figures: Figures | None = None
    passes: tuple[tuple[str, Fraction], ...] = ()
    asking: Fraction | None = None
    overturned: tuple[str, ...] = ()
    looks: dict[str, Look] = field(default_factory=dict)


def row(id: str, looked: Looked, memory: Memory) -> Row:
    """The row of a scenario that was looked at, with what is in memory of it."""
    found = proved(looked, memory)
    problems = (one.problem for one in found if one.problem.severity != "advice")
    codes = tuple(sorted({problem.code for problem in problems}))
    if looked.loaded is None or looked.loaded.script is None:
        title = "" if looked.loaded is None else looked.loaded.title
        return Row(id, title or id, 0, 0, 0, (), None, codes)
    scenario = looked.loaded.script.scenario
    kept, worded, program = None, None, looked.program
    if looked.keys is not None:
        kept, worded = memory.rest.get(looked.keys.rest), memory.words.get(looked.keys.words)
    figures = None if kept is None else kept.figures
    met = {} if figures is None else dict(figures.passes)
    met |= {} if worded is None else dict(worded.passes)
    return Row(
        id=id,
        title=scenario.title,
        minutes=scenario.minutes,
        scenes=len(scenario.scenes),
        endings=sum(scene.ending is not None for scene in scenario.scenes.values()),
        systems=tuple(system for system in SYSTEMS if system in scenario.exercises),
        preset=scenario.customer.preset,
        problems=codes,
        figures=figures,
        passes=tuple((bot, met[bot]) for bot in BOTS if bot in met),
        asking=None if kept is None else kept.asking,
        overturned=() if kept is None else tuple(preset for preset, _ in kept.presets),
        looks={} if program is None or figures is None else looks(program, figures.line),
    )


def by_folder(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows by the folder they stand in, in their order; a scenario in none is in “”."""
    folders: dict[str, list[Row]] = {}
    for each in rows:
        folders.setdefault(each.id.rpartition("/")[0], []).append(each)
    return folders


def unexercised(rows: Iterable[Row]) -> tuple[str, ...]:
    """The systems that none of these scenarios exercises."""
    met = {system for each in rows for system in each.systems}
    return tuple(system for system in SYSTEMS if system not in met)
