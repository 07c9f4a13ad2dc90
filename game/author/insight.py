"""What a trainee never sees of a run, for whoever writes it: meters, facts, steps, the odds ahead.

Read from a preview; judges nothing itself. Knows no screen.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.author.preview import Preview, branches
from game.session.debrief import LedgerEntry, debrief
from scoring.binder import METERS
from scoring.ledger import Score


@dataclass(frozen=True, slots=True)
class Meter:
    """A meter, 0..10, and by how much the last choice moved it."""

    name: str
    now: int
    moved: int


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that can be learnt, and whether it was."""

    name: str
    says: str
    known: bool


@dataclass(frozen=True, slots=True)
class Leads:
    """Where a choice on offer may lead under the truth at hand: (percent, scene id)."""

    choice: str
    to: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Inside:
    """All of it, as it stands. `truth` is the id of what is true, `drawn` that the seed drew it;
    `truths` are all there are, with their odds in percent. `ending` is the kind of the ending that
    it has come to, `passed` None until then."""

    scene: str
    seed: int
    truth: str | None
    drawn: bool
    truths: tuple[tuple[str, int], ...]
    meters: tuple[Meter, ...]
    facts: tuple[Fact, ...]
    moments: tuple[str, ...]
    fouls: tuple[str, ...]
    ledger: tuple[LedgerEntry, ...]
    process: Score
    sixty: Score
    leads: tuple[Leads, ...]
    ending: str | None
    passed: bool | None


def inside(preview: Preview) -> Inside:
    """What stands behind the open scene."""
    run, program = preview.run, preview.program
    layout, script = program.judge.layout, program.script
    state = run.state
    before = run.taken[-2].state if len(run.taken) > 1 else run.opening
    told = debrief(run)
    return Inside(
        scene=run.scene.id,
        seed=run.seed,
        truth=program.truths[run.truth].id,
        drawn=preview.truth is None,
        truths=tuple((row.id, row.odds) for row in program.truths if row.id is not None),
        meters=tuple(
            Meter(name, layout.meter(state, name), layout.meter(state, name) - was)
            for name in METERS
            for was in (layout.meter(before, name),)
        ),
        facts=tuple(
            Fact(name, fact.says, bool(state & layout.facts[name]))
            for name, fact in script.scenario.facts.items()
        ),
        moments=tuple(name for name, bit in layout.moments.items() if state & bit),
        fouls=tuple(says for says, _ in told.fouls),
        ledger=told.ledger,
        process=told.process,
        sixty=told.sixty,
        leads=tuple(Leads(row.id, branches(preview, row.id)) for row in run.offered()),
        ending=told.ending if run.over else None,
        passed=told.passed if run.over else None,
    )
