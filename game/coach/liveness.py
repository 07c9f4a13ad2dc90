"""What still matters from a scene on: which bits anything ahead reads, and how long time counts.

Two states that differ only in what nothing ahead reads have the same future, so the solver keeps
one of them. Reads a program's tables; knows no values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from game.engine.guards import FOREVER, Guard
from game.engine.program import ChoiceRow, Program, SceneRow
from scoring.fold import Aside, Effect
from scoring.layout import METER_MASK
from scoring.process import Pledge


@dataclass(frozen=True, slots=True)
class Live:
    """What is read ahead of a scene once it has opened, and is not the same in all its states.

    `bits` are the low bits of a state (meters and flags, never minutes). Minutes from `latest` on
    are all alike; 0 where the hour is not read. `since` maps a timed moment's bit to the elapsed
    minutes from which all are alike. `truth` tells whether what may be true of them is read.
    """

    bits: int
    latest: int
    since: dict[int, int]
    truth: bool


def components(program: Program) -> tuple[tuple[int, ...], ...]:
    """The scenes in groups that can lead to one another and back, in the order play meets them.

    Tarjan's strongly connected components (SIAM J. Comput. 1(2), 1972), without recursion.
    """
    follows = [
        sorted({way.scene for row in scene.choices for way in row.ways}) for scene in program.scenes
    ]
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    found: list[tuple[int, ...]] = []
    for root in (program.first, *range(len(follows))):
        work = [] if root in number else [(root, 0)]
        while work:
            scene, at = work.pop()
            if at == 0:
                number[scene] = low[scene] = len(number)
                stack.append(scene)
            for place in range(at, len(follows[scene])):
                ahead = follows[scene][place]
                if ahead not in number:
                    work += [(scene, place + 1), (ahead, 0)]
                    break
                if ahead in stack:
                    low[scene] = min(low[scene], number[ahead])
            else:
                if low[scene] == number[scene]:
                    cut = stack.index(scene)
                    found.append(tuple(stack[cut:]))
                    del stack[cut:]
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[scene])
    return tuple(reversed(found))


def liveness(program: Program) -> tuple[Live, ...]:
    """What is live once each scene has opened."""
    ahead = _ahead(program)
    scored = scored_bits(program)
    return tuple(
        _live(program, (program.scenes[i] for i in seen), scored, may)
        for seen, may in zip(ahead, _may_be_set(program), strict=True)
    )


def process_mark(program: Program) -> int:
    """The fewest process points that reach the binder's mark."""
    possible = sum(step.points for step in program.judge.scope)
    return -(-program.judge.binder.pass_process * possible // 100)


def paid_when_done(program: Program) -> tuple[tuple[int, int, int], ...]:
    """The steps whose points are settled at their doing: (done bit, kept bit, points).

    Those with an `unless` are not, for a later moment can excuse them.
    """
    layout = program.judge.layout
    return tuple(
        (layout.done[step.id], layout.kept[step.id], step.points)
        for step in program.judge.scope
        if not step.unless
    )


def _ahead(program: Program) -> tuple[frozenset[int], ...]:
    """The scenes that can open from each scene on, itself among them."""
    follows = [{w.scene for row in s.choices for w in row.ways} for s in program.scenes]
    ahead: list[frozenset[int]] = []
    for scene in range(len(follows)):
        seen, work = {scene}, [scene]
        while work:
            for coming in follows[work.pop()] - seen:
                seen.add(coming)
                work.append(coming)
        ahead.append(frozenset(seen))
    return tuple(ahead)


def scored_bits(program: Program) -> int:
    """The bits the scores read at the ending, whatever was paid on the way."""
    judge = program.judge
    layout, weights = judge.layout, judge.binder.weights
    bits = 0
    for meter, measure in (("trust", "trust"), ("pressure", "ease"), ("value", "value")):
        if weights[measure]:
            bits |= METER_MASK << layout.meters[meter]
    if weights["understanding"]:
        for fact, bit in layout.facts.items():
            bits |= bit if judge.worth[fact] else 0
    for step in judge.scope:
        if step.unless:
            for moment in step.unless:
                bits |= layout.moments[moment]
        if step.unless or (step.secures_next_step and weights["next-step"]):
            bits |= layout.done[step.id] | layout.kept[step.id]
    return bits


def _may_be_set(program: Program) -> tuple[int, ...]:
    """The bits of a state that may be anything but 0 once each scene has opened."""
    meters = 0
    for shift in program.judge.layout.meters.values():
        meters |= METER_MASK << shift
    may = [0] * len(program.scenes)
    may[program.first] = meters | program.tally | _sets(program.scenes[program.first].effect)
    work = [program.first]
    while work:
        at = work.pop()
        for row in program.scenes[at].choices:
            taken = may[at] | row.bit | _sets(row.effect)
            for way in row.ways:
                there = taken | _sets(program.scenes[way.scene].effect)
                if there & ~may[way.scene]:
                    may[way.scene] |= there
                    work.append(way.scene)
    return tuple(may)


def _sets(effect: Effect) -> int:
    """The bits, beside meters, that an effect may set."""
    bits = effect.bits
    for monitor in effect.steps:
        bits |= monitor.done | monitor.kept
    for happened, _ in effect.moments:
        bits |= happened
    if effect.aside is not None:
        takes, writes, good, gap = effect.aside
        bits |= takes
        for _, facts in writes:
            bits |= facts << gap
        for pledge in good:
            bits |= pledge.kept
    return bits


def _live(program: Program, scenes: Iterable[SceneRow], scored: int, may: int) -> Live:
    bits, latest, truth = scored, 0, False
    since: dict[int, int] = {}
    scenes = tuple(scenes)
    in_scope = {program.judge.layout.done[step.id] for step in program.judge.scope}
    for scene in scenes:
        truth = truth or len(set(scene.tenths)) > 1
        for row in scene.choices:
            bits |= row.bit
            for guard in guards(row):
                bits |= guard.need | guard.bar
                for shift, _, _ in guard.meters:
                    bits |= METER_MASK << shift
                latest = max(latest, guard.after)
                if guard.before < FOREVER:
                    latest = max(latest, guard.before)
                truth = truth or guard.truths != -1
                for pledge in guard.late:
                    bits |= pledge.made | pledge.kept
                    _wait(since, pledge)
            for monitor in row.effect.steps:
                if monitor.done not in in_scope:
                    continue
                bits |= monitor.done | monitor.need | monitor.bar
                for happened, _, most in monitor.deadlines:
                    bits |= happened
                    since[happened] = max(since.get(happened, 0), most + 1)
                for happened, _, least in monitor.apart:
                    bits |= happened
                    since[happened] = max(since.get(happened, 0), least)
    bits = through_asides(bits, asides(scenes), since) & may
    since = {happened: most for happened, most in since.items() if happened & may}
    return Live(bits, latest, since, truth)


def asides(scenes: Iterable[SceneRow]) -> tuple[Aside, ...]:
    """What is done with the card and with promises in these scenes and by their choices."""
    effects = (e for scene in scenes for e in (scene.effect, *(r.effect for r in scene.choices)))
    return tuple(effect.aside for effect in effects if effect.aside is not None)


def through_asides(bits: int, asides: Sequence[Aside], since: dict[int, int]) -> int:
    """The bits that are read, and those that come to be read through the card or a promise;
    `since` grows by the elapsed minutes that matter to it."""
    before = -1
    while bits != before:
        before = bits
        for takes, writes, good, gap in asides:
            bits |= (bits & takes) << gap
            for unless, facts in writes:
                wanted = facts & bits >> gap
                bits |= wanted | (unless if wanted else 0)
            for pledge in good:
                if bits & pledge.kept:
                    bits |= pledge.made
                    _wait(since, pledge)
    return bits


def _wait(since: dict[int, int], pledge: Pledge) -> None:
    if pledge.most is not None:
        since[pledge.made] = max(since.get(pledge.made, 0), pledge.most + 1)


def guards(row: ChoiceRow) -> Iterator[Guard]:
    """Every condition of a choice and its branches, those within others too."""
    for guard in (row.guard, *(way.guard for way in row.ways)):
        if guard is not None:
            yield from nested(guard)


def nested(guard: Guard) -> Iterator[Guard]:
    """A condition and every one within it."""
    yield guard
    for other in guard.any:
        yield from nested(other)
