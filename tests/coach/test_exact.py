"""Exactly: the value of the best choice, a best line that is a play, and the shortest plays."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings

from game.coach.exact import Exact
from game.coach.habits import anything, honest
from game.coach.nodes import Node, follow, locate, opening
from game.coach.plays import Plays
from game.coach.study import Study
from game.engine.program import Program
from game.engine.step import offered
from tests.coach.plainly import coach_nodes, small_pairs
from tests.generate import Pair

few = settings(max_examples=25)  # drawing a whole scenario is what costs


@few
@given(small_pairs())
def test_the_value_of_a_node_is_the_highest_of_its_choices(pair: Pair) -> None:
    program = pair.program
    study = Study(program)
    for node in coach_nodes(program):
        row = study.best.choice(node)
        if row is None:
            assert program.scene(node.state).kind is not None
            continue
        worths = {
            other.id: study.best.through(node, other)
            for other in offered(program, node.state)
            if not other.fouls
        }
        top = max((w.total, w.sixty) for w in worths.values() if w is not None)
        first = next(id for id, w in worths.items() if w is not None and w[:2] == top)
        assert row.id == first
        assert study.best.worth(node) == worths[first]


@few
@given(small_pairs())
def test_floats_shaken_within_their_allowance_change_nothing_exact(pair: Pair) -> None:
    study = Study(pair.program)
    graph, values = study.graph, study.values
    shaken = {
        place: each + 4e-7 * (-1.0) ** number
        for number, (place, each) in enumerate(values.best.items())
    }
    exact = Exact(graph, shaken, honest)
    lowest = {place: each - 4e-7 for place, each in values.worst.items()}
    worst = Exact(graph, lowest, anything, "lowest")
    for node in coach_nodes(pair.program):
        assert exact.worth(node) == study.best.worth(node)
        assert exact.choice(node) == study.best.choice(node)
        assert worst.worth(node) == study.worst.worth(node)


@few
@given(small_pairs())
def test_the_shortest_play_to_every_state_comes_there_and_none_is_shorter(pair: Pair) -> None:
    program = pair.program
    study = Study(program)
    plays = Plays(study.graph)
    decisions: dict[tuple[object, int], int] = {}
    for node in coach_nodes(program):
        spot = locate(study.graph, node)
        taken = program.decisions(node.state)
        decisions[spot] = min(decisions.get(spot, taken), taken)
    assert sum(layer.rows.shape[1] for _, layer in study.layers()) == len(decisions)
    for place, layer in study.layers():
        for at in range(layer.rows.shape[1]):
            play = plays.to((place, at))
            assert len(play) == decisions[place, at]
            assert (place, at) in {locate(study.graph, node) for node in after_all(program, play)}
            assert locate(study.graph, plays.node((place, at))) == (place, at)


def after_all(program: Program, play: Sequence[str]) -> set[Node]:
    """Where these choices may lead, with all the luck there is."""
    nodes = {opening(program)}
    for choice in play:
        nodes = {
            way.node
            for node in nodes
            for row in offered(program, node.state)
            if row.id == choice
            for way in follow(program, node, row)
        }
    return nodes


@few
@given(small_pairs())
def test_a_best_line_is_a_play_to_an_ending_with_the_likeliest_luck(pair: Pair) -> None:
    program = pair.program
    node = opening(program)
    for scene, choice in Study(program).line():
        assert program.scene(node.state).id == scene
        row = next(row for row in offered(program, node.state) if row.id == choice)
        ways = list(follow(program, node, row))
        assert sum(way.chance for way in ways) == 1
        node = max(ways, key=lambda way: way.chance).node
    assert program.scene(node.state).kind is not None
