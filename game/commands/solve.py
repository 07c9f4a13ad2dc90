"""`sixty solve`: the best line of a scenario, its values, its bots and its proofs."""

from __future__ import annotations

import argparse
import json
import sys
import time
from typing import TYPE_CHECKING

from game.coach.proofs import bots, prove, unreachable
from game.coach.study import Study
from game.commands.setting import setting

if TYPE_CHECKING:
    from typing import Any


def solve(call: argparse.Namespace) -> int:
    """Solve a scenario and write what was found; 1 where a proof does not hold."""
    program = setting().program(call.scenario)
    began = time.perf_counter()
    study = Study(program)
    proofs = prove(study)
    scenes, choices = unreachable(study)
    document: dict[str, Any] = {
        "states": study.graph.states,
        "transitions": study.graph.transitions,
        "value": {
            "best": _amount(study.best),
            "worst": _amount(study.worst),
            "random": _amount(study.mean),
        },
        "best_line": [{"scene": scene, "choice": choice} for scene, choice in study.line()],
        "unreachable": {"scenes": list(scenes), "choices": list(choices)},
        "proofs": [
            {
                "name": proof.name,
                "holds": proof.holds,
                "margin": None if proof.margin is None else _amount(proof.margin),
                "witness": list(proof.witness),
            }
            for proof in proofs
        ],
        "bots": [
            {"name": bot.name, "expected": _amount(bot.expected), "passes": _amount(bot.passes)}
            for bot in bots(study)
        ],
    }
    document["seconds"] = round(time.perf_counter() - began, 3)
    if call.json:
        json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        _write_text(document)
        for proof in proofs:
            for shown in proof.shown:
                sys.stdout.write(
                    f"{proof.name}: {shown.scene}: {shown.says}: {', '.join(shown.play)}\n"
                )
            for one in proof.listed:
                sys.stdout.write(f"{proof.name}: never comes up: {one}\n")
    return 0 if all(proof.holds for proof in proofs) else 1


def _amount(figure: float) -> dict[str, Any]:
    return {"about": round(figure, 6)}


def _write_text(document: dict[str, Any]) -> None:
    out = sys.stdout.write
    value = document["value"]
    size = f"{document['states']:,} states, {document['transitions']:,} transitions"
    out(f"{size}, {document['seconds']} s\n")
    out("Expected totals: " + ", ".join(f"{k} {v['about']:.2f}" for k, v in value.items()) + "\n")
    out("Best line:\n")
    for one in document["best_line"]:
        out(f"  {one['scene']}: {one['choice']}\n")
    out("Bots (expected total, chance of a pass):\n")
    for bot in document["bots"]:
        out(f"  {bot['name']:12} {bot['expected']['about']:6.2f}  {bot['passes']['about']:6.1%}\n")
    out("Proofs:\n")
    for proof in document["proofs"]:
        margin = "" if proof["margin"] is None else f"  margin {proof['margin']['about']:.2f}"
        out(f"  {'holds' if proof['holds'] else 'FAILS'}  {proof['name']}{margin}\n")
