"""The smallest change of one number that keeps pressure from paying in a scene.

Tries a choice's own meters, one step at a time, on the compiled program. Knows no files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from game.coach.pressure import pays_in
from game.coach.study import Study
from game.engine.program import ChoiceRow, Program
from scoring.binder import METERS

FARTHEST = 5
"""How far a number is moved at the most; past this the choice itself is at fault."""

_WORSE = {"trust": -1, "pressure": +1, "value": -1}


class Mend(NamedTuple):
    """A number of a choice to change: the meter, what the file says, and what would do."""

    choice: str
    meter: str
    was: int
    now: int


def mend(study: Study, scene: str, choice: str) -> Mend | None:
    """The smallest change of one of a pressure choice's meters after which pressure pays in no
    state of its scene; None where none is small enough."""
    return next(filter(None, tries(study, scene, choice)), None)


def tries(study: Study, scene: str, choice: str) -> Iterator[Mend | None]:
    """The search for it: None after every change that would not do, and last the one that would,
    where one does.

    Explores the scenario again for each change it tries.
    """
    program = study.program
    row = next(row for row in program.choices if row.id == choice)
    for change in _changes(row):
        changed = Study(_with(program, row, change.meter, change.now))
        if not pays_in(changed, scene):
            yield change
            return
        yield None


def _changes(row: ChoiceRow) -> Iterator[Mend]:
    for far in range(1, FARTHEST + 1):
        for meter in METERS:
            was = int(getattr(row.source, meter))
            now = was + far * _WORSE[meter]
            if -10 <= now <= 10:
                yield Mend(row.id, meter, was, now)


def _with(program: Program, row: ChoiceRow, meter: str, by: int) -> Program:
    """The program with one number of one choice another."""
    shift = program.judge.layout.meters[meter]
    moves = tuple(move for move in row.effect.moves if move[0] != shift)
    source = row.source.model_copy(update={meter: by})
    changed = replace(row, effect=row.effect._replace(moves=(*moves, (shift, by))), source=source)

    def instead(rows: tuple[ChoiceRow, ...]) -> tuple[ChoiceRow, ...]:
        return tuple(changed if each is row else each for each in rows)

    return replace(
        program,
        choices=instead(program.choices),
        scenes=tuple(
            replace(scene, choices=instead(scene.choices)) if scene.at == row.scene else scene
            for scene in program.scenes
        ),
    )
