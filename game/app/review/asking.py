"""What is asked before something is said of a run, and what the answers come to.

Values in, values out. Refuses nothing: whoever keeps what was said does that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast, get_args

from game.app.frame import Hint
from game.app.review.form import Option, Row
from game.app.review.values import Said
from game.records.papers import Label, Verdict

if TYPE_CHECKING:
    from game.records.entries import RunEnded
    from game.records.ratio import Ratio

KEYS: Final = (
    Hint("⏎", "keep it", "screen.keep"),
    Hint("↑ ↓", "lines", "screen.row(1)"),
)


@dataclass(frozen=True, slots=True)
class Question:
    """A form's title, in which {} stands for the decision, its rows, and what is meant where no
    row asks for it."""

    title: str
    rows: tuple[Row, ...] = ()
    verdict: Verdict | None = None
    signs: bool = False

    def said(self, id: str, run: str, index: int, values: Mapping[str, str]) -> Said:
        """What was said, once it is filled in."""
        whole = self.signs or values.get("on") == "run"
        label = values.get("label")
        return Said(
            id=id,
            run=run,
            index=None if whole else index,
            text=values.get("word", ""),
            verdict=cast("Verdict | None", values.get("verdict", self.verdict)),
            label=cast("Label | None", label),
            signs=self.signs,
            process=_number(values.get("process")),
            sixty=_number(values.get("sixty")),
        )


def _number(typed: str | None) -> int | None:
    return int(typed) if typed else None


_WORD: Final = Row("word", "Words", hint="to be read beside the decision")
_WHY: Final = Row("word", "Why", hint="a reason, which it takes")
_LABELS: Final = tuple(Option(label, label) for label in get_args(Label))
_RUN: Final = Option("run", "the whole run")

AGREE: Final = Question("", verdict="agree")
ADJUST: Final = Question(
    "Adjust the coach's label of {}; both are kept",
    (Row("label", "It is", _LABELS, value="inaccuracy"), _WHY),
    verdict="adjust",
)
COMMENT: Final = Question(
    "A word on {}", (Row("on", "On", (Option("decision", "this decision"), _RUN)), _WORD)
)
COMMENT_ALL: Final = Question("A word on the run", (Row("on", "On", (_RUN,)), _WORD))
RETRY: Final = Question("Send {} back for another try", (_WHY,), verdict="retry")


def sign(ended: RunEnded | None) -> Question:
    """A sign-off; the machine's scores stand beside one's own."""
    process = None if ended is None else ended.process
    sixty = None if ended is None else ended.sixty
    adjust = ("verdict", "adjust")
    return Question(
        "Sign this run off",
        (
            Row(
                "verdict",
                "Scores",
                (
                    Option("agree", "as they are"),
                    Option("adjust", "others, beside the machine's"),
                    Option("retry", "none: sent back for another try"),
                ),
            ),
            Row("process", "Process", hint=_machine(process), digits=3, needs=adjust),
            Row("sixty", "Sixty", hint=_machine(sixty), digits=3, needs=adjust),
            Row("word", "Why", hint="a reason, where it is not as it is"),
        ),
        signs=True,
    )


def _machine(score: Ratio | None) -> str:
    return f"{score or 'none'} by the machine; another of 100, or nothing"
