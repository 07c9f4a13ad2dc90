"""A play that comes to a scene, or that takes certain choices: the shortest, and of those the
likeliest. Steps the engine's own states; knows no preview, no file and no clock.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from game.coach.liveness import asides, guards, through_asides
from game.engine.explore import CAP
from game.engine.guards import FOREVER
from game.engine.program import ChoiceRow, Program
from game.engine.step import ScenarioFaultError, act, arrive, begin, offered, ways
from scoring.layout import METER_MASK

Look = Callable[[int], None]
"""Told now and then how many states were looked at; may raise to stop the search."""


class TooFarError(Exception):
    """So many states were looked at that the search was given up. Its text is a sentence."""

    def __init__(self) -> None:
        super().__init__(
            f"No play was found among {CAP:,} states, and there are more than were looked at."
        )


class Leg(NamedTuple):
    """A decision of a play: the choice, and the place of the scene that chance led to."""

    row: ChoiceRow
    scene: int


class Way(NamedTuple):
    """A play under a truth, an index; `whole` says that it came to where it should."""

    truth: int
    legs: tuple[Leg, ...]
    whole: bool


class _Spot(NamedTuple):
    """A state under a truth; the chance of a state depends on it."""

    state: int
    truth: int


_Came = dict[_Spot, tuple[_Spot, Leg] | None]


def way_to(program: Program, goal: int, truths: Sequence[int], look: Look | None = None) -> Way:
    """The way to a scene by its place, under one of the truths (their places).

    Not whole, and without a leg, where no play comes there. Raises TooFarError.
    """
    before = _before(program, goal)
    layer, came = _opening(program, truths)
    alike = _Alike(program)
    while layer:
        there = {spot: chance for spot, chance in layer.items() if _at(program, spot) == goal}
        if there:
            return _way(came, _likeliest(there), whole=True)
        near = {spot: chance for spot, chance in layer.items() if _at(program, spot) in before}
        layer = alike.thinned(_next(program, near, came, None, look))
    return Way(truths[0], (), whole=False)


def way_along(
    program: Program,
    choices: Sequence[str],
    truths: Sequence[int],
    goal: int | None = None,
    look: Look | None = None,
) -> Way:
    """The way that takes these choices, by their ids, one after the other, with the luck it needs
    for that; it ends in `goal` where a scene is named by its place.

    Where no luck lets all of them be taken it is not whole, and ends where the next one cannot be.
    Raises TooFarError.
    """
    layer, came = _opening(program, truths)
    for choice in choices:
        after = _next(program, layer, came, choice, look)
        if not after:
            return _way(came, _likeliest(layer), whole=False)
        layer = after
    there = {spot: chance for spot, chance in layer.items() if goal in (None, _at(program, spot))}
    return _way(came, _likeliest(there or layer), whole=bool(there))


class _Alike:
    """Tells states apart by what a condition ahead of their scene reads, and by nothing else: of
    those that are alike, from one scene the same plays lead on."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._reads: dict[int, tuple[int, int | None]] = {}
        self._met: set[tuple[int, int, int, int]] = set()

    def thinned(self, layer: dict[_Spot, int]) -> dict[_Spot, int]:
        """Of those that are alike the likeliest, and none that was alike to one met before."""
        best: dict[tuple[int, int, int, int], _Spot] = {}
        for spot, chance in layer.items():
            key = self._key(spot)
            if key not in self._met and (key not in best or chance > layer[best[key]]):
                best[key] = spot
        self._met.update(best)
        return {spot: layer[spot] for spot in best.values()}

    def _key(self, spot: _Spot) -> tuple[int, int, int, int]:
        scene, minute = _at(self._program, spot), self._program.minute(spot.state)
        if scene not in self._reads:
            self._reads[scene] = self._read_from(scene)
        bits, latest = self._reads[scene]
        return (
            scene,
            spot.state & bits,
            minute if latest is None else min(minute, latest),
            spot.truth,
        )

    def _read_from(self, scene: int) -> tuple[int, int | None]:
        """The bits that are read from a scene on, and the minute from which all are alike: None
        where every minute may be another."""
        program = self._program
        met, waiting = {scene}, [scene]
        while waiting:
            for row in program.scenes[waiting.pop()].choices:
                for way in row.ways:
                    if way.scene not in met:
                        met.add(way.scene)
                        waiting.append(way.scene)
        scenes = [program.scenes[at] for at in met]
        bits, latest = 0, 0
        since: dict[int, int] = {}
        for row in (row for each in scenes for row in each.choices):
            bits |= row.bit
            for guard in guards(row):
                bits |= guard.need | guard.bar
                latest = max(latest, guard.after, guard.before if guard.before < FOREVER else 0)
                for shift, _, _ in guard.meters:
                    bits |= METER_MASK << shift
                for pledge in guard.late:
                    bits |= pledge.made | pledge.kept
                    since[pledge.made] = 0
        bits = through_asides(bits, asides(scenes), since)
        if not since:
            return bits, latest
        for place in program.judge.layout.minutes.values():
            bits |= program.judge.layout.clock << place
        return bits, None


