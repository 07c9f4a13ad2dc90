"""What was found, told to a mentor: one sentence, the place, the mend, and the play that shows it.

Words and places alone: nothing is solved here. Each sentence has its code (`codes.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from game.author.check.findings import Fault, Findings
from game.author.check.found import Found, Said
from game.script.problems import Mark, Problem, error, listed, quoted

if TYPE_CHECKING:
    from game.engine.program import Program
    from game.script.document import Document
    from game.script.load import Loaded

_NAMED = 4
"""Choices and names listed in a piece of advice."""
_WIDE = 100
"""Characters of a line that a play is told in."""

_PLAYERS = {
    "first": (
        "Taking the first choice everywhere",
        "Put the best choice first less often.",
    ),
    "longest": (
        "Saying the longest line everywhere",
        "Make some of the best lines shorter, or some of the poor ones longer.",
    ),
    "polite": (
        "Saying the most courteous line everywhere",
        "Let some courteous lines be poor ones, and some of the best be plain.",
    ),
    "always-TO": (
        "Turning the customer over whenever that is offered",
        "Let a turn-over that comes too early cost trust, or a step.",
    ),
    "random": (
        "Taking any choice at all",
        "Let more of the choices cost trust, value or a step.",
    ),
}
_HABITS = {
    "never-logs": (
        "Playing best but never securing the next step",
        "Let the step that secures it count for more in the binder.",
    ),
    "never-asks": (
        "Playing best but never asking for the sale",
        "Let the sale keep more where the customer is ready, or the ways around it less.",
    ),
    "lingers": (
        "Playing best but trying everything that comes back to the same scene",
        "Let staying cost something: time that a rule of the binder counts, or pressure.",
    ),
}

_WHOLE = {
    "unwinnable": (
        "SX113",
        "No play can pass: even the best comes short of the binder's marks.",
        "Lower a mark under pass:, or let more of what is covered be done here.",
    ),
    "unsold": (
        "SX118",
        "The best play that never sells",
        "Let the sale keep more (keeps:, outcomes:), or other endings less.",
    ),
    "short": (
        "SX119",
        "The best play that is over within three decisions",
        "Let the early ending keep less, or put more that counts behind it.",
    ),
}
"""Failures of a scenario as a whole: their code, what fails, and how to mend it."""


def tell(
    findings: Findings,
    words: Sequence[Fault],
    program: Program,
    loaded: Loaded,
    called: str,
) -> tuple[Found, ...]:
    """Everything found of a program, in the order of the proofs, then the advice. `called` is the
    scenario as one types it."""
    if loaded.document is None:
        raise ValueError("a program was loaded from a document")
    teller = _Teller(program, loaded.document, loaded, called)
    return (*teller.proofs(findings, words), *teller.advice(findings))


class _Teller:
    def __init__(self, program: Program, document: Document, loaded: Loaded, called: str) -> None:
        self._program = program
        self._document = document
        self._loaded = loaded
        self._called = called

    def proofs(self, findings: Findings, words: Sequence[Fault]) -> Iterator[Found]:
        if findings.refused:
            mend = "Fewer choices that lead back to one scene tame it most."
            whole = self._scene(self._program.first)
            message = f"This could not be proved. {findings.refused}"
            yield Found(self._loaded.with_line(error("SX101", whole, message, mend)))
        for fault in (*findings.faults, *words):
            problem = self._loaded.with_line(self._fault(fault))
            play = tuple(self._program.choices[at].id for at in fault.play)
            said = tuple(map(self._said, fault.play))
            yield Found(problem, play, said, self._open(fault) if problem.line else "")

    def _fault(self, fault: Fault) -> Problem:
        match fault.kind:
            case "stuck" | "fouls-only" | "closed" | "unoffered" | "alone":
                return self._dead_end(fault)
            case "pays":
                return self._pays(fault)
            case "bot":
                who, mend = _PLAYERS[fault.who]
                passes, may = _percent(fault.figure), _percent(fault.bound)
                message = f"{who} passes {passes} of the time, and may {may}."
                return error("SX116", self._at(fault), message, mend)
            case _:
                code, who, mend = _WHOLE.get(fault.kind) or ("SX117", *_HABITS[fault.who])
                message = who if fault.figure is None else _costs(who, fault)
                return error(code, self._at(fault), message, mend)

    def _dead_end(self, fault: Fault) -> Problem:
        mark = self._at(fault)
        scene = quoted(self._program.scenes[fault.scene or 0].id)
        fair = "Let one fair choice there have no if:, and lead on."
        match fault.kind:
            case "stuck":
                return error("SX100", mark, f"Scene {scene} can come to offer nothing.", fair)
            case "fouls-only":
                message = f"Scene {scene} can come to offer nothing but a foul."
                return error("SX112", mark, message, fair)
            case "alone":
                message = f"Scene {scene} can come to offer nothing but pressure."
                return error("SX115", mark, message, fair)
            case "closed":
                message = f"Scene {scene} can never open, whatever is chosen."
                mend = "Look at the if: and odds: on the ways that lead here, or take it out."
                return error("SX110", mark, message, mend)
            case _:
                message = f"{self._named(fault.choice or 0)} can never be offered."
                mend = "No play comes to where its if: holds: ease it, or take the choice out."
                return error("SX111", mark, message, mend)

    def _pays(self, fault: Fault) -> Problem:
        figure, name = fault.figure or Fraction(0), self._named(fault.choice or 0)
        to = "the best fair choice there"
        message = (
            f"Pressure pays here: {name} gains {_points(-figure)} over {to},"
            f" and must cost {_points(fault.bound)}."
            if figure < 0
            else f"Pressure is too cheap here: {name} costs {_points(figure)} beside {to},"
            f" and must cost {_points(fault.bound)}."
        )
        return error("SX114", self._at(fault), message, self._mend(fault))

    def _mend(self, fault: Fault) -> str:
        if not fault.sought:
            return "Let it cost more trust, or let the fair choices there lead to more."
        if fault.mend is None:
            return "No one small number of it mends this: look at where it leads."
        meter, was, now = fault.mend
        path = (*self._path(fault.choice or 0), meter)
        here = self._document.resolve(path) == path
        instead = f"where line {self._document.at(path).line} says {was:+d}" if here else "in it"
        return f"The smallest change that mends it here: {meter}: {now:+d} {instead}."

    # -- advice -----------------------------------------------------------------------------------

    def advice(self, findings: Findings) -> Iterator[Found]:
        """What fails nothing, one of each kind at the most, at the first thing it is about."""
        for code, choices, message in (
            ("SX120", findings.fatal, "After one of these no pass is possible: {}."),
            ("SX121", findings.never_best, "Never the best choice, and no temptation: {}."),
            ("SX122", findings.always_best, "Always the best choice, whenever offered: {}."),
            (
                "SX125",
                findings.debatable,
                "Debatable: another choice is best once the odds are a little different: {}.",
            ),
        ):
            if choices:
                names = _listed([self._named(at) for at in choices])
                yield self._advice(code, self._choice(choices[0]), message.format(names))
        if findings.idle:
            names = _listed([f"the {what} {quoted(name)}" for what, name in findings.idle])
            what, name = findings.idle[0]
            mark = self._document.key_at(("facts", name) if what == "fact" else ("covers",))
            yield self._advice("SX123", mark, f"These change no score and no choice: {names}.")
        if findings.asking is not None:
            message = f"Knowing the truth from the start would be worth {_points(findings.asking)}."
            yield self._advice("SX124", self._document.key_at(("customer", "truth")), message)
        yield from self._presets(findings.presets)

    def _presets(self, presets: Sequence[tuple[str, int]]) -> Iterator[Found]:
        mark = self._document.key_at(("customer", "preset"))
        for choice in dict.fromkeys(choice for _, choice in presets):
            names = listed((preset for preset, at in presets if at == choice), "and")
            scene = self._program.scenes[self._program.choices[choice].scene].id
            message = (
                f"Under {names} the best line is another, from {self._named(choice)}"
                f" in scene {quoted(scene)} on."
            )
            yield self._advice("SX126", mark, message)

    def _advice(self, code: str, mark: Mark, message: str) -> Found:
        problem = Problem(code, "advice", mark.file, mark.line, mark.column, message)
        return Found(self._loaded.with_line(problem))

    # -- places and names -------------------------------------------------------------------------

    def _at(self, fault: Fault) -> Mark:
        if fault.choice is not None:
            return self._choice(fault.choice)
        return self._scene(self._program.first if fault.scene is None else fault.scene)

    def _scene(self, at: int) -> Mark:
        return self._document.key_at(("scenes", self._program.scenes[at].id))

    def _choice(self, at: int) -> Mark:
        return self._document.at(self._path(at))

    def _path(self, at: int) -> tuple[str | int, ...]:
        row = self._program.choices[at]
        scene = self._program.scenes[row.scene]
        return ("scenes", scene.id, "choices", at - scene.choices[0].at)

    def _named(self, at: int) -> str:
        row = self._program.choices[at]
        return quoted(row.source.text if row.source.id is None else row.id)

    def _said(self, at: int) -> Said:
        row = self._program.choices[at]
        text = " ".join(row.source.text.split())
        text = f"{text[:_WIDE]}…" if len(text) > _WIDE else text
        return Said(f"“{text}”" if row.source.say is not None else f"({text})", self._choice(at))

    def _open(self, fault: Fault) -> str:
        """The command that opens the scenario where the last choice of the play is to be made."""
        scene = self._program.scenes[self._program.first if fault.scene is None else fault.scene]
        if fault.kind in {"closed", "unoffered"}:
            return f"sixty preview {self._called} --at {scene.id}"
        ahead = fault.play if fault.kind in {"stuck", "fouls-only"} else fault.play[:-1]
        ids = ",".join(self._program.choices[at].id for at in ahead)
        return f"sixty preview {self._called} --at {ids or scene.id}"


def _costs(who: str, fault: Fault) -> str:
    return f"{who} costs {_points(fault.figure)}, and must cost {_points(fault.bound)}."


def _points(figure: Fraction | None) -> str:
    if figure is None:
        return "nothing"
    told = f"{float(figure):.2f}".rstrip("0").rstrip(".")
    if not figure:
        return "nothing"
    return f"{told} point{'' if told == '1' else 's'}"


def _percent(figure: Fraction | None) -> str:
    return f"{float(figure or 0):.0%}".replace("%", " %")


def _listed(names: Sequence[str]) -> str:
    if len(names) <= _NAMED:
        return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"
