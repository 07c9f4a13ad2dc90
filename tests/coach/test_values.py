"""Columns and fractions say what a slow, plain expectimax over the engine's own steps says."""

from __future__ import annotations

import math

from hypothesis import given, settings

from game.coach.nodes import Node, locate, settled
from game.coach.proofs import unreachable
from game.coach.study import Study
from game.coach.values import point_worth
from tests.coach.plainly import small_pairs
from tests.engine.tale import tale
from tests.generate import Pair
from tests.oracles.plain_solver import expected


@settings(max_examples=50)  # every state of each, twice over
@given(small_pairs())
def test_values_are_those_of_plain_expectimax_at_every_state(pair: Pair) -> None:
    study = Study(pair.program)
    values = study.values
    unit = float(point_worth(pair.program))
    plain_nodes = expected(pair.program)
    assert study.graph.states <= len(plain_nodes)  # what is merged is never more than there is
    for key, plain in plain_nodes.items():
        node = Node(*key)
        place, at = locate(study.graph, node)
        paid = unit * settled(pair.program, node.state)
        fast = -math.inf if plain.best is None else float(plain.best)
        assert math.isclose(values.best[place][at] + paid, fast, abs_tol=1e-9)
        assert math.isclose(values.worst[place][at] + paid, float(plain.worst), abs_tol=1e-9)
        assert math.isclose(values.mean[place][at] + paid, float(plain.mean), abs_tol=1e-9)
        best, worst = study.best.worth(node), study.worst.worth(node)
        assert (None if best is None else best.total) == plain.best
        assert worst is not None
        assert worst.total == plain.worst


def test_a_branch_may_ask_for_the_very_choice_it_belongs_to() -> None:
    program = tale(
        """
        lot:
          choices:
            - {say: One., id: one, to: [{if: {said: one}, go: sale}, {go: bye}]}
        sale: {ending: sold}
        bye: {ending: lost}
        """
    )
    assert unreachable(Study(program)) == (("bye",), ())
