"""Players with judgement: the best, the worst, and the best but for a habit, decision by decision.

What they take hangs on the state and on what could be believed, never on the truth or on a draw.
"""

from __future__ import annotations

from game.coach.exact import Exact
from game.coach.habits import HABITS
from game.coach.nodes import see
from game.coach.study import Study
from game.engine.run import Run

BEST, WORST = "best", "worst"

PLAYERS = (BEST, *HABITS, WORST)
"""By the names the commands use."""


class NothingToTakeError(Exception):
    """A player refuses all that is offered: from `scene` on every play ends with a foul."""

    def __init__(self, scene: str) -> None:
        super().__init__(scene)
        self.scene = scene


def play(study: Study, name: str, begun: Run) -> Run:
    """A run that has not begun, of the program that was studied, played to its ending.

    Raises KeyError for a player there is none of, NothingToTakeError, TooManyStatesError.
    """
    player, node, run = _player(study, name), study.start, begun
    while not run.over:
        row = player.choice(node)
        if row is None:
            raise NothingToTakeError(run.scene.id)
        run = run.take(row, run.offered())
        node = see(study.program, node, row, run.scene.at).node
    return run


def _player(study: Study, name: str) -> Exact:
    if name in (BEST, WORST):
        return study.best if name == BEST else study.worst
    return study.habit(name)
