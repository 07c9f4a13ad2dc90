"""What an entry must be before it may be written, so that whatever is in the log can be read.

Pure. Whether the entry fits what the log already holds is the store's question.
"""

from __future__ import annotations

import unicodedata
import uuid
from typing import get_args

from game.records.entries import (
    GREATEST,
    Aided,
    AidKind,
    Decided,
    Front,
    Mode,
    RunEnded,
    RunStarted,
)
from game.records.errors import RecordsError
from game.records.papers import (
    Commented,
    Drawn,
    Entry,
    How,
    Label,
    MentorGiven,
    PinSet,
    Role,
    RoleGiven,
    Signed,
    Verdict,
)

LONGEST = 4096
"""Characters an id, a name of a file or a word may have in the log."""
LONGEST_SAID = 10_000
"""Characters a comment or a reason may have."""


def check_run(run: str) -> None:
    """Refuse what is no run's id in its usual form."""
    try:
        good = str(uuid.UUID(run)) == run
    except (ValueError, AttributeError, TypeError):
        good = False
    if not good:
        raise RecordsError(f"{run!r} is no run's id: it must be a UUID in small letters.")


def check_started(entry: RunStarted) -> None:
    """Refuse a start that could not be read back."""
    check_run(entry.run)
    _text(entry.person, "person")
    _text(entry.scenario, "scenario")
    _text(entry.scenario_digest, "scenario's digest")
    _text(entry.binder, "binder")
    _text(entry.binder_digest, "binder's digest")
    _whole(entry.seed, "seed", least=0)
    _optional(entry.truth_given, "given truth")
    _optional(entry.bot, "bot")
    _one_of(entry.front, get_args(Front), "front end")
    _one_of(entry.mode, get_args(Mode), "mode")
    if entry.branched_from is not None:
        check_run(entry.branched_from[0])
        _whole(entry.branched_from[1], "decision branched from", least=0)


def check_decided(entry: Decided) -> None:
    """Refuse a decision that could not be read back."""
    check_run(entry.run)
    _whole(entry.index, "decision's number", least=0)
    _text(entry.scene, "scene")
    _text(entry.choice, "choice")
    _whole(entry.minute, "minute", least=0)
    for choice in entry.offered:
        _text(choice, "offered choice")
    _whole(entry.thinking_ms, "thinking time")
    _whole(entry.undone, "number of undos", least=0)
    if entry.choice not in entry.offered:
        raise RecordsError(
            f"The choice {entry.choice!r} is not among those offered, so it was not kept."
        )


def check_aided(entry: Aided) -> None:
    """Refuse a hint or an undo that could not be read back."""
    check_run(entry.run)
    _one_of(entry.kind, get_args(AidKind), "kind of help")
    _whole(entry.index, "decision's number", least=0)
    _whole(entry.undone, "number of undos", least=0)


def check_ended(entry: RunEnded) -> None:
    """Refuse an end that could not be read back."""
    check_run(entry.run)
    _text(entry.scene, "ending")
    _text(entry.kind, "ending's kind")
    _whole(entry.minute, "minute", least=0)
    _whole(entry.process_earned, "process points earned", least=0)
    _whole(entry.process_possible, "process points possible", least=0)
    _whole(entry.sixty_earned, "sixty points earned", least=0)
    _whole(entry.sixty_possible, "sixty points possible", least=0)
    for foul in entry.fouls:
        _text(foul, "foul")
    if entry.cost is not None:
        _whole(entry.cost, "cost")
    _whole(entry.today, "money of today")
    _whole(entry.later, "money of the days after")
    _optional(entry.truth, "truth")
    _optional(entry.buys, "side of the 40/60")


def check_paper(entry: Entry) -> None:
    """Refuse a paper that could not be read back, or that says too little to be one."""
    _id(entry.id)
    if entry.by is not None:
        _text(entry.by, "pseudonym")
    if isinstance(entry, RoleGiven | MentorGiven | PinSet):
        _text(entry.person, "pseudonym")
    if isinstance(entry, RoleGiven) and entry.role is not None:
        _one_of(entry.role, get_args(Role), "role")
    if isinstance(entry, MentorGiven):
        _optional(entry.mentor, "mentor's pseudonym")
        if entry.mentor == entry.person:
            raise RecordsError("Nobody is their own mentor: name somebody else.")
    if isinstance(entry, PinSet):
        _one_of(entry.how, get_args(How), "way a PIN was set")
    if isinstance(entry, Commented):
        _commented(entry)
    if isinstance(entry, Signed):
        _signed(entry)
    if isinstance(entry, Drawn):
        _drawn(entry)


