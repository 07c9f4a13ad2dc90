"""Who is asking, on a command line: nobody where there are no roles, else a name and a PIN.

The PIN comes from a terminal, unseen, or from SIXTY_PIN; never from the command line, which others
can read.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from game.commands.errors import CallError
from game.office import door
from game.office.crew import RefusedError
from game.office.desk import Desk

if TYPE_CHECKING:
    from game.records.store import Store


def at_desk(store: Store, name: str | None, *, writes: bool = False) -> Desk:
    """The desk of whoever asks. `writes` is for what stands in the log beside a name.

    Raises CallError where a name or a PIN is missing, RefusedError where they let nobody in.
    """
    who = name or os.environ.get("SIXTY_AS") or None
    if not door.is_set_up(store):
        if who is None or writes:
            return door.lone(store, who)
        return Desk(store, door.somebody(store, who))
    if who is None:
        raise CallError("People sign in here: say who you are with --as NAME, or in SIXTY_AS.")
    return door.sign_in(store, who, ask_pin(f"PIN of {who}: "))


def player(store: Store, name: str | None, resume: str | None) -> str | None:
    """Who plays, once they have signed in; `name` as it is where there are no roles.

    A name that has no PIN plays without one: nothing is told to it but its own play. Raises
    CallError, RefusedError, for a run to resume that is somebody else's, too.
    """
    if not door.is_set_up(store):
        return name
    who = name or os.environ.get("SIXTY_AS") or None
    if who is None:
        raise CallError("People sign in here: say who plays with --as NAME, or in SIXTY_AS.")
    if door.needs_pin(store, who):
        door.sign_in(store, who, ask_pin(f"PIN of {who}: "))
    person = store.person(who)
    if resume not in (None, "last") and store.run(resume or "").person != person.pseudonym:
        raise RefusedError(f"That run is not {person.name}'s to go on with.")
    return who


def ask_pin(question: str) -> str:
    """Somebody's PIN. Raises CallError where nobody can be asked."""
    return _secret("SIXTY_PIN", question)


def ask_new_pin() -> str:
    """A new PIN, typed twice on a terminal. Raises CallError."""
    pin = _secret("SIXTY_NEW_PIN", "New PIN: ")
    if "SIXTY_NEW_PIN" not in os.environ and _secret("SIXTY_NEW_PIN", "Once more: ") != pin:
        raise CallError("That was not the same PIN twice: nothing was changed.")
    return pin


def ask_code() -> str:
    """A recovery code. Raises CallError."""
    return _secret("SIXTY_CODE", "Recovery code: ")


def _secret(variable: str, question: str) -> str:
    from game.session.safe import safe

    if variable in os.environ:
        return os.environ[variable]
    if not sys.stdin.isatty():
        raise CallError(f"Nobody can be asked here, so put it in {variable}.")
    from getpass import getpass

    try:
        return getpass(f"{safe(question)} ")
    except EOFError as error:
        raise CallError("Nothing was typed.") from error
