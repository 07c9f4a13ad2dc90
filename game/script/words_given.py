"""What facts, card and promises of a scenario come to: what is never learnt, written, made or kept.

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
    """Facts that nobody can learn, notes and conditions that nothing written answers to, promises
    that come to nothing, and lines of to: that are never read."""
    return (
        *_unlearnt(scenario, document),
        *_unwritten(scenario, binder, document),
        *_unmade(scenario, document),
        *_never_broken(scenario, document),
        *_never_read(scenario, document),
    )


def _unlearnt(scenario: Scenario, document: Document) -> Iterator[Problem]:
    learnt = {*scenario.card}
    for scene in scenario.scenes.values():
        learnt.update(scene.learn, *(choice.learn for choice in scene.choices))
    for name, fact in scenario.facts.items():
        if name not in learnt and fact.worth:
            message = f"Nobody can find out the fact {quoted(name)}: nothing has learn: {name}."
            mend = f"Add learn: {name} where it comes out, or take the fact out."
            yield warning("SX093", document.key_at(("facts", name)), message, mend)


def _never_read(scenario: Scenario, document: Document) -> Iterator[Problem]:
    """Lines of `to:` below one that takes all that is left."""
    for name, scene in scenario.scenes.items():
        for i, choice in enumerate(scene.choices):
            path: Path = ("scenes", name, "choices", i, "to")
            lines = choice.to[len(choice.to) - _written_branches(document, path) :]
            last = next((n for n, b in enumerate(lines) if b.when is None and b.odds is None), None)
            for n, branch in enumerate(lines):
                if last is not None and n > last and branch.odds is None:
                    above = document.at((*path, last)).line
                    message = (
                        f"This line is never read: the one on line {above} takes all that is left."
                    )
                    mend = "Put the line that has go: alone last."
                    yield warning("SX094", document.at((*path, n)), message, mend)


def _written_branches(document: Document, path: Path) -> int:
    """The lines of a `to:` in the file; the hour in `until:` puts one before them."""
    found = document.value(path)
    return len(found) if isinstance(found, list) else 1


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
