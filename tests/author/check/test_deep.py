"""A decision that hangs on the odds of a branch is debatable, and one that does not is not."""

from __future__ import annotations

import pytest

from game.author.check.deep import debatable_branches
from game.coach.reports import debatable
from game.coach.study import Study
from tests.engine.tale import tale

OUTCOME = """
sixty: {trust: 0, ease: 0, value: 0, understanding: 0, next-step: 0, outcome: 100}
outcomes: {sold: 10, appointment: SAFE, lost: 0}
"""


@pytest.mark.parametrize("rest", ["{go: low}", "{odds: 50, go: low}"])
@pytest.mark.parametrize(("safe", "told"), [("4", ("risk",)), ("3", ())])
def test_half_a_chance_is_debatable_where_three_eighths_would_be_too_little(
    rest: str, safe: str, told: tuple[str, ...]
) -> None:
    study = Study(
        tale(
            f"""
            lot:
              choices:
                - {{say: Risk it., id: risk, to: [{{odds: 50, go: high}}, {rest}]}}
                - {{say: Play safe., id: safe, to: mid}}
            high: {{ending: sold}}
            mid: {{ending: appointment}}
            low: {{ending: lost}}
            """,
            binder=OUTCOME.replace("SAFE", safe),
        )
    )
    assert debatable(study) == ()
    assert debatable_branches(study) == told
