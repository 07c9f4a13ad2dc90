"""A scenario told in ink, from its own words alone, so that an ink player can play it beside us.

Scores stay behind; what is offered and where it leads comes along. A play is told the truth and,
for each decision, a roll of 0 to 99. Knows nothing of the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.script.ids import choice_id
from game.script.load import Script
from game.script.models import Branch, Choice, Condition, Scene
from scoring.binder import METERS


class Ink:
    """The story: scene number N is the knot `sN` and says `@N`; choice number K of it is `cK`."""

    def __init__(self, script: Script) -> None:
        self._story = script.scenario
        self._secures = {step.id for step in script.binder.steps if step.secures_next_step}
        self._scenes = {name: at for at, name in enumerate(self._story.scenes)}
        steps = [step.id for step in script.binder.steps]
        self._names: dict[tuple[str, str], str] = {}
        for kind, names in (
            ("fact", self._story.facts),
            ("entry", {**self._story.facts, **self._story.notes}),
            ("done", steps),
            ("moment", script.binder.moments),
            ("said", self._ids()),
            ("promise", self._story.promises),
            ("kept", self._story.promises),
            ("since", self._story.promises),
        ):
            for at, name in enumerate(names):
                self._names[kind, name] = f"{kind}{at}"

    def _ids(self) -> list[str]:
        return [
            choice_id(name, choice)
            for name, scene in self._story.scenes.items()
            for choice in scene.choices
        ]

    def lines(self) -> Iterator[str]:
        """The source, a line at a time."""
        starts = self._story.customer.starts
        for meter in METERS:
            yield f"VAR {meter} = {getattr(starts, meter)}"
        for (kind, name), variable in self._names.items():
            noted = kind in ("fact", "entry") and name in self._story.card
            yield f"VAR {variable} = {0 if kind == 'since' else str(noted).lower()}"
        yield 'VAR truth = ""'
        yield "VAR minute = 0"
        yield "VAR roll = 0"
        yield "VAR left = 0"
        yield f"-> s{self._scenes[self._story.start]}"
        for name, scene in self._story.scenes.items():
            yield from self._scene(name, scene)

    def _scene(self, name: str, scene: Scene) -> Iterator[str]:
        yield f"=== s{self._scenes[name]} ==="
        if scene.wait:
            yield f"~ minute = minute + {scene.wait}"
        if scene.takes_over is not None:
            for fact in self._story.facts:
                yield f"~ {self._names['fact', fact]} = {self._names['entry', fact]}"
        yield from self._note("moment", scene.moment)
        yield from self._note("fact", scene.learn)
        yield f"@{self._scenes[name]}"
        if scene.ending is not None:
            yield "-> END"
        for at, choice in enumerate(scene.choices):
            yield from self._choice(name, at, choice)

    def _choice(self, scene: str, at: int, choice: Choice) -> Iterator[str]:
        when = "" if choice.when is None else f"{{{self._holds(choice.when)}}} "
        yield f"* {when}[c{at}]"
        yield f"~ {self._names['said', choice_id(scene, choice)]} = true"
        yield f"~ minute = minute + {choice.takes}"
        for meter in METERS:
            by = getattr(choice, meter)
            if by:
                yield f"~ {meter} = MIN(10, MAX(0, {meter} + {by}))"
        yield from self._note("fact", choice.learn)
        for entry in choice.writes:
            yield from self._write(entry)
        for step in choice.does:
            done = self._names["done", step]
            if step in self._secures:
                for fact in self._story.facts:
                    known, entry = self._names["fact", fact], self._names["entry", fact]
                    yield f"~ {entry} = {entry} or (not {done} and {known})"
            yield f"~ {done} = true"
        for promise in choice.makes_good:
            kept = self._names["kept", promise]
            yield f"~ {kept} = {kept} or ({self._is_open(promise)})"
        for promise in choice.promises:
            made, since = self._names["promise", promise], self._names["since", promise]
            yield f"{{not {made}:"
            yield f"  ~ {since} = minute"
            yield "}"
            yield f"~ {made} = true"
        yield from self._note("moment", choice.moment)
        yield "~ left = roll"
        for branch in choice.to:
            yield from self._branch(branch)

    def _branch(self, branch: Branch) -> Iterator[str]:
        go = f"-> s{self._scenes[branch.go]}"
        when = "1 == 1" if branch.when is None else self._holds(branch.when)
        yield f"{{{when}:"
        if branch.odds is None:
            yield f"  {go}"
        else:
            yield f"  ~ left = left - {branch.odds}"
        yield "}"
        if branch.odds is not None:
            yield f"{{({when}) and left < 0:"
            yield f"  {go}"
            yield "}"

    def _note(self, kind: str, names: Iterable[str]) -> Iterator[str]:
        for name in names:
            yield f"~ {self._names[kind, name]} = true"

    def _write(self, entry: str) -> Iterator[str]:
        if entry in self._story.notes:
            yield f"~ {self._names['entry', entry]} = true"
            return
        for fact in self._story.facts if entry == "all" else (entry,):
            written = self._names["entry", fact]
            yield f"~ {written} = {written} or {self._names['fact', fact]}"

    def _is_open(self, promise: str) -> str:
        within = self._story.promises[promise].within
        made, since = self._names["promise", promise], self._names["since", promise]
        return (
            f"{made} == true"
            if within is None
            else f"{made} == true and minute - {since} <= {within}"
        )

    def _holds(self, condition: Condition) -> str:
        parts = [
            f"{meter} >= {level.low} and {meter} <= {level.high}"
            for meter in METERS
            for level in getattr(condition, meter)
        ]
        for kind, names in (
            ("fact", condition.knows),
            ("done", condition.done),
            ("said", condition.said),
            ("moment", condition.happened),
            ("entry", condition.noted),
            ("promise", condition.promised),
            ("kept", condition.kept),
        ):
            parts += [f"{self._names[kind, name]} == true" for name in names]
        parts += [f"{self._names['done', name]} == false" for name in condition.not_done]
        for promise in condition.broken:
            made, kept = self._names["promise", promise], self._names["kept", promise]
            parts.append(f"{made} == true and {kept} == false and not ({self._is_open(promise)})")
        if condition.truth:
            told = " or ".join(f'truth == "{name}"' for name in condition.truth)
            parts.append(f"({told})")
        if condition.after is not None:
            parts.append(f"minute >= {condition.after}")
        if condition.before is not None:
            parts.append(f"minute < {condition.before}")
        if condition.any:
            either = " or ".join(f"({self._holds(one)})" for one in condition.any)
            parts.append(f"({either})")
        return " and ".join(parts) or "1 == 1"
