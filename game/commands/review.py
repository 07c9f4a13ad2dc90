"""`sixty review`: the trainer's review, in the app on a terminal and in plain lines elsewhere."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from game.commands.progress import Progress
from game.commands.setting import setting
from game.commands.signing import at_desk
from game.commands.writing import write_json, write_lines
from game.office.wanted import wanted

if TYPE_CHECKING:
    from game.office.desk import Desk


def review(call: argparse.Namespace) -> int:
    """Open the review; or judge what nobody has judged yet, and write it."""
    from game.commands.play import cannot_draw
    from game.office.asking import Asking
    from game.plain.trainer import overview_lines, scenario_lines

    asked = wanted(call.words)
    place = setting()
    with place.open_log() as store:
        desk = at_desk(store, call.name)
        asking = Asking(desk)
        which = asking.which(asked)
        if not (call.plain or call.json) and cannot_draw() is None:
            from game.app import run_review

            return run_review(place.home, place.url, desk, asked)
        left = _judge(desk)
        found, scenarios = asking.overview(which), asking.scenarios(which)
        if call.json:
            from game.office.documents import review_document

            write_json(review_document(asked, found, scenarios, asking.steps(which), unjudged=left))
        else:
            others = bool(found.lines or desk.figures().people())
            lines = [
                *overview_lines(asked, found, left, others=others),
                *scenario_lines(scenarios),
            ]
            write_lines([*lines, *_inspections(desk)])
    return 0


def _judge(desk: Desk) -> int:
    """Let the coach look at every run that it has not looked at; Ctrl+C leaves the rest for the
    next time. How many are left."""
    from game.office.judging import RULES, judge
    from game.records.errors import RecordsError
    from game.records.judging import unjudged

    every = 2**31
    whole = len(unjudged(desk.store, RULES, every))
    if not whole:
        return 0
    try:
        with Progress("Judged (Ctrl+C goes on without)", whole) as progress:
            judge(desk.store, step=progress.at)
    except KeyboardInterrupt:
        pass
    except RecordsError as error:  # a log that may only be read can be reviewed all the same
        sys.stderr.write(f"sixty: {error.sentence}\n")
    return len(unjudged(desk.store, RULES, every))


def _inspections(desk: Desk) -> list[str]:
    from game.office.crew import RefusedError
    from game.plain.trainer import inspection_line

    try:
        found = [each for each, _ in desk.inspections() if each.signed_ms is None]
    except RefusedError:
        return []  # a trainee's own review
    overdue = sum(each.overdue for each in found)
    return ["", inspection_line(len(found), overdue, desk.agreement())]
