"""Whether every name in a scenario and its binder leads somewhere.

Works on the documents as read, so that a mistake of shape hides no wrong name. Must not know what
a play of the scenario does: that is `story`, `odds` and the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from game.script.document import Data, Document, Path
from game.script.ids import text_id
from game.script.problems import Problem, error, quoted, suggest
from game.script.systems import SYSTEMS
from game.script.written import EVERYTHING

_NAME = re.compile(r"\w[\w.-]*")


@dataclass(frozen=True, slots=True)
class Names:
    """The names one kind of thing has; None where the file that has them could not be read. `mend`
    is what to do where none of them is like the wrong one."""

    code: str
    noun: str
    known: frozenset[str] | None
    mend: str


_LEADS = {
    "go": "scene",
    "learn": "fact",
    "knows": "fact",
    "does": "step",
    "done": "step",
    "not-done": "step",
    "covers": "step",
    "moment": "moment",
    "happened": "moment",
    "foul": "foul",
    "said": "choice",
    "truth": "truth",
    "then": "scene",
    "card": "entry",
    "writes": "entry",
    "noted": "entry",
    "promises": "promise",
    "makes-good": "promise",
    "promised": "promise",
    "kept": "promise",
    "broken": "promise",
    "exercises": "system",
    "exercised": "decision",
}
"""What each key of a scenario leads to, wherever a name stands after it. `exercised` is no key: it
stands for the system under `exercises` that has the names."""


def references(
    scenario: Document, binder: Document | None, *, all_found: bool = True
) -> tuple[Problem, ...]:
    """Every name of the scenario that leads nowhere, and every id that stands twice.

    `all_found` is false where a piece it uses could not be read: then its scenes, facts and
    choices may well be in there.
    """
    names = _names(scenario, binder)
    if not all_found:
        for unsure in ("scene", "fact", "note", "choice", "entry", "promise", "decision"):
            names[unsure] = replace(names[unsure], known=None)
    problems: list[Problem] = []
    patience = _Patience()
    for key, path, name in _uses(scenario.data):
        kind = names[_LEADS[key]]
        if kind.known is None or name in kind.known or not _NAME.fullmatch(name):
            continue  # what is no name at all is told of by `shape`
        if key == "writes" and name == EVERYTHING:
            continue
        problems.append(_unknown(scenario, (path, name), kind, names, patience))
    problems += _truth_on_choices(scenario)
    problems += _facts_and_notes(scenario)
    problems += _twice(scenario)
    problems += _odds_of_truths(scenario)
    return tuple(problems)


class _Patience:
    """How long the nearest right names are looked for in one file: comparing names is slow."""

    def __init__(self) -> None:
        self._left = 2_000

    def suggest(self, name: str, known: Iterable[str], otherwise: str = "") -> str:
        """As `problems.suggest`, until patience is over."""
        if self._left <= 0:
            return otherwise
        names = sorted(known)
        self._left -= min(len(names), 150)
        return suggest(name, names, otherwise)


def _unknown(
    scenario: Document,
    use: tuple[Path, str],
    kind: Names,
    names: Mapping[str, Names],
    patience: _Patience,
) -> Problem:
    path, name = use
    message = f"There is no {kind.noun} called {quoted(name)}."
    mend = patience.suggest(name, kind.known or ())
    if not mend.startswith("Did"):
        other = next(
            (n for n in names.values() if n is not kind and n.known and name in n.known), None
        )
        if other is not None:
            mend = f"{quoted(name)} is a {other.noun}."
    is_key = path[-1] == name
    mark = scenario.key_at(path) if is_key else scenario.at(path)
    return error(kind.code, mark, message, mend or kind.mend)


def _names(scenario: Document, binder: Document | None) -> dict[str, Names]:
    def keys(document: Document | None, *path: str) -> frozenset[str] | None:
        if document is None:
            return None
        found = _at(document.data, *path)
        return frozenset(map(as_one_word, found)) if isinstance(found, dict) else frozenset()

    moments = None
    if binder is not None:
        moments = frozenset(name for _, name in listed_names(_at(binder.data, "moments"), ()))
    choices = frozenset(id for _, id in choice_ids(scenario.data))
    scenes = (keys(scenario, "scenes") or frozenset()) | _too_far_left(scenario.data)
    facts, notes = keys(scenario, "facts"), keys(scenario, "notes")
    entries = None if facts is None or notes is None else facts | notes
    promises = keys(scenario, "promises")
    return {
        "scene": Names("SX060", "scene", scenes, "Add it under scenes:."),
        "fact": Names("SX061", "fact", facts, "Add it under facts:."),
        "note": Names("SX084", "note", notes, "Add it under notes:."),
        "entry": Names("SX084", "fact or note", entries, "Add it under facts: or notes:."),
        "promise": Names("SX085", "promise", promises, "Add it under promises:."),
        "step": Names("SX062", "step", keys(binder, "steps"), "Add it to the binder's steps:."),
        "moment": Names("SX063", "moment", moments, "Add it to the binder's moments:."),
        "foul": Names("SX064", "foul", keys(binder, "fouls"), "Add it to the binder's fouls:."),
        "truth": Names(
            "SX065",
            "truth",
            keys(scenario, "customer", "truth"),
            "Add it under the customer's truth:.",
        ),
        "choice": Names("SX066", "choice", choices, "Add it as id: to the choice you mean."),
        "system": Names("SX091", "system", frozenset(SYSTEMS), "The systems are S1 to S22."),
        "decision": Names(
            "SX092", "choice or scene", choices | scenes, "Add it as id: to the choice you mean."
        ),
    }


def _too_far_left(data: Data) -> frozenset[str]:
    """Scenes that stand where the top of the file does: `shape` has told where they belong."""
    found = data.items() if isinstance(data, dict) else ()
    return frozenset(
        name for name, value in found if isinstance(value, dict) and {"says", "tells"} & set(value)
    )


def as_one_word(name: str) -> str:
    """A name as `shape` proposes it where it is none, so that whoever wrote it so is not told."""
    return name if _NAME.fullmatch(name) else re.sub(r"[^\w.-]+", "-", name).strip("-.")[:64]


def _at(data: Data, *path: str) -> Data:
    for part in path:
        data = data.get(part) if isinstance(data, dict) else None
    return data


def listed_names(value: Data, path: Path) -> Iterator[tuple[Path, str]]:
    """One name or a list of them, each with its path; what is neither is left to `shape`."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for i, item in enumerate(value):
            if isinstance(item, str):
                yield (*path, i), item


