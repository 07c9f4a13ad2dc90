"""Storm, a probabilistic model checker, in Rational mode on the coach's graphs: equal fractions.

A sample of drawn scenarios here; `SIXTY_ORACLES=full` asks for 500 and for the library.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from game.coach.habits import anything, honest
from game.coach.nodes import settled
from game.coach.study import Study
from game.coach.values import point_worth
from tests.oracles.storm import ONE_MORE, Process, answers
from tests.oracles.test_the_coach_agrees import library
from tests.oracles.tools import count, drawn
from tests.peers import python_with


@pytest.mark.slow
def test_storm_finds_the_same_fractions_at_every_state(tmp_path: Path) -> None:
    python = python_with("stormpy")
    programs = [pair.program for pair in drawn(count(6, 500))]
    programs += sorted(library(), key=lambda each: len(each.choices))[: count(1, 9)]
    studies = [Study(program) for program in programs]
    fair = [Process(study, honest) for study in studies]
    free = [Process(study, anything) for study in studies]
    # A process whose every state was left out is one that no file is written for.
    asked = [process for process in (*fair, *free) if process.spots]
    told = dict(zip(map(id, asked), answers(python, asked, tmp_path), strict=True))
    states = 0
    for study, best, worst in zip(studies, fair, free, strict=True):
        unit = point_worth(study.program)
        for process, aim, exact in ((best, "max", study.best), (worst, "min", study.worst)):
            values = told[id(process)][aim] if process.spots else []
            stands = dict(zip(process.spots, values, strict=False))
            for place, layer in study.layers():
                for at in range(layer.rows.shape[1]):
                    node = study.plays.node((place, at))
                    worth = exact.worth(node)
                    value = stands.get((place, at))
                    paid = unit * settled(study.program, node.state)
                    mine = None if worth is None else worth.total - paid
                    assert (None if value is None else Fraction(value) - ONE_MORE) == mine
                    states += 1
    assert states
