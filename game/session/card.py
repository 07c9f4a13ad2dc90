"""The CRM card: only what was logged, as it was known when it was logged; blank before that.

A binder step that secures the next step is the one that writes the card (docs/decisions/0003).
Read from a run; knows no screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.session.words import wall

if TYPE_CHECKING:
    from game.engine.run import Run


@dataclass(frozen=True, slots=True)
class Entry:
    """One write-up: when, by which binder step (its label), and the facts known by then."""

    clock: str
    step: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A customer's card. `customer` is None while nothing has been logged."""

    customer: str | None
    entries: tuple[Entry, ...]


def card(run: Run) -> Card:
    """The card as it stands now."""
    script = run.program.script
    scenario, layout = script.scenario, run.program.judge.layout
    writes = {step.id: step.label for step in script.binder.steps if step.secures_next_step}
    entries: list[Entry] = []
    written: set[str] = set()
    before = run.opening
    for turn in run.taken:
        for step in turn.row.source.does:
            if step in writes and step not in written:
                written.add(step)
                # What the same line taught is known as it is written down.
                learnt = [*turn.row.source.learn]
                known = tuple(
                    fact.says
                    for name, fact in scenario.facts.items()
                    if before & layout.facts[name] or name in learnt
                )
                clock = wall(scenario.opens, turn.minute + turn.row.takes)
                entries.append(Entry(clock, writes[step], known))
        before = turn.state
    return Card(scenario.customer.name if entries else None, tuple(entries))
