"""The ledger: one line for each thing that counted, and the scorecard that sums the lines.

The two scores are the sums of the lines and nothing else. Reads the fold's tallies; judges nothing
itself but which decision a line belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from scoring.binder import Step
from scoring.fold import Effect, Judge, Left
from scoring.process import broken, do
from scoring.sixty import measures


class Line(NamedTuple):
    """Points earned of points possible, the binder step or sixty measure cited, and the index of
    the decision it happened at (None: it belongs to the run as a whole)."""

    decision: int | None
    score: Literal["process", "sixty"]
    cites: str
    earned: int
    possible: int
    said: str


class Score(NamedTuple):
    """Whole points earned and possible. A score that nothing is possible in is full."""

    earned: int
    possible: int

    @property
    def percent(self) -> int:
        """0..100, rounded down: for showing only."""
        return 100 if self.possible == 0 else 100 * self.earned // self.possible

    def reaches(self, mark: int) -> bool:
        """Whether the exact percent is at least `mark`."""
        return 100 * self.earned >= mark * self.possible


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A run's two scores with their ledger. `fouls` are (foul, index of its decision)."""

    ledger: tuple[Line, ...]
    process: Score
    sixty: Score
    fouls: tuple[tuple[str, int | None], ...]
    passed: bool


class Turn(NamedTuple):
    """One decision as the fold met it: the effect of the choice, the simulated minute it took
    hold, and the tally once the scene it led to had opened."""

    effect: Effect
    minute: int
    tally: int


def score(judge: Judge, start: int, turns: Sequence[Turn], left: Left | None) -> Scorecard:
    """The scorecard of a run.

    `start` is the tally once the first scene had opened; `left` is what the customer left with,
    None while the run goes on (it then passes nothing).
    """
    last = turns[-1].tally if turns else start
    over = left is not None
    process = tuple([_step(judge, step, start, turns, last, over=over) for step in judge.scope])
    ended = len(turns) - 1 if over and turns else None
    sixty = tuple(
        [
            Line(ended if measure == "outcome" else None, "sixty", measure, earned, possible, said)
            for measure, earned, possible, said in measures(judge, last, left)
            if possible
        ]
    )
    fouls = tuple(
        [(foul, _decision(bit, turns)) for foul, bit in judge.layout.fouls.items() if last & bit]
    )
    first, second = _sum(process), _sum(sixty)
    passed = (
        over
        and not fouls
        and first.reaches(judge.binder.pass_process)
        and second.reaches(judge.binder.pass_sixty)
    )
    return Scorecard(process + sixty, first, second, fouls, passed)


def _sum(lines: Sequence[Line]) -> Score:
    earned = possible = 0
    for _, _, _, line_earned, line_possible, _ in lines:
        earned += line_earned
        possible += line_possible
    return Score(earned, possible)


def _decision(bit: int, turns: Sequence[Turn]) -> int:
    """The index of the decision that set a bit only choices can set."""
    for index, turn in enumerate(turns):
        if turn.tally & bit:
            return index
    raise ValueError("no decision set this bit")


def _step(
    judge: Judge, step: Step, start: int, turns: Sequence[Turn], last: int, *, over: bool
) -> Line:
    id, points, monitor = step.id, step.points, judge.monitors[step.id]
    decision = _decision(monitor.done, turns) if last & monitor.done else None
    if last & monitor.excuse:
        return Line(decision, "process", id, points, points, "did not apply")
    if decision is None:
        return Line(None, "process", id, 0, points, "not done" if over else "not done yet")
    if last & monitor.kept:
        return Line(decision, "process", id, points, points, "done by the binder")
    before = turns[decision - 1].tally if decision else start
    said = f"done, but {_why(judge, step, before, turns[decision])}: half the points"
    return Line(decision, "process", id, points // 2, points, said)


def _why(judge: Judge, step: Step, tally: int, turn: Turn) -> str:
    """Which rule the step broke, in words, from the tally before its decision."""
    layout = judge.layout
    monitor = judge.monitors[step.id]
    for earlier in turn.effect.steps:
        if earlier.done == monitor.done:
            break
        tally = do(earlier, tally, turn.minute, layout.clock)
    fault = broken(monitor, tally, turn.minute, layout.clock)
    if fault is None:
        raise ValueError(f"{step.id} broke no rule at minute {turn.minute}")
    rule, bits = fault
    names = ", ".join(_named(judge, bits))
    match rule:
        case "after":
            return f"before {names}"
        case "before":
            return f"after {names}"
        case "within":
            return f"too long after {names}"
        case "apart":
            return f"too soon after {names}"


def _named(judge: Judge, bits: int) -> Iterator[str]:
    """The steps and moments of these bits as people read them: a label, words without hyphens."""
    layout = judge.layout
    for id, bit in layout.done.items():
        if bits & bit:
            yield f"“{judge.binder.step(id).label}”"
    for id, bit in layout.moments.items():
        if bits & bit:
            yield id.replace("-", " ")
