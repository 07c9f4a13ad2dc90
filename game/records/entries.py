"""What goes into the score log and what comes out of it, as frozen values.

Knows no database. A run is its inputs: everything here is either an input or what the rules made
of it on the day; the rules can always be run again.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Literal

from game.records.ratio import Ratio

Front = Literal["app", "plain", "run"]
"""Which front end was played: the app, `sixty play --plain`, or `sixty run --log`."""
Mode = Literal["floor", "practice"]
"""`practice` may ask for hints and undo; `floor` may not."""
AidKind = Literal["hint", "undo"]
"""What a practice run may have from the mentor: a hint, or a decision taken back."""
SourceKind = Literal["scenario", "binder"]
State = Literal["unfinished", "finished", "abandoned"]
"""An abandoned run was given up on purpose: shown as unfinished, no longer offered for resuming."""

GREATEST = 2**53 - 1
"""The greatest whole number every JSON reader keeps exact (RFC 8785 allows none beyond it)."""


def new_run() -> str:
    """An id for a new run, which no other run has."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who plays. The log carries the pseudonym only; names can be taken away later."""

    pseudonym: str
    name: str


@dataclass(frozen=True, slots=True)
class RunStarted:
    """A run's inputs, known when it starts.

    `run` is a UUID in its usual lower-case form (`new_run`); `person` a pseudonym; digests are
    those `Store.keep` returned; `seed` is 0 to 2^53 - 1. `truth_given` and `seed_given` say whether
    somebody chose them rather than chance. `branched_from` is a run and the index of the decision
    there that is being tried again, counted from 0 in the whole conversation: a branch stands there
    when it starts, and its own decisions are counted on from it.
    """

    run: str
    person: str
    scenario: str
    scenario_digest: str
    binder: str
    binder_digest: str
    seed: int
    truth_given: str | None = None
    seed_given: bool = False
    front: Front = "app"
    bot: str | None = None
    mode: Mode = "floor"
    branched_from: tuple[str, int] | None = None

    @property
    def stands_at(self) -> int:
        """How many decisions lie behind a run when it starts: none but in a branch."""
        return 0 if self.branched_from is None else self.branched_from[1]

    @property
    def counts(self) -> bool:
        """Whether the run may enter a person's figures, so that a log cannot be farmed.

        Not those by a bot or by `sixty run --log`, nor with a given seed or truth, nor a decision
        tried again, whose customer the player knows already.
        """
        return not (
            self.bot is not None
            or self.front == "run"
            or self.seed_given
            or self.truth_given is not None
            or self.branched_from is not None
        )


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision. `index` counts from 0, or in a branch from `RunStarted.stands_at`; `offered`
    holds the choices' ids in the order shown.

    `minute` is the simulated minute it was made at; `thinking_ms` the real time it took, in
    milliseconds, which is kept beside it and never scored (below zero, where a clock was set back,
    it is kept as zero). `undone` is how often the run has taken a decision back by now, as far as
    whoever writes knows: two windows on one run cannot then write past each other.
    """

    run: str
    index: int
    scene: str
    choice: str
    minute: int
    offered: tuple[str, ...]
    thinking_ms: int = 0
    undone: int = 0


@dataclass(frozen=True, slots=True)
class Aided:
    """A hint asked for at decision `index`, or decision `index`, the last, taken back.

    Practice runs only. `undone` as in `Decided`: how often the run took one back before this.
    """

    run: str
    kind: AidKind
    index: int
    undone: int = 0


@dataclass(frozen=True, slots=True)
class RunEnded:
    """How a run ended, as the rules judged it on the day.

    `kind` is the ending's (sold, appointment, …); points are whole; `fouls` are the binder's ids;
    `cost`, `today` and `later` are whole units of money; `buys` says which side of the 40/60 the
    customer's truth was on (this-week, later, never).
    """

    run: str
    scene: str
    kind: str
    minute: int
    process_earned: int
    process_possible: int
    sixty_earned: int
    sixty_possible: int
    fouls: tuple[str, ...]
    passed: bool
    cost: int | None
    today: int
    later: int
    truth: str | None
    buys: str | None

    @property
    def process(self) -> Ratio:
        """The process points earned of those that were possible."""
        return Ratio(self.process_earned, self.process_possible)

    @property
    def sixty(self) -> Ratio:
        """The sixty points earned of those that were possible."""
        return Ratio(self.sixty_earned, self.sixty_possible)


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision as the log has it: `seq` is its event's number, `at_ms` when it was committed
    (UTC, milliseconds)."""

    seq: int
    index: int
    scene: str
    choice: str
    minute: int
    offered: tuple[str, ...]
    thinking_ms: int
    at_ms: int


@dataclass(frozen=True, slots=True)
class AidRecord:
    """A hint or an undo as the log has it: its event's number, at which decision, and when (UTC,
    milliseconds)."""

    seq: int
    kind: AidKind
    index: int
    at_ms: int


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run as the log has it, with the decisions that stand, in order.

    `taken_back` are those that do not, and `aids` the hints and undos, each in the order they came:
    practice alone has any.

    `name` is the person's, or none where it was taken away. Times are UTC in milliseconds;
    `closed_ms` is when the run ended or was given up. `first` marks a person's first finished floor
    run of a scenario among those that count: repeats are counted apart.
    """

    started: RunStarted
    name: str | None
    started_ms: int
    state: State
    counts: bool
    first: bool
    ended: RunEnded | None
    closed_ms: int | None
    decisions: tuple[DecisionRecord, ...]
    taken_back: tuple[DecisionRecord, ...] = ()
    aids: tuple[AidRecord, ...] = ()

    @property
    def run(self) -> str:
        """The run's id."""
        return self.started.run

    @property
    def person(self) -> str:
        """The pseudonym of who played."""
        return self.started.person


@dataclass(frozen=True, slots=True)
class Head:
    """How far the log has come: how many events, and the hash of the last (64 hex digits)."""

    count: int
    hash: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing `verify` found. `event` is its number in the log, `run` the run it belongs to."""

    sentence: str
    event: int | None = None
    run: str | None = None

    @property
    def told(self) -> str:
        """The sentence as it is shown, with the run and, where it does not say so, the event."""
        if self.run is None:
            return self.sentence
        where = f"run {self.run[:8]}"
        if self.event is not None and "vent" not in self.sentence:
            where = f"event {self.event}, {where}"
        return f"{self.sentence.removesuffix('.')} ({where})."


@dataclass(frozen=True, slots=True)
class Verified:
    """What `verify` found: the log's count and head, and every problem (none where all is well)."""

    count: int
    head: str
    problems: tuple[Problem, ...]