def _uses(data: Data) -> Iterator[tuple[str, Path, str]]:
    """Every (key, path, name) that leads somewhere, in the order of the file."""
    if not isinstance(data, dict):
        return
    start = data.get("start")
    if isinstance(start, str):
        yield "go", ("start",), start
    for key in ("covers", "card"):
        for path, name in listed_names(data.get(key), (key,)):
            yield key, path, name
    exercises = data.get("exercises")
    for system, shown in exercises.items() if isinstance(exercises, dict) else ():
        yield "exercises", ("exercises", system), system
        for path, name in listed_names(shown, ("exercises", system)):
            yield "exercised", path, name
    yield from _inside(data.get("scenes"), ("scenes",), named=True)


def _inside(value: Data, path: Path, *, named: bool = False) -> Iterator[tuple[str, Path, str]]:
    """Uses under one value; `named` where its keys are names of the author's own."""
    if isinstance(value, list):
        for i, item in enumerate(value):
            yield from _inside(item, (*path, i))
    elif isinstance(value, dict):
        for key, inner in value.items():
            here = (*path, key)
            if named:
                yield from _inside(inner, here)
            elif key == "to" and isinstance(inner, str):
                yield "go", here, inner
            elif key == "keeps" and isinstance(inner, dict):
                yield from (("truth", (*here, truth), truth) for truth in inner)
            elif key in _LEADS:
                yield from ((key, at, name) for at, name in listed_names(inner, here))
            else:
                yield from _inside(inner, here)


def _facts_and_notes(scenario: Document) -> Iterator[Problem]:
    facts, notes = _at(scenario.data, "facts"), _at(scenario.data, "notes")
    if not isinstance(notes, dict):
        return
    mend = "Give one of the two another name, so that a card says which it means."
    for name in notes:
        mark = scenario.key_at(("notes", name))
        if isinstance(facts, dict) and name in facts:
            yield error("SX086", mark, f"{quoted(name)} is both a fact and a note.", mend)
        if name == EVERYTHING:
            message = f"{quoted(name)} cannot be a note: writes: all means everything known."
            yield error("SX086", mark, message, "Give the note another name.")


def choices_of(data: Data) -> Iterator[tuple[str, int, dict[str, Data]]]:
    """Every choice as (scene, its place in the scene, the choice), as far as it has that shape."""
    scenes = _at(data, "scenes")
    for scene, body in scenes.items() if isinstance(scenes, dict) else ():
        choices = _at(body, "choices")
        for i, choice in enumerate(choices if isinstance(choices, list) else ()):
            if isinstance(choice, dict):
                yield scene, i, choice


