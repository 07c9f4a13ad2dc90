"""A program written out in Promela, so that spin can explore the same states the coach does.

Scenes are labels and a choice is one atomic step; what the coach clears behind a scene is cleared
here too, so that both keep the same states. Knows no values, and no scenario that hides a truth.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.coach.liveness import Live, liveness
from game.engine.guards import FOREVER, Guard
from game.engine.program import ChoiceRow, Program, SceneRow
from game.engine.step import begin
from scoring.binder import METER_TOP, METERS
from scoring.fold import Effect
from scoring.layout import METER_MASK

FLAGS = 31
"""Flags to a variable; the 32nd bit is the sign of Promela's `int`."""


def promela(program: Program) -> str:
    """The model. Raises ValueError for a program with truths, or branches with conditions."""
    if len(program.truths) > 1:
        raise ValueError("a belief cannot be written in Promela")
    effects = [scene.effect for scene in program.scenes] + [row.effect for row in program.choices]
    if any(effect.aside is not None for effect in effects):
        raise ValueError("the card and promises are not written here")
    return "\n".join(_Writer(program).lines()) + "\n"


class _Writer:
    def __init__(self, program: Program) -> None:
        self._program = program
        self._live = liveness(program)
        layout = program.judge.layout
        used = 0
        for live in self._live:
            used |= live.bits
        meters = {name: layout.meters[name] for name in METERS}
        self._meters = {shift: name for name, shift in meters.items() if used >> shift & METER_MASK}
        for shift in meters.values():
            used &= ~(METER_MASK << shift)
        each = [1 << at for at in range(used.bit_length()) if used >> at & 1]
        self._flags = {bit: divmod(number, FLAGS) for number, bit in enumerate(each)}
        self._timed = sorted({bit for live in self._live for bit in live.since})
        self._hours = any(live.latest for live in self._live)

    def lines(self) -> Iterator[str]:
        """The model, a line at a time: what is kept in a state, then what leads where."""
        program = self._program
        opening = begin(program).state
        for shift, name in self._meters.items():
            yield f"byte {name} = {opening >> shift & METER_MASK};"
        for word in range(max((word for word, _ in self._flags.values()), default=-1) + 1):
            held = sum(
                1 << place
                for bit, (at, place) in self._flags.items()
                if at == word and opening & bit
            )
            yield f"int flags{word} = {held};"
        if self._hours:
            yield f"byte minute = {program.minute(opening)};"
        for bit in self._timed:
            yield f"byte since{bit.bit_length()} = 0;"
        yield "active proctype story() {"
        yield f"  goto scene{program.first};"
        for scene in program.scenes:
            yield from self._scene(scene)
        yield "}"

    def _scene(self, scene: SceneRow) -> Iterator[str]:
        if scene.kind is not None:
            # Blocked for good, and spin is not to wonder why.
            yield f"end{scene.at}: scene{scene.at}: false;"
            return
        yield f"scene{scene.at}: if"
        for row in scene.choices:
            for at in dict.fromkeys(way.scene for way in row.ways if way.odds != 0):
                doing = "; ".join(self._taking(row, self._program.scenes[at]))
                yield f"  :: d_step {{ {self._open(row)} -> {doing} }}; goto scene{at}"
        yield "  fi;"

    def _open(self, row: ChoiceRow) -> str:
        if any(way.guard is not None for way in row.ways):
            raise ValueError(f"{row.id} leads on by a condition, which is not written here")
        parts = [f"!{self._any(row.bit)}"] if row.bit in self._flags else []
        parts += [] if row.guard is None else [self._holds(row.guard)]
        return " && ".join(parts) or "true"

    def _taking(self, row: ChoiceRow, there: SceneRow) -> Iterator[str]:
        """What a choice does, up to the next scene being open with nothing in it that is dead."""
        yield from self._passes(row.takes)
        yield from self._set(row.bit)
        yield from self._effect(row.effect)
        yield from self._passes(there.wait)
        yield from self._effect(there.effect)
        yield from self._clear(self._live[there.at])
        yield "skip"

    def _passes(self, minutes: int) -> Iterator[str]:
        if minutes and self._hours:
            yield f"minute = minute + {minutes}"
        if minutes:
            for bit in self._timed:
                yield f"since{bit.bit_length()} = since{bit.bit_length()} + {minutes}"

    def _effect(self, effect: Effect) -> Iterator[str]:
        for shift, by in effect.moves:
            if shift in self._meters:
                name = self._meters[shift]
                if by > 0:
                    yield f"{name} = ({name} > {METER_TOP - by} -> {METER_TOP} : {name} + {by})"
                else:
                    yield f"{name} = ({name} < {-by} -> 0 : {name} - {-by})"
        yield from self._set(effect.bits)
        for monitor in effect.steps:
            if monitor.kept in self._flags:
                kept = [f"!{self._any(monitor.done)}", self._all(monitor.need)]
                kept.append(f"!{self._any(monitor.bar)}")
                if monitor.apart:
                    raise ValueError("steps that must be apart are not written here")
                kept += [
                    f"(!{self._any(happened)} || since{happened.bit_length()} <= {most})"
                    for happened, _, most in monitor.deadlines
                ]
                told = "; ".join(self._set(monitor.kept))
                yield f"if :: {' && '.join(kept)} -> {told} :: else fi"
            yield from self._set(monitor.done)
        for happened, _ in effect.moments:
            if happened in self._timed:
                since = f"since{happened.bit_length()}"
                yield f"{since} = ({self._any(happened)} -> {since} : 0)"
            yield from self._set(happened)

    def _clear(self, live: Live) -> Iterator[str]:
        for shift, name in self._meters.items():
            if not live.bits >> shift & METER_MASK:
                yield f"{name} = 0"
        for word, mask in self._words(live.bits).items():
            if mask != self._words(sum(self._flags)).get(word):
                yield f"flags{word} = flags{word} & {mask}"
        for word in self._words(sum(self._flags)).keys() - self._words(live.bits).keys():
            yield f"flags{word} = 0"
        if self._hours:
            yield f"minute = (minute > {live.latest} -> {live.latest} : minute)"
        for bit in self._timed:
            name, most = f"since{bit.bit_length()}", live.since.get(bit, 0)
            held = f"({name} > {most} -> {most} : {name})"
            yield f"{name} = ({self._any(bit)} -> {held} : 0)" if most else f"{name} = 0"

    def _holds(self, guard: Guard) -> str:
        parts = [self._all(guard.need)] if guard.need else []
        parts += [f"!{self._any(guard.bar)}"] if guard.bar else []
        parts += [
            f"{self._meters[shift]} >= {low} && {self._meters[shift]} <= {high}"
            for shift, low, high in guard.meters
        ]
        parts += [f"minute >= {guard.after}"] if guard.after else []
        parts += [f"minute < {guard.before}"] if guard.before < FOREVER else []
        if guard.any:
            parts.append(f"({' || '.join(self._holds(other) for other in guard.any)})")
        return f"({' && '.join(parts) or 'true'})"

    def _words(self, bits: int) -> dict[int, int]:
        masks: dict[int, int] = {}
        for bit, (word, place) in self._flags.items():
            if bits & bit:
                masks[word] = masks.get(word, 0) | 1 << place
        return masks

    def _all(self, bits: int) -> str:
        tests = (f"(flags{w} & {mask}) == {mask}" for w, mask in self._words(bits).items())
        return f"({' && '.join(tests) or 'true'})"

    def _any(self, bits: int) -> str:
        tests = (f"(flags{w} & {mask}) != 0" for w, mask in self._words(bits).items())
        return f"({' || '.join(tests) or 'false'})"

    def _set(self, bits: int) -> Iterator[str]:
        for word, mask in self._words(bits).items():
            yield f"flags{word} = flags{word} | {mask}"
