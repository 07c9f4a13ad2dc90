"""`sixty preview`: a scenario played live while it is written. Nothing of it is logged."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from game.commands.errors import CallError
from game.commands.play import cannot_draw
from game.commands.setting import Setting, setting

if TYPE_CHECKING:
    from game.author.bench import Bench


def preview(call: argparse.Namespace) -> int:
    """Preview, in the app or in plain lines; 1 where the file never could be played."""
    place = setting()
    bench = _bench(place, call)
    if call.plain:
        return _plain(bench)
    why = cannot_draw()
    if why is not None:
        sys.stderr.write(f"sixty: {why}, so this is the plain mode.\n")
        sys.stderr.flush()
        return _plain(bench)
    from game.app import run_preview

    return run_preview(place.home, place.url, bench)


def _bench(place: Setting, call: argparse.Namespace) -> Bench:
    from game.author.bench import Wish, lay
    from game.library.shelves import NotFound, find

    try:
        path = find(call.scenario, place.shelves)
    except NotFound as missing:
        raise CallError(str(missing)) from missing
    return lay(path, place.shelves, Wish(call.seed or 0, call.truth, call.at or ""))


def _plain(bench: Bench) -> int:
    from game.plain.preview import play
    from game.plain.talk import Talk

    return play(bench, Talk(sys.stdin, sys.stdout))
