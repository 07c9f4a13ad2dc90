"""`sixty` and `sixty play`: the app on a terminal that can show it, plain lines everywhere else."""

from __future__ import annotations

import argparse
import os
import sys

from game.commands.errors import CallError
from game.commands.loading import no_interrupt_lost
from game.commands.setting import Setting, setting


def play(call: argparse.Namespace) -> int:
    """Play, in the app or in plain lines."""
    place = setting()
    if call.resume is not None and call.mode is not None:
        raise CallError(f"A run that was left goes on as it began: leave --{call.mode} out.")
    if call.plain:
        return _plain(place, call)
    why = cannot_draw()
    if why is not None:
        sys.stderr.write(f"sixty: {why}, so this is the plain mode.\n")
        sys.stderr.flush()
        return _plain(place, call)
    return _app(place, call)


def cannot_draw() -> str | None:
    """Why the app cannot be shown here; None where it can."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "The app needs a terminal to draw in, and this is none"
    if os.environ.get("TERM", "").casefold() in ("dumb", "unknown"):
        return "This terminal says it cannot draw"
    return None


def _app(place: Setting, call: argparse.Namespace) -> int:
    if call.resume is not None:
        raise CallError("--resume goes with --plain: the app offers what was left in its lobby.")
    _refuse_what_cannot_be(place, call)
    from game.app import run_app

    return run_app(
        place.home,
        place.url,
        place.shelves,
        name=call.name,
        scenario=call.scenario,
        seed=call.seed,
        mode=call.mode,
    )


def _refuse_what_cannot_be(place: Setting, call: argparse.Namespace) -> None:
    """Say so before a screen is drawn, where the name or the scenario cannot be right."""
    from game.library.shelves import NotFound, find
    from game.records.errors import RecordsError
    from game.records.names import clean_name

    try:
        if call.name is not None:
            clean_name(call.name)
        if call.scenario is not None:
            find(call.scenario, place.shelves)
    except (NotFound, RecordsError) as error:
        raise CallError(str(error)) from error


def _plain(place: Setting, call: argparse.Namespace) -> int:
    from game.commands.signing import player

    with no_interrupt_lost():
        from game.plain.desk import Desk, Wish, sit_down
    from game.plain.talk import Talk

    with place.open_log() as store:
        who = player(store, call.name, call.resume)
        wish = Wish(call.scenario, who, call.seed, call.resume, call.mode)
        desk = Desk(store, place.shelves, place.index, place.home)
        return sit_down(desk, wish, Talk(sys.stdin, sys.stdout))
