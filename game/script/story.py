"""What can be seen of a whole scenario without playing it: scenes off the map, steps nobody can do.

Works on models whose names all lead somewhere. What only some plays reach is for the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from game.script.document import Document
from game.script.models import Scenario
from game.script.presets import THIS_WEEK
from game.script.problems import Problem, error, listed, quoted, warning
from game.script.words_given import words_given
from scoring.binder import Binder, Step


def story(scenario: Scenario, binder: Binder, document: Document) -> tuple[Problem, ...]:
    """Scenes nothing leads to or that never end, and covered steps that cannot be judged."""
    ahead = {
        name: tuple(
            branch.go
            for choice in scene.choices
            for branch in choice.to
            if branch.go in scenario.scenes
        )
        for name, scene in scenario.scenes.items()
    }
    met = _closure((scenario.start,), ahead)
    return (
        *_unmet(scenario, document, met),
        *_endless(scenario, document, ahead, met),
        *_undone(scenario, document),
        *_unheard(scenario, binder, document),
        *words_given(scenario, binder, document),
        *_off_the_preset(scenario, document),
    )


def _off_the_preset(scenario: Scenario, document: Document) -> Iterator[Problem]:
    preset, truths = scenario.customer.preset, scenario.customer.truth.values()
    if preset is None:
        return
    now = sum(truth.odds for truth in truths if truth.buys == "this-week")
    if now != THIS_WEEK[preset]:
        message = (
            f"The preset {quoted(preset)} has {THIS_WEEK[preset]} of 100 buy this week, and the"
            f" odds here {now}."
        )
        mend = "Change the odds of the truths with buys: this-week, or take preset: out."
        yield warning("SX090", document.at(("customer", "preset")), message, mend)


def _closure(first: Iterable[str], ahead: Mapping[str, Iterable[str]]) -> set[str]:
    met: set[str] = set()
    waiting = list(first)
    while waiting:
        name = waiting.pop()
        if name not in met:
            met.add(name)
            waiting += ahead.get(name, ())
    return met


def _unmet(scenario: Scenario, document: Document, met: set[str]) -> Iterator[Problem]:
    for name in scenario.scenes:
        if name not in met:
            message = f"Nothing leads to the scene {quoted(name)}."
            mend = "Let a choice's to: lead here, or take the scene out."
            yield warning("SX073", document.key_at(("scenes", name)), message, mend)


def _endless(
    scenario: Scenario, document: Document, ahead: Mapping[str, Iterable[str]], met: set[str]
) -> Iterator[Problem]:
    behind: dict[str, list[str]] = {}
    for name, following in ahead.items():
        for after in following:
            behind.setdefault(after, []).append(name)
    ends = (name for name, scene in scenario.scenes.items() if scene.ending is not None)
    ending = _closure(ends, behind)
    stuck = [name for name in scenario.scenes if name in met and name not in ending]
    if stuck:
        message = f"From the scene {quoted(stuck[0])} no ending can be reached."
        if len(stuck) > 1:
            message = f"From {listed(stuck[:4], 'and')} no ending can be reached."
        mend = "Let a choice there lead on to a scene that has ending:."
        yield error("SX074", document.key_at(("scenes", stuck[0])), message, mend)


def _undone(scenario: Scenario, document: Document) -> Iterator[Problem]:
    done = {
        step
        for scene in scenario.scenes.values()
        for choice in scene.choices
        for step in choice.does
    }
    for step, mark in _covered(scenario, document):
        if step not in done:
            message = f"{quoted(step)} is covered, but no choice does it."
            mend = "Add does: to a choice, or take it out of covers:."
            yield warning("SX072", document.at(mark), message, mend)


def _covered(
    scenario: Scenario, document: Document
) -> Iterator[tuple[str, tuple[str, ...] | tuple[str, int]]]:
    is_list = isinstance(document.value(("covers",)), list)
    for i, step in enumerate(scenario.covers):
        yield step, (("covers", i) if is_list else ("covers",))


def _unheard(scenario: Scenario, binder: Binder, document: Document) -> Iterator[Problem]:
    heard = {
        moment
        for scene in scenario.scenes.values()
        for moment in (*scene.moment, *(m for choice in scene.choices for m in choice.moment))
    }
    steps = {step.id: step for step in binder.steps}
    for id, mark in _covered(scenario, document):
        if id not in steps:
            continue
        lost = [m for m in _moments(steps[id], binder) if m not in heard]
        if lost:
            message = (
                f"The binder's rule for {quoted(id)} waits for {listed(lost, 'and')}, "
                f"and no scene or choice has that moment."
            )
            mend = f"Add moment: {lost[0]} where it happens, or take {id} out of covers:."
            yield error("SX070", document.at(mark), message, mend)


def _moments(step: Step, binder: Binder) -> tuple[str, ...]:
    steps = {other.id for other in binder.steps}
    named = (*step.after, *step.before, *step.unless, *(d.of for d in (*step.within, *step.apart)))
    return tuple(dict.fromkeys(name for name in named if name not in steps))
