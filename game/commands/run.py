"""`sixty run`: a scenario played without a person, by choices given or by a bot."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.coach.bots import BOTS, pick
from game.coach.graph import TooManyStatesError
from game.coach.players import PLAYERS, NothingToTakeError, play
from game.commands.errors import CallError
from game.commands.setting import setting
from game.commands.writing import write_json, write_lines
from game.engine.draws import SEED_LIMIT
from game.engine.run import NotOfferedError, Run, start
from game.engine.step import ScenarioFaultError
from game.script.problems import listed, quoted, suggest
from game.session.coach import Coach
from game.session.safe import quoted_argument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.commands.setting import Setting
    from game.engine.program import Program
    from game.session.review import NoReview, Review

EVERYONE = (*BOTS, *PLAYERS)
"""Who can play without a person."""

LOGGED_AS = "sixty run"
"""Whose name stands in the log for runs that nobody played."""


def run(call: argparse.Namespace) -> int:
    """Play, write the document or the transcript, and log the run where asked to."""
    place = setting()
    if call.bot is not None and call.bot not in EVERYONE:
        known = listed(EVERYONE, "and")
        raise CallError(f"There is no bot {quoted(call.bot)}; the bots are {known}.")
    program = place.program(call.scenario)
    seed = _seed() if call.seed is None else call.seed
    begun, coach = _start(program, seed, call.truth), Coach()
    try:
        played = _choose(begun, call.choose) if call.bot is None else _bot(begun, call.bot, coach)
    except ScenarioFaultError as fault:
        raise CallError(str(fault)) from fault
    logged = _log(place, played, call.truth, call.bot) if call.log else None
    if call.json:
        from game.session.documents import run_document

        write_json(run_document(played, coach.review(played)))
    else:
        _write_plain(call, played, coach.review(played), logged)
    return 0


def _seed() -> int:
    import secrets

    return secrets.randbelow(SEED_LIMIT)


def _start(program: Program, seed: int, truth: str | None) -> Run:
    try:
        return start(program, seed, truth)
    except KeyError:
        names = [row.id for row in program.truths if row.id is not None]
        if not names:
            raise CallError(
                f"This scenario hides no truth, so that --truth {truth} says nothing here."
            ) from None
        raise CallError(
            f"This scenario has no truth {quoted(truth)}. {suggest(str(truth), names)}"
        ) from None


def _choose(begun: Run, choices: str) -> Run:
    played = begun
    for choice in filter(None, map(str.strip, choices.split(","))):
        try:
            played = played.choose(choice)
        except NotOfferedError as error:
            raise CallError(_not_offered(error)) from error
    return played


def _not_offered(error: NotOfferedError) -> str:
    where = f"Decision {error.decision + 1}: {quoted(error.choice)} is not offered in scene"
    if not error.offered:
        return f"{where} {error.scene}, where the conversation is over and nothing is offered."
    return f"{where} {error.scene}; offered there: {', '.join(error.offered)}."


def _bot(begun: Run, bot: str, coach: Coach) -> Run:
    played, binder = begun, begun.program.script.binder
    if bot in PLAYERS:
        try:
            return play(coach.study(begun.program), bot, begun)
        except TooManyStatesError as error:
            raise CallError(str(error)) from error
        except NothingToTakeError as error:
            raise CallError(
                f"Bot {bot} does not go on from scene {error.scene}, where every way on ends in a"
                " foul: it needs mending."
            ) from error
    while not played.over:
        rows = played.offered()
        if not rows:
            raise CallError(f"Scene {played.scene.id} offers nothing here: it needs mending.")
        played = played.take(pick(bot, binder, rows, played.seed, len(played.taken)), rows)
    return played


def _log(place: Setting, played: Run, truth: str | None, bot: str | None) -> str:
    """Log a run that was played, choice by choice; its id."""
    from game.session.live import open_run

    with place.open_log() as store:
        person = store.person(LOGGED_AS).pseudonym
        live = open_run(
            store,
            played.program,
            person,
            seed=played.seed,
            truth=truth,
            front="run",
            bot=bot,
        )
        for turn in played.taken:
            live.decide(turn.row.id)
    return live.id


def _write_plain(
    call: argparse.Namespace, played: Run, review: Review | NoReview, logged: str | None
) -> None:
    from game.plain.transcript import transcript_lines

    lines = [*transcript_lines(played, review), f"The same again: {_again(call, played)}"]
    if not played.over:
        lines.append(_still_open([row.id for row in played.offered()]))
    if logged is not None:
        lines.append(f"Logged as run {logged}.")
    write_lines(lines)


def _again(call: argparse.Namespace, played: Run) -> str:
    ids = ",".join(turn.row.id for turn in played.taken)
    truth = f" --truth {call.truth}" if call.truth is not None else ""
    story, chosen = quoted_argument(call.scenario), quoted_argument(ids)
    return f"sixty run {story} --choose {chosen} --seed {played.seed}{truth}"


def _still_open(ids: Sequence[str]) -> str:
    return f"The choices ran out before an ending; offered next: {', '.join(ids)}."
