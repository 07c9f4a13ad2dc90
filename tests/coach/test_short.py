"""The best short play is worth what is said of it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from game.coach.nodes import follow, opening
from game.coach.short import shortly, within
from game.engine.step import offered
from tests.coach.plainly import small_pairs
from tests.generate import Pair


@settings(max_examples=20)
@given(small_pairs(), st.integers(1, 4))
def test_the_short_play_told_is_over_in_time_and_free_of_fouls(pair: Pair, decisions: int) -> None:
    program = pair.program
    node = opening(program)
    play = shortly(program, node, decisions)
    assert bool(play) == (within(program, node, decisions) is not None)
    assert len(play) <= decisions
    for id in play:
        row = next(row for row in offered(program, node.state) if row.id == id)
        assert not row.fouls
        node = max(follow(program, node, row), key=lambda opened: opened.chance).node
    assert not play or program.scene(node.state).kind is not None
