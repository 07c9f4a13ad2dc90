"""A scenario with too many states is refused in words that say what multiplies them."""

from __future__ import annotations

import pytest

from game.coach.explorer import explore
from game.coach.graph import TooManyStatesError
from tests.engine.tale import tale

THREE = """
lot:
  choices:
    - {{say: One., id: one, {}, to: then}}
    - {{say: Two., id: two, {}, to: then}}
    - {{say: Three., id: three, {}, to: then}}
then:
  choices:
    - {{say: Soon., id: soon, if: {{before: 9 min}}, to: bye}}
    - {{say: Go., id: go, to: bye}}
bye: {{ending: lost}}
"""


@pytest.mark.parametrize(
    ("differences", "named"),
    [
        (("pressure: 1", "pressure: 2", "pressure: 3"), "the meter pressure"),
        (("takes: 2 min", "takes: 3 min", "takes: 4 min"), "the minute of the run"),
    ],
)
def test_a_refusal_names_the_scene_and_what_its_states_differ_by(
    differences: tuple[str, ...], named: str
) -> None:
    with pytest.raises(TooManyStatesError, match=f"scene then, told apart most by {named}: 3"):
        explore(tale(THREE.format(*differences)), cap=3)
