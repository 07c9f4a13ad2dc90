"""The debrief as plain lines: what no score hides, the days after, who it really was.

Takes what `game.session.debrief` gathered; computes nothing and knows no stream.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.plain.scene import answer_line, heard_lines, quoted, sentence
from game.session.safe import safe, safe_lines
from game.session.words import BUYS, ENDINGS, change, money

if TYPE_CHECKING:
    from game.session.debrief import Debrief, Decision, LedgerEntry
    from scoring.ledger import Score


def debrief_lines(told: Debrief) -> Iterator[str]:
    """The whole debrief of a run, finished or not."""
    yield f"Debrief: {safe(told.title)}"
    yield ""
    for part in (_fouls, _after, _truth, _scores, _money, _ledger, _decisions):
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
    if told.really:
        yield f"Who {safe(told.customer)} really was{kind}:"
        yield from safe_lines(told.really)
    elif kind:
        yield f"Who {safe(told.customer)} really was: {BUYS[told.buys or '']}."


def _scores(told: Debrief) -> Iterator[str]:
    yield score_line("Process", told.process, told.pass_process)
    yield score_line("Sixty", told.sixty, told.pass_sixty)
    if told.over:
        yield "This run is a pass." if told.passed else "This run is not a pass."


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


def _decisions(told: Debrief) -> Iterator[str]:
    if told.decisions:
        yield "Your decisions:"
    for decision in told.decisions:
        yield ""
        yield from _decision(decision)


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
    if decision.coach:
        yield f"Coach: {safe(decision.coach)}"


def _at(decision: int | None) -> str:
    return "" if decision is None else f" (decision {decision + 1})"
