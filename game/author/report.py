"""All that `sixty check` would tell of a scenario file, and its best line, for preview and studio.

May take its time: every state is looked at. Reads files; knows no screen and no thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from game.author.bestline import best_line
from game.author.chart import Step
from game.author.check.desk import look, prove, proved, task
from game.author.check.found import Found, is_proof
from game.author.check.memory import Memory
from game.coach.graph import TooManyStatesError
from game.engine.program import Program
from game.engine.step import ScenarioFaultError

PROOFS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "reachable": frozenset({"SX100", "SX110", "SX111", "SX112"}),
        "winnable": frozenset({"SX113"}),
        "no-pressure-pays": frozenset({"SX114", "SX115"}),
        "no-bot-passes": frozenset({"SX116", "SX117"}),
        "asking-pays": frozenset({"SX118"}),
        "staying-pays": frozenset({"SX119"}),
    }
)
"""The six proofs, each with the codes of what shows that it fails."""

TOO_MANY: Final = "SX101"
"""The code that says that nothing could be proved."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found: `own` are the file's own problems, and all there are where nothing is
    `proved`; `shown` is what shows that a proof fails, `advice` what is the author's to judge, and
    `line` the best line."""

    own: tuple[Found, ...] = ()
    shown: tuple[Found, ...] = ()
    advice: tuple[Found, ...] = ()
    proved: bool = False
    line: tuple[Step, ...] = ()

    @property
    def failing_proofs(self) -> int:
        """How many proofs fail."""
        return sum(bool(self.failing(proof)) for proof in PROOFS)

    def failing(self, proof: str) -> tuple[Found, ...]:
        """What shows that a proof fails; nothing where it holds. Raises KeyError."""
        return tuple(one for one in self.shown if one.problem.code in PROOFS[proof])


def look_into(
    path: Path,
    shelves: Sequence[Path],
    doing: Callable[[str], None] | None = None,
    memory: Memory | None = None,
) -> Report:
    """A file looked through; `doing` is told what is being done, in a few words; `memory` spares
    proving again what only reads differently. Never raises for anything that a file can hold."""
    tell, known = doing or _nobody, memory or Memory()
    tell("looking at every state")
    looked = look(path, shelves)
    if task(looked, known) is not None:
        tell("being worked out")
        prove(looked, known)
    found = proved(looked, known)
    refused = any(one.problem.code == TOO_MANY for one in found)
    if looked.program is None or looked.meant is not None or refused:
        return Report(own=found)
    proofs = tuple(one for one in found if is_proof(one.problem.code))
    return Report(
        own=tuple(one for one in found if not is_proof(one.problem.code)),
        shown=tuple(one for one in proofs if one.problem.severity != "advice"),
        advice=tuple(one for one in proofs if one.problem.severity == "advice"),
        proved=True,
        line=_line(looked.program),
    )


def place(found: Found) -> str:
    """Where `--at` shows it: a scene, or choices with commas between them; "" where nowhere."""
    if found.open:
        return found.open.partition("--at ")[2]
    return ",".join(found.play)


def _line(program: Program) -> tuple[Step, ...]:
    try:
        return best_line(program)
    except (TooManyStatesError, ScenarioFaultError):
        return ()


def _nobody(_: str) -> None:
    """Tells nobody."""
