"""Who is who: roles, and whose mentor is who, as the log's papers say; and what that lets one do.

Values and rules alone. Where nobody was ever made a trainer there are no roles, and everybody may
do everything: a lone user is asked for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from game.records.papers import MentorGiven, Role, RoleGiven

if TYPE_CHECKING:
    from game.records.papers import Paper
    from game.records.store import Store


class RefusedError(Exception):
    """Somebody may not do what they asked for. Its text is one plain sentence."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Crew:
    """Roles by pseudonym, and mentors by their mentee's. Somebody without a role sees what a
    trainee sees."""

    roles: Mapping[str, Role] = field(default_factory=dict)
    mentors: Mapping[str, str] = field(default_factory=dict)

    @property
    def set_up(self) -> bool:
        """Whether there are roles at all."""
        return bool(self.roles)

    def trains(self, who: str | None) -> bool:
        """Whether somebody is a trainer; everybody is, in effect, where there are no roles."""
        return not self.set_up or (who is not None and self.roles.get(who) == "trainer")

    def mentees(self, who: str) -> frozenset[str]:
        """Whose mentor somebody is, as long as they are a mentor or trainer."""
        if self.roles.get(who) not in ("mentor", "trainer"):
            return frozenset()
        return frozenset(mentee for mentee, mentor in self.mentors.items() if mentor == who)

    def sees(self, who: str | None) -> frozenset[str] | None:
        """Whose runs somebody may see: None for everybody's."""
        if self.trains(who):
            return None
        return frozenset() if who is None else self.mentees(who) | {who}

    def may_see(self, who: str | None, person: str) -> bool:
        """Whether somebody may see a person's runs."""
        seen = self.sees(who)
        return seen is None or person in seen

    def may_judge(self, who: str, person: str) -> bool:
        """Whether somebody may comment on a person's runs and sign them off: never on their own,
        where there are roles."""
        if not self.set_up:
            return True
        return who != person and (self.trains(who) or person in self.mentees(who))


def crew_of(papers: Iterable[Paper]) -> Crew:
    """The crew that these papers, in their order, lead to."""
    roles: dict[str, Role] = {}
    mentors: dict[str, str] = {}
    for paper in papers:
        entry = paper.entry
        if isinstance(entry, RoleGiven):
            roles.pop(entry.person, None)
            if entry.role is not None:
                roles[entry.person] = entry.role
        elif isinstance(entry, MentorGiven):
            mentors.pop(entry.person, None)
            if entry.mentor is not None:
                mentors[entry.person] = entry.mentor
    return Crew(roles, mentors)


def crew(store: Store) -> Crew:
    """The crew now. One small question to the log."""
    from game.records.filing import papers

    return crew_of(papers(store, ("role", "mentor")))
