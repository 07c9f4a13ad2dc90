"""A scenario as a picture before it is drawn: scenes, choices, where each leads, the best line.

Pure data from the scenario's models, in file order, for whoever draws it: the map's formats, the
outline, the studio. Knows no colour, place, file or screen; text in it is as the author wrote it.

    chart(program.script.scenario, line)      # line: game.author.bestline, or () for none
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from game.author.conditions import branches, condition
from game.script.ids import choice_id

if TYPE_CHECKING:
    from game.script import models

Kind = Literal[
    "start",
    "conversation",
    "sold",
    "appointment",
    "follow-up",
    "handed-over",
    "referred",
    "lost",
    "missing",
]
"""What a scene is: the first, one with choices, an ending by its kind, or one that a choice leads
to and nobody has written."""

Tone = Literal["confidence", "neutral", "pressure", "foul"]
"""How a choice sounds; a choice with a foul is a foul, whatever its tone."""


class Step(NamedTuple):
    """One decision of a line: in `scene` the choice `choice` was taken, and `opened` opened."""

    scene: str
    choice: str
    opened: str


@dataclass(frozen=True, slots=True)
class Way:
    """Where a choice may lead. `when` has the words of every branch that goes there (`60 % if truth
    is buyer`), none where it simply goes there; `best` that the best line goes this way."""

    to: str
    when: tuple[str, ...] = ()
    best: bool = False

    @property
    def words(self) -> str:
        """The branches in one line; "" where nothing else can happen."""
        return "; or ".join(self.when)


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of a scene. `text` is said where `spoken`, else done; `when` is the words of its
    condition, "" where it has none; `best` that the best line takes it."""

    id: str
    text: str
    spoken: bool
    tone: Tone
    when: str
    ways: tuple[Way, ...]
    best: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene. `text` is what is said in it, or told; `who` says it ("" where it is told).

    `depth` is the fewest decisions that lead to it from the start, None where nothing does;
    `best` that the best line comes through it.
    """

    id: str
    kind: Kind
    text: str
    who: str
    depth: int | None
    choices: tuple[Choice, ...] = ()
    best: bool = False

    @property
    def ends(self) -> bool:
        """Whether the conversation is over here."""
        return self.kind not in ("start", "conversation", "missing")


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole scenario: `scenes` in file order, after them the missing ones.

    `solved` is whether the best line is marked in it.
    """

    title: str
    scenes: tuple[Scene, ...]
    solved: bool

    def scene(self, id: str) -> Scene:
        """The scene of that id. Raises KeyError."""
        for scene in self.scenes:
            if scene.id == id:
                return scene
        raise KeyError(id)

    def by_depth(self) -> list[Scene]:
        """The scenes as a play comes to them: by depth, then file order; those that nothing leads
        to are the last."""
        deepest = len(self.scenes)
        return sorted(self.scenes, key=lambda s: deepest if s.depth is None else s.depth)


def chart(scenario: models.Scenario, line: Iterable[Step] = ()) -> Chart:
    """The chart of a scenario that has its shape; its names need not all lead somewhere.

    `line` is marked as the best line; without it none is.
    """
    steps = frozenset(line)
    depths = _depths(scenario)
    met = {name for step in steps for name in (step.scene, step.opened)}
    scenes = [
        Scene(
            id=name,
            kind=scene.ending or ("start" if name == scenario.start else "conversation"),
            text=scene.says or scene.tells or "",
            who=(scene.who or scenario.customer.name) if scene.says else "",
            depth=depths.get(name),
            choices=tuple(_choice(name, choice, steps) for choice in scene.choices),
            best=name in met,
        )
        for name, scene in scenario.scenes.items()
    ]
    named = (scenario.start, *(go for name in scenario.scenes for go in _leads(scenario, name)))
    scenes += [
        Scene(id=name, kind="missing", text="", who="", depth=depths.get(name))
        for name in dict.fromkeys(named)
        if name not in scenario.scenes
    ]
    return Chart(scenario.title, tuple(scenes), bool(steps))


def _choice(scene: str, source: models.Choice, steps: frozenset[Step]) -> Choice:
    id = choice_id(scene, source)
    ways: dict[str, list[str]] = {}
    for branch, words in zip(source.to, branches(source.to), strict=True):
        ways.setdefault(branch.go, []).append(words)
    return Choice(
        id=id,
        text=source.text,
        spoken=source.say is not None,
        tone="foul" if source.foul else source.tone,
        when=condition(source.when),
        ways=tuple(
            Way(to, tuple(filter(None, words)), Step(scene, id, to) in steps)
            for to, words in ways.items()
        ),
        best=any(Step(scene, id, to) in steps for to in ways),
    )


def _leads(scenario: models.Scenario, name: str) -> Iterator[str]:
    for choice in scenario.scenes[name].choices:
        yield from (branch.go for branch in choice.to)


def _depths(scenario: models.Scenario) -> dict[str, int]:
    depths = {scenario.start: 0}
    waiting = [scenario.start]
    for name in waiting:
        for go in _leads(scenario, name) if name in scenario.scenes else ():
            if go not in depths:
                depths[go] = depths[name] + 1
                waiting.append(go)
    return depths
