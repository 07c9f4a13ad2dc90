"""What can be proved of a program without looking at a single state: that no scene gets stuck.

Sound, not complete: what is not proved here may still be so. Knows no values, no truth, no time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.engine.program import ChoiceRow, Program


def unproved(program: Program) -> tuple[str, ...]:
    """The scenes that are not proved to offer something whenever they open, by id.

    A scene is proved by a choice without an `if` that leads where the scene cannot come up again:
    whenever it opens, that choice has not been taken.
    """
    behind = _reaching(program)
    return tuple(
        scene.id
        for scene in program.scenes
        if scene.kind is None and not any(_leads_away(row, behind) for row in scene.choices)
    )


def _leads_away(row: ChoiceRow, behind: Sequence[set[int]]) -> bool:
    return row.guard is None and not any(way.scene in behind[row.scene] for way in row.ways)


def _reaching(program: Program) -> list[set[int]]:
    """For each scene, those it can come up after: itself, and all that some way leads from."""
    before: list[set[int]] = [set() for _ in program.scenes]
    for row in program.choices:
        for way in row.ways:
            before[way.scene].add(row.scene)
    found = []
    for at in range(len(program.scenes)):
        met, waiting = {at}, [at]
        while waiting:
            for scene in before[waiting.pop()] - met:
                met.add(scene)
                waiting.append(scene)
        found.append(met)
    return found
