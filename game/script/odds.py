"""Whether the odds under a choice's `to:` come to what they must, wherever they can meet.

Tries every combination of what the branches' conditions ask that can hold together. Must not know
which of them a play can reach: where that would decide it, the problem is only suspected.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from game.script.document import Document, Path
from game.script.ids import choice_id
from game.script.models import Branch, Choice, Condition, Scenario, Scene
from game.script.problems import Problem, error, quoted
from game.script.values import LONGEST, Level
from scoring.binder import METER_TOP, METERS

COMBINATIONS = 4096
"""Combinations tried for one choice; past that only a play can tell."""
_ALL_CONDITIONS = 120_000
"""Conditions read in one file, which bounds the time a file can take to half a second."""

Atom = tuple[str, str]
"""What a condition asks: a meter, the minute, the truth, or one name of a fact, step and so on."""

Value = int | str | bool
World = Mapping[Atom, Value]
_MINUTE: Atom = ("minute", "")
_TRUTH: Atom = ("truth", "")
_FLAGS = ("knows", "done", "said", "happened", "noted", "promised", "kept", "broken")
_NO_END = 100 * LONGEST


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A choice whose odds break the rule in a state that a play may or may not reach."""

    scene: str
    choice: str
    problem: Problem


def odds(
    scenario: Scenario, document: Document
) -> tuple[tuple[Problem, ...], tuple[Suspicion, ...]]:
    """What is surely wrong with the odds of each choice, and what may be."""
    problems: list[Problem] = []
    suspicions: list[Suspicion] = []
    left = _ALL_CONDITIONS
    for name, scene in scenario.scenes.items():
        for i, choice in enumerate(scene.choices):
            if len(choice.to) == 1 and choice.to[0].when is None and choice.to[0].odds is None:
                continue
            tried, verdict = _judge(scenario, name, scene, choice, left)
            left -= tried
            if verdict is None:
                continue
            sure, message = verdict
            problem = _problem(document, ("scenes", name, "choices", i, "to"), message)
            if sure:
                problems.append(problem)
            else:
                suspicions.append(Suspicion(name, choice_id(name, choice), problem))
    return tuple(problems), tuple(suspicions)


def _problem(document: Document, path: Path, message: str) -> Problem:
    mend = "Let them come to 100, or end with a line that has go: alone."
    return error("SX075", document.key_at(path), message, mend)


def _judge(
    scenario: Scenario, name: str, scene: Scene, choice: Choice, left: int
) -> tuple[int, tuple[bool, str] | None]:
    """How many conditions were read, and (surely wrong, message) where the rule is broken."""
    ranges = _ranges(scenario, name, scene, choice)
    total = 1
    for values in ranges.values():
        total *= len(values)
    cost = total * sum(1 for branch in choice.to for _ in _conditions(branch.when))
    if total > COMBINATIONS or cost > left:
        return 0, (False, "The conditions of these lines are too many to add up their odds.")
    atoms = list(ranges)
    broken = 0
    witness: tuple[World, str] | None = None
    for values in product(*ranges.values()):
        world: World = dict(zip(atoms, values, strict=True))
        wrong = _wrong(choice.to, world)
        if wrong is not None:
            broken += 1
            witness = witness or (world, wrong)
    if witness is None:
        return cost, None
    found, wrong = witness
    if broken == total:
        return cost, (True, f"{wrong}.")
    open_atoms = [atom for atom in atoms if len(ranges[atom]) > 1]
    return cost, (False, f"{wrong} {_where(found, open_atoms)}.")


def _wrong(branches: Sequence[Branch], world: World) -> str | None:
    total = 0
    for branch in branches:
        if branch.when is not None and not _holds(branch.when, world):
            continue
        if branch.odds is None:
            return None if total <= 100 else f"The odds here come to {total}, more than 100"
        total += branch.odds
    if total == 100:
        return None
    if total == 0:
        return "No line of to: holds"
    return f"The odds here come to {total}, not to 100"


def _where(world: World, atoms: Sequence[Atom]) -> str:
    words = [_in_words(atom, world[atom]) for atom in atoms]
    return f"where {' and '.join(words[:5])}"


def _in_words(atom: Atom, value: Value) -> str:
    kind, name = atom
    if atom == _TRUTH:
        return f"the truth is {quoted(value)}" if value else "the truth is another"
    if atom == _MINUTE:
        return f"it is minute {value}"
    if kind in METERS:
        return f"{kind} is {value}"
    verb = "known" if kind == "knows" else kind
    return f"{quoted(name)} is {'' if value else 'not '}{verb}"


