"""`sixty log`, `sixty replay` and `sixty verify`: what the log holds, and whether it does."""

from __future__ import annotations

import argparse
import csv
import os
import re
import sys
from typing import TYPE_CHECKING

from game.commands.errors import CallError
from game.commands.progress import Progress
from game.commands.setting import setting
from game.commands.signing import at_desk
from game.commands.writing import write_json, write_lines
from game.records.errors import RecordsError
from game.records.ratio import Ratio
from game.script.problems import quoted
from game.session.safe import json_text, safe

if TYPE_CHECKING:
    from typing import Any

    from game.engine.run import Run
    from game.office.desk import Desk
    from game.records.entries import RunRecord


def log(call: argparse.Namespace) -> int:
    """Write the log, in lines or as the document or table that was asked for."""
    with setting().open_log() as store:
        desk = at_desk(store, call.name)
        if call.json:
            _log_json(desk)
        elif call.csv:
            _log_csv(desk)
        else:
            _log_lines(desk)
    return 0


def replay(call: argparse.Namespace) -> int:
    """Play a logged run again from its inputs, and compare it with what was logged."""
    from game.session.coach import Coach
    from game.session.live import CannotReplayError, replay_record

    with setting().open_log() as store:
        record = _record(at_desk(store, call.name), call.run)
        if call.binder is not None:
            from game.commands.rescore import rescore

            return rescore(store, record, call.binder)
        try:
            played = replay_record(store, record)
        except CannotReplayError as error:
            sys.stderr.write(f"sixty: {safe(str(error))}\n")
            return 1
    review = Coach().review(played)
    if call.json:
        from game.session.documents import run_document

        write_json(run_document(played, review))
    else:
        from game.plain.transcript import transcript_lines

        write_lines([_run_line(_row(record)), "", *transcript_lines(played, review)])
    different = _differs(record, played)
    if different is not None:
        sys.stderr.write(f"sixty: {different}\n")
        return 1
    return 0


def verify(call: argparse.Namespace) -> int:
    """Check the whole log, and that an older head is still part of it; 1 where it is not so."""
    from game.office.desk import to_check, verify_all

    against = None if call.against is None else _head(call.against)
    with setting().open_log() as store, Progress("Checked", to_check(store)) as progress:
        found = verify_all(store, against, progress.at)
    sentences = [safe(problem.told) for problem in found.problems]
    write_lines(sentences)
    if sentences:
        return 1
    count = f"{found.count:,} event{'' if found.count == 1 else 's'}"
    write_lines([f"The score log holds: {count}, and nothing was changed.", f"Head: {found.head}"])
    return 0


def _head(typed: str) -> str:
    """A head as somebody noted it. Raises CallError for what can be none, which tells of no log."""
    head = typed.strip().lower()
    if re.fullmatch(r"[0-9a-f]{64}", head) is None:
        raise CallError(
            f"{quoted(typed)} is no head of a log: a head is the 64 letters and figures that sixty"
            " verify shows."
        )
    return head


def _log_json(desk: Desk) -> None:
    head = desk.store.head()
    opening = json_text({"events": head.count, "head": head.hash})[:-1]
    sys.stdout.write(f'{opening}, "runs": [')
    for number, row in enumerate(desk.rows()):
        sys.stdout.write(f"{',' if number else ''}\n{json_text(row)}")
    sys.stdout.write("]}\n")


def _log_csv(desk: Desk) -> None:
    from game.records.cells import csv_cell
    from game.records.export import DECISION_COLUMNS

    # Spreadsheets take a file for UTF-8 only where it begins with this mark.
    sys.stdout.write("\ufeff")
    # RFC 4180 ends a row with both signs; on Windows the stream adds the first itself.
    table = csv.writer(sys.stdout, lineterminator="\n" if os.name == "nt" else "\r\n")
    table.writerow(DECISION_COLUMNS)
    for row in desk.decision_rows():
        table.writerow([csv_cell(value) for value in row.values()])


def _log_lines(desk: Desk) -> None:
    none = True
    for row in desk.rows():
        if none:
            write_lines(["Runs, the oldest first; times are UTC."])
        none = False
        write_lines([_run_line(row)])
    if none and desk.sees() is not None:
        write_lines(["The score log holds no run yet that is yours to see."])
    elif none:
        write_lines(["Nothing has been played yet: the score log is empty."])


def _row(record: RunRecord) -> dict[str, Any]:
    """What `_run_line` needs of a run, from its record rather than from the export."""
    from game.records.export import time_text

    ended, branch = record.ended, record.started.branched_from
    return {
        "started": time_text(record.started_ms),
        "run": record.run,
        "name": record.name,
        "scenario": {"id": record.started.scenario},
        "bot": record.started.bot,
        "mode": record.started.mode,
        "branched_from": branch and {"run": branch[0], "index": branch[1]},
        "state": record.state,
        "decisions": record.decisions,
        "process": ended and _score(ended.process),
        "sixty": ended and _score(ended.sixty),
        "fouls": ended and ended.fouls,
        "passed": ended and ended.passed,
    }


def _score(score: Ratio) -> dict[str, int]:
    return {"earned": score.part, "possible": score.whole}


def _run_line(row: dict[str, Any]) -> str:
    who = f"bot {row['bot']}" if row["bot"] else row["name"] or "(name taken away)"
    parts = [
        row["started"][:16].replace("T", " "),
        row["run"].partition("-")[0],
        safe(who),
        safe(row["scenario"]["id"]),
        _result(row),
    ]
    if row["branched_from"] is not None:
        parent = row["branched_from"]
        again = f"decision {parent['index'] + 1} of {parent['run'].partition('-')[0]} tried again"
        parts.append(again)
    elif row["mode"] == "practice":
        parts.append("practice")
    return "  ".join(parts)


def _result(row: dict[str, Any]) -> str:
    if row["state"] != "finished":
        made = len(row["decisions"])
        return f"{row['state']} after {made} decision{'' if made == 1 else 's'}"
    process, sixty = (
        Ratio(row[name]["earned"], row[name]["possible"]) for name in ("process", "sixty")
    )
    end = "pass" if row["passed"] else f"foul: {', '.join(row['fouls'])}" if row["fouls"] else ""
    return f"process {process}, sixty {sixty}, {safe(end) or 'no pass'}"


def _record(desk: Desk, run: str) -> RunRecord:
    try:
        return desk.run(run)
    except RecordsError as error:
        raise CallError(error.sentence) from error


def _differs(record: RunRecord, played: Run) -> str | None:
    """What the log and the replay disagree on, in one sentence; None where they agree."""
    from game.session.live import ended

    own = played.taken[record.started.stands_at :]
    for said, turn in zip(record.decisions, own, strict=True):
        scene = played.program.scenes[turn.row.scene].id
        if (said.scene, said.minute, set(said.offered)) != (scene, turn.minute, set(turn.offered)):
            return (
                f"The replay is not what was logged: at decision {said.index + 1} the log says "
                f"scene {safe(said.scene)} in minute {said.minute}, and the replay came to scene "
                f"{safe(scene)} in minute {turn.minute}."
            )
    if record.ended is not None and (not played.over or ended(record.run, played) != record.ended):
        return (
            "The replay is not what was logged: the ending or the scores of the day differ from "
            "what the rules give now."
        )
    return None
