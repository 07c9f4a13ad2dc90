"""The office's door: setting it up, and coming in as somebody. Whoever is in has a `Desk`.

Where no roles are set up the door stands open and nobody is asked for anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.office import pins
from game.office.crew import RefusedError, crew
from game.office.desk import Desk
from game.records.names import name_key
from game.records.pins import has_pin

if TYPE_CHECKING:
    from game.records.entries import Person
    from game.records.papers import How
    from game.records.store import Store


@dataclass(frozen=True, slots=True)
class SetUp:
    """The office as it was just set up. `code` is shown once, to be written down: with it the
    trainer gets back in without their PIN."""

    trainer: Person
    code: str


def is_set_up(store: Store) -> bool:
    """Whether there are roles here, so that people sign in."""
    return crew(store).set_up


def set_up(store: Store, name: str, pin: str) -> SetUp:
    """Make somebody the first trainer, with a PIN.

    Raises RefusedError for a PIN that is none, and `RecordsError` where there is a trainer already
    or the name is none.
    """
    pins.check_pin(pin)
    trainer = store.person(name)
    code = pins.random_code()
    who = trainer.pseudonym
    pins.keep(store, who, pin, how="setup", by=None, code=code, with_role="trainer")
    return SetUp(trainer, code)


def lone(store: Store, name: str | None = None) -> Desk:
    """The desk of a lone user, who is whoever played last where no name is said.

    Raises RefusedError where roles are set up, and `RecordsError` for no name.
    """
    if is_set_up(store):
        raise RefusedError("People sign in here: say who you are (--as NAME), and your PIN.")
    return Desk(store, store.last_person() if name is None else store.person(name))


def sign_in(store: Store, name: str, pin: str) -> Desk:
    """The desk of somebody with a PIN. Raises RefusedError: for a wrong PIN, a wait, nobody."""
    person = somebody(store, name)
    pins.try_pin(store, person, pin)
    return Desk(store, person)


def needs_pin(store: Store, name: str) -> bool:
    """Whether whoever says this name has to sign in before they play or read under it.

    Never where no roles are set up; and not for a name that has no PIN, which plays as before and
    is told nothing but its own play. Raises `RecordsError` for no name.
    """
    key = name_key(name)
    known = (person for person in store.people() if name_key(person.name) == key)
    return is_set_up(store) and any(has_pin(store, person.pseudonym) for person in known)


def change_pin(store: Store, name: str, old: str, new: str) -> None:
    """Change one's own PIN. Raises RefusedError."""
    pins.check_pin(new)
    person = somebody(store, name)
    pins.try_pin(store, person, old)
    pins.keep(store, person.pseudonym, new, how="own", by=person.pseudonym, code=None)


def recover(store: Store, name: str, code: str, new: str) -> SetUp:
    """Set a trainer's PIN anew by their recovery code, which is used up: another takes its place.

    Where the PIN was taken out of the file no code is asked for: whoever owns the file owns the
    file. Either way the log says so, and every trainer is shown it. Raises RefusedError.
    """
    pins.check_pin(new)
    person = somebody(store, name)
    if crew(store).roles.get(person.pseudonym) != "trainer":
        raise RefusedError(f"{person.name} is no trainer: a trainer gives them a new PIN.")
    known = has_pin(store, person.pseudonym)
    if known:
        pins.try_code(store, person, code)
    fresh = pins.random_code()
    how: How = "recovered" if known else "without"
    pins.keep(store, person.pseudonym, new, how=how, by=None, code=fresh)
    return SetUp(person, fresh)


def somebody(store: Store, name: str) -> Person:
    """Who has this name; nobody is made. Raises RefusedError, or `RecordsError` for no name."""
    key = name_key(name)
    for person in store.people():
        if name_key(person.name) == key:
            return person
    raise RefusedError(f"Nobody here is called {name.strip()}: see that the name is spelt right.")
