"""What the proofs and reports found of a scenario, by places in its tables: no words and no ids.

So it stays true of every wording of the same mechanics, and can be kept. Knows no solver.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple, get_args

from game.coach.kinds import Kind

_KINDS = frozenset(get_args(Kind))

MENDS = 3
"""Failures of pressure that a mend is looked for: each takes a dozen scenarios solved."""

MENDED_UP_TO = 250_000
"""States of a scenario that a mend is looked for in: of more, each takes a dozen seconds."""


class Mend(NamedTuple):
    """One number of a choice to change: what the file says, and what would do."""

    meter: str
    was: int
    now: int


class Fault(NamedTuple):
    """What shows that a proof fails. `scene` and `choice` are places in the program's tables, and
    `play` those of a play's choices; `figure` is what was lost, in points, or a bot's chance of a
    pass, 0..1, and `bound` what it may be. `sought` says whether a mend was looked for."""

    kind: Kind
    scene: int | None = None
    choice: int | None = None
    play: tuple[int, ...] = ()
    who: str = ""
    figure: Fraction | None = None
    bound: Fraction | None = None
    sought: bool = False
    mend: Mend | None = None


class Figures(NamedTuple):
    """What a table of scenarios has of one. `best` and `random` are expected totals, 0..100, best
    None where every play comes to where only fouls are left; `margin` the points that the nearest
    temptation loses, None where there is none; `passes` each bot's chance of a pass, 0..1, but
    those of `Worded`. What was not settled exactly is in millionths. `line` has the choices of best
    play, whatever its luck."""

    states: int
    best: Fraction | None
    random: Fraction
    margin: Fraction | None
    passes: tuple[tuple[str, Fraction], ...]
    line: tuple[int, ...]


class Worded(NamedTuple):
    """What was found of the bots that go by the words, each with its chance of a pass, 0..1."""

    faults: tuple[Fault, ...] = ()
    passes: tuple[tuple[str, Fraction], ...] = ()


class Findings(NamedTuple):
    """All that was found but what hangs on words. Choices are places in the program's table.

    `refused` is why nothing was: a sentence or two, where there are too many states. `presets` has
    each preset under which the best line is another, with the first choice that is.
    """

    faults: tuple[Fault, ...] = ()
    refused: str = ""
    fatal: tuple[int, ...] = ()
    never_best: tuple[int, ...] = ()
    always_best: tuple[int, ...] = ()
    idle: tuple[tuple[str, str], ...] = ()
    asking: Fraction | None = None
    debatable: tuple[int, ...] = ()
    presets: tuple[tuple[str, int], ...] = ()
    figures: Figures | None = None


def wanting(found: Findings) -> tuple[int, ...]:
    """The places among the faults of those that a mend is still to be looked for."""
    if found.figures is None or found.figures.states > MENDED_UP_TO:
        return ()
    pays = [
        at
        for at, fault in enumerate(found.faults)
        if fault.kind == "pays" and fault.scene is not None and fault.choice is not None
    ]
    return tuple(at for at in pays[:MENDS] if not found.faults[at].sought)


def as_document(found: Findings | Worded) -> Any:
    """The findings as plain JSON."""
    faults = [_fault_out(fault) for fault in found.faults]
    if isinstance(found, Worded):
        return {"faults": faults, "passes": _passes_out(found.passes)}
    return {
        **found._asdict(),
        "faults": faults,
        "asking": _figure_out(found.asking),
        "figures": None if found.figures is None else _figures_out(found.figures),
    }


def findings_of(raw: Any) -> Findings:
    """The findings again. Raises ValueError, TypeError, KeyError, AttributeError or ArithmeticError
    where the document is of another shape."""
    return Findings(
        faults=_faults(raw["faults"]),
        refused=_text(raw["refused"]),
        fatal=_places(raw["fatal"]),
        never_best=_places(raw["never_best"]),
        always_best=_places(raw["always_best"]),
        idle=tuple((_text(what), _text(name)) for what, name in raw["idle"]),
        asking=_figure(raw["asking"]),
        debatable=_places(raw["debatable"]),
        presets=tuple((_text(preset), _place(choice)) for preset, choice in raw["presets"]),
        figures=None if raw["figures"] is None else _figures(raw["figures"]),
    )


def worded_of(raw: Any) -> Worded:
    """What was found of the bots that go by words again. Raises as `findings_of` does."""
    return Worded(_faults(raw["faults"]), _passes(raw["passes"]))


def _faults(raw: Any) -> tuple[Fault, ...]:
    return tuple(_fault(each) for each in raw)


def _figures_out(figures: Figures) -> dict[str, Any]:
    return {
        **figures._asdict(),
        "best": _figure_out(figures.best),
        "random": str(figures.random),
        "margin": _figure_out(figures.margin),
        "passes": _passes_out(figures.passes),
    }


def _figures(raw: Any) -> Figures:
    return Figures(
        states=_place(raw["states"]),
        best=_figure(raw["best"]),
        random=Fraction(_text(raw["random"])),
        margin=_figure(raw["margin"]),
        passes=_passes(raw["passes"]),
        line=_places(raw["line"]),
    )


def _passes_out(passes: tuple[tuple[str, Fraction], ...]) -> list[tuple[str, str]]:
    return [(name, str(chance)) for name, chance in passes]


def _passes(raw: Any) -> tuple[tuple[str, Fraction], ...]:
    return tuple((_text(name), Fraction(_text(chance))) for name, chance in raw)


def _fault_out(fault: Fault) -> dict[str, Any]:
    return {
        **fault._asdict(),
        "figure": _figure_out(fault.figure),
        "bound": _figure_out(fault.bound),
    }


def _figure_out(figure: Fraction | None) -> str | None:
    return None if figure is None else str(figure)


def _fault(raw: Any) -> Fault:
    if raw["kind"] not in _KINDS:
        raise ValueError("a kind there is none of")
    mend = raw["mend"]
    return Fault(
        kind=raw["kind"],
        scene=_maybe(raw["scene"]),
        choice=_maybe(raw["choice"]),
        play=_places(raw["play"]),
        who=_text(raw["who"]),
        figure=_figure(raw["figure"]),
        bound=_figure(raw["bound"]),
        sought=bool(raw["sought"]),
        mend=None if mend is None else Mend(_text(mend[0]), int(mend[1]), int(mend[2])),
    )


def _maybe(raw: Any) -> int | None:
    return None if raw is None else _place(raw)


def _place(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or raw < 0:
        raise TypeError("a place is wanted here")
    return raw


def _places(raw: Any) -> tuple[int, ...]:
    return tuple(map(_place, raw))


def _figure(raw: Any) -> Fraction | None:
    return None if raw is None else Fraction(_text(raw))


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise TypeError("text is wanted here")
    return raw
