"""What is debatable once the odds of a branch are a little different: the slow half of `--deep`.

Each branch's odds are moved in turn, to three quarters and five quarters of themselves in whole
percent, and the scenario is explored again. Knows no words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from game.coach.nodes import Node, follow, see
from game.coach.study import Study
from game.coach.tilt import MOVED
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
        for at, way in enumerate(row.ways):
            if way.odds is None or not 0 < way.odds < 100:
                continue
            for by in MOVED:
                ways = _with_odds(row.ways, at, round(way.odds * by))
                if ways is not None and ways != row.ways:
                    yield _with_ways(program, row, ways)


def _with_odds(ways: tuple[Way, ...], at: int, odds: int) -> tuple[Way, ...] | None:
    """The branches with other odds for one, the difference made up by the one that gets what is
    left, else by the likeliest of the others; None where that leaves one of them nothing."""
    if not 0 < odds < 100:
        return None
    instead = list(ways)
    instead[at] = ways[at]._replace(odds=odds)
    if any(way.odds is None for way in ways):
        return tuple(instead)
    others = [other for other in range(len(ways)) if other != at]
    if not others:
        return None
    other = max(others, key=lambda each: ways[each].odds or 0)
    left = (ways[other].odds or 0) + (ways[at].odds or 0) - odds
    if left <= 0:
        return None
    instead[other] = ways[other]._replace(odds=left)
    return tuple(instead)


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
