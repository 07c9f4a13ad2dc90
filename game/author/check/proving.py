"""A scenario solved and proved: what was found of a program. Slow: a tenth of a second and more.

Everything here can be done in a process of its own: a program in, plain values out. Knows no words
of a mentor's, no file and no screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from game.author.check.beside import beside
from game.author.check.findings import Fault, Figures, Findings, Worded
from game.author.check.mending import sought
from game.coach.bots import BOTS
from game.coach.graph import TooManyStatesError
from game.coach.proof import LEAST_LOSS, Proof, Shown
from game.coach.proofs import BOTS_PASS_AT_MOST, bot_passes, prove, unreachable
from game.coach.reports import (
    dead_weight,
    debatable,
    overturning_presets,
    worth_of_asking,
)
from game.coach.study import Amount, Study
from game.coach.witness import witness
from game.engine.program import Program

WORDED = ("longest", "polite")
"""The bots that go by the words: what they meet is found apart, since words change most often."""

WORTH_TWO = 10_000
"""States from which on a second process is begun in less time than it saves."""


class Task(NamedTuple):
    """What is to be found of a program: all but what hangs on the words, what does, or both; with
    `deep` the odds of branches are moved too, and with `mends` the number is looked for that mends
    what fails: of `known`, where all but that was found before."""

    program: Program
    rest: bool = True
    words: bool = True
    deep: bool = False
    mends: bool = True
    known: Findings | None = None


class Outcome(NamedTuple):
    """What was found, None where it was not asked for."""

    rest: Findings | None
    words: Worded | None


def work(task: Task, *, over_two: bool = False) -> Outcome:
    """Do a task. `over_two` lets a second process take half of it: for when nothing else is under
    way, in this process or in others."""
    study = Study(task.program)
    try:
        if not over_two or not task.rest or study.graph.states < WORTH_TWO:
            return _found(study, task)
        # Both halves stand on what the endings come to.
        study.values  # noqa: B018
        with beside(study.keep_company) as coming:
            study.expect_company(coming)
            return _found(study, task)
    except TooManyStatesError as error:
        return Outcome(Findings(refused=str(error)), Worded())


def _found(study: Study, task: Task) -> Outcome:
    found = _rest(study, deep=task.deep) if task.rest else task.known
    if found is not None and task.mends:
        found = sought(study.program, found) or found
    return Outcome(found, _worded(study) if task.words else None)


def _rest(study: Study, *, deep: bool) -> Findings:
    at = {row.id: row.at for row in study.program.choices}
    dead, asking = dead_weight(study), None
    open_to_debate = {choice: None for _, choice in debatable(study)}
    if deep:
        from game.author.check.deep import debatable_branches

        open_to_debate |= dict.fromkeys(debatable_branches(study))
    if len(study.program.truths) > 1:
        asking = worth_of_asking(study)
    presets = overturning_presets(study)
    proofs = prove(study)
    return Findings(
        faults=tuple(_faults(study, proofs)),
        fatal=tuple(at[id] for id in study.company.fatal),
        never_best=tuple(at[id] for id in dead.never_best),
        always_best=tuple(at[id] for id in dead.always_best),
        idle=(
            *(("fact", name) for name in dead.facts),
            *(("step", name) for name in dead.steps),
            *(("meter", name) for name in dead.meters),
        ),
        asking=asking,
        debatable=tuple(at[id] for id in open_to_debate),
        presets=tuple((name, at[id]) for name, (_, id) in presets.items()),
        figures=Figures(
            states=study.graph.states,
            best=None if study.worth is None else study.worth.total,
            random=_told(study.mean),
            margin=min((each.margin for each in proofs if each.margin is not None), default=None),
            passes=_passes(study, (name for name in BOTS if name not in WORDED)),
            line=tuple(dict.fromkeys(row.at for _, row in study.played)),
        ),
    )


def _worded(study: Study) -> Worded:
    faults = (_fault(study, shown) for name in WORDED for shown in bot_passes(study, name))
    return Worded(tuple(faults), _passes(study, WORDED))


def _passes(study: Study, names: Iterable[str]) -> tuple[tuple[str, Fraction], ...]:
    return tuple((name, _told(study.met(name).passes)) for name in names)


def _told(amount: Amount) -> Fraction:
    return Fraction(f"{amount.about:.6f}") if amount.exact is None else amount.exact


def _faults(study: Study, proofs: Iterable[Proof]) -> Iterator[Fault]:
    fouls_only = set[str | None]()
    for proof in proofs:
        yield from _unreachable(study, proof)
        for shown in proof.shown:
            if shown.kind in {"closed", "unoffered"} or shown.who in WORDED:
                continue
            if shown.kind == "fouls-only":
                fouls_only.add(shown.scene)
            # A foul is pressure too: one fair choice there mends both.
            if shown.kind == "alone" and shown.scene in fouls_only:
                continue
            yield _fault(study, shown)


def _unreachable(study: Study, proof: Proof) -> Iterator[Fault]:
    """The scenes that never open, and the choices never offered in those that do."""
    if proof.name != "reachable":
        return
    scenes, choices = (frozenset(ids) for ids in unreachable(study))
    for scene in study.program.scenes:
        if scene.id in scenes:
            yield Fault("closed", scene.at)
            continue
        yield from (
            Fault("unoffered", scene.at, row.at) for row in scene.choices if row.id in choices
        )


def _fault(study: Study, shown: Shown) -> Fault:
    program = study.program
    rows = {row.id: row for row in program.choices}
    play = tuple(rows[id] for id in witness(study, shown))
    scene = next((scene.at for scene in program.scenes if scene.id == shown.scene), None)
    choice = rows[shown.choice].at if shown.choice in rows else None
    if choice is None and scene is None and play:
        choice = play[-1].at
    if choice is not None and scene is None:
        scene = program.choices[choice].scene
    return Fault(
        kind=shown.kind,
        scene=scene,
        choice=choice,
        play=tuple(row.at for row in play),
        who=shown.who,
        figure=shown.figure,
        bound=BOTS_PASS_AT_MOST if shown.kind == "bot" else Fraction(LEAST_LOSS),
    )
