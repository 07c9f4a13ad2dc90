"""What the coach must remember for whoever takes over: every node of a play stands in its graph."""

from __future__ import annotations

from game.coach.nodes import locate
from game.coach.study import Study
from tests.coach.plainly import coach_nodes
from tests.engine.tale import tale

TWICE = """
lot:
  choices:
    - {say: When do we speak?, id: next, does: next, to: lot}
    - {say: Over to Lou., id: over, to: desk}
desk:
  takes-over: Lou, on Monday
  choices:
    - {say: When do we speak?, id: again, does: next, to: gone}
gone: {tells: Gone., ending: lost}
"""


def test_a_next_step_secured_before_somebody_takes_over_is_not_forgotten_on_the_way() -> None:
    # What is known is written down when the next step is secured, and the first time alone.
    program = tale(
        TWICE,
        steps="next: {label: Set the next step, points: 16, secures: next-step}",
        head="customer: {name: Dana}\nfacts: {wife: {says: Her wife decides.}}",
    )
    graph = Study(program).graph
    for node in coach_nodes(program):
        locate(graph, node)  # a KeyError where it is not there
