"""The debrief as plain lines: what no score hides, the days after, who it really was.

Takes what `game.session.debrief` gathered; computes nothing and knows no stream.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.plain.scene import heard_lines, sentence
from game.session.safe import safe, safe_lines
from game.session.words import BUYS, ENDINGS, money, promise_state, promises_in_words

if TYPE_CHECKING:
    from game.session.debrief import Debrief, LedgerEntry
    from scoring.ledger import Score


def debrief_lines(told: Debrief) -> Iterator[str]:
    """The debrief of a run, finished or not, up to the ledger; `review` goes on."""
    yield f"Debrief: {safe(told.title)}"
    yield ""
    for part in (_fouls, _after, _truth, _scores, _promises, _money, _ledger):
        lines = list(part(told))
        if lines:
            yield from lines
            yield ""


def score_line(name: str, score: Score, mark: int) -> str:
    """One of the two scores, with the mark of a pass."""
    return f"{name} {score.percent} of 100 (a pass needs {mark})."


def _fouls(told: Debrief) -> Iterator[str]:
    if told.fouls:
        yield "No score hides this, and a run with it is not a pass:"
    for says, decision in told.fouls:
        yield f"- {safe(says).rstrip('.')}{_at(decision)}."


def _after(told: Debrief) -> Iterator[str]:
    if told.ending is None:
        yield "The conversation is not over: these are the scores so far."
    else:
        yield f"It ended {told.clock}, with this: {ENDINGS[told.ending]}."
        yield from heard_lines(told.heard, by_phone=False)
    if told.days_after:
        yield f"Day {told.day}: {safe(told.days_after)}"


def _truth(told: Debrief) -> Iterator[str]:
    if not told.over:
        return
    kind = f" ({BUYS[told.buys]})" if told.buys else ""
    if told.really or kind:
        yield f"Who that really was: {sentence(f'{told.customer}{kind}')}"
    if told.really:
        yield from safe_lines(told.really)


def _scores(told: Debrief) -> Iterator[str]:
    yield score_line("Process", told.process, told.pass_process)
    yield score_line("Sixty", told.sixty, told.pass_sixty)
    if told.over:
        yield "This run is a pass." if told.passed else "This run is not a pass."


def _promises(told: Debrief) -> Iterator[str]:
    if told.promises:
        yield promises_in_words(told.promises)
    for promise in told.promises:
        yield f"- {promise_state(promise)}: {sentence(promise.says)}"


def _money(told: Debrief) -> Iterator[str]:
    spent = told.money
    if spent.cost is not None:
        yield f"What this customer cost the store in advertising: {money(spent.cost)}."
    if spent.today is not None:
        yield f"What today brought: {money(spent.today)}."
    if spent.later is not None:
        yield f"What the days after brought: {money(spent.later)}."


def _ledger(told: Debrief) -> Iterator[str]:
    for name, score, title in (
        ("process", told.process, f"Process, point by point, by the binder ({safe(told.binder)})"),
        ("sixty", told.sixty, "Sixty, point by point: what was kept of their future business"),
    ):
        yield f"{title}: {score.earned} of {score.possible}."
        for entry in told.ledger:
            if entry.line.score == name:
                yield from _entry(entry)


def _entry(entry: LedgerEntry) -> Iterator[str]:
    line = entry.line
    points = f"{line.earned} of {line.possible}"
    yield f"- {safe(entry.label)}: {points}, {safe(line.said)}{_at(line.decision)}."
    if entry.why and line.earned < line.possible:
        yield f"  Why it is in the binder: {safe(entry.why)}"


def _at(decision: int | None) -> str:
    return "" if decision is None else f" (decision {decision + 1})"
