"""What people write about people's work: roles, comments, sign-offs, inspections; frozen values.

Each is one event of the log. Knows no database, and no rule of who may write what: that is the
office's (`game.office.desk`).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, fields
from typing import Any, Literal

Role = Literal["trainee", "mentor", "trainer"]
Verdict = Literal["agree", "adjust", "retry"]
"""What a mentor or trainer makes of the coach's judgement: the same; another, with a reason; or
that the run or decision should be played again."""
Label = Literal["best", "great", "good", "inaccuracy", "mistake", "blunder", "foul"]
"""The coach's labels of a decision, which a person may put another of beside (never over)."""
How = Literal["setup", "given", "own", "recovered", "without"]
"""How a PIN came to be set: at the first setup, given by a trainer, by its owner, with the recovery
code, or by somebody who could show nothing, because the PIN had been taken out of the file."""


def new_paper() -> str:
    """An id for a new paper. Filing a paper twice under one id is harmless."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class RoleGiven:
    """Somebody's role from now on, None for none. `by` is None at the first setup alone."""

    id: str
    person: str
    role: Role | None
    by: str | None


@dataclass(frozen=True, slots=True)
class MentorGiven:
    """Who mentors somebody from now on, None for nobody. Both are pseudonyms."""

    id: str
    person: str
    mentor: str | None
    by: str


@dataclass(frozen=True, slots=True)
class PinSet:
    """That a PIN was set; the PIN itself is nowhere, its hash outside the log's events."""

    id: str
    person: str
    how: How
    by: str | None


@dataclass(frozen=True, slots=True)
class Commented:
    """A word on decision `index` of a run (from 0 in the whole conversation), or on the run where
    that is None. `label` is what the person would call the decision, where they adjust the coach's.
    """

    id: str
    run: str
    by: str
    index: int | None
    text: str
    verdict: Verdict | None = None
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """A run signed off. `process` and `sixty` are the percents (0 to 100) the person would give
    where they adjust, beside the machine's and never over them. `events` and `head` say how far the
    log had come just before: filled in when it is filed."""

    id: str
    run: str
    by: str
    verdict: Verdict
    text: str = ""
    process: int | None = None
    sixty: int | None = None
    events: int = 0
    head: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw of runs to inspect, out of the log as it stood at `events` and `head`.

    `seed` follows from the head, so that nobody chose it; `window_days` is how far back runs were
    drawn from, `due_days` when the inspections are due, both counted from the event's own time.
    """

    id: str
    by: str
    seed: int
    events: int
    head: str
    window_days: int
    due_days: int
    runs: tuple[str, ...]


Entry = RoleGiven | MentorGiven | PinSet | Commented | Signed | Drawn

KINDS: dict[str, type[Entry]] = {
    "role": RoleGiven,
    "mentor": MentorGiven,
    "pin": PinSet,
    "comment": Commented,
    "sign-off": Signed,
    "inspection": Drawn,
}
"""The events' kinds, and what each holds."""
_KIND_OF = {kind: name for name, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as the log has it: its event's number, and when it was filed (UTC, milliseconds)."""

    seq: int
    at_ms: int
    entry: Entry


def kind_of(entry: Entry) -> str:
    """The kind of a paper's event."""
    return _KIND_OF[type(entry)]


def body_of(entry: Entry) -> dict[str, object]:
    """What is hashed of a paper beside its id and run, which the event carries itself."""
    body = {
        field.name: getattr(entry, field.name)
        for field in fields(entry)
        if field.name not in ("id", "run")
    }
    return {name: list(said) if isinstance(said, tuple) else said for name, said in body.items()}


def entry_of(kind: str, id: str, run: str | None, body: dict[str, Any]) -> Entry:
    """The paper that an event's body was made from. Raises KeyError or TypeError for another's."""
    known = {name: tuple(said) if isinstance(said, list) else said for name, said in body.items()}
    if run is not None:
        known["run"] = run
    made: Any = KINDS[kind]
    entry: Entry = made(id=id, **known)
    return entry
