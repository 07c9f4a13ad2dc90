"""A debrief's values set as blocks, in the order the eye should meet them.

Values in, blocks out; computes no score. Words speak of the decision, never of the person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from textual.content import Content

from game.app.debrief.verdict import INDENT, label_line
from game.app.page import Block
from game.app.text import plain, written
from game.session.review import NoReview, Review
from game.session.words import (
    BUYS,
    ENDINGS,
    money,
    percent,
    promise_state,
    promises_in_words,
)

if TYPE_CHECKING:
    from game.session.debrief import Debrief, LedgerEntry
    from scoring.ledger import Score

COLUMN: Final = 28
"""Cells of the left of two figures side by side."""
BAR: Final = 10
"""Cells of a score's bar."""


def _head(words: str, above: int = 2, right: str = "") -> Block:
    return Block(
        plain(words, ".title"),
        lead=INDENT,
        above=above,
        right=plain(right, ".soft"),
    )


def story_blocks(told: Debrief, review: Review | NoReview | None) -> Iterator[Block]:
    """Fouls, the days after, who they really were, both scores and value kept, the money. The
    same lines whether the review is there yet (None) or not."""
    yield from _fouls(told)
    yield from _days(told)
    yield from _truth(told)
    yield from _scores(told)
    yield _kept(review)
    yield from _promises(told)
    yield from _money(told)


def _fouls(told: Debrief) -> Iterator[Block]:
    for says, decision in told.fouls:
        where = "" if decision is None else f"decision {decision + 1}"
        text = Content.assemble(Content.styled("Foul. ", ".alarm"), written(says))
        yield Block(text, lead=INDENT, above=1, right=plain(where, ".soft"))
    if told.fouls:
        words = "No score hides that: this run is not a pass."
        yield Block(plain(words, ".soft"), lead=INDENT)


def _days(told: Debrief) -> Iterator[Block]:
    ending = ENDINGS.get(told.ending or "", "not over yet")
    if told.days_after is not None and told.day is not None:
        day = "The same day" if told.day == 0 else f"Day {told.day}"
        yield _head(day, 1, f"{told.clock} · {ending}")
        yield Block(written(told.days_after, ".voice"), lead=INDENT)
    else:
        yield _head(f"It ended with {ending}.", 1, told.clock)


def _truth(told: Debrief) -> Iterator[Block]:
    if told.really is None and told.buys is None:
        return
    kind = BUYS.get(told.buys or "", "")
    yield Block(
        Content.assemble(
            Content.styled("Who that really was: ", ".title"), plain(told.customer, ".title")
        ),
        lead=INDENT,
        above=1,
        right=plain(kind, ".soft"),
    )
    if told.really is not None:
        yield Block(written(told.really), lead=INDENT)


def _scores(told: Debrief) -> Iterator[Block]:
    verdict = "A pass." if told.passed else "Not a pass."
    yield Block(
        Content.styled("Two scores", ".title"),
        lead=INDENT,
        above=2,
        right=plain(verdict, ".gain" if told.passed else ".loss"),
    )
    pairs = (
        _score("Process", told.process, told.pass_process),
        _score("Sixty", told.sixty, told.pass_sixty),
    )
    for left, right in zip(*pairs, strict=True):
        line = Content.assemble(left.pad_right(max(1, COLUMN - left.cell_length)), right)
        yield Block(line, lead=INDENT)


def _score(name: str, score: Score, mark: int) -> tuple[Content, Content]:
    reached = score.reaches(mark)
    style = ".gain" if reached else ".loss"
    filled = score.percent * BAR // 100
    bar = Content.assemble(
        Content.styled("━" * filled, style), Content.styled("─" * (BAR - filled), ".rule")
    )
    head = Content.assemble(plain(f"{name:<8}{score.percent:>3}  ", ".strong"), bar)
    word = "reached" if reached else "not reached"
    return head, Content.assemble((f"pass mark {mark}: ", ".soft"), (word, style))


def _kept(review: Review | NoReview | None) -> Block:
    words = "of the 100 that the best line keeps"
    if isinstance(review, NoReview):
        figure, words = "  –", "not worked out for this run"
    else:
        figure = f"{percent(review.value_kept):>3}" if review else "  …"
    text = Content.assemble((f"Value kept  {figure}  ", ".strong"), (words, ".soft"))
    return Block(text, lead=INDENT, above=1)


