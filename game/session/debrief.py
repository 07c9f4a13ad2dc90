"""What a run came to, gathered for both front ends: scores, money, truth, ledger, every decision.

Read from a run; computes no score of its own. Words speak of the decision, never of the person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.session.view import Heard, exchanges, heard_at
from game.session.words import MEASURES, wall
from scoring.binder import METERS
from scoring.events import made
from scoring.process import out_of_time

if TYPE_CHECKING:
    from game.engine.run import Money, Run, Taken
    from scoring.ledger import Line, Score


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A ledger line with what it cites in words: a binder step's label and why, or the measure."""

    line: Line
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, with what it did. `moves` are the meters' true moves (0 left out); `did` pairs
    a binder step's label with whether its rules were kept; `learnt` are facts; `promised` and
    `made_good` promises made and kept by it; `number` counts from 1."""

    number: int
    clock: str
    heard: Heard
    text: str
    spoken: bool
    tone: str
    coach: str | None
    moves: tuple[tuple[str, int], ...]
    did: tuple[tuple[str, bool], ...]
    learnt: tuple[str, ...]
    fouls: tuple[str, ...]
    promised: tuple[str, ...] = ()
    made_good: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise that was made: what it says, whether it was kept, None while it still can be."""

    says: str
    kept: bool | None


@dataclass(frozen=True, slots=True)
class Debrief:
    """All a debrief shows. `buys` is this-week, later or never; `day`, `days_after` and what it
    brought are what the trainee is shown of the days after. The truth stays hidden until the run
    is over."""

    scenario: str
    title: str
    customer: str
    binder: str
    over: bool
    ending: str | None
    heard: Heard
    day: int | None
    days_after: str | None
    truth: str | None
    really: str | None
    buys: str | None
    process: Score
    sixty: Score
    pass_process: int
    pass_sixty: int
    passed: bool
    fouls: tuple[tuple[str, int | None], ...]
    money: Money
    ledger: tuple[LedgerEntry, ...]
    decisions: tuple[Decision, ...]
    clock: str
    promises: tuple[Promised, ...] = ()


def debrief(run: Run) -> Debrief:
    """The debrief of a run, finished or not."""
    script = run.program.script
    scenario, binder = script.scenario, script.binder
    scorecard = run.scorecard()
    hidden = run.program.truths[run.truth]
    truth, source_of_truth = (hidden.id, hidden.source) if run.over else (None, None)
    after = run.afterwards() if run.over else None
    clock = wall(scenario.opens, run.minute)
    foul_words = {foul.id: foul.says for foul in binder.fouls}
    return Debrief(
        scenario=script.id,
        title=scenario.title,
        customer=scenario.customer.name,
        binder=binder.title,
        over=run.over,
        ending=run.scene.kind,
        heard=heard_at(run, len(run.taken)),
        day=after.day if after else None,
        days_after=after.tells if after else None,
        truth=truth,
        really=source_of_truth.really if source_of_truth else None,
        buys=source_of_truth.buys if source_of_truth else None,
        process=scorecard.process,
        sixty=scorecard.sixty,
        pass_process=binder.pass_process,
        pass_sixty=binder.pass_sixty,
        passed=scorecard.passed,
        fouls=tuple((foul_words[foul], decision) for foul, decision in scorecard.fouls),
        money=run.money(),
        ledger=tuple(_entry(run, line) for line in scorecard.ledger),
        decisions=_decisions(run),
        clock=clock,
        promises=_promises(run),
    )


def _promises(run: Run) -> tuple[Promised, ...]:
    """The promises that were made, as the file has them. The run's end is the end of every one."""
    judge, state = run.program.judge, run.state
    told = []
    for name, promise in run.program.script.scenario.promises.items():
        pledge = judge.pledges[name]
        if state & pledge.made:
            lost = run.over or out_of_time(pledge, state, run.minute)
            kept = True if state & pledge.kept else False if lost else None
            told.append(Promised(promise.says, kept))
    return tuple(told)


def _entry(run: Run, line: Line) -> LedgerEntry:
    if line.score == "sixty":
        return LedgerEntry(line, MEASURES[line.cites], "")
    step = run.program.script.binder.step(line.cites)
    return LedgerEntry(line, step.label, step.why)


def _decisions(run: Run) -> tuple[Decision, ...]:
    before = run.opening
    told = []
    for number, (turn, past) in enumerate(zip(run.taken, exchanges(run), strict=True), 1):
        told.append(_decision(run, number, turn, before, past.heard))
        before = turn.state
    return tuple(told)


def _decision(run: Run, number: int, turn: Taken, before: int, heard: Heard) -> Decision:
    script, layout = run.program.script, run.program.judge.layout
    source = turn.row.source
    moves = ((m, layout.meter(turn.state, m) - layout.meter(before, m)) for m in METERS)
    new = turn.state & ~before
    foul_words = {foul.id: foul.says for foul in script.binder.fouls}
    return Decision(
        number=number,
        clock=wall(script.scenario.opens, turn.minute),
        heard=heard,
        text=source.text,
        spoken=source.say is not None,
        tone=source.tone,
        coach=source.coach,
        moves=tuple((meter, by) for meter, by in moves if by),
        did=tuple(
            (step.label, bool(new & layout.kept[step.id]))
            for step in script.binder.steps
            if new & layout.done[step.id]
        ),
        learnt=tuple(
            fact.says for name, fact in script.scenario.facts.items() if new & layout.facts[name]
        ),
        fouls=tuple(foul_words[foul] for foul in source.foul),
        promised=tuple(
            promise.says
            for name, promise in script.scenario.promises.items()
            if new & layout.moments[made(name)]
        ),
        made_good=tuple(
            promise.says
            for name, promise in script.scenario.promises.items()
            if new & layout.promises[name]
        ),
    )
