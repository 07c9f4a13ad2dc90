"""What is debatable once the odds of a branch are a little different: the slow half of `--deep`.

Each branch's odds are moved in turn, to three quarters and five quarters of themselves, the others
scaled, all in whole percent as the format has them, and the scenario is explored again. Knows no
words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from game.coach.nodes import Node, follow, see
from game.coach.study import Study
from game.coach.tilt import MOVED
from game.engine.guards import Guard
from game.engine.program import ChoiceRow, Program, Way
from game.engine.step import ScenarioFaultError


def debatable_branches(study: Study) -> tuple[str, ...]:
    """The ids of choices of best play, whatever its luck, that would not be among the best had the
    odds of one branch been a little different. Raises TooManyStatesError."""
    found: dict[str, None] = {}
    for program in _moved(study.program):
        try:
            found |= dict.fromkeys(_swayed(study, Study(program)))
        except ScenarioFaultError:
            continue  # these odds break the format's rule in some state: no scenario has them
    return tuple(found)


def _moved(program: Program) -> Iterator[Program]:
    for row in program.choices:
        ways = _spelt_out(row.ways)
        for at, way in enumerate(ways):
            if way.odds is None or not 0 < way.odds < 100:
                continue
            for by in MOVED:
                moved = _with_odds(ways, at, round(way.odds * by))
                if moved is not None and moved != ways:
                    yield _with_ways(program, row, moved)


def _spelt_out(ways: tuple[Way, ...]) -> tuple[Way, ...]:
    """The branches with odds for the one that gets what is left, where that is always the same."""
    if any(way.guard is not None for way in ways) or ways[-1].odds is not None:
        return ways
    left = 100 - sum(way.odds or 0 for way in ways)
    return (*ways[:-1], ways[-1]._replace(odds=left))


def _with_odds(ways: tuple[Way, ...], at: int, odds: int) -> tuple[Way, ...] | None:
    """The branches with other odds for one, those that can come instead of it scaled; None where
    that leaves one of them nothing. Where one gets what is left, that is as it comes."""
    was = ways[at]
    if was.odds is None or not 0 < odds < 100:
        return None
    instead = list(ways)
    instead[at] = was._replace(odds=odds)
    others: dict[Guard | None, list[int]] = defaultdict(list)
    for other, way in enumerate(ways):
        if other != at and way.odds and was.guard in (None, way.guard):
            others[way.guard].append(other)
    scale = Fraction(100 - odds, 100 - was.odds)
    for together in others.values():
        shares = _whole([scale * (ways[other].odds or 0) for other in together])
        for other, share in zip(together, shares, strict=True):
            if not share:
                return None
            instead[other] = ways[other]._replace(odds=share)
    return tuple(instead)


def _whole(shares: Sequence[Fraction]) -> list[int]:
    """The shares in whole percent, their sum kept: the largest parts cut off are made up for."""
    found = [int(share) for share in shares]
    short = round(sum(shares)) - sum(found)
    by_part = sorted(range(len(shares)), key=lambda at: found[at] - shares[at])
    for at in by_part[:short]:
        found[at] += 1
    return found


def _with_ways(program: Program, row: ChoiceRow, ways: tuple[Way, ...]) -> Program:
    changed = replace(row, ways=ways)

    def instead(rows: tuple[ChoiceRow, ...]) -> tuple[ChoiceRow, ...]:
        return tuple(changed if each is row else each for each in rows)

    scenes = tuple(replace(scene, choices=instead(scene.choices)) for scene in program.scenes)
    return replace(program, choices=instead(program.choices), scenes=scenes)


def _swayed(study: Study, other: Study) -> Iterator[str]:
    """The choices of best play that are not among the best of another program, node by node."""
    layer: dict[tuple[Node, Node], None] = {(study.start, other.start): None}
    while layer:
        coming: dict[tuple[Node, Node], None] = {}
        for node, twin in layer:
            row = study.best.choice(node)
            if row is None:
                continue
            same = other.program.choices[row.at]
            worth, top = other.best.through(twin, same), other.best.worth(twin)
            if worth is not None and top is not None and worth.total < top.total:
                yield row.id
            for opened in follow(study.program, node, row):
                scene = study.program.scene(opened.node.state).at
                coming[opened.node, see(other.program, twin, same, scene).node] = None
        layer = coming
