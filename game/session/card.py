"""The CRM card: only what was written down, as it was when it was; blank before that.

A binder step that secures the next step writes it (docs/decisions/0003), a choice that says what it
writes, and whoever had the customer before. Read from a run; knows no screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.script.written import EVERYTHING
from game.session.words import wall

if TYPE_CHECKING:
    from collections.abc import Container

    from game.engine.run import Run, Taken
    from game.script.models import Fact, Note

BEFORE = "On the card before you"
WRITTEN = "Written down"


@dataclass(frozen=True, slots=True)
class Entry:
    """One write-up: when, by which binder step (its label) or in what way, and the facts and notes
    that it put there, as they say."""

    clock: str
    step: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A customer's card. `customer` is None while nothing has been logged, and while it is
    `closed`: nobody may look now."""

    customer: str | None
    entries: tuple[Entry, ...]
    closed: bool = False


def card(run: Run) -> Card:
    """The card as it stands now."""
    if run.scene.source.from_memory:
        return Card(None, (), closed=True)
    scenario = run.program.script.scenario
    entries: list[Entry] = []
    if scenario.card:
        entries.append(Entry(wall(scenario.opens, 0), BEFORE, _says(run, scenario.card)))
    written: set[str] = set()
    before = run.opening
    for turn in run.taken:
        entries += _entries(run, turn, before, written)
        before = turn.state
    return Card(scenario.customer.name if entries else None, tuple(entries))


def _entries(run: Run, turn: Taken, before: int, done: set[str]) -> list[Entry]:
    """What one decision wrote; `done` are the steps that have written before, and grow."""
    script, layout = run.program.script, run.program.judge.layout
    scenario, choice = script.scenario, turn.row.source
    # What the same line taught is known as it is written down.
    known = {name for name, bit in layout.facts.items() if before & bit} | {*choice.learn}
    chosen = known if EVERYTHING in choice.writes else known.intersection(choice.writes)
    notes = {name for name in choice.writes if name in scenario.notes}
    labels = [
        step.label
        for step in map(script.binder.step, dict.fromkeys(choice.does))
        if step.secures_next_step and step.id not in done
    ]
    done.update(choice.does)
    clock = wall(scenario.opens, turn.minute + turn.row.takes)
    if labels:
        return [Entry(clock, label, _says(run, known | notes)) for label in labels]
    if chosen or notes:
        return [Entry(clock, WRITTEN, _says(run, chosen | notes))]
    return []


def _says(run: Run, names: Container[str]) -> tuple[str, ...]:
    """Facts and notes in words, in the order of the file."""
    scenario = run.program.script.scenario
    lines: list[tuple[str, Fact | Note]] = [*scenario.facts.items(), *scenario.notes.items()]
    return tuple(line.says for name, line in lines if name in names)
