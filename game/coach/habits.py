"""Ways of playing as the proofs judge them: bots without judgement, and best play but for a habit.

The first are `bots`, told to a whole layer of states at once. Knows no scores.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from game.coach.bots import BOTS
from game.coach.graph import Graph, Layer
from game.coach.sweep import Floats, Weigh
from game.engine.program import ChoiceRow, Program

Allowed = Callable[[Sequence[ChoiceRow]], Sequence[ChoiceRow]]
"""Of the rows offered, those that a habit leaves; all of them where it would leave none."""

NEVER_LOGS, NEVER_ASKS, LINGERS = "never-logs", "never-asks", "lingers"

HABITS = (NEVER_LOGS, NEVER_ASKS, LINGERS)
"""The players who play best but for one habit, in the order of the table."""


def weigh_bot(graph: Graph, bot: str) -> Weigh:
    """How likely a bot is to take each choice. Raises KeyError for a bot there is none of."""
    binder, like = graph.program.script.binder, BOTS[bot]

    def liked(rows: Sequence[ChoiceRow]) -> Sequence[ChoiceRow]:
        return like(binder, rows)

    return weigh_liked(liked)


def weigh_liked(liked: Allowed) -> Weigh:
    """Taking any of the choices that are liked, each as likely as another."""

    def weigh(layer: Layer) -> Sequence[Floats]:
        pattern, patterns = offers(layer)
        table = np.zeros((len(patterns), len(layer.moves)))
        for number, open_now in enumerate(patterns):
            rows = [move.choice for move, held in zip(layer.moves, open_now, strict=True) if held]
            if not rows:
                continue
            favourites = {row.at for row in liked(rows)}
            for at, move in enumerate(layer.moves):
                if open_now[at] and move.choice.at in favourites:
                    table[number, at] = 1 / len(favourites)
        return [table[pattern[move.offered], at] for at, move in enumerate(layer.moves)]

    return weigh


def honest(rows: Sequence[ChoiceRow]) -> Sequence[ChoiceRow]:
    """The choices that are no foul: what best play considers."""
    return [row for row in rows if not row.fouls]


def anything(rows: Sequence[ChoiceRow]) -> Sequence[ChoiceRow]:
    """Every choice: what worst play considers."""
    return rows


def offers(layer: Layer) -> tuple[np.ndarray[tuple[int], np.dtype[np.intp]], list[list[bool]]]:
    """What is offered together: for each state the number of its pattern, and each pattern as
    whether each of the layer's choices is offered."""
    held = np.zeros((layer.rows.shape[1], len(layer.moves)), dtype=bool)
    for at, move in enumerate(layer.moves):
        held[move.offered, at] = True
    packed = np.packbits(held, axis=1)
    found, first, number = np.unique(packed, axis=0, return_index=True, return_inverse=True)
    return number.reshape(len(held)), held[first].tolist() if len(found) else []


def habit(program: Program, name: str) -> Allowed:
    """What a habit leaves of the rows offered. Raises KeyError for a habit there is none of."""
    refused = {row.at for row in program.choices if _REFUSES[name](program, row)}

    def allowed(rows: Sequence[ChoiceRow]) -> Sequence[ChoiceRow]:
        return [row for row in rows if row.at not in refused] or rows

    def first(rows: Sequence[ChoiceRow]) -> Sequence[ChoiceRow]:
        return [row for row in rows if row.at in refused] or rows

    return first if name == LINGERS else allowed


def meets(program: Program, name: str) -> bool:
    """Whether a scenario has what a habit is about. Raises KeyError."""
    return any(_REFUSES[name](program, row) for row in program.choices)


def _secures(program: Program, row: ChoiceRow) -> bool:
    secures = {step.id for step in program.judge.scope if step.secures_next_step}
    return not secures.isdisjoint(row.source.does)


def _sells(program: Program, row: ChoiceRow) -> bool:
    return any(program.scenes[way.scene].kind == "sold" for way in row.ways)


def _comes_back(_program: Program, row: ChoiceRow) -> bool:
    return any(way.scene == row.scene for way in row.ways)


_REFUSES = {NEVER_LOGS: _secures, NEVER_ASKS: _sells, LINGERS: _comes_back}


def is_pressure(row: ChoiceRow) -> bool:
    """A pressure choice: told as one, or raising pressure by 2 or more, or a foul."""
    return row.source.tone == "pressure" or row.source.pressure >= 2 or row.fouls
