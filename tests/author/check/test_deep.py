"""A decision that hangs on the odds of a branch is debatable, and one that does not is not."""

from __future__ import annotations

import pytest

from game.author.check.deep import _moved, debatable_branches
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


@pytest.mark.parametrize(
    ("risk", "safe"),
    [
        # At 38 in a hundred for the first, 37 and 25 for the others: 4.91 tenths. Were all that is
        # left the likeliest other's, it would be 5.06.
        ("{odds: 50, go: high}, {odds: 30, go: some}, {odds: 20, go: low}", "5"),
        ("{odds: 50, go: high}, {odds: 30, go: some}, {go: low}", "5"),
        # What gets what is left has odds too: 60 in a hundred instead of 80.
        ("{odds: 20, go: low}, {go: high}", "7"),
    ],
)
def test_the_other_branches_are_scaled_and_what_is_left_is_moved_as_well(
    risk: str, safe: str
) -> None:
    study = Study(
        tale(
            f"""
            lot:
              choices:
                - {{say: Risk it., id: risk, to: [{risk}]}}
                - {{say: Play safe., id: safe, to: mid}}
            high: {{ending: sold}}
            mid: {{ending: appointment}}
            some: {{ending: lost, keeps: 3}}
            low: {{ending: lost}}
            """,
            binder=OUTCOME.replace("SAFE", safe),
        )
    )
    assert debatable_branches(study) == ("risk",)


def test_a_branch_that_cannot_come_instead_keeps_its_odds() -> None:
    program = tale(
        """
        lot:
          choices:
            - say: Risk it.
              id: risk
              to:
                - {if: {trust: at least 5}, odds: 40, go: high}
                - {if: {trust: at most 4}, odds: 50, go: high}
                - {go: low}
        high: {ending: sold}
        low: {ending: lost}
        """,
    )
    odds = [[way.odds for way in moved.choices[0].ways] for moved in _moved(program)]
    assert odds == [[30, 50, None], [50, 50, None], [40, 38, None], [40, 62, None]]
