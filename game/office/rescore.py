"""A logged run scored by another binder: what would change, line by line; nothing is written.

Reads two runs of the same decisions. Knows no log and no screen.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.engine.run import Run
    from scoring.ledger import Line, Score


@dataclass(frozen=True, slots=True)
class Change:
    """What one citation of the ledger is and would be; None where a binder has no such line."""

    was: Line | None
    now: Line | None


@dataclass(frozen=True, slots=True)
class Rescored:
    """What the other binder would change. Scores and passes are pairs: as it is, as it would be."""

    process: tuple[Score, Score]
    sixty: tuple[Score, Score]
    passed: tuple[bool, bool]
    fouls: tuple[tuple[str, ...], tuple[str, ...]]
    changes: tuple[Change, ...]

    @property
    def same(self) -> bool:
        """Whether nothing would change at all."""
        pairs = (self.process, self.sixty, self.passed, self.fouls)
        return not self.changes and all(was == now for was, now in pairs)


def rescored(was: Run, now: Run) -> Rescored:
    """The same decisions under two binders, compared."""
    before, after = was.scorecard(), now.scorecard()
    return Rescored(
        process=(before.process, after.process),
        sixty=(before.sixty, after.sixty),
        passed=(before.passed, after.passed),
        fouls=(
            tuple(foul for foul, _ in before.fouls),
            tuple(foul for foul, _ in after.fouls),
        ),
        changes=tuple(_changes(before.ledger, after.ledger)),
    )


def _changes(before: tuple[Line, ...], after: tuple[Line, ...]) -> list[Change]:
    then, now = _by_citation(before), _by_citation(after)
    changes: list[Change] = []
    for cited in dict.fromkeys((*then, *now)):
        old, new = then[cited], now[cited]
        # What is the same stands first in both, so that only what differs is paired.
        while old and new and _same(old[0], new[0]):
            old.pop(0), new.pop(0)
        changes += (Change(*pair) for pair in zip_longest(old, new))
    return changes


def _by_citation(lines: tuple[Line, ...]) -> dict[tuple[str, str], list[Line]]:
    found: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        found[line.score, line.cites].append(line)
    return found


def _same(one: Line, two: Line) -> bool:
    return (one.decision, one.earned, one.possible) == (two.decision, two.earned, two.possible)
