"""The numbers that would mend what fails, looked for apart from the proofs, for it takes longer.

Can be done in a process of its own, and be given up between two tries. Knows no words and no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from game.author.check.findings import Fault, Findings, Mend, wanting
from game.coach import mend as coach
from game.coach.study import Study
from game.engine.program import Program


def sought(
    program: Program, found: Findings, stop: Callable[[], bool] = lambda: False
) -> Findings | None:
    """The findings of a program with the mends that were still to be looked for; None where `stop`
    said so before all were. It is asked after every try."""
    study, faults = Study(program), list(found.faults)
    for at in wanting(found):
        fault, mend = faults[at], None
        for one in _tries(study, fault):
            if one is not None:
                mend = Mend(one.meter, one.was, one.now)
            elif stop():
                return None
        faults[at] = fault._replace(sought=True, mend=mend)
    return found._replace(faults=tuple(faults))


def _tries(study: Study, fault: Fault) -> Iterator[coach.Mend | None]:
    """The tries for one failure; none where what was kept of it is of some other scenario, which
    whoever tells of it finds out."""
    program = study.program
    with suppress(IndexError):
        scene, choice = program.scenes[fault.scene or 0], program.choices[fault.choice or 0]
        yield from coach.tries(study, scene.id, choice.id)