def _promises(told: Debrief) -> Iterator[Block]:
    if told.promises:
        yield _head(promises_in_words(told.promises))
    for promise in told.promises:
        state = plain(f"{promise_state(promise)}  ", ".soft")
        yield Block(written(promise.says), lead=Content(INDENT) + state)


def _money(told: Debrief) -> Iterator[Block]:
    figures = [
        (words, money(amount))
        for words, amount in (
            ("cost to bring in", told.money.cost),
            ("brought today", told.money.today),
            ("in the days after", told.money.later),
        )
        if amount is not None
    ]
    if figures:
        yield _head("In money, never scored")
        yield Block(plain(_columns(amount for _, amount in figures), ".strong"), lead=INDENT)
        yield Block(plain(_columns(words for words, _ in figures), ".soft"), lead=INDENT)


def _columns(words: Iterable[str]) -> str:
    # Three of them fit on the narrowest page that is shown at all.
    return "".join(f"{word:<{width}}" for word, width in zip(words, (20, 16, 17), strict=False))


def ledger_blocks(told: Debrief) -> Iterator[Block]:
    """Every line that made the scores, with what it cites."""
    for name, title, score in (
        ("process", f"Process, by the binder “{told.binder}”", told.process),
        ("sixty", "Sixty, what was kept of this customer's future business", told.sixty),
    ):
        yield Block(
            plain(title, ".title"),
            lead=INDENT,
            above=2,
            right=plain(f"{score.earned} of {score.possible}", ".strong"),
        )
        for entry in told.ledger:
            if entry.line.score == name:
                yield from _line(entry)


def _line(entry: LedgerEntry) -> Iterator[Block]:
    line = entry.line
    full, none = line.earned == line.possible, line.earned == 0
    sign, style = ("●", ".gain") if full else ("○", ".loss") if none else ("◐", "")
    yield Block(
        plain(entry.label),
        lead=Content.assemble(INDENT, (sign, style), " "),
        right=Content.assemble((f"{line.earned:>3}", style), (f" of {line.possible:>3}", ".soft")),
        above=1 if line.score == "process" else 0,
    )
    where = "" if line.decision is None else f" · decision {line.decision + 1}"
    said = f"{line.said}{where}"
    yield Block(plain(said, ".soft"), lead=INDENT + "  ")
    if entry.why:
        yield Block(written(entry.why, ".soft"), lead=INDENT + "  ")


def decision_key(number: int) -> str:
    """The key of a decision's block; numbers are from 1."""
    return f"decision {number}"


def decision_number(key: str) -> int:
    """The number of the decision whose block has this key."""
    return int(key.rpartition(" ")[2])


def decision_blocks(told: Debrief, review: Review | NoReview | None, above: int) -> Iterator[Block]:
    """Every decision in a line, with its label once that is known; nothing moves when it comes."""
    count = len(told.decisions)
    yield _head("1 decision" if count == 1 else f"{count} decisions", above, "⏎ what each one cost")
    for index, decision in enumerate(told.decisions):
        text = written(decision.text)
        if decision.spoken:
            text = Content.assemble("“", text, "”")
        yield Block(
            text.stylize_before(".soft"),
            lead=plain(f"{INDENT}{decision.number:>2}  ", ".key"),
            right=label_line(review.judged[index] if isinstance(review, Review) else None),
            above=1,
            key=decision_key(decision.number),
        )


def result_words(told: Debrief, review: Review | NoReview | None, *, short: bool) -> Content:
    """Scores, value kept and whether it is a pass, in a line; the pass left out where `short`."""
    if isinstance(review, Review):
        kept = f"{percent(review.value_kept):>2}"
    else:
        kept = " –" if review else " …"
    figures = (
        ("Process", str(told.process.percent)),
        ("Sixty", str(told.sixty.percent)),
        ("kept" if short else "value kept", kept),
    )
    words = [Content.assemble((f"{name} ", ".soft"), (n, ".strong")) for name, n in figures]
    if not short:
        passed = ("a pass", ".gain") if told.passed else ("no pass", ".loss")
        words.append(Content.styled(*passed))
    return Content("   ").join(words)
