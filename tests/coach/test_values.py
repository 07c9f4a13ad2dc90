"""Columns and fractions say what a slow, plain expectimax over the engine's own steps says."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings

from game.coach.nodes import Node, locate, settled
from game.coach.proofs import unreachable
from game.coach.study import Study
from game.coach.values import point_worth
from game.engine.program import Program
from tests.coach.plainly import small_pairs
from tests.engine.tale import DANA, tale
from tests.generate import Pair
from tests.oracles.plain_solver import expected


def agree_everywhere(program: Program) -> None:
    """Both ways of solving say what plain recursion says, at every state."""
    study = Study(program)
    values = study.values
    unit = float(point_worth(program))
    plain_nodes = expected(program)
    assert study.graph.states <= len(plain_nodes)  # what is merged is never more than there is
    for key, plain in plain_nodes.items():
        node = Node(*key)
        place, at = locate(study.graph, node)
        paid = unit * settled(program, node.state)
        fast = -math.inf if plain.best is None else float(plain.best)
        assert math.isclose(values.best[place][at] + paid, fast, abs_tol=1e-9)
        assert math.isclose(values.worst[place][at] + paid, float(plain.worst), abs_tol=1e-9)
        assert math.isclose(values.mean[place][at] + paid, float(plain.mean), abs_tol=1e-9)
        best, worst = study.best.worth(node), study.worst.worth(node)
        assert (None if best is None else best.total) == plain.best
        assert worst is not None
        assert worst.total == plain.worst


@settings(max_examples=50)  # every state of each, twice over
@given(small_pairs())
def test_values_are_those_of_plain_expectimax_at_every_state(pair: Pair) -> None:
    agree_everywhere(pair.program)


@pytest.mark.parametrize(
    "rule",
    [
        "after: said-stop",
        "before: said-stop",
        "unless: said-stop",
        "within: 20 min of said-stop",
        "apart: 20 min from said-stop",
        "after: knock",
        "apart: 20 min from knock",
    ],
)
def test_states_that_only_one_rule_of_a_step_tells_apart_are_not_taken_for_one(rule: str) -> None:
    # Drawn scenarios meet each rule, and seldom one that nothing else ahead reads.
    agree_everywhere(
        tale(
            """
            lot:
              choices:
                - {say: Stop., id: stop, moment: said-stop, to: hall}
                - {say: Knock., id: knocks, does: knock, to: hall}
                - {say: Go on., id: go, to: hall}
            hall:
              choices:
                - {do: Wait a little., id: little, takes: 5 min, to: room}
                - {do: Wait long., id: long, takes: 30 min, to: room}
            room:
              choices:
                - {do: Call., id: calls, does: call, to: bye}
                - {do: Let it be., id: leave, to: bye}
            bye: {ending: lost}
            """,
            covers="call",
            steps=f"knock: {{label: Knock, points: 10}}\ncall: {{label: Call, points: 20, {rule}}}",
            binder="moments: [said-stop]",
        )
    )


@pytest.mark.parametrize(
    "condition",
    [
        "happened: said-stop",
        "done: knock",
        "not-done: knock",
        "knows: seats",
        "said: knocks",
        "after: 50 min",
        "before: 50 min",
        "noted: seats",
        "noted: plan",
        "promised: ring",
        "kept: ring",
        "broken: ring",
        "trust: at least 5",
        "any: [{kept: ring}, {not-done: knock, trust: at least 5}]",
    ],
)
@pytest.mark.parametrize("opens", ["tells: Her desk.", "takes-over: Lou"])
def test_states_that_only_one_condition_tells_apart_are_not_taken_for_one(
    condition: str, opens: str
) -> None:
    agree_everywhere(
        tale(
            f"""
            lot:
              choices:
                - {{say: Stop., id: stop, moment: said-stop, to: hall}}
                - {{say: Knock., id: knocks, does: knock, trust: +2, to: hall}}
                - {{say: Promise., id: vows, promises: ring, learn: seats, to: hall}}
                - {{do: Log., id: early, does: log, to: hall}}
                - {{say: Go on., id: go, to: hall}}
            hall:
              choices:
                - {{say: Ask., id: asks, learn: seats, takes: 5 min, to: desk}}
                - {{do: Ring., id: rings, makes-good: ring, takes: 5 min, to: desk}}
                - {{do: Ring late., id: late, makes-good: ring, takes: 30 min, to: desk}}
                - {{do: Write., id: pen, writes: [plan, seats], takes: 5 min, to: desk}}
            desk:
              choices:
                - {{do: Log., id: logs, does: log, to: room}}
                - {{do: Go on., id: goes, to: room}}
            room:
              {opens}
              wait: 30 min
              choices:
                - {{do: Call., id: calls, does: call, if: {{{condition}}}, to: bye}}
                - {{do: Let it be., id: leave, to: bye}}
            bye: {{ending: lost}}
            """,
            covers="call",
            steps="""
            knock: {label: Knock, points: 10}
            log: {label: Log, points: 10, secures: next-step}
            call: {label: Call, points: 20}
            """,
            binder="moments: [said-stop]\nsixty: {outcome: 100}",
            head=f"""
            {DANA}
            facts: {{seats: {{says: Two.}}}}
            notes: {{plan: {{says: Call.}}}}
            promises: {{ring: {{says: I'll ring., within: 20 min}}}}
            """,
        )
    )


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
