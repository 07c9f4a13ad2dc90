"""What a mentor is told of a scenario beside the proofs: nothing here fails anything.

The worth of asking, what is debatable, and what is dead weight. Works on one `Study`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from game.coach.columns import pick
from game.coach.exact import NEAR
from game.coach.habits import is_pressure
from game.coach.liveness import asides, guards, scored_bits, through_asides
from game.coach.study import Study
from game.coach.sweep import through
from game.engine.program import Program
from game.script.presets import Preset
from scoring.layout import METER_MASK


@dataclass(frozen=True, slots=True)
class DeadWeight:
    """Ids of what could as well not be there: choices that are never the best and no temptation by
    pressure or foul, choices that always are, and what changes no score."""

    never_best: tuple[str, ...]
    always_best: tuple[str, ...]
    facts: tuple[str, ...]
    steps: tuple[str, ...]
    meters: tuple[str, ...]


def worth_of_asking(study: Study) -> Fraction:
    """What best play told the truth could expect beyond best play, in points; 0 where no truth is
    hidden, or best play comes to nothing."""
    program = study.program
    if study.worth is None or len(program.truths) < 2:
        return Fraction(0)
    everything = sum(truth.odds for truth in program.truths)
    told = Fraction(0)
    for truth, worth in zip(program.truths, study.told, strict=True):
        if worth is not None:
            told += Fraction(truth.odds, everything) * worth.total
    return told - study.worth.total


def debatable(study: Study) -> tuple[tuple[str, str], ...]:
    """The decisions of best play, whatever its luck, that are debatable: scene and choice ids, each
    once, as play meets them."""
    found: dict[tuple[str, str], None] = {}
    for node, row in study.played:
        pair = study.program.scenes[row.scene].id, row.id
        if pair not in found and study.debatable(node):
            found[pair] = None
    return tuple(found)


def overturning_presets(study: Study) -> dict[Preset, tuple[str, str]]:
    """Where the scenario names the preset its odds rest on: each other preset under which a choice
    of best play, whatever its luck, is none of the best, with the first such choice (scene and
    choice ids). Nothing where it names none, or its odds cannot be moved to another."""
    found: dict[Preset, tuple[str, str]] = {}
    if study.worth is None:
        return found
    for preset, other in study.presets.items():
        for node, row in study.played:
            if study.overturned(node, (other,)):
                found[preset] = study.program.scenes[row.scene].id, row.id
                break
    return found


def dead_weight(study: Study) -> DeadWeight:
    """What could as well not be there. A choice that is within `NEAR` of the best counts as one."""
    ever: set[int] = set()
    offered: set[int] = set()
    chosen_from: set[int] = set()
    not_always: set[int] = set()
    for place, layer in study.layers():
        count = np.zeros(layer.rows.shape[1], dtype=np.int64)
        for move in layer.moves:
            count[move.offered] += 1
        several = count > 1
        for move in layer.moves:
            at = move.choice.at
            offered.add(at)
            if at in ever and at in not_always:
                continue  # nothing more to be learnt of it
            loss = pick(study.values.best[place], move.offered)
            with np.errstate(invalid="ignore"):  # a dead end beside a dead end is not the best
                loss = loss - through(move, study.values.best, study.values.unit)
            best = (loss <= NEAR) & (not move.choice.fouls)
            among = several[move.offered]
            if best.any():
                ever.add(at)
            if among.any():
                chosen_from.add(at)
            if (among & ~best).any():
                not_always.add(at)
    rows = study.program.choices
    layout = study.program.judge.layout
    read = _read(study.program)
    return DeadWeight(
        never_best=tuple(
            row.id for row in rows if row.at in offered - ever and not is_pressure(row)
        ),
        always_best=tuple(row.id for row in rows if row.at in chosen_from - not_always),
        facts=tuple(name for name, bit in layout.facts.items() if not read & bit),
        steps=tuple(
            step.id
            for step in study.program.judge.scope
            if not step.points and not read & layout.done[step.id]
        ),
        meters=tuple(
            name for name, shift in layout.meters.items() if not read >> shift & METER_MASK
        ),
    )


def _read(program: Program) -> int:
    """The bits of a state that a score, a condition or a rule in scope reads."""
    judge = program.judge
    read = scored_bits(program)
    for row in program.choices:
        for guard in guards(row):
            read |= guard.need | guard.bar
            for shift, _, _ in guard.meters:
                read |= METER_MASK << shift
    for step in judge.scope:
        monitor = judge.monitors[step.id]
        read |= monitor.need | monitor.bar
        for happened, _, _ in (*monitor.deadlines, *monitor.apart):
            read |= happened
    return through_asides(read, asides(program.scenes), {})