def _opening(program: Program, truths: Sequence[int]) -> tuple[dict[_Spot, int], _Came]:
    state = begin(program).state
    layer = {_Spot(state, truth): program.truths[truth].odds for truth in truths}
    return layer, dict.fromkeys(layer)


def _next(
    program: Program,
    layer: dict[_Spot, int],
    came: _Came,
    choice: str | None,
    look: Look | None,
) -> dict[_Spot, int]:
    """Every state one decision on, with its chance (a hundredth of a hundredth … a decision); how
    the likeliest play comes there is put into `came`. A state tells how many choices were taken, so
    that it stands in one layer alone."""
    coming: dict[_Spot, int] = {}
    for number, (spot, chance) in enumerate(layer.items()):
        if look is not None and not number % 500:
            look(len(came))
        for row in offered(program, spot.state):
            if choice is not None and row.id != choice:
                continue
            low, minute = act(program, spot.state, row)
            for scene, share in shares(program, row, low, minute, spot.truth).items():
                after = _Spot(arrive(program, low, minute, scene), spot.truth)
                likely = chance * share
                if likely > coming.get(after, -1):
                    coming[after] = likely
                    came[after] = spot, Leg(row, scene)
        if len(came) > CAP:
            raise TooFarError
    return coming


def shares(program: Program, row: ChoiceRow, low: int, minute: int, truth: int) -> dict[int, int]:
    """The scenes a choice may lead to after `act`, by their places, with the percent of each; none
    where its odds break their rule there."""
    found: dict[int, int] = {}
    try:
        for share, scene in ways(program, row, low, minute, 1 << truth):
            found[scene] = found.get(scene, 0) + share
    except ScenarioFaultError:
        return {}
    return found


def _likeliest(spots: dict[_Spot, int]) -> _Spot:
    return max(spots, key=lambda spot: spots[spot])


def _way(came: _Came, spot: _Spot, *, whole: bool) -> Way:
    legs: list[Leg] = []
    while (link := came[spot]) is not None:
        spot, leg = link
        legs.append(leg)
    return Way(spot.truth, tuple(reversed(legs)), whole)


def _at(program: Program, spot: _Spot) -> int:
    return spot.state >> program.scene_shift


def _before(program: Program, goal: int) -> set[int]:
    """The scenes from which, conditions aside, some way leads on to the goal."""
    leads: dict[int, set[int]] = {}
    for row in program.choices:
        for way in row.ways:
            leads.setdefault(way.scene, set()).add(row.scene)
    met: set[int] = set()
    waiting = [goal]
    while waiting:
        for scene in leads.get(waiting.pop(), set()) - met:
            met.add(scene)
            waiting.append(scene)
    return met
