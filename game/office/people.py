"""The people of a store, kept by its trainer: who is here, their roles, their mentors, their PINs.

Every change is refused here to whoever is no trainer, and stands in the log with who made it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from game.office import pins
from game.office.crew import RefusedError
from game.office.door import somebody
from game.records.filing import file, papers
from game.records.leaving import take_name
from game.records.papers import MentorGiven, PinSet, RoleGiven, new_paper
from game.records.pins import has_pin, wrong_tries

if TYPE_CHECKING:
    from game.office.desk import Desk
    from game.records.papers import Role


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody here. `role` and `mentor` are None where nobody gave any; `tries` are wrong PINs
    since they last got in. `pin` is None where they have none; its time is UTC in milliseconds."""

    person: str
    name: str
    role: Role | None
    mentor: str | None
    pin: PinSet | None
    pin_ms: int | None
    tries: int

    @property
    def back_door(self) -> bool:
        """Whether their PIN was last set by the recovery code, or by whoever owns the file."""
        return self.pin is not None and self.pin.how in ("recovered", "without")


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody who was given a PIN to be handed to them, and changed by them; a trainer has a
    recovery code as well. Shown once: they are kept nowhere but as hashes."""

    member: Member
    pin: str
    code: str | None


def members(desk: Desk) -> list[Member]:
    """Everybody whose runs may be seen here, by name; not whom only bots have played for."""
    store, crew, seen = desk.store, desk.crew(), desk.sees()
    people = store.people()
    played = {person.pseudonym for person in store.players()}
    names = {person.pseudonym: person.name for person in people}
    tries = wrong_tries(store)
    set_to = {}
    for paper in papers(store, ("pin",)):
        if isinstance(paper.entry, PinSet):
            set_to[paper.entry.person] = paper.entry, paper.at_ms
    return [
        Member(
            person=person.pseudonym,
            name=person.name,
            role=crew.roles.get(person.pseudonym),
            mentor=names.get(crew.mentors.get(person.pseudonym, "")),
            pin=set_to.get(person.pseudonym, (None, None))[0],
            pin_ms=set_to.get(person.pseudonym, (None, None))[1],
            tries=tries.get(person.pseudonym, 0),
        )
        for person in people
        if (seen is None or person.pseudonym in seen)
        and (person.pseudonym in played or person.pseudonym in crew.roles)
    ]


def add(desk: Desk, name: str, role: Role, mentor: str | None = None) -> Joined:
    """Give somebody a role and a first PIN, whether they have played already or not.

    Raises RefusedError, `RecordsError`.
    """
    by = _trainer(desk, "add people")
    guide = None if mentor is None else _guide(desk, mentor)
    person = desk.store.person(name)
    if person.pseudonym in desk.crew().roles and has_pin(desk.store, person.pseudonym):
        raise RefusedError(
            f"{person.name} is here already: sixty people change gives them another role or mentor."
        )
    joined = _with_pin(desk, person.pseudonym, by, role, new=True)
    if guide is None:
        return joined
    file(desk.store, MentorGiven(new_paper(), person.pseudonym, guide, by))
    return replace(joined, member=_member(desk, person.pseudonym))


def change(desk: Desk, name: str, *, role: Role | None = None, mentor: str | None = None) -> Member:
    """Give somebody another role or another mentor; what is None stays as it is.

    Raises RefusedError, `RecordsError`: there is always a trainer left.
    """
    by = _trainer(desk, "change people's roles")
    person = somebody(desk.store, name)
    guide = None if mentor is None else _guide(desk, mentor)
    if person.pseudonym not in desk.crew().roles:
        raise RefusedError(f"{person.name} has no role yet: sixty people add gives them one.")
    if role is not None:
        file(desk.store, RoleGiven(new_paper(), person.pseudonym, role, by))
    if guide is not None:
        file(desk.store, MentorGiven(new_paper(), person.pseudonym, guide, by))
    return _member(desk, person.pseudonym)


def alone(desk: Desk, name: str) -> Member:
    """Take somebody's mentor away. Raises RefusedError."""
    by = _trainer(desk, "change people's mentors")
    person = somebody(desk.store, name)
    file(desk.store, MentorGiven(new_paper(), person.pseudonym, None, by))
    return _member(desk, person.pseudonym)


def remove(desk: Desk, name: str) -> str:
    """Take the name of somebody who left out of the log, with their PIN and role; their runs stay,
    and are nobody's by name. Gives their pseudonym. Raises RefusedError, `RecordsError`."""
    by = _trainer(desk, "take people's names away")
    person = somebody(desk.store, name)
    take_name(desk.store, RoleGiven(new_paper(), person.pseudonym, None, by))
    return person.pseudonym


def give_pin(desk: Desk, name: str) -> Joined:
    """Give somebody a new PIN, who forgot theirs or has none. Raises RefusedError."""
    by = _trainer(desk, "give PINs")
    person = somebody(desk.store, name)
    role = desk.crew().roles.get(person.pseudonym)
    if role is None:
        raise RefusedError(f"{person.name} has no role yet: sixty people add gives them one.")
    return _with_pin(desk, person.pseudonym, by, role, new=False)


def _with_pin(desk: Desk, person: str, by: str, role: Role, *, new: bool) -> Joined:
    pin = pins.random_pin()
    code = pins.random_code() if role == "trainer" else None
    given = role if new else None
    pins.keep(desk.store, person, pin, how="given", by=by, code=code, with_role=given)
    return Joined(_member(desk, person), pin, code)


def _trainer(desk: Desk, what: str) -> str:
    if not desk.crew().set_up:
        raise RefusedError(
            "There are no roles here yet: sixty people setup makes the first trainer."
        )
    desk.must_train(what)
    if desk.who is None:
        raise RefusedError("Say who you are first, with --as NAME.")
    return desk.who.pseudonym


def _guide(desk: Desk, name: str) -> str:
    """A mentor's pseudonym, by name."""
    person = somebody(desk.store, name)
    if desk.crew().roles.get(person.pseudonym) not in ("mentor", "trainer"):
        raise RefusedError(f"{person.name} is neither mentor nor trainer, so can mentor nobody.")
    return person.pseudonym


def _member(desk: Desk, person: str) -> Member:
    return next(member for member in members(desk) if member.person == person)
