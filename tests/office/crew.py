"""A store's people for the office's tests: Tea trains, Mo mentors Ana, Ben has no mentor."""

from __future__ import annotations

from dataclasses import dataclass

from game.office import door, people
from game.office.desk import Desk
from game.records.store import Store
from tests.records import kit

PIN = "2580"


@dataclass(frozen=True)
class Office:
    """Everybody's desk, and a finished run of each."""

    store: Store
    tea: Desk
    mo: Desk
    ana: Desk
    ben: Desk
    runs: dict[str, str]

    @classmethod
    def of(cls, store: Store, runs: dict[str, str]) -> Office:
        """Everybody at their desks."""
        tea, mo, ana, ben = (
            Desk(store, door.somebody(store, name)) for name in ("Tea", "Mo", "Ana", "Ben")
        )
        return cls(store, tea, mo, ana, ben, runs)

    @property
    def clock(self) -> kit.Clock:
        """The log's clock."""
        clock = self.store._clock
        assert isinstance(clock, kit.Clock)
        return clock


def furnish(store: Store) -> dict[str, str]:
    """Set an office up, on an empty log; everybody's run by name."""
    runs = {name: kit.play(store, kit.cast(store, name)) for name in ("Tea", "Mo", "Ana", "Ben")}
    tea = Desk(store, door.set_up(store, "Tea", PIN).trainer)
    people.add(tea, "Mo", "mentor")
    people.add(tea, "Ana", "trainee", "Mo")
    people.add(tea, "Ben", "trainee")
    return runs
