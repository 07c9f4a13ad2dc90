"""The coach at a run's side: solves its scenario once, and reviews any of its runs.

The grades of `game.coach` put beside what was said. Knows no screen; asking for a review is what
loads numpy, so nothing that a first frame waits for may import this.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from game.coach.exact import Worth
from game.coach.grades import Grade, NothingToGradeError
from game.coach.grades import review as grade
from game.coach.graph import TooManyStatesError
from game.coach.met import total
from game.coach.study import Study
from game.session.debrief import Decision, debrief
from game.session.review import Judged, Line, NoReview, Points, Review

if TYPE_CHECKING:
    from game.engine.program import ChoiceRow, Program
    from game.engine.run import Run

TOO_MANY = NoReview(
    "There is no review: this conversation can go more ways than can be worked out."
)
ONLY_FOULS = NoReview(
    "There is no review: this conversation came to where every way on ends in a foul, so that no"
    " best line is left to compare with."
)


class StoppedError(Exception):
    """Nobody wants the review any more."""


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
