"""The conversation that the tests of played, resumed and practised runs share."""

from __future__ import annotations

import pytest

from game.engine.program import Program
from tests.engine.tale import tale

STORY = """
lot:
  says: Hi.
  hint: Ask what made them pull in.
  choices:
    - {say: Ask., id: ask, trust: +2, takes: 4 min, to: [{odds: 50, go: lot}, {go: hall}]}
    - {say: Wait., id: wait, takes: 2 min, to: lot}
    - {say: Look., id: look, to: lot}
    - {say: Sit., id: sit, to: lot}
    - {say: On., id: on, to: hall}
hall:
  says: In here.
  choices:
    - {say: Bye., id: bye, to: gone}
    - {say: Stay., id: stay, to: hall}
gone: {tells: Gone., ending: appointment, today: 40}
"""
HEAD = """
customer:
  name: Dana
  truth: {shopper: {odds: 60, buys: later}, buyer: {odds: 40, buys: this-week}}
cost: 310
"""


@pytest.fixture(scope="session")
def program() -> Program:
    """Two rooms, chance between them, an appointment at the end, and a truth that is drawn."""
    return tale(STORY, covers="greet", head=HEAD)
