"""Ways of playing as the proofs judge them: bots without judgement, and best play but for a habit.

The first are `bots`, told to a whole layer of states at once. Knows no scores.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.coach.bots import ALWAYS_TURNS_OVER, BOTS, RANDOM, turn_overs
from game.coach.columns import pick
from game.coach.graph import Layer
from game.coach.sweep import Floats, Join, Likes, Weigh, first_of
from game.engine.program import ChoiceRow, Program

Allowed = Callable[[Sequence[ChoiceRow]], Sequence[ChoiceRow]]
"""Of the rows offered, those that a habit leaves; all of them where it would leave none."""

NEVER_LOGS, NEVER_ASKS, LINGERS = "never-logs", "never-asks", "lingers"

_FEW = 10
"""Choices offered only in some states of a layer, of which a table has room for every pattern."""

HABITS = (NEVER_LOGS, NEVER_ASKS, LINGERS)
"""The players who play best but for one habit, in the order of the table."""


def favourites(program: Program, bot: str) -> Allowed:
    """What a bot likes best of the rows offered. Raises KeyError for a bot there is none of."""
    binder, like = program.script.binder, BOTS[bot]
    known: dict[tuple[int, ...], Sequence[ChoiceRow]] = {}

    def liked(rows: Sequence[ChoiceRow]) -> Sequence[ChoiceRow]:
        these = tuple(row.at for row in rows)
        if these not in known:
            known[these] = like(binder, rows) if rows else ()
        return known[these]

    return liked


def alike(program: Program, bot: str) -> str:
    """The bot that takes the same everywhere in a scenario, mostly this one itself: where no choice
    is a T.O., nothing tells who always turns over from who takes anything."""
    steps = turn_overs(program.script.binder)
    if bot != ALWAYS_TURNS_OVER or any(steps.intersection(r.source.does) for r in program.choices):
        return bot
    return RANDOM


def weigh_liked(liked: Allowed) -> Weigh:
    """Taking any of the choices that are liked, each as likely as another."""

    def weigh(layer: Layer) -> Sequence[Floats | float | None]:
        pattern, patterns = offers(layer)
        shares: dict[int, list[float]] = {}
        for number, rows in enumerate(patterns):
            taken = liked(rows)
            for row in taken:
                shares.setdefault(row.at, [0.0] * len(patterns))[number] = 1 / len(taken)
        found: list[Floats | float | None] = []
        for move in layer.moves:
            mine = shares.get(move.choice.at)
            if mine is None or len(patterns) == 1:
                found.append(None if mine is None else mine[0])
            else:
                found.append(np.array(mine)[pick(pattern, move.offered)])
        return found

    return weigh


def honest(rows: Sequence[ChoiceRow]) -> Sequence[ChoiceRow]:
    """The choices that are no foul: what best play considers."""
    return [row for row in rows if not row.fouls]


def anything(rows: Sequence[ChoiceRow]) -> Sequence[ChoiceRow]:
    """Every choice: what worst play considers."""
    return rows


def offers(layer: Layer) -> tuple[NDArray[np.intp], tuple[tuple[ChoiceRow, ...], ...]]:
    """What is offered together: for each state the number of its pattern, and each pattern as the
    choices in it, in file order."""
    if layer.offers is None:
        layer.offers = _patterns(layer)
    return layer.offers


def _patterns(layer: Layer) -> tuple[NDArray[np.intp], tuple[tuple[ChoiceRow, ...], ...]]:
    count = layer.rows.shape[1]
    sometimes = [move for move in layer.moves if len(move.offered) < count]
    # Most scenes have a few choices that come and go: each of them a bit, and nothing is sorted.
    if len(sometimes) <= _FEW:
        bits = {move.choice.at: 1 << at for at, move in enumerate(sometimes)}
        code = np.zeros(count, dtype=np.int64)
        for move in sometimes:
            code[move.offered] += bits[move.choice.at]
        codes = np.flatnonzero(np.bincount(code, minlength=1))
        number = np.zeros(1 << len(sometimes), dtype=np.intp)
        number[codes] = np.arange(len(codes))
        return number[code], tuple(
            tuple(
                move.choice
                for move in layer.moves
                if (bit := bits.get(move.choice.at)) is None or held & bit
            )
            for held in codes.tolist()
        )
    held = np.zeros((len(layer.moves), count), dtype=bool)
    code = np.zeros(count, dtype=np.int64)
    for at, move in enumerate(layer.moves):
        held[at, move.offered] = True
        code = 2 * code + held[at]
        if at % 32 == 31:
            code = np.unique(code, return_inverse=True)[1]
    _, first, number = np.unique(code, return_index=True, return_inverse=True)
    return number, tuple(
        tuple(move.choice for move, here in zip(layer.moves, held[:, at], strict=True) if here)
        for at in first
    )


class Habit(NamedTuple):
    """Best play but for a habit: of the choices that are no foul, those it leaves; all of them
    where it would leave none. `likes` is whether it leaves a choice."""

    likes: Likes
    allowed: Allowed

    def best(self) -> Join:
        """What the habit leaves of a layer's choices is worth."""
        return first_of((self.likes, _is_fair))


def habit(program: Program, name: str) -> Habit:
    """A habit by its name. Raises KeyError for one there is none of."""
    named = {row.at for row in program.choices if _REFUSES[name](program, row)}
    liked = {row.at for row in program.choices if (row.at in named) == (name == LINGERS)}

    def likes(row: ChoiceRow) -> bool:
        return row.at in liked and not row.fouls

    def allowed(rows: Sequence[ChoiceRow]) -> Sequence[ChoiceRow]:
        return [row for row in rows if likes(row)] or honest(rows)

    return Habit(likes, allowed)


def _is_fair(row: ChoiceRow) -> bool:
    return not row.fouls


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
