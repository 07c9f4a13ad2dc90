"""A run's review: what each decision cost and on which score, the best line, and luck, apart.

The coach's grades put beside what was said, in exact fractions; how a figure is rounded is the
business of whoever shows it. Knows no screen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from game.coach.exact import Worth
from game.coach.grades import Grade, Label, NothingToGradeError
from game.coach.grades import review as grade
from game.coach.graph import TooManyStatesError
from game.coach.met import total
from game.coach.study import Study
from game.session.debrief import Decision, debrief

if TYPE_CHECKING:
    from game.engine.program import ChoiceRow, Program
    from game.engine.run import Run

MATTERED: frozenset[Label] = frozenset({"great", "inaccuracy", "mistake", "blunder", "foul"})
"""The labels of a decision that made a difference: the costly ones, and those where every other
choice would have been."""


class StoppedError(Exception):
    """Nobody wants the review any more."""


class Points(NamedTuple):
    """A gain (above 0) or a loss, in points of the coach's total and of the percent of each score.
    `process` is None where the binder's yardstick leaves process out, so that nothing is known."""

    total: Fraction
    process: Fraction | None
    sixty: Fraction


class Line(NamedTuple):
    """A best choice of a decision: its words, what its coach says of it, and the labels of the
    binder's steps in scope that it does."""

    choice: str
    text: str
    spoken: bool
    coach: str | None
    serves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision reviewed; `chosen` is the choice's id.

    `cost` is what it changed in what the best line could expect (a loss is below 0; luck is no part
    of it), `share` what it took off value kept, 0 or more. `label` is None where nothing hung on
    it. `best` are the best choices, the best line's own first. `luck` is what chance then gave, and
    `chance`, 0..1, what followed had."""

    decision: Decision
    chosen: str
    label: Label | None
    debatable: bool
    cost: Points
    share: Fraction
    best: tuple[Line, ...]
    luck: Points
    chance: Fraction

    @property
    def was_best(self) -> bool:
        """Whether the choice was one of the best."""
        return any(line.choice == self.chosen for line in self.best)

    @property
    def mattered(self) -> bool:
        """Whether it is one to look at."""
        return self.label in MATTERED


@dataclass(frozen=True, slots=True)
class Review:
    """`value_kept` is 0..100, `start` the total that the best line could expect at the start, and
    `truth` what was given by what was true of the customer and could not be known.

    `sixty` and `today` have a figure, 0..100, for each decision as it stood open (the final sixty
    percent, and the chance of a sale, under the best line from there), and one more for what the
    run came to, or for where it stands."""

    value_kept: Fraction
    start: Fraction
    judged: tuple[Judged, ...]
    truth: Points
    sixty: tuple[Fraction, ...]
    today: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class NoReview:
    """A run that cannot be reviewed; `sentence` says why, to whoever played it."""

    sentence: str


TOO_MANY = NoReview(
    "There is no review: this conversation can go more ways than can be worked out."
)
ONLY_FOULS = NoReview(
    "There is no review: this conversation came to where every way on ends in a foul, so that no"
    " best line is left to compare with."
)


def _never() -> bool:
    return False


class Coach:
    """Reviews runs, and keeps what it found out about the scenario it was asked about last."""

    def __init__(self) -> None:
        self._study: Study | None = None

    def study(self, program: Program) -> Study:
        """A scenario solved as far as anybody has asked."""
        known = self._study
        if known is None or _files(known.program) != _files(program):
            known = self._study = Study(program)
        return known

    def review(self, run: Run, stopped: Callable[[], bool] = _never) -> Review | NoReview:
        """The review of a run, over or not. `stopped` is asked between pieces of the work, each of
        about a tenth of a second on a quiet machine. Raises StoppedError."""
        study = self.study(run.program)
        try:
            for piece in ("graph", "values", "worth", "others"):
                if stopped():
                    raise StoppedError
                getattr(study, piece)
            return review(study, run)
        except TooManyStatesError:
            return TOO_MANY
        except NothingToGradeError:
            return ONLY_FOULS


def review(study: Study, run: Run) -> Review:
    """The review of a run, over or not, of the program that was studied.

    Raises NothingToGradeError, TooManyStatesError.
    """
    program = study.program
    yardstick = program.judge.binder.yardstick
    graded = grade(study, run)
    ahead = [graded.start, *(each.after for each in graded.grades)]
    last = ahead[-1]
    came_to = last
    if run.over:
        sixty = run.scorecard().sixty
        came_to = Worth(
            total(program, run.state, run.truth),
            Fraction(100 * sixty.earned, sixty.possible) if sixty.possible else Fraction(100),
            last.sale,
        )
    shown = [*ahead[:-1], came_to]
    told = debrief(run).decisions
    return Review(
        value_kept=graded.value_kept,
        start=graded.start.total,
        judged=tuple(
            _judged(program, turn.row, decision, each)
            for turn, decision, each in zip(run.taken, told, graded.grades, strict=True)
        ),
        truth=_gained(last, came_to, yardstick),
        sixty=tuple(each.sixty for each in shown),
        today=tuple(100 * each.sale for each in shown),
    )


def _judged(program: Program, row: ChoiceRow, decision: Decision, graded: Grade) -> Judged:
    yardstick = program.judge.binder.yardstick
    return Judged(
        decision=decision,
        chosen=row.id,
        label=graded.label,
        debatable=graded.debatable,
        cost=_gained(graded.before, graded.taken, yardstick),
        share=max(graded.share, Fraction(0)),
        best=tuple(_line(program, row.scene, id) for id in graded.best),
        luck=_gained(graded.taken, graded.after, yardstick),
        chance=graded.chance,
    )


def _gained(before: Worth, after: Worth, yardstick: tuple[int, int]) -> Points:
    first, second = yardstick
    gained, sixty = after.total - before.total, after.sixty - before.sixty
    process = ((first + second) * gained - second * sixty) / first if first else None
    return Points(gained, process, sixty)


def _line(program: Program, scene: int, choice: str) -> Line:
    source = next(row for row in program.scenes[scene].choices if row.id == choice).source
    steps = (step.label for step in program.judge.scope if step.id in source.does)
    return Line(choice, source.text, source.say is not None, source.coach, tuple(steps))


def _files(program: Program) -> tuple[str, str]:
    return program.script.scenario_digest, program.script.binder_digest
