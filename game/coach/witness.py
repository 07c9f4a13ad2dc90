"""A play that shows a failure which is about a scenario as a whole: what a bot or a way of playing
does there. Works on one `Study`; knows no proof's bound and no words.
"""

from __future__ import annotations

from game.coach.bots import pick
from game.coach.exact import Exact
from game.coach.nodes import follow
from game.coach.proof import Shown
from game.coach.proofs import STAYS
from game.coach.short import shortly
from game.coach.study import Study
from game.engine.program import Program
from game.engine.run import start

SEEDS = 200
"""Runs of a bot looked through for its shortest pass: one that fails passes in a fifth of them."""


def witness(study: Study, shown: Shown) -> tuple[str, ...]:
    """The ids of the choices of a play that shows what fails: the shortest to the state it fails
    in, else a bot's shortest pass of its first runs, or the way of playing itself with the
    likeliest luck. None where no play can show it: of what never comes up."""
    if shown.play:
        return shown.play
    match shown.kind:
        case "bot":
            return _pass_of(study.program, shown.who)
        case "habit":
            return _line(study, study.habit(shown.who))
        case "unsold":
            return _line(study, study.without_sale)
        case "short":
            return shortly(study.program, study.start, STAYS)
        case _:
            return ()


def _line(study: Study, player: Exact) -> tuple[str, ...]:
    """What a way of playing takes from the start on, with the likeliest luck."""
    node, play = study.start, list[str]()
    while (row := player.choice(node)) is not None:
        play.append(row.id)
        node = max(follow(study.program, node, row), key=lambda opened: opened.chance).node
    return tuple(play)


def _pass_of(program: Program, bot: str) -> tuple[str, ...]:
    """The shortest pass of a bot's among its first runs, by their seeds; none where none is."""
    binder = program.script.binder
    shortest: tuple[str, ...] = ()
    for seed in range(SEEDS):
        run = start(program, seed)
        while not run.over and (rows := run.offered()):
            run = run.take(pick(bot, binder, rows, seed, len(run.taken)), rows)
        fewer = not shortest or len(run.taken) < len(shortest)
        if run.over and fewer and run.scorecard().passed:
            shortest = tuple(taken.row.id for taken in run.taken)
    return shortest