def _holds(when: Condition, world: World) -> bool:
    for meter in METERS:
        levels: tuple[Level, ...] = getattr(when, meter)
        if any(not level.low <= int(world[meter, ""]) <= level.high for level in levels):
            return False
    late = when.after is None or int(world[_MINUTE]) >= when.after
    early = when.before is None or int(world[_MINUTE]) < when.before
    return (
        late
        and early
        and all(world[kind, name] for kind in _FLAGS for name in getattr(when, kind))
        and not any(world["done", step] for step in when.not_done)
        and (not when.truth or world[_TRUTH] in when.truth)
        and (not when.any or any(_holds(inner, world) for inner in when.any))
    )


def _conditions(when: Condition | None) -> Iterator[Condition]:
    if when is not None:
        yield when
        for inner in when.any:
            yield from _conditions(inner)


def _ranges(
    scenario: Scenario, name: str, scene: Scene, choice: Choice
) -> dict[Atom, tuple[Value, ...]]:
    """Every atom the branches ask of, with one value of each kind that it can have there."""
    asked = [c for branch in choice.to for c in _conditions(branch.when)]
    ranges: dict[Atom, tuple[Value, ...]] = {}
    for meter in METERS:
        levels = [level for c in asked for level in getattr(c, meter)]
        if levels:
            low, high = _meter_after(choice, meter)
            cuts = {bound for level in levels for bound in (level.low, level.high + 1)}
            ranges[meter, ""] = _one_of_each(low, high, cuts)
    minutes = {m for c in asked for m in (c.after, c.before) if m is not None}
    if minutes:
        ranges[_MINUTE] = _one_of_each(*_minute_after(choice), minutes)
    named = {truth for c in asked for truth in c.truth}
    if named:
        truths: dict[str, None] = {t: None for t in scenario.customer.truth if t in named}
        others = any(t not in named for t in scenario.customer.truth)
        ranges[_TRUTH] = (*truths, *(("",) if others or not truths else ()))
    sure = _sure(name, scene, choice)
    for c in asked:
        for kind in _FLAGS:
            for flag in getattr(c, kind):
                ranges[kind, flag] = sure.get((kind, flag), (True, False))
        for step in c.not_done:
            ranges["done", step] = sure.get(("done", step), (True, False))
    return ranges


def _one_of_each(low: int, high: int, cuts: set[int]) -> tuple[int, ...]:
    """The lowest figure of every stretch between the cuts that lies in low..high."""
    return (low, *sorted(cut for cut in cuts if low < cut <= high))


def _meter_after(choice: Choice, meter: str) -> tuple[int, int]:
    """Where a meter can stand once the choice is taken: its `if` before, its change after."""
    low, high = 0, METER_TOP
    for level in getattr(choice.when, meter) if choice.when else ():
        low, high = max(low, level.low), min(high, level.high)
    change = int(getattr(choice, meter))
    low, high = max(0, min(METER_TOP, low + change)), max(0, min(METER_TOP, high + change))
    return low, max(low, high)


def _minute_after(choice: Choice) -> tuple[int, int]:
    low, high = 0, _NO_END
    if choice.when is not None:
        low = choice.when.after or 0
        high = _NO_END if choice.when.before is None else choice.when.before - 1
    return low + choice.takes, max(low, high) + choice.takes


def _sure(name: str, scene: Scene, choice: Choice) -> dict[Atom, tuple[Value, ...]]:
    """What is certain once this choice was taken in this scene, for it only grows in a run."""
    when = choice.when or Condition.model_validate({})
    sure: dict[Atom, tuple[Value, ...]] = {("done", step): (False,) for step in when.not_done}
    certain = {
        "knows": (*when.knows, *scene.learn, *choice.learn),
        "done": (*when.done, *choice.does),
        "said": (*when.said, choice_id(name, choice)),
        "happened": (*when.happened, *scene.moment, *choice.moment),
        "noted": when.noted,
        "promised": (*when.promised, *when.kept, *when.broken, *choice.promises),
        "kept": when.kept,
        "broken": when.broken,
    }
    for kind, names in certain.items():
        for flag in names:
            sure[kind, flag] = (True,)
    return sure