def _commented(entry: Commented) -> None:
    check_run(entry.run)
    _said(entry.text)
    if entry.index is not None:
        _whole(entry.index, "decision's number", least=0)
    if entry.verdict is not None:
        _one_of(entry.verdict, get_args(Verdict), "verdict")
        if entry.index is None:
            raise RecordsError(
                "A verdict on a whole run is its sign-off: comment on a decision, or sign the run."
            )
    if (entry.label is not None) != (entry.verdict == "adjust"):
        raise RecordsError("To adjust the coach's word is to say another, and only then.")
    if entry.label is not None:
        _one_of(entry.label, get_args(Label), "label")
    _reason(entry.verdict, entry.text)
    if entry.verdict is None and not entry.text.strip():
        raise RecordsError("The comment is empty: write at least a word, or give a verdict.")


def _signed(entry: Signed) -> None:
    check_run(entry.run)
    _said(entry.text)
    _one_of(entry.verdict, get_args(Verdict), "verdict")
    _reason(entry.verdict, entry.text)
    for percent in (entry.process, entry.sixty):
        if percent is not None and not (type(percent) is int and 0 <= percent <= 100):
            raise RecordsError("A score of yours is a whole number from 0 to 100.")
    scored = entry.process is not None or entry.sixty is not None
    if scored != (entry.verdict == "adjust"):
        raise RecordsError(
            "To adjust a run is to say what its process or sixty score should be, and only then."
        )


def _drawn(entry: Drawn) -> None:
    _whole(entry.seed, "seed", least=0)
    _whole(entry.events, "number of events", least=0)
    _text(entry.head, "head")
    _whole(entry.window_days, "days to draw from", least=1)
    _whole(entry.due_days, "days until it is due", least=1)
    for run in entry.runs:
        check_run(run)
    if not entry.runs:
        raise RecordsError("There is nothing to inspect in this draw.")


def _reason(verdict: str | None, text: str) -> None:
    if verdict in ("adjust", "retry") and not text.strip():
        raise RecordsError("Say why: to adjust or send back needs a reason in words.")


def _said(text: str) -> None:
    """Free text: any script and sign, lines and tabs; nothing a terminal or database obeys."""
    if len(text) > LONGEST_SAID:
        raise RecordsError(
            f"A comment can have {LONGEST_SAID:,} characters at most, and this one has "
            f"{len(text):,}: write a shorter one."
        )
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in text if sign not in "\n\t"):
        raise RecordsError(
            "A comment cannot hold control characters: type it with letters, signs, spaces and "
            "new lines."
        )


def _id(id: str) -> None:
    try:
        good = str(uuid.UUID(id)) == id
    except (ValueError, AttributeError, TypeError):
        good = False
    if not good:
        raise RecordsError(f"{id!r} is no paper's id: it must be a UUID in small letters.")


def _text(value: str, what: str) -> None:
    if type(value) is not str or not 0 < len(value) <= LONGEST:
        raise RecordsError(
            f"The {what} cannot be kept in the score log: it must be text of 1 to {LONGEST:,} "
            "characters."
        )
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in value):
        raise RecordsError(
            f"The {what} cannot be kept in the score log: it holds control characters."
        )


def _optional(value: str | None, what: str) -> None:
    if value is not None:
        _text(value, what)


def _whole(value: int, what: str, least: int = -GREATEST) -> None:
    if type(value) is not int or not least <= value <= GREATEST:
        raise RecordsError(
            f"The {what} cannot be kept in the score log: it must be a whole number from "
            f"{least} to {GREATEST}."
        )


def _one_of(value: str, allowed: tuple[str, ...], what: str) -> None:
    if value not in allowed:
        raise RecordsError(f"The {what} must be one of {', '.join(allowed)}, not {value!r}.")
