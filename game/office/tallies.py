"""What a review shows of scenarios and of steps, as values: the other two ways into the same runs.

Pure: figures in, values out. Knows no log and no screen. A ratio keeps its fraction to the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.office.review import summed

if TYPE_CHECKING:
    from game.office.review import Talk
    from game.records.queries import StepFigures
    from game.records.ratio import Ratio
    from game.records.scenarios import ScenarioFigures


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """A scenario in the table. `costliest` is the choice there that cost most in all, None where
    no decision cost anything or none was judged yet."""

    figures: ScenarioFigures
    title: str
    costliest: Talk | None


@dataclass(frozen=True, slots=True)
class Doer:
    """Somebody, and how often they did a step of the runs in which it applied."""

    person: str
    name: str
    done: Ratio


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the binders: how often it was done by everybody, and by each to whom it applied,
    those first who skipped it most."""

    step: str
    done: Ratio
    doers: tuple[Doer, ...]


def step_lines(steps: Iterable[StepFigures], names: Mapping[str, str]) -> tuple[StepLine, ...]:
    """Every step that applied in a judged run, the most skipped first."""
    by_step: dict[str, list[Doer]] = {}
    for each in steps:
        name = names.get(each.person, "(name taken away)")
        by_step.setdefault(each.step, []).append(Doer(each.person, name, each.done))
    lines = (
        StepLine(step, summed(doer.done for doer in doers), tuple(sorted(doers, key=_by_skipped)))
        for step, doers in by_step.items()
    )
    return tuple(sorted(lines, key=lambda line: (line.done.part - line.done.whole, line.step)))


def _by_skipped(doer: Doer) -> tuple[int, str, str]:
    return doer.done.part - doer.done.whole, doer.name.casefold(), doer.person
