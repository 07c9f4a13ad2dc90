"""Players without judgement: each has favourites among what is offered, or takes any of it.

They see what a trainee sees (words and the binder), never the truth or a meter. Know no score.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from game.engine.draws import uniform

if TYPE_CHECKING:
    from game.engine.program import ChoiceRow, Program
    from scoring.binder import Binder

COURTESIES = (
    "please",
    "thank you",
    "thanks",
    "sorry",
    "excuse me",
    "pardon",
    "forgive me",
    "welcome",
    "of course",
    "certainly",
    "happy to",
    "glad to",
    "delighted",
    "pleasure",
    "appreciate",
    "grateful",
    "kindly",
    "lovely",
    "may I",
    "would you mind",
    "if you like",
    "take your time",
    "take all the time",
    "no rush",
    "no hurry",
    "sir",
    "madam",
    "ma'am",
)
"""What `polite` counts: words that are courteous whatever else a line does. Ours, not measured."""

TURN_OVER_IDS = ("turn-over", "turnover", "to", "t-o", "introduce-manager")
"""Ids of a binder step that is a T.O.: introducing somebody else before the customer leaves."""

TURN_OVER_WORDS = ("t.o.", "turn over", "turn-over", "turnover", "introduce a manager")
"""Words in a step's label that make it a T.O. whatever its id."""

ALWAYS_TURNS_OVER, RANDOM = "always-TO", "random"

Favourites = Callable[["Binder", Sequence["ChoiceRow"]], Sequence["ChoiceRow"]]
"""Of the rows offered (never none), those a bot likes best; all of them where it likes none."""


def _first(_binder: Binder, rows: Sequence[ChoiceRow]) -> Sequence[ChoiceRow]:
    return rows[:1]


def _longest(_binder: Binder, rows: Sequence[ChoiceRow]) -> Sequence[ChoiceRow]:
    return _most(rows, [len(row.source.text) for row in rows])


def _polite(_binder: Binder, rows: Sequence[ChoiceRow]) -> Sequence[ChoiceRow]:
    return _most(rows, [courtesy(row.source.text) for row in rows])


def _always_turn_over(binder: Binder, rows: Sequence[ChoiceRow]) -> Sequence[ChoiceRow]:
    steps = turn_overs(binder)
    return [row for row in rows if steps.intersection(row.source.does)] or rows


def _random(_binder: Binder, rows: Sequence[ChoiceRow]) -> Sequence[ChoiceRow]:
    return rows


BOTS: dict[str, Favourites] = {
    "first": _first,
    "longest": _longest,
    "polite": _polite,
    ALWAYS_TURNS_OVER: _always_turn_over,
    RANDOM: _random,
}
"""The bots by the names the commands use. Ties, and having no favourite, are settled by a draw."""


def pick(
    bot: str, binder: Binder, rows: Sequence[ChoiceRow], seed: int, decision: int
) -> ChoiceRow:
    """What a bot takes of the rows offered (in file order, at least one) at a decision (from 0).

    The same for everyone: its draw comes from the seed, in a stream of the bot's own.
    Raises KeyError for a bot there is none of.
    """
    liked = BOTS[bot](binder, rows)
    return liked[uniform(seed, f"bot:{bot}", decision, len(liked))]


def has_favourites(bot: str, program: Program) -> bool:
    """Whether a bot likes any choice better than another of its scene. Raises KeyError."""
    binder = program.script.binder
    return any(
        len(BOTS[bot](binder, scene.choices)) < len(scene.choices)
        for scene in program.scenes
        if scene.choices
    )


def courtesy(text: str, words: Sequence[str] = COURTESIES) -> int:
    """How many courteous words a line has; each counts as often as it stands there."""
    return _courtesy(text, tuple(words))


@lru_cache(maxsize=4096)
def _courtesy(text: str, words: tuple[str, ...]) -> int:
    plain = text.casefold().replace("\u2019", "'")
    return sum(len(alone.findall(plain)) for word, alone in _alone(words) if word in plain)


@lru_cache(maxsize=64)
def _alone(words: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The words, each with what finds it where it is no part of another."""
    plain = [word.casefold() for word in words]
    return tuple((word, re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")) for word in plain)


def turn_overs(binder: Binder) -> frozenset[str]:
    """The binder's steps that are a T.O., by id or by what their label says."""
    return _turn_overs(tuple((step.id, step.label) for step in binder.steps))


@lru_cache(maxsize=64)
def _turn_overs(steps: tuple[tuple[str, str], ...]) -> frozenset[str]:
    return frozenset(
        id
        for id, label in steps
        if id.casefold() in TURN_OVER_IDS
        or any(words in label.casefold() for words in TURN_OVER_WORDS)
    )


def _most(rows: Sequence[ChoiceRow], counts: Sequence[int]) -> Sequence[ChoiceRow]:
    top = max(counts)
    return [row for row, count in zip(rows, counts, strict=True) if count == top]
