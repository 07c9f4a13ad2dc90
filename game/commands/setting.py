"""Where things are, as the environment says: data folder, score log, shelves. Creates nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.errors import CallError
from game.commands.loading import no_interrupt_lost
from game.library.shelves import shelves
from game.records.errors import RecordsError
from game.records.places import database_url, home

if TYPE_CHECKING:
    from game.engine.program import Program
    from game.records.store import Store


@dataclass(frozen=True, slots=True)
class Setting:
    """The data folder, the score log's address, and the shelves in the order they are searched."""

    home: Path
    url: str
    shelves: tuple[Path, ...]

    @property
    def index(self) -> Path:
        """The library's index, which anyone may delete."""
        return self.home / "library.json"

    @property
    def proofs(self) -> Path:
        """What `sixty check` has proved already, which anyone may delete."""
        return self.home / "proofs.json"

    @property
    def errors(self) -> Path:
        """The folder where the details of unexpected errors are written."""
        return self.home / "errors"

    def open_log(self) -> Store:
        """The score log, made where there is none. Raises CallError where it cannot be used."""
        from game.records.opening import open_store

        try:
            return open_store(self.home, self.url)
        except RecordsError as error:
            raise CallError(error.sentence) from error

    def program(self, scenario: str) -> Program:
        """The program of a scenario by name or path. Raises CallError."""
        with no_interrupt_lost():
            from game.session.opening import CannotOpenError, open_scenario

        try:
            return open_scenario(scenario, self.shelves)
        except CannotOpenError as error:
            raise CallError(error.sentence) from error


def setting() -> Setting:
    """The setting of this process."""
    place = home()
    return Setting(place, database_url(place), shelves())
