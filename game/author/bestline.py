"""The best line of a scenario, as the coach has it, for whoever draws it.

Imports the coach, and numpy with it, only when asked. Knows no picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.author.chart import Step

if TYPE_CHECKING:
    from game.coach.study import Study
    from game.engine.program import Program


def best_line(program: Program, study: Study | None = None) -> tuple[Step, ...]:
    """Best play from the start, with the likeliest luck, down to its ending.

    `study` spares solving a program again. Raises TooManyStatesError (game.coach.graph), and
    ScenarioFaultError (game.engine.step) for a program that was not inspected.
    """
    from game.coach.nodes import follow
    from game.coach.study import Study

    study = study or Study(program)
    node, line = study.start, []
    while (row := study.best.choice(node)) is not None:
        scene = program.scenes[row.scene].id
        node = max(follow(program, node, row), key=lambda opened: opened.chance).node
        line.append(Step(scene, row.id, program.scene(node.state).id))
    return tuple(line)
