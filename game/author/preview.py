"""A scenario played while it is being written: what was chosen so far, held through every change.

Values in, values out. What no longer holds is never guessed at: the play stops before it, and a
sentence says why. Knows no file, no screen and no log.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from game.author.ways import Look, Way, shares, way_along, way_to
from game.engine.program import ChoiceRow, Program
from game.engine.run import NotOfferedError, Run, Taken, start
from game.engine.step import ScenarioFaultError, act, arrive
from game.script.problems import quoted, suggest


class Pick(NamedTuple):
    """A choice that was made: its id, its words, whether the id is the author's own, and the id of
    the scene that chance was told to lead to (None: the seed decides)."""

    choice: str
    words: str
    named: bool
    went: str | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """A play in the making. `truth` is the one that was chosen, None where the seed draws it.

    `lost` are the choices that followed in an earlier version and do not hold in this one: they are
    tried again at the next change, and given up with the next choice made here.
    """

    run: Run
    truth: str | None
    picks: tuple[Pick, ...] = ()
    lost: tuple[Pick, ...] = ()

    @property
    def program(self) -> Program:
        """What is played."""
        return self.run.program

    @property
    def seed(self) -> int:
        """What decides chance where nobody steers it."""
        return self.run.seed


class Moved(NamedTuple):
    """A preview after something was done to it, and one sentence where there is one to say."""

    preview: Preview
    says: str = ""


class _DoesNotHoldError(Exception):
    """Why a choice cannot be made where it would be; its text ends a sentence."""


def begin(program: Program, seed: int, truth: str | None = None) -> Preview:
    """A preview at the first scene. Raises KeyError where there is no truth of that name."""
    return Preview(start(program, seed, truth), truth)


def choose(preview: Preview, choice: str, went: str | None = None) -> Preview:
    """Make a choice, by its id; `went` steers chance to a scene that it can lead to.

    Raises NotOfferedError, ScenarioFaultError; ValueError where it cannot lead to `went`.
    """
    run = preview.run
    rows = run.offered()
    for row in rows:
        if row.id == choice:
            after = run.take(row, rows) if went is None else _led(run, row, rows, went)
            picks = (*preview.picks, _pick(row, went))
            return replace(preview, run=after, picks=picks, lost=())
    raise NotOfferedError(len(run.taken), run.scene.id, choice, tuple(row.id for row in rows))


def undo(preview: Preview) -> Preview:
    """Take the last choice back, as freely as one likes."""
    run = preview.run
    return replace(
        preview, run=run._replace(taken=run.taken[:-1]), picks=preview.picks[:-1], lost=()
    )


def restart(preview: Preview) -> Preview:
    """The same customer and luck from the first scene."""
    return replace(preview, run=preview.run._replace(taken=()), picks=(), lost=())


def branches(preview: Preview, choice: str) -> tuple[tuple[int, str], ...]:
    """Where a choice that is offered now may lead under the truth at hand: percent and scene id.
    One where chance has no part; none where it is not offered or its odds break their rule."""
    run = preview.run
    for row in run.offered():
        if row.id == choice:
            low, minute = act(run.program, run.state, row)
            found = shares(run.program, row, low, minute, run.truth)
            return tuple((share, run.program.scenes[at].id) for at, share in found.items())
    return ()


def reload(preview: Preview, program: Program) -> Moved:
    """The same choices in another version, by their ids, as far as they hold there.

    With the same version it is the same preview.
    """
    truth, says = preview.truth, ""
    if truth is not None and truth not in {row.id for row in program.truths}:
        says = f"The truth {quoted(truth)} is no longer in the file, so that it is drawn again. "
        truth = None
    moved = _again(preview, start(program, preview.seed, truth), truth)
    return Moved(moved.preview, f"{says}{moved.says}".strip())


def with_seed(preview: Preview, seed: int) -> Moved:
    """The same choices with other luck, as far as they hold with it."""
    return _again(preview, start(preview.program, seed, preview.truth), preview.truth)


def with_truth(preview: Preview, truth: str | None) -> Moved:
    """The same choices with another customer, None where the seed is to draw the truth.

    Raises KeyError where there is no truth of that name.
    """
    return _again(preview, start(preview.program, preview.seed, truth), truth)


def jump(preview: Preview, scene: str, look: Look | None = None) -> Moved:
    """To a scene by the shortest play that comes there, of those the likeliest: under the truth at
    hand where there is one, else under another, which the sentence says.

    Where no play comes there the preview stays as it was. Raises TooFarError, and what `look` does.
    """
    program = preview.program
    goal = _place(program, scene)
    if goal is None:
        known = suggest(scene, (row.id for row in program.scenes))
        return Moved(preview, f"There is no scene {quoted(scene)}. {known}".strip())
    for truths in _truths(preview):
        way = way_to(program, goal, truths, look)
        if way.whole:
            return _travelled(preview, way)
    return Moved(preview, f"No play comes to scene {scene}: nothing leads there that can be taken.")


def follow(preview: Preview, choices: Sequence[str], look: Look | None = None) -> Moved:
    """Through the choices of a witness, by their ids, with the luck that lets all of them be taken.
    The id of a scene may stand last, for which of several that the last choice leads to.

    Where they cannot all be taken it stops at the last scene that holds, and says so. Raises
    TooFarError, and what `look` does.
    """
    program = preview.program
    ids = {row.id: row for row in program.choices}
    goal = None
    if len(choices) > 1 and choices[-1] not in ids:
        goal = _place(program, choices[-1])
    wished = choices if goal is None else choices[:-1]
    ways = []
    for truths in _truths(preview):
        way = way_along(program, wished, truths, goal, look)
        if way.whole:
            return _travelled(preview, way)
        ways.append(way)
    moved = _travelled(preview, max(ways, key=lambda way: len(way.legs)))
    held = len(moved.preview.picks)
    if held == len(wished):
        return Moved(moved.preview, f"These choices cannot lead to scene {choices[-1]}.")
    left = [_pick(ids[id], None) if id in ids else Pick(id, id, named=True) for id in wished[held:]]
    why = _why_not(moved.preview.run, left[0])
    return Moved(moved.preview, _stopped(moved.preview.run, held, len(wished), why))


def at(preview: Preview, place: str, look: Look | None = None) -> Moved:
    """Where `--at` says: a scene, or a witness's choices with commas between them."""
    names = [name.strip() for name in place.split(",") if name.strip()]
    if not names:
        return Moved(preview)
    one = names[0]
    chosen = one in {row.id for row in preview.program.choices}
    if len(names) == 1 and (not chosen or _place(preview.program, one) is not None):
        return jump(preview, one, look)
    return follow(preview, names, look)


