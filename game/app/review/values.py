"""Where one stands in the review, and what is to be seen there, as frozen values.

Knows no screen and no log.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from game.office.agreement import Agreement, Opinion
    from game.office.asking import ChoiceLine
    from game.office.inspection import Inspection
    from game.office.review import Overview, Talk
    from game.office.tallies import ScenarioLine, StepLine
    from game.records.behind import Taken
    from game.records.entries import RunRecord
    from game.records.papers import Label, Verdict
    from game.records.queries import Point, RunLine

Place = Literal[
    "people",
    "person",
    "scenarios",
    "scenario",
    "steps",
    "step",
    "skipped",
    "talk",
    "runs",
    "costly",
    "inspect",
    "run",
]


@dataclass(frozen=True, slots=True)
class Stop:
    """A place, and of what.

    People and scenarios: the number to begin with, or nothing. Skipped: a person and a step. Runs
    and the costliest: a person and a scenario, each empty for any, and behind which figure
    (`game.records.queries.Behind`), or nothing. A talk: scenario, scene, choice, and whose or
    nobody's. After what these four are of, the number of the run to begin with, or nothing. A run:
    it, and the decision to begin with, from 0, or nothing. Else the person, scenario or step
    itself."""

    place: Place
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PeopleSeen:
    """Everybody. `inspect` is how many runs are to be inspected and how many of them are overdue,
    None for whom that is not to see."""

    overview: Overview
    inspect: tuple[int, int] | None
    agreed: Agreement


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """Somebody: an overview of them alone, and their runs that enter averages, in order."""

    overview: Overview
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class ScenariosSeen:
    """Every scenario that was played."""

    lines: tuple[ScenarioLine, ...]


@dataclass(frozen=True, slots=True)
class ScenarioSeen:
    """One of them, None where no run of it counts: what cost most there, and its latest runs."""

    line: ScenarioLine | None
    talks: tuple[Talk, ...]
    runs: tuple[RunLine, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StepsSeen:
    """Every step that applied."""

    lines: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class StepSeen:
    """One of them, None where it applied in no run."""

    line: StepLine | None


@dataclass(frozen=True, slots=True)
class RunsSeen:
    """Runs; `said` is what they have in common, `after` where there are more."""

    said: str
    lines: tuple[RunLine, ...]
    names: Mapping[str, str]
    after: Stop | None = None


@dataclass(frozen=True, slots=True)
class TalkSeen:
    """A decision: what was chosen there by whom it is asked of, and the runs that took one."""

    choice: str
    choices: tuple[ChoiceLine, ...]
    taken: tuple[Taken, ...]
    names: Mapping[str, str]
    after: Stop | None = None


@dataclass(frozen=True, slots=True)
class InspectSeen:
    """What was drawn and is not signed off yet; and people's verdicts, as far as they count."""

    open: tuple[tuple[Inspection, RunRecord], ...]
    said: tuple[tuple[Opinion, RunRecord], ...] = ()


Seen = (
    PeopleSeen
    | PersonSeen
    | ScenariosSeen
    | ScenarioSeen
    | StepsSeen
    | StepSeen
    | RunsSeen
    | TalkSeen
    | InspectSeen
)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of a run: on decision `index` (from 0), on all of it where that is None;
    or its sign-off. Filed twice under one `id` it is kept once. Scores are percents, 0 to 100."""

    id: str
    run: str
    index: int | None
    text: str
    verdict: Verdict | None = None
    label: Label | None = None
    signs: bool = False
    process: int | None = None
    sixty: int | None = None


@dataclass(slots=True)
class Count:
    """How far a piece of work has come, written in the desk's thread and read on the screen;
    `stopped` asks it to end. `whole` is 0 where nobody knows."""

    what: str
    done: int = 0
    whole: int = 0
    stopped: bool = False

    def words(self) -> str:
        """`Checked 120,000 of 1,100,000 (10 %)`."""
        if not self.whole:
            return f"{self.what} {self.done:,}" if self.done else f"{self.what} …"
        percent = min(100, self.done * 100 // self.whole)
        return f"{self.what} {self.done:,} of {self.whole:,} ({percent} %)"


@dataclass(frozen=True, slots=True)
class Told:
    """What came of an errand, sentence by sentence; `wrong` where it is not as it should be."""

    sentences: tuple[str, ...]
    wrong: bool
