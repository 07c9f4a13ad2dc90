"""What each decision of a run was worth: its loss against the best line, its label, and the luck.

Judged by what somebody who knew only what the trainee could know might expect; luck is told apart
and never graded. Knows no screen and no words but the labels.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from game.coach.exact import Worth
from game.coach.met import total
from game.coach.nodes import Node, Opened, see
from game.coach.study import Study
from game.engine.program import ChoiceRow
from game.engine.run import Run
from game.engine.step import offered

Label = Literal["best", "great", "good", "inaccuracy", "mistake", "blunder", "foul"]

CUTS: tuple[tuple[int, Label], ...] = ((5, "good"), (10, "inaccuracy"), (15, "mistake"))
"""Labels of a decision that is not the best, by the W it stays under; the rest are blunders.
Chess's cut-offs (shared design)."""

GREAT = 15
"""W that every alternative costs where the best choice is a great one."""

LEAST_SPREAD = 2
"""Points between a decision's best and worst choice under which it is not graded."""


@dataclass(frozen=True, slots=True)
class Grade:
    """One decision. `best` are the ids of the best choices offered, the best line's own first;
    `loss` is in points of the total (below 0 where a foul gained), `share` the same as W, 0..100;
    `label` is None where there was nothing to choose; `debatable` where the best line would be
    another had the odds of a truth been a little different. `luck` is what chance then gave beyond
    expectation, in points; `chance` is what the scene that opened had, 0..1, for all that could be
    known. `before` and `after` are what the best line could expect, and `taken` what it could from
    the choice on, before chance had its say."""

    best: tuple[str, ...]
    loss: Fraction
    share: Fraction
    label: Label | None
    debatable: bool
    luck: Fraction
    chance: Fraction
    before: Worth
    taken: Worth
    after: Worth


@dataclass(frozen=True, slots=True)
class Review:
    """A run's decisions graded. `value_kept` is 0..100. `truth` is the luck of what was true of the
    customer, beyond what could be known by the end; 0 while the run goes on."""

    start: Worth
    grades: tuple[Grade, ...]
    value_kept: Fraction
    truth: Fraction


class NothingToGradeError(Exception):
    """From where the run came to, every play ends with a foul, so there is no best line."""


def review(study: Study, run: Run) -> Review:
    """Grade a run, over or not, of the program that was studied. Raises NothingToGradeError."""
    scale = _scale(study)
    node = study.start
    start = _worth(study, node)
    grades = []
    for turn in run.taken:
        row = turn.row
        opened = see(study.program, node, row, study.program.scene(turn.state).at)
        grades.append(_grade(study, node, row, opened, scale))
        node = opened.node
    truth = Fraction(0)
    if run.over:
        truth = total(study.program, run.state, run.truth) - _worth(study, node).total
    kept = 100 - sum((max(grade.share, Fraction(0)) for grade in grades), Fraction(0))
    return Review(start, tuple(grades), max(Fraction(0), kept), truth)


def figures(study: Study, node: Node) -> dict[str, Worth]:
    """What each choice offered at a node is worth, by its id, in file order, playing the best line
    from there. Raises NothingToGradeError."""
    found = {}
    for row in offered(study.program, node.state):
        worth = study.best.through(node, row)
        if worth is None:
            raise NothingToGradeError(row.id)
        found[row.id] = worth
    return found


def label(row: ChoiceRow, loss: Fraction, others: Iterable[Fraction], scale: Fraction) -> Label:
    """The label of a choice that loses `loss` points where the others lose `others`; `scale` is
    what one point is in W."""
    if row.fouls:
        return "foul"
    if loss <= 0:
        return "great" if all(other * scale >= GREAT for other in others) else "best"
    share = loss * scale
    return next((name for cut, name in CUTS if share < cut), "blunder")


def _grade(study: Study, node: Node, row: ChoiceRow, opened: Opened, scale: Fraction) -> Grade:
    before = _worth(study, node)
    worths = figures(study, node)
    losses = {id: before.total - worth.total for id, worth in worths.items()}
    loss = losses[row.id]
    others = [each for id, each in losses.items() if id != row.id]
    graded = bool(others) and max(losses.values()) >= LEAST_SPREAD
    line = study.best.choice(node)
    fair = [each.id for each in offered(study.program, node.state) if not each.fouls]
    best = [id for id in fair if losses[id] == 0]
    if line is not None:
        best.sort(key=lambda id: id != line.id)
    after = _worth(study, opened.node)
    return Grade(
        best=tuple(best),
        loss=loss,
        share=loss * scale,
        label=label(row, loss, others, scale) if graded or row.fouls else None,
        debatable=study.debatable(node),
        luck=after.total - worths[row.id].total,
        chance=opened.chance,
        before=before,
        taken=worths[row.id],
        after=after,
    )


def _scale(study: Study) -> Fraction:
    """What one point is in W; 0 where best and worst play come to the same."""
    best, worst = _worth(study, study.start), study.worst.worth(study.start)
    if worst is None or best.total == worst.total:
        return Fraction(0)
    return 100 / (best.total - worst.total)


def _worth(study: Study, node: Node) -> Worth:
    worth = study.best.worth(node)
    if worth is None:
        raise NothingToGradeError(study.program.scene(node.state).id)
    return worth