def choice_ids(data: Data) -> Iterator[tuple[Path, str]]:
    """Every choice's id with the path of what gives it: `id:`, else its words."""
    for scene, i, choice in choices_of(data):
        path: Path = ("scenes", scene, "choices", i)
        own = choice.get("id")
        if isinstance(own, str):
            yield (*path, "id"), own
            continue
        key = next((k for k in ("say", "do") if isinstance(choice.get(k), str)), None)
        if key is not None:
            yield (*path, key), text_id(scene, str(choice[key]))


def _twice(scenario: Document) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for path, id in choice_ids(scenario.data):
        if id in first:
            mark = scenario.at(path)
            where = scenario.at(first[id]).seen_from(mark)
            message = f"Another choice, on {where}, has the id {quoted(id)} too."
            if path[-1] != "id":
                message = f"Another choice of this scene, on {where}, has the same words."
            mend = "Give each an id: of its own; a log tells choices apart by it."
            yield error("SX067", mark, message, mend)
        else:
            first[id] = path
    seen: set[str] = set()
    for path, name in listed_names(_at(scenario.data, "covers"), ("covers",)):
        if name in seen:
            message = f"{quoted(name)} is covered twice."
            yield error("SX079", scenario.at(path), message, "Take one of the two out.")
        seen.add(name)


def _truth_on_choices(scenario: Document) -> Iterator[Problem]:
    for scene, i, choice in choices_of(scenario.data):
        for path in _truths(choice.get("if"), ("scenes", scene, "choices", i, "if")):
            message = "A choice cannot ask for the truth: the trainee would see it."
            mend = "Ask for a fact with knows:, or put truth: on a line of to:."
            yield error("SX071", scenario.key_at(path), message, mend)


def _truths(value: Data, path: Path) -> Iterator[Path]:
    if isinstance(value, list):
        for i, item in enumerate(value):
            yield from _truths(item, (*path, i))
    elif isinstance(value, dict):
        if "truth" in value:
            yield (*path, "truth")
        yield from _truths(value.get("any"), (*path, "any"))


def _odds_of_truths(scenario: Document) -> Iterator[Problem]:
    truths = _at(scenario.data, "customer", "truth")
    if not isinstance(truths, dict):
        return
    odds = [_at(truth, "odds") for truth in truths.values()]
    figures = [int(o) for o in odds if isinstance(o, str) and o.isascii() and o.isdecimal()]
    if truths and len(figures) == len(odds) and sum(figures) != 100:
        message = f"The odds of the truths come to {sum(figures)}, not to 100."
        mark = scenario.key_at(("customer", "truth"))
        yield error("SX068", mark, message, "Change them until they come to 100.")


def binder_references(binder: Document) -> tuple[Problem, ...]:
    """Every name in a binder's rules that leads nowhere, or to two things."""
    steps, raw = _at(binder.data, "steps"), _at(binder.data, "moments")
    if not isinstance(steps, dict):
        return ()
    moments = {name: path for path, name in listed_names(raw, ("moments",))}
    problems = [
        error(
            "SX069",
            binder.at(path),
            f"{quoted(name)} is both a step and a moment.",
            "Give one of the two another name, so that a rule says which it means.",
        )
        for name, path in moments.items()
        if name in steps
    ]
    known = (set(steps), set(moments), _Patience())
    for step, body in steps.items():
        for use in _rules(body, ("steps", step)):
            problems += _rule(binder, step, use, known)
    return tuple(problems)


def _rules(body: Data, path: Path) -> Iterator[tuple[str, Path, str]]:
    for rule in ("after", "before", "unless", "within", "apart"):
        word = {"within": " of ", "apart": " from "}.get(rule)
        for at, name in listed_names(_at(body, rule), (*path, rule)):
            moment = name.partition(word)[2].strip() if word else name
            if moment:
                yield rule, at, moment


def _rule(
    binder: Document,
    step: str,
    use: tuple[str, Path, str],
    known: tuple[set[str], set[str], _Patience],
) -> Iterator[Problem]:
    rule, path, name = use
    steps, moments, patience = known
    mark = binder.at(path)
    takes_steps = rule in ("after", "apart")
    if takes_steps and name == step:
        message = f"{quoted(step)} can never come {rule} {'from ' * (rule == 'apart')}itself."
        yield error("SX078", mark, message, f"Take it out of {rule}:.")
    elif name in moments or (takes_steps and name in steps):
        return
    elif name in steps:
        message = f"{quoted(name)} is a step, and {rule}: takes moments."
        mend = "Name a moment; only after: and apart: take steps too."
        yield error("SX078", mark, message, mend)
    else:
        noun = "step or moment" if takes_steps else "moment"
        allowed = moments | steps if takes_steps else moments
        message = f"There is no {noun} called {quoted(name)}."
        mend = patience.suggest(name, allowed, "Add it under moments:.")
        yield error("SX077", mark, message, mend)
