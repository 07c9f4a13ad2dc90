"""`sixty solve`: the best line of a scenario, its values, its bots and its proofs."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.coach.bots import BOTS
from game.coach.graph import TooManyStatesError
from game.coach.habits import HABITS
from game.coach.mend import mend
from game.coach.proof import Proof
from game.coach.proofs import prove, unreachable
from game.coach.reports import (
    dead_weight,
    debatable,
    overturning_presets,
    worth_of_asking,
)
from game.coach.study import Amount, Study
from game.coach.witness import witness
from game.commands.errors import CallError
from game.commands.setting import setting
from game.commands.writing import write_lines
from game.script.problems import quoted, visible
from game.session.figures import PLACES, figure

if TYPE_CHECKING:
    from typing import Any

FEW = 2_000
"""States up to which a bot's figures are added up exactly here: each takes a third of a second at
the most, which whoever asks for them once can wait, and a save cannot."""


def solve(call: argparse.Namespace) -> int:
    """Solve a scenario and write what was found; 1 where a proof does not hold."""
    program = setting().program(call.scenario)
    study = Study(program, few=FEW)
    try:
        document, proofs = look_through(study)
    except TooManyStatesError as error:
        raise CallError(str(error)) from error
    if call.json:
        json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        write_lines((*_lines(study, document, proofs), "", *_reports(study)))
    return 0 if all(proof.holds for proof in proofs) else 1


def look_through(study: Study) -> tuple[dict[str, Any], tuple[Proof, ...]]:
    """The document of `sixty solve --json` (shared design), and the proofs it tells of."""
    began = time.perf_counter()
    proofs = prove(study)
    best, worst = study.worth, study.worst.worth(study.start)
    scenes, choices = unreachable(study)
    document = {
        "states": study.graph.states,
        "transitions": study.graph.transitions,
        "value": {
            "best": None if best is None else figure(best.total),
            "worst": None if worst is None else figure(worst.total),
            "random": _amount(study.mean),
        },
        "best_line": [{"scene": scene, "choice": choice} for scene, choice in study.line()],
        "unreachable": {"scenes": list(scenes), "choices": list(choices)},
        "proofs": [
            {
                "name": proof.name,
                "holds": proof.holds,
                "margin": None if proof.margin is None else figure(proof.margin),
                "witness": list(witness(study, proof.shown[0])) if proof.shown else [],
            }
            for proof in proofs
        ],
        "bots": [
            {"name": name} | {key: _amount(each) for key, each in met._asdict().items()}
            for name in (*BOTS, *HABITS)
            for met in (study.met(name),)
        ],
    }
    document["seconds"] = round(time.perf_counter() - began, 3)
    return document, proofs


def _amount(amount: Amount) -> dict[str, Any]:
    if amount.exact is None:
        return {"about": round(amount.about, PLACES)}
    return figure(amount.exact)


def _lines(study: Study, document: dict[str, Any], proofs: tuple[Proof, ...]) -> Iterator[str]:
    value = document["value"]
    yield (
        f"{document['states']:,} states, {document['transitions']:,} transitions,"
        f" solved in {document['seconds']:.2f} s"
    )
    yield ""
    told = (f"{name} {_about(figure)}" for name, figure in value.items())
    yield f"Expected totals, 0 to 100: {', '.join(told)}"
    yield ""
    yield "Best line, with the likeliest luck:"
    called = _Called(study)
    yield from (f"  {one['scene']:20} {called[one['choice']]}" for one in document["best_line"])
    yield ""
    yield "Bots, with the scores that each may expect:"
    yield f"  {'':12} {'process':>8} {'sixty':>8} {'total':>8} {'passes':>8}"
    for bot in document["bots"]:
        scores = " ".join(f"{_about(bot[key]):>8}" for key in ("process", "sixty", "expected"))
        yield f"  {bot['name']:12} {scores} {bot['passes']['about']:>8.1%}"
    yield ""
    yield "Proofs, with the points that the nearest temptation loses:"
    for one, proof in zip(document["proofs"], proofs, strict=True):
        margin = "" if one["margin"] is None else f"{_about(one['margin'])} points"
        yield f"  {'holds' if proof.holds else 'FAILS'}  {proof.name:18} {margin}".rstrip()
        for shown in proof.shown:
            where = "" if shown.scene is None else f"In scene {shown.scene}, "
            yield f"         {visible(where + shown.says)}."
            if play := witness(study, shown):
                which = "The shortest play" if shown.play else "A play that shows it"
                yield f"         {which}: {','.join(play)}"
            if shown.scene is not None and shown.choice is not None:
                yield f"         {_mend(study, shown.scene, shown.choice)}"


class _Called:
    """What a person calls a choice: its own id, or its words where the log gave it one."""

    def __init__(self, study: Study) -> None:
        rows = study.program.choices
        self._words = {row.id: row.source.text for row in rows if row.source.id is None}

    def __getitem__(self, choice: str) -> str:
        text = self._words.get(choice)
        return choice if text is None else quoted(visible(text))


def _mend(study: Study, scene: str, choice: str) -> str:
    found = mend(study, scene, choice)
    called = _Called(study)[choice]
    if found is None:
        return f"No one small number of {called} mends it: look at where it leads."
    return (
        f"The smallest change that mends it there: in {called}, {found.meter}: {found.now:+d}"
        f" where it is {found.was:+d}."
    )


def _reports(study: Study) -> Iterator[str]:
    """What is told beside, and fails nothing."""
    worth = float(worth_of_asking(study))
    yield f"Knowing the truth from the start would be worth {worth:.2f} points."
    called = _Called(study)
    debated = debatable(study)
    open_to_debate = ", ".join(f"{called[choice]} (in {scene})" for scene, choice in debated)
    yield f"Debatable, were the odds a little different: {open_to_debate or 'nothing'}."
    for preset, (scene, choice) in overturning_presets(study).items():
        where = f"{called[choice]} (in {scene})"
        yield f"Under the preset {preset} the best line is another, from {where} on."
    dead = dead_weight(study)
    for names, what in (
        (study.company.fatal, "After one of these no pass is possible"),
        (dead.never_best, "Never the best, and no temptation by pressure or foul"),
        (dead.always_best, "Always the best, whenever offered with others"),
        (dead.facts, "Facts that change nothing"),
        (dead.steps, "Steps that change nothing"),
        (dead.meters, "Meters that change nothing"),
    ):
        if names:
            yield f"{what}: {', '.join(called[name] for name in names)}."


def _about(figure: dict[str, Any] | None) -> str:
    return "none" if figure is None else f"{figure['about']:.2f}"
