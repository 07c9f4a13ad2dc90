"""A closer look at what may pass leaves out nothing that may, and believes what may be believed."""

from __future__ import annotations

from math import gcd, isclose, lcm

from hypothesis import given, settings

from game.coach.explorer import explore
from game.coach.graph import Graph
from game.coach.liveness import process_mark
from game.coach.marks import explore_marks, passing
from game.coach.nodes import Node, locate, settled
from game.coach.packing import unpack
from game.coach.study import Study
from tests.coach import plainly
from tests.coach.plainly import small_pairs
from tests.engine.tale import tale
from tests.generate import Pair

few = settings(max_examples=30)


def beliefs(graph: Graph) -> dict[str, set[tuple[int, ...]]]:
    """What may be believed in each scene."""
    found: dict[str, set[tuple[int, ...]]] = {}
    for scenes in graph.layers.values():
        for scene, layer in scenes.items():
            numbers = set(unpack(layer.rows, graph.packings[scene]).belief.tolist())
            here = {graph.beliefs.weights[number] for number in numbers}
            found.setdefault(graph.program.scenes[scene].id, set()).update(here)
    return found


@few
@given(small_pairs())
def test_whoever_may_pass_believes_what_somebody_may_believe_there(pair: Pair) -> None:
    graph = explore(pair.program)
    plain = beliefs(graph)
    for scene, held in beliefs(explore_marks(graph)).items():
        assert held <= plain[scene]


@few
@given(small_pairs())
def test_every_ending_that_can_be_a_pass_is_looked_at(pair: Pair) -> None:
    program = pair.program
    graph = explore(program)
    marked = explore_marks(graph)
    chances = passing(marked)
    came = plainly.everything(program)
    mark = process_mark(program)
    expected = set()
    for node in came:
        if program.scene(node.state).kind is None:
            continue
        chance = plainly.chance_of_pass(program, node, came)
        if chance:
            place, _ = locate(graph, Node(node.state, _whole(node)))
            points = min(mark, settled(program, node.state))
            expected.add((place, points, round(float(chance), 9)))
    found = set()
    for place, each in chances.items():
        *_, settled_so_far = marked.layers[place[0]][place[1]].rows.tolist()
        found |= {
            (place, points, round(chance, 9))
            for points, chance in zip(settled_so_far, each.tolist(), strict=True)
            if chance
        }
    assert found == expected


def _whole(node: plainly.Node) -> tuple[int, ...]:
    common = lcm(*(belief.denominator for belief in node.beliefs))
    weights = [int(belief * common) for belief in node.beliefs]
    return tuple(weight // gcd(*weights) for weight in weights)


def test_what_a_liar_would_have_learnt_does_not_change_what_an_honest_play_may_pass_with() -> None:
    # The two looks once numbered beliefs apart, and mistook one for another.
    program = tale(
        """
        lot:
          choices:
            - {say: Lie., id: lie, foul: lied, to: [{if: {truth: kind}, go: warm}, {go: cool}]}
            - {say: Ask., id: asks, to: [{if: {truth: kind}, odds: 70, go: warm}, {go: cool}]}
        warm:
          choices:
            - {say: Sell., id: sells, to: sale}
            - {say: Leave., id: leaves, to: bye}
        cool: {choices: [{say: Try., id: tries, to: sale}, {say: Go., id: goes, to: bye}]}
        sale: {ending: sold, keeps: {kind: 10, cold: 0}}
        bye: {ending: lost}
        """,
        head="customer: {name: Dana, truth: {kind: {odds: 60}, cold: {odds: 40}}}",
        binder="fouls: {lied: Lied}\npass: {process: 0, sixty: 55}\n"
        "sixty: {trust: 0, ease: 0, value: 0, understanding: 0, next-step: 0, outcome: 100}",
    )
    # Sell to everybody: the kind ones, six in ten, are content.
    assert isclose(Study(program).company.chance, 0.6)
