"""One run as a value: a program, a seed, a truth, and the turns so far. Choosing makes a new run.

Everything a debrief tells is read from it; nothing is kept that its inputs do not give again.
Knows no clock: thinking time is the record's business.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from game.engine.draws import TRUTH_DRAW, percent
from game.engine.guards import holds
from game.engine.program import ChoiceRow, Program, SceneRow
from game.engine.step import begin, follow, offered
from scoring.events import Event
from scoring.fold import Left
from scoring.ledger import Scorecard, Turn, score

if TYPE_CHECKING:
    from game.script.models import After


class NotOfferedError(Exception):
    """A choice was named that is not offered where it came up."""

    def __init__(self, decision: int, scene: str, choice: str, offered_ids: tuple[str, ...]):
        self.decision = decision
        self.scene = scene
        self.choice = choice
        self.offered = offered_ids
        there = ", ".join(offered_ids) if offered_ids else "nothing; the conversation is over"
        super().__init__(
            f"Decision {decision + 1}: “{choice}” is not offered in scene {scene}."
            f" Offered: {there}."
        )


class Taken(NamedTuple):
    """One decision: the scene's minute when it was made, the rows offered in file order, the row
    chosen, and the state and the scene that it led to."""

    minute: int
    rows: tuple[ChoiceRow, ...]
    row: ChoiceRow
    state: int
    opened: SceneRow

    @property
    def offered(self) -> tuple[str, ...]:
        """The ids that were offered, in file order."""
        return tuple(row.id for row in self.rows)

    @property
    def events(self) -> tuple[Event, ...]:
        """What followed: the events of the choice and of the scene it opened."""
        return self.row.events + self.opened.events


class Money(NamedTuple):
    """Beside the scores, never in them: what the up cost, and what today and the days after
    brought, in whole units of money. None where the file does not say or the run goes on."""

    cost: int | None
    today: int | None
    later: int | None


class Run(NamedTuple):
    """A run so far. `truth` is an index into the program's truths; `opening` the first state."""

    program: Program
    seed: int
    truth: int
    opening: int
    taken: tuple[Taken, ...] = ()

    @property
    def state(self) -> int:
        """The state now."""
        return self.taken[-1].state if self.taken else self.opening

    @property
    def scene(self) -> SceneRow:
        """The scene that is open."""
        return self.taken[-1].opened if self.taken else self.program.scene(self.opening)

    @property
    def minute(self) -> int:
        """Simulated minutes since the run began."""
        return self.program.minute(self.state)

    @property
    def over(self) -> bool:
        """Whether the run has come to an ending."""
        return self.scene.kind is not None

    def offered(self) -> tuple[ChoiceRow, ...]:
        """What can be chosen now, in file order; nothing once the run is over."""
        return offered(self.program, self.state)

    def choose(self, choice: str) -> Run:
        """The run after a choice, by its id. Raises NotOfferedError, ScenarioFaultError."""
        rows = self.offered()
        for row in rows:
            if row.id == choice:
                return self.take(row, rows)
        raise NotOfferedError(len(self.taken), self.scene.id, choice, tuple(row.id for row in rows))

    def take(self, row: ChoiceRow, rows: tuple[ChoiceRow, ...]) -> Run:
        """The run after one of the rows that `offered` gave."""
        program, taken = self.program, self.taken
        state = taken[-1].state if taken else self.opening
        after = follow(program, state, row, 1 << self.truth, self.seed)
        minute = state >> program.minute_shift & program.clock
        turn = Taken(minute, rows, row, after, program.scenes[after >> program.scene_shift])
        return Run(program, self.seed, self.truth, self.opening, (*taken, turn))

    def left(self) -> Left | None:
        """What the customer left with; None while the run goes on."""
        scene = self.scene
        return None if scene.kind is None else Left(scene.kind, scene.tenths[self.truth])

    def scorecard(self) -> Scorecard:
        """The two scores and their ledger, as the run stands."""
        turns = [
            Turn(row.effect, minute + row.takes, state) for minute, _, row, state, _ in self.taken
        ]
        return score(self.program.judge, self.opening, turns, self.left())

    def afterwards(self) -> After | None:
        """What the days after brought: the first entry of the ending that matches."""
        scene, truth = self.scene, 1 << self.truth
        for guard, after in zip(scene.days, scene.source.afterwards, strict=True):
            if guard is None or holds(guard, self.state, self.minute, truth):
                return after
        return None

    def money(self) -> Money:
        """Cost, today and later, never scored."""
        cost = self.program.script.scenario.cost
        if not self.over:
            return Money(cost, None, None)
        after = self.afterwards()
        return Money(cost, self.scene.source.today, after.brings if after else 0)


def start(program: Program, seed: int, truth: str | None = None) -> Run:
    """A new run; the truth is drawn from the seed unless one is named.

    Raises KeyError where the scenario has no truth of that name.
    """
    index = _drawn(program, seed) if truth is None else _named(program, truth)
    return Run(program, seed, index, begin(program).state)


def replay(program: Program, seed: int, choices: Iterable[str], truth: str | None = None) -> Run:
    """The run that these inputs give, at any time and on any machine.

    Raises NotOfferedError at the first choice that is not offered where it comes up.
    """
    run = start(program, seed, truth)
    for choice in choices:
        run = run.choose(choice)
    return run


def _drawn(program: Program, seed: int) -> int:
    left = percent(seed, TRUTH_DRAW)
    for index, truth in enumerate(program.truths):
        left -= truth.odds
        if left < 0:
            return index
    return len(program.truths) - 1


def _named(program: Program, truth: str) -> int:
    for index, row in enumerate(program.truths):
        if row.id == truth:
            return index
    raise KeyError(truth)
