"""The review as plain lines: every decision with what it cost, the best line, and luck, apart.

Takes what `game.session` gathered; computes nothing and knows no stream. Words speak of the
decision, never of the person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from game.plain.scene import answer_line, quoted, sentence
from game.session.review import NoReview
from game.session.safe import safe
from game.session.words import (
    DEBATABLE,
    LABELS,
    UNGRADED,
    change,
    in_hundred,
    percent,
    points,
)

if TYPE_CHECKING:
    from fractions import Fraction

    from game.session.debrief import Debrief, Decision
    from game.session.review import Judged, Line, Points, Review


def review_lines(told: Debrief, review: Review | NoReview) -> Iterator[str]:
    """The review of a run, finished or not; its decisions are told where there is none, too."""
    if not told.decisions:
        return
    judged: Iterable[Judged | None]
    if isinstance(review, NoReview):
        yield review.sentence
        judged = [None] * len(told.decisions)
    else:
        yield from _head(review)
        judged = review.judged
    yield ""
    yield "Your decisions:"
    for decision, each in zip(told.decisions, judged, strict=True):
        yield ""
        yield from _decision(decision)
        if each is not None:
            yield from _judged(each)
    if not isinstance(review, NoReview) and _any(review.truth):
        who = safe(told.customer)
        yield ""
        yield f"Luck: what was true of {who} and could not be known gave {_both(review.truth)}."
    yield ""


def _head(review: Review) -> Iterator[str]:
    yield f"The review: value kept {percent(review.value_kept)} of 100."
    came = "and what it came to" if len(review.sixty) > 1 else ""
    yield (
        "What the sixty score could still come to by the best line, decision by decision,"
        f" {came}: {_series(review.sixty)}."
    )
    yield (
        "The chance of a sale by that line, in percent, in the same order:"
        f" {_series(review.today)}."
    )
    mattered = [str(each.decision.number) for each in review.judged if each.mattered]
    if mattered:
        word = "decision" if len(mattered) == 1 else "decisions"
        yield f"What mattered most: {word} {', '.join(mattered)}."


def _series(figures: Iterable[Fraction]) -> str:
    return ", ".join(str(percent(figure)) for figure in figures)


def _decision(decision: Decision) -> Iterator[str]:
    yield f"Decision {decision.number}, {decision.clock}."
    if decision.heard.says:
        yield f"{safe(decision.heard.who)}: {quoted(decision.heard.says)}"
    yield answer_line(decision.text, spoken=decision.spoken)
    for says in decision.fouls:
        yield f"Foul: {sentence(says)}"
    if decision.tone != "neutral":
        yield f"Tone: {decision.tone}."
    if decision.moves:
        yield f"Moved: {', '.join(change(meter, by) for meter, by in decision.moves)}."
    for label, kept in decision.did:
        yield f"Did: {safe(label)}{'' if kept else ', but with a rule of the binder broken'}."
    for fact in decision.learnt:
        yield f"Learnt: {sentence(fact)}"
    for says in decision.promised:
        yield f"Promised: {sentence(says)}"
    for says in decision.made_good:
        yield f"Kept a promise: {sentence(says)}"
    if decision.coach:
        yield f"Coach: {safe(decision.coach)}"


def judged_line(judged: Judged) -> str:
    """A decision's label by word and sign, and what it cost."""
    sign, word = LABELS[judged.label]
    shown = f": {UNGRADED}" if judged.label is None else f" ({sign})"
    if not _any(judged.cost):
        return f"Judged: {word}{shown}. It cost nothing."
    lost = f"; value kept {points(-judged.share)}" if judged.share else ""
    return f"Judged: {word}{shown}. What it changed: {_both(judged.cost)}{lost}."


def _judged(judged: Judged) -> Iterator[str]:
    yield judged_line(judged)
    if judged.debatable:
        sign, word = DEBATABLE
        yield (
            f"This one is {word} ({sign}): had the odds of who they are been a little different,"
            " another choice would have been best."
        )
    for number, line in enumerate(judged.best):
        if line.choice != judged.chosen:
            yield from _line("As good" if number or judged.was_best else "Best", line)
    if judged.chance < 1:
        gave = _both(judged.luck) if _any(judged.luck) else "no change"
        yield f"Luck: what followed comes {in_hundred(judged.chance)}; it gave {gave}."


def _line(word: str, line: Line) -> Iterator[str]:
    said = quoted(line.text) if line.spoken else safe(line.text)
    yield f"{word}: {said}"
    if line.serves:
        yield f"  In the binder: {'; '.join(safe(label) for label in line.serves)}."
    if line.coach:
        yield f"  Coach: {safe(line.coach)}"


def _any(amount: Points) -> bool:
    return bool(amount.process or amount.sixty)


def _both(amount: Points) -> str:
    process = "" if amount.process is None else f"process {points(amount.process)}, "
    return f"{process}sixty {points(amount.sixty)}"