def _again(preview: Preview, run: Run, truth: str | None) -> Moved:
    """The choices of a preview taken anew from the start of a run."""
    wished = (*preview.picks, *preview.lost)
    for held, pick in enumerate(wished):
        try:
            run = _taken(run, pick)
        except _DoesNotHoldError as why:
            kept = Preview(run, truth, wished[:held], wished[held:])
            return Moved(kept, _stopped(run, held, len(wished), str(why)))
    return Moved(Preview(run, truth, wished))


def _taken(run: Run, pick: Pick) -> Run:
    rows = run.offered()
    for row in rows:
        if row.id == pick.choice:
            try:
                return run.take(row, rows) if pick.went is None else _led(run, row, rows, pick.went)
            except ScenarioFaultError as fault:
                raise _DoesNotHoldError(str(fault).rstrip(".")) from fault
            except ValueError:
                leads = f"{quoted(pick.words)} cannot lead to scene {pick.went} here"
                raise _DoesNotHoldError(leads) from None
    raise _DoesNotHoldError(_why_not(run, pick))


def _why_not(run: Run, pick: Pick) -> str:
    words = quoted(pick.words)
    row = next((row for row in run.program.choices if row.id == pick.choice), None)
    if row is None:
        if pick.named:
            return f"no choice {quoted(pick.choice)} is in the file"
        return f"{words} is not in the file as it was, and it has no id: of its own to be known by"
    if run.over:
        return "the conversation ends there"
    scene = run.program.scenes[row.scene].id
    if scene != run.scene.id:
        return f"{words} belongs to scene {scene}"
    return f"{words} is not offered there"


def _stopped(run: Run, held: int, wished: int, why: str) -> str:
    count = "1 choice" if wished == 1 else f"{wished} choices"
    return f"It stops in scene {run.scene.id}, after {held} of {count}: {why}."


def _led(run: Run, row: ChoiceRow, rows: tuple[ChoiceRow, ...], went: str) -> Run:
    """The run after a choice that chance was told where to lead. Raises ValueError where it cannot
    lead there, ScenarioFaultError where its odds break their rule."""
    program = run.program
    low, minute = act(program, run.state, row)
    place = _place(program, went)
    found = shares(program, row, low, minute, run.truth)
    if not found:
        return run.take(row, rows)  # which says what is wrong with the odds
    if place is None or place not in found:
        raise ValueError(went)
    state = arrive(program, low, minute, place)
    taken = Taken(run.minute, rows, row, state, program.scenes[place])
    return run._replace(taken=(*run.taken, taken))


def _pick(row: ChoiceRow, went: str | None) -> Pick:
    return Pick(row.id, row.source.text, row.source.id is not None, went)


def _place(program: Program, scene: str) -> int | None:
    return next((row.at for row in program.scenes if row.id == scene), None)


def _truths(preview: Preview) -> list[list[int]]:
    """The truth at hand, then those that the author's odds allow, as far as there are more."""
    here = preview.run.truth
    others = [
        place for place, row in enumerate(preview.program.truths) if row.odds and place != here
    ]
    return [[here], others] if others else [[here]]


def _travelled(preview: Preview, way: Way) -> Moved:
    """The preview at the end of a way."""
    program, says, truth = preview.program, "", preview.truth
    run = preview.run._replace(taken=())
    if way.truth != run.truth:
        truth = program.truths[way.truth].id
        run = run._replace(truth=way.truth)
        says = f"Only another customer comes there: the truth is {truth} now."
    picks: list[Pick] = []
    for leg in way.legs:
        rows = run.offered()
        went = program.scenes[leg.scene].id
        led = _led(run, leg.row, rows, went)
        steered = leg.row.sure is None and run.take(leg.row, rows) != led
        picks.append(_pick(leg.row, went if steered else None))
        run = led
    return Moved(Preview(run, truth, tuple(picks)), says)
