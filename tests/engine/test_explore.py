"""Every reachable state, and the nearest place where a scenario breaks its own rules."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.explore import Fault, TooManyStatesError, first_fault, states
from game.engine.program import Program
from game.engine.run import start
from game.engine.step import ScenarioFaultError, act, arrive, begin, offered, ways
from tests.engine.tale import play, tale
from tests.generate import Pair, pairs, pick, picks


@given(pairs(most_scenes=3, most_choices=2), st.integers(0, 2**53 - 1), picks())
@settings(max_examples=40)
def test_every_state_a_play_visits_is_found_with_its_truth(
    pair: Pair, seed: int, numbers: list[int]
) -> None:
    found = states(pair.program)
    run = start(pair.program, seed)
    while True:
        assert found[run.state] & 1 << run.truth
        if run.over:
            break
        row = pick(numbers, len(run.taken), run.offered())
        run = run.choose(row.id)


@given(pairs(most_scenes=3, most_choices=2))
@settings(max_examples=40)
def test_a_scenario_that_always_has_a_way_out_and_odds_of_100_has_no_fault(pair: Pair) -> None:
    assert first_fault(pair.program) is None


def leads_there(program: Program, fault: Fault) -> bool:
    """Whether under its truth, with luck, the play comes to the fault, and to none before it."""
    truth = 1 << [row.id for row in program.truths].index(fault.truth)
    here = {begin(program).state}
    for number, id in enumerate(fault.play, 1):
        coming = set()
        for state in here:
            for row in offered(program, state):
                if row.id != id:
                    continue
                low, minute = act(program, state, row)
                try:
                    coming |= {
                        arrive(program, low, minute, scene)
                        for _, scene in ways(program, row, low, minute, truth)
                    }
                except ScenarioFaultError:
                    return number == len(fault.play) and row == fault.choice
        here = coming
    return fault.choice is None and any(
        program.scene(state).kind is None and not offered(program, state) for state in here
    )


ODDS = """
lot:
  says: Hi.
  choices:
    - {say: Warm., id: warm, if: {trust: at most 3}, trust: +3, to: lot}
    - {say: Warmer., id: warmer, if: {trust: at least 6}, trust: +3, to: lot}
    - say: Go.
      id: go
      to: [{if: {trust: at least 9}, odds: 60, go: b}, {odds: 60, go: a}, {go: b}]
a: {tells: A., ending: sold}
b: {tells: B., ending: lost}
"""


def test_odds_over_100_are_found_with_the_shortest_play_to_them() -> None:
    program = tale(ODDS)
    fault = first_fault(program)
    assert fault is not None
    assert fault.play == ("warm", "warmer", "go")
    assert "120 percent" in fault.says
    assert leads_there(program, fault)


def test_a_scene_that_can_offer_nothing_is_found_with_the_shortest_play_to_it() -> None:
    program = tale(
        """
        lot:
          says: Hi.
          choices:
            - {say: Round., id: round, to: lot}
            - {say: In., id: in, to: office}
        office:
          says: In.
          choices:
            - {say: Back., id: back, to: lot}
            - {say: Sell., id: sell, if: {not-done: greet}, does: greet, to: gone}
            - {say: Greet., id: greets, does: greet, to: office}
        gone: {tells: Gone., ending: lost}
        """
    )
    fault = first_fault(program)
    assert fault is not None
    assert fault.says == "Scene lot can come to offer nothing at all."
    assert fault.play == ("round", "in", "back")
    assert leads_there(program, fault)


TWO_ROADS = """
lot:
  says: Hi.
  choices:
    - {say: A., id: a, to: [{if: {truth: buyer}, go: lot}, {if: {said: b}, go: desk}, {go: gone}]}
    - {say: B., id: b, to: [{if: {truth: shopper}, go: lot}, {if: {said: a}, go: desk}, {go: gone}]}
    - {say: Bye., id: bye, to: gone}
desk:
  says: Sit down.
  choices:
    - say: Sign.
      id: sign
      to: [{if: {truth: shopper}, odds: 60, go: gone}, {if: {truth: buyer}, go: gone}]
gone: {tells: Gone., ending: lost}
"""


def test_the_play_to_a_fault_is_possible_under_the_truth_that_makes_it_one() -> None:
    head = "customer: {name: Dana, truth: {buyer: {odds: 50}, shopper: {odds: 50}}}"
    program = tale(TWO_ROADS, head=head)
    assert play(program, "a", "b", "sign", truth="buyer").over
    fault = first_fault(program)
    assert fault is not None
    assert (fault.play, fault.truth) == (("b", "a", "sign"), "shopper")
    assert leads_there(program, fault)


@given(pairs(most_scenes=3, most_choices=2), st.data())
@settings(max_examples=40)
def test_a_planted_fault_is_found_where_it_can_be_reached_and_the_play_leads_to_it(
    pair: Pair, data: st.DataObject
) -> None:
    scenes = [name for name, scene in pair.scenario["scenes"].items() if "choices" in scene]
    broken = _without_way_out(pair, data.draw(st.sampled_from(scenes)))
    reached = states(broken)
    stuck = {
        state
        for state in reached
        if broken.scene(state).kind is None and not offered(broken, state)
    }
    fault = first_fault(broken)
    assert (fault is not None) == bool(stuck)
    if fault is not None:
        assert leads_there(broken, fault)


def _without_way_out(pair: Pair, scene: str) -> Program:
    scenes = dict(pair.scenario["scenes"])
    kept = scenes[scene]["choices"][:-1]
    # The loader still sees an ending ahead; a play seldom does.
    leave = {"do": "Leave.", "if": {"trust": "at least 10", "done": "step0"}, "to": "end0"}
    scenes[scene] = {**scenes[scene], "choices": [*kept, leave]}
    return Pair({**pair.scenario, "scenes": scenes}, pair.binder, pair.ids).program


def test_exploring_past_the_cap_says_so() -> None:
    with pytest.raises(TooManyStatesError):
        states(tale(ODDS), cap=2)
