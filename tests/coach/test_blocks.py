"""States are looked at in blocks; how many stand in one must never be seen in what is found."""

from __future__ import annotations

import pytest

from game.coach import explorer
from game.coach.reports import debatable
from game.coach.study import Study
from tests.engine.tale import tale

DANA = """
customer:
  name: Dana
  starts: {trust: 3}
  truth:
    shopper: {odds: 60, buys: later}
    buyer: {odds: 40, buys: this-week}
"""
"""Somebody of whom there is something to find out."""

STORY = """
lot:
  choices:
    - {say: Trust me., id: trust, trust: 2, to: figure}
    - {say: Or not., id: not, to: figure}
figure:
  choices:
    - say: Do you want it?
      id: want
      to:
        - {if: {truth: buyer, trust: at least 5}, go: sold}
        - {go: lost}
    - {say: Sleep on it., id: sleep, to: later}
sold: {tells: Sold., ending: sold}
later: {tells: Later., ending: follow-up}
lost: {tells: Lost., ending: lost}
"""
"""Asking tells the truth where there is trust, and nothing where there is none."""


@pytest.mark.parametrize("block", [1, 2])
def test_a_choice_that_tells_something_in_one_block_only_can_be_weighed_under_other_odds(
    monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    whole = debatable(Study(tale(STORY, head=DANA)))
    monkeypatch.setattr(explorer, "BLOCK", block)
    assert debatable(Study(tale(STORY, head=DANA))) == whole
