"""`sixty evidence`, `comment`, `sign` and `inspect`: the trainer's work on runs, in plain lines."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from game.commands.errors import CallError
from game.commands.setting import setting
from game.commands.signing import at_desk
from game.commands.writing import write_json, write_lines
from game.records.papers import Drawn, Signed
from game.session.safe import safe

if TYPE_CHECKING:
    from game.office.desk import Desk
    from game.office.inspection import Inspection
    from game.records.entries import RunRecord
    from game.records.papers import Paper, Verdict


def evidence(call: argparse.Namespace) -> int:
    """Write a run as evidence, alone or beside another."""
    from game.plain.evidence import beside_lines, evidence_lines

    with setting().open_log() as store:
        desk = at_desk(store, call.name)
        if call.json:
            from game.office.documents import evidence_document

            write_json(evidence_document(desk.evidence(call.run)))
        elif call.beside is not None:
            write_lines(beside_lines(desk.beside(call.run, call.beside)))
        else:
            write_lines(evidence_lines(desk.evidence(call.run)))
    return 0


def comment(call: argparse.Namespace) -> int:
    """Write a comment, and say that it is kept."""
    text = _text(call)
    verdict: Verdict | None = None
    if call.agree:
        verdict = "agree"
    elif call.retry:
        verdict = "retry"
    elif call.adjust:
        verdict = "adjust"
    with setting().open_log() as store:
        desk = at_desk(store, call.name, writes=True)
        desk.comment(call.run, call.decision, text, verdict=verdict, label=call.adjust)
        record = desk.run(call.run)
    where = "the run" if call.decision is None else f"decision {call.decision + 1}"
    write_lines([f"Kept: on {where} of {_short(record)} by {_name(record)}."])
    return 0


def sign(call: argparse.Namespace) -> int:
    """Sign a run off, and say what head that is anchored to."""
    text = _text(call)
    scored = call.process is not None or call.sixty is not None
    if scored and call.retry:
        raise CallError("A run that is sent back gets no scores: leave --process and --sixty out.")
    verdict: Verdict = "retry" if call.retry else "adjust" if scored else "agree"
    with setting().open_log() as store:
        desk = at_desk(store, call.name, writes=True)
        paper = desk.sign(call.run, verdict, text, process=call.process, sixty=call.sixty)
        record = desk.run(call.run)
    if not isinstance(paper.entry, Signed):
        raise TypeError("a sign-off was filed as something else")
    write_lines(
        [
            f"Signed off: {_short(record)} by {_name(record)}, {_SAID[verdict]}.",
            f"The log held {paper.entry.events:,} events; its head: {paper.entry.head}",
            (
                "Note the head somewhere else: sixty verify --against HEAD tells whether this log "
                "is still the one you signed."
            ),
        ]
    )
    return 0


_SAID = {
    "agree": "with the scores as they are",
    "adjust": "with scores of your own beside the machine's",
    "retry": "sent back to be played again",
}


def inspect(call: argparse.Namespace) -> int:
    """Write what is to be inspected, after a draw where one was asked for; 1 if any is overdue."""
    from game.office.inspection import DUE_DAYS, WINDOW_DAYS

    if call.draw is None and (call.within or call.due):
        raise CallError("--within and --due go with --draw N.")
    with setting().open_log() as store:
        desk = at_desk(store, call.name, writes=call.draw is not None)
        if call.draw is not None:
            paper = desk.draw(call.draw, call.within or WINDOW_DAYS, call.due or DUE_DAYS)
            _say_if_fewer(paper, call.draw)
        found = desk.inspections()
        shown = [each for each in found if call.all or each[0].signed_ms is None]
        if call.json:
            from game.office.documents import inspections_document

            write_json(inspections_document(shown, desk.agreement()))
        else:
            lines = [_inspection(each, record) for each, record in shown]
            write_lines([*(lines or ["Nothing is to be inspected."]), *_agreement(desk)])
    return int(any(each.overdue for each, _ in found))


def _say_if_fewer(paper: Paper, asked: int) -> None:
    drawn = len(paper.entry.runs) if isinstance(paper.entry, Drawn) else asked
    if drawn < asked:
        were = "was" if drawn == 1 else "were"
        sys.stderr.write(f"Only {drawn} {were} left to draw, of the {asked} asked for.\n")


def _inspection(each: Inspection, record: RunRecord) -> str:
    from game.records.export import time_text

    state = "overdue" if each.overdue else "open"
    if each.signed_ms is not None:
        state = f"signed off {time_text(each.signed_ms)[:10]}"
    due = time_text(each.due_ms)[:10]
    return f"{_short(record)}  {_name(record)}  {safe(record.started.scenario)}  due {due}  {state}"


def _agreement(desk: Desk) -> list[str]:
    from game.office.agreement import ENOUGH

    found = desk.agreement()
    lines = []
    for what, share in (("decisions", found.decisions), ("runs", found.runs)):
        if share.whole:
            enough = share.whole >= ENOUGH
            said = f"People agree with the coach on {share.words if enough else share.told} {what}"
            lines.append(f"{said}." if enough else f"{said}, too few to say more.")
    if found.sent_back:
        lines.append(f"Sent back for another try: {found.sent_back}.")
    return lines


def _text(call: argparse.Namespace) -> str:
    if call.text == ["-"]:
        read: str = sys.stdin.read().strip()
        return read
    return " ".join(call.text)


def _short(record: RunRecord) -> str:
    return record.run.partition("-")[0]


def _name(record: RunRecord) -> str:
    return safe(record.name or "(name taken away)")
