"""What is forgotten of a state changes nothing of what is offered and where it leads."""

from __future__ import annotations

from hypothesis import given, settings

from game.engine.explore import states
from game.engine.forget import forget
from game.engine.step import act, arrive, begin, offered, ways
from tests.engine.tale import tale
from tests.generate import Pair, pairs


@given(pairs(most_scenes=3, most_choices=2))
@settings(max_examples=40)
def test_a_state_offers_and_leads_to_the_same_without_what_is_forgotten(pair: Pair) -> None:
    program = pair.program
    kept = forget(program)
    for state, truths in states(program).items():
        less = kept(state)
        assert kept(less) == less
        assert offered(program, less) == offered(program, state)
        for row in offered(program, state):
            for at in (at for at in range(len(program.truths)) if truths & 1 << at):
                whole, part = act(program, state, row), act(program, less, row)
                leads = ways(program, row, *whole, 1 << at)
                assert ways(program, row, *part, 1 << at) == leads
                for _, scene in leads:
                    there = arrive(program, *whole, scene)
                    assert kept(arrive(program, *part, scene)) == kept(there)


def test_what_no_condition_ahead_asks_about_is_forgotten() -> None:
    program = tale(
        """
        lot:
          says: Hi.
          choices:
            - {say: A., id: a, trust: +1, learn: seats, takes: 5 min, to: desk}
            - {say: B., id: b, trust: -1, learn: lease, takes: 9 min, to: desk}
        desk:
          says: Well.
          choices:
            - {say: Bye., id: bye, to: [{if: {knows: seats, after: 3 min}, go: gone}, {go: gone}]}
        gone: {tells: Gone., ending: lost}
        """,
        head="customer: {name: Dana}\nfacts: {seats: {says: S.}, lease: {says: L.}}",
    )
    kept = forget(program)
    first = begin(program).state
    a, b = (
        arrive(program, *act(program, first, row), row.ways[0].scene)
        for row in program.scene(first).choices
    )
    facts = program.judge.layout.facts
    assert kept(a) & facts["seats"]
    assert kept(b) == kept(a) & ~facts["seats"]
    assert program.minute(kept(b)) == 3
