"""What the card and the promises of a scenario come to: what is never written, made or kept.

Works on models whose names all lead somewhere. What only some plays reach is for the engine.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.script.document import Document, Path
from game.script.models import Scenario
from game.script.problems import Problem, quoted, warning
from game.script.written import EVERYTHING, conditions, last_conditions
from scoring.binder import Binder


def words_given(scenario: Scenario, binder: Binder, document: Document) -> tuple[Problem, ...]:
    """Notes and conditions that nothing written answers to, and promises that come to nothing."""
    return (
        *_unwritten(scenario, binder, document),
        *_unmade(scenario, document),
        *_never_broken(scenario, document),
    )


def _unwritten(scenario: Scenario, binder: Binder, document: Document) -> Iterator[Problem]:
    choices = [choice for scene in scenario.scenes.values() for choice in scene.choices]
    written = {*scenario.card, *(name for choice in choices for name in choice.writes)}
    secures = {step.id for step in binder.steps if step.secures_next_step}
    if EVERYTHING in written or any(secures.intersection(choice.does) for choice in choices):
        written |= scenario.facts.keys()
    for name in scenario.notes:
        if name not in written:
            message = f"Nothing ever writes the note {quoted(name)}."
            mend = f"Add writes: {name} to a choice, or take the note out."
            yield warning("SX087", document.key_at(("notes", name)), message, mend)
    asked = {
        name: None
        for when in (*conditions(scenario), *last_conditions(scenario))
        for name in when.noted
        if name in scenario.facts and name not in written
    }
    for name in asked:
        message = f"A condition asks whether {quoted(name)} is noted, and nothing ever writes it."
        mend = f"Add writes: {name} to a choice, or ask for knows: {name}."
        yield warning("SX087", document.key_at(("facts", name)), message, mend)


def _unmade(scenario: Scenario, document: Document) -> Iterator[Problem]:
    choices = [choice for scene in scenario.scenes.values() for choice in scene.choices]
    promised = {name for choice in choices for name in choice.promises}
    made_good = {name for choice in choices for name in choice.makes_good}
    for name in scenario.promises:
        mark = document.key_at(("promises", name))
        if name not in promised:
            message = f"No choice makes the promise {quoted(name)}."
            mend = f"Add promises: {name} where it is made, or take the promise out."
            yield warning("SX088", mark, message, mend)
        elif name not in made_good:
            message = f"The promise {quoted(name)} is made, and no choice makes it good."
            mend = f"Add makes-good: {name} where it is kept, so that it can be."
            yield warning("SX088", mark, message, mend)


def _never_broken(scenario: Scenario, document: Document) -> Iterator[Problem]:
    for name, promise in scenario.promises.items():
        early = any(name in when.broken for when in conditions(scenario))
        if promise.within is None and early:
            message = (
                f"A condition asks whether the promise {quoted(name)} is broken, and it has no time"
                " to run out before the ending."
            )
            mend = "Give it within:, or ask for broken: under afterwards: only."
            path: Path = ("promises", name)
            yield warning("SX089", document.key_at(path), message, mend)
