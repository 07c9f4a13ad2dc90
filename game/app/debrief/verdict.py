"""A decision's review set as blocks: what was said and what it cost, the best line, and luck.

Values in, blocks out; computes no figure. Words speak of the decision, never of the person.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from textual.content import Content

from game.app.costs import both, cost
from game.app.page import Block
from game.app.text import plain, written
from game.session.words import DEBATABLE, LABELS, change, in_hundred, points

if TYPE_CHECKING:
    from game.session.debrief import Decision
    from game.session.review import Judged, Line, Review

INDENT: Final = "   "
INNER: Final = 10
"""Cells before everything that is said of a decision; the words in the margin stand in them."""

COSTS: Final = frozenset({"inaccuracy", "mistake", "blunder"})
GAINS: Final = frozenset({"great", "best"})


def label_words(judged: Judged) -> Content:
    """The sign and the word of a decision's label, and whether that is open to debate."""
    sign, word = LABELS[judged.label]
    more = f"   {' '.join(DEBATABLE)}" if judged.debatable else ""
    return Content.assemble((f"{sign} {word}", _ink(judged)), (more, ".soft"))


def label_line(judged: Judged | None) -> Content:
    """Sign, word, the sign of what is debatable, and what it took off value kept: as wide whatever
    they are, and blank for None."""
    if judged is None:
        return Content(" " * 22)
    sign, word = LABELS[judged.label]
    more = DEBATABLE[0] if judged.debatable else ""
    lost = points(-judged.share) if judged.share else ""
    return Content.styled(f"{sign:>2} {word:<10} {more:<2}{lost:>6}", _ink(judged))


def _ink(judged: Judged) -> str:
    if judged.label == "foul":
        return ".alarm"
    return ".loss" if judged.label in COSTS else ".gain" if judged.label in GAINS else ".soft"


def where(
    decision: Decision, judged: Judged | None, count: int, room: int | None
) -> Iterator[Block]:
    """Which decision it was, when, its label, and what was heard: in one line of `room` cells
    where that is given, since the answer and the best line come first."""
    yield Block(
        plain(f"{decision.number} of {count} · {decision.clock}", ".soft"),
        lead=INDENT,
        right=label_words(judged) if judged else Content(""),
    )
    heard = _heard(decision)
    if room is not None:
        heard = Content(" ").join(heard.split()).truncate(room, ellipsis=True)
    yield _below(heard.stylize_before(".soft"))


def yours(decision: Decision, judged: Judged | None) -> Iterator[Block]:
    """What was answered, what that cost and on which score, and the coach's words on it."""
    text = _said(decision.text, spoken=decision.spoken)
    yield _margin("You", text.stylize_before(".strong"))
    for foul in decision.fouls:
        yield _below(Content.assemble(("Foul. ", ".alarm"), written(foul)))
    # A line of its own from the first, so that nothing moves once it is known.
    yield _below(Content("") if judged is None else cost(judged))
    if decision.coach:
        yield _below(written(decision.coach, ".cue"))


def _heard(decision: Decision) -> Content:
    heard = decision.heard
    if heard.says:
        return Content.assemble(plain(heard.who), ": “", written(heard.says), "”")
    return written(heard.tells or heard.cue or "")


def did(decision: Decision) -> Iterator[Block]:
    """What else came of it: the meters, the binder's steps, what was learnt."""
    steps = (
        Content.assemble(
            ("● ", ".gain") if kept else ("◐ ", ".loss"),
            plain(label),
            "" if kept else ", with a rule of the binder broken",
        )
        for label, kept in decision.did
    )
    others = (
        Content.assemble((sign, ".gain"), words, written(each))
        for sign, words, all_of_it in (
            ("+ ", "You learnt: ", decision.learnt),
            ("○ ", "Promised: ", decision.promised),
            ("● ", "Kept a promise: ", decision.made_good),
        )
        for each in all_of_it
    )
    blocks = [(moves(decision), 0)] if decision.moves else []
    blocks += [(text, 2) for text in (*steps, *others)]
    for number, (text, hang) in enumerate(blocks):
        yield _below(text, hang) if number else _margin("Moved", text, hang)


def moves(decision: Decision) -> Content:
    """What it did to trust, pressure and value; less pressure is a gain."""
    return Content("  ").join(
        plain(change(meter, by), ".gain" if (by > 0) == (meter != "pressure") else ".loss")
        for meter, by in decision.moves
    )


def best(judged: Judged) -> Iterator[Block]:
    """The best line with its reasons, what was as good, and whether it is open to debate."""
    others = [line for line in judged.best if line.choice != judged.chosen]
    if judged.was_best:
        words = "This was the best line." if len(judged.best) == 1 else "This was a best line."
        yield _margin("Best", Content.styled(words, ".gain"))
        chosen = next(line for line in judged.best if line.choice == judged.chosen)
        yield from _reasons(chosen, coach=False)
    elif others:
        line = others.pop(0)
        yield _margin("Best", _said(line.text, spoken=line.spoken))
        yield from _reasons(line, coach=True)
    for line in others:
        text = _said(line.text, spoken=line.spoken)
        yield _below(Content.assemble(("As good: ", ".soft"), text))
    if judged.debatable:
        sign, word = DEBATABLE
        yield _below(
            Content.assemble(
                (f"{sign} {word}", ".strong"),
                (
                    ": had the odds of who they are been a little different, another choice would",
                    "",
                ),
                " have been best.",
            )
        )


def _reasons(line: Line, *, coach: bool) -> Iterator[Block]:
    if line.serves:
        labels = plain("; ".join(line.serves))
        yield _below(Content.assemble(("binder: ", ".soft"), labels))
    if coach and line.coach:
        yield _below(written(line.coach, ".cue"))


def luck(review: Review, index: int) -> Iterator[Block]:
    """What chance gave, told apart: after the choice, and at the end by what was true of them."""
    judged = review.judged[index]
    if judged.chance < 1:
        gave = list(both(judged.luck)) if any(judged.luck) else [Content("no change")]
        words = f"What followed comes {in_hundred(judged.chance)}. It gave "
        yield _margin("Luck", Content.assemble((words, ".soft"), Content(" · ").join(gave)))
    if index == len(review.judged) - 1 and any(review.truth):
        words = "Who that really was, beyond what could be known, gave "
        gave = list(both(review.truth))
        yield _margin("Luck", Content.assemble((words, ".soft"), Content(" · ").join(gave)))


def _said(text: str, *, spoken: bool) -> Content:
    shown = written(text)
    return Content.assemble("“", shown, "”") if spoken else shown


def _margin(word: str, text: Content, hang: int = 0) -> Block:
    lead = Content.styled(f"{INDENT}{word:<{INNER - len(INDENT)}}", ".title")
    return Block(text, lead=lead, hang=INNER + hang, above=1)


def _below(text: Content, hang: int = 0) -> Block:
    return Block(text, lead=" " * INNER, hang=INNER + hang)
