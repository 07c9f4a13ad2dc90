"""A run as evidence in plain lines: what was seen and chosen, how long it took, what was said.

Takes what `game.office` gathered; computes nothing and knows no stream.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.plain.review import judged_line
from game.plain.scene import answer_line, quoted, sentence
from game.records.export import time_text
from game.records.papers import Commented, Signed
from game.session.review import NoReview
from game.session.safe import safe, safe_lines
from game.session.words import percent

if TYPE_CHECKING:
    from game.office.beside import Beside, Pair
    from game.office.evidence import Evidence, Moment
    from game.records.papers import Paper


def evidence_lines(found: Evidence) -> Iterator[str]:
    """Everything, from who played to the sign-offs."""
    record = found.record
    yield f"Run {record.run}, by {safe(found.names[record.person])}, {_when(record.started_ms)}."
    yield (
        f"{sentence(found.told.title)} Binder: {safe(found.told.binder)}. {record.started.mode}, "
        f"seed {record.started.seed}. {record.state}."
    )
    yield f"Thinking time in all: {_seconds(found.thinking_ms)}."
    for moment in found.moments:
        yield ""
        yield from _moment(found, moment)
    if found.taken_back:
        yield ""
        yield "Taken back:"
        for back in found.taken_back:
            yield f"  decision {back.index + 1}: {safe(back.text)} ({_seconds(back.thinking_ms)})"
    yield ""
    yield from _scores(found)
    for paper in found.comments:
        yield from _said(found, paper, "On the run")
    for paper in found.signed:
        yield from _signed(found, paper)


def beside_lines(found: Beside) -> Iterator[str]:
    """Two runs of one customer, decision by decision."""
    names = [safe(each.names[each.record.person]) for each in (found.left, found.right)]
    if names[0] == names[1]:
        names = [f"{name}, {at}" for name, at in zip(names, ("first", "second"), strict=True)]
    title = sentence(found.left.told.title)
    yield f"{title} Seed {found.left.record.started.seed}. {names[0]} beside {names[1]}."
    for at, pair in enumerate(found.pairs):
        yield ""
        if at == found.parted:
            yield "Here they part."
        yield from _pair(pair, names)
    yield ""
    for name, each in zip(names, (found.left, found.right), strict=True):
        for line in _scores(each):
            yield f"{name}: {line}"


def _pair(pair: Pair, names: list[str]) -> Iterator[str]:
    both = [moment for moment in (pair.left, pair.right) if moment is not None]
    yield f"Scene {safe(both[0].seen.scene)}: {_heard(both[0])}"
    for name, moment in zip(names, (pair.left, pair.right), strict=True):
        if moment is None:
            yield f"  {name} was not here."
            continue
        took = "" if moment.thinking_ms is None else f" ({_seconds(moment.thinking_ms)})"
        said = moment.decision
        yield f"  {name}, decision {said.number}: {_words(said.text, spoken=said.spoken)}{took}"
        if moment.judged is not None:
            yield f"    {judged_line(moment.judged)}"


def _moment(found: Evidence, moment: Moment) -> Iterator[str]:
    decision = moment.decision
    yield f"Decision {decision.number}, {decision.clock}. {_heard(moment)}"
    for number, option in enumerate(moment.seen.options, 1):
        sign = ">" if option.id == moment.chosen else " "
        barred = "" if option.barred is None else f" (not open: {option.barred})"
        yield f" {sign} {number}. {_words(option.text, spoken=option.spoken)}{barred}"
    yield answer_line(decision.text, spoken=decision.spoken)
    if moment.thinking_ms is None:
        yield "Taken over from the run this was tried again from."
    else:
        hints = f" Hints: {moment.hints}." if moment.hints else ""
        yield f"Thinking time: {_seconds(moment.thinking_ms)}.{hints}"
    if moment.judged is not None:
        yield judged_line(moment.judged)
    for paper in moment.comments:
        yield from _said(found, paper, "Said of it")


def _heard(moment: Moment) -> str:
    heard = moment.seen.heard
    if heard.says:
        return f"{safe(heard.who)}: {quoted(heard.says)}"
    return safe(heard.cue or heard.tells or "")


def _words(text: str, *, spoken: bool) -> str:
    return quoted(text) if spoken else safe(text)


def _scores(found: Evidence) -> Iterator[str]:
    ended = found.record.ended
    if ended is not None:
        yield (
            f"By the machine: process {ended.process.words}, sixty {ended.sixty.words}, "
            f"{'pass' if ended.passed else 'no pass'}."
        )
    if isinstance(found.review, NoReview):
        yield safe(found.review.sentence)
    else:
        yield f"Value kept: {percent(found.review.value_kept)} of 100."


def _said(found: Evidence, paper: Paper, where: str) -> Iterator[str]:
    entry = paper.entry
    if not isinstance(entry, Commented):
        return
    verdict = _VERDICTS.get(entry.verdict or "", "")
    if entry.label is not None:
        verdict = f", who would call it “{entry.label}”"
    ends = ":" if entry.text.strip() else "."
    yield f"{where}, {_who(found, paper)}{verdict}{ends}"
    yield from _indented(entry.text)


def _signed(found: Evidence, paper: Paper) -> Iterator[str]:
    entry = paper.entry
    if not isinstance(entry, Signed):
        return
    theirs = [
        f"{name} {value} of 100"
        for name, value in (("process", entry.process), ("sixty", entry.sixty))
        if value is not None
    ]
    how = f", with scores of their own: {', '.join(theirs)}" if theirs else _VERDICTS[entry.verdict]
    yield f"Signed off, {_who(found, paper)}{how}."
    yield from _indented(entry.text)
    yield f"  On the log's head {entry.head} ({entry.events:,} events)."


_VERDICTS = {
    "agree": ", agreeing with the coach",
    "adjust": ", adjusting the coach's word",
    "retry": ", sent back for another try",
}


def _indented(text: str) -> Iterator[str]:
    if text.strip():
        yield from (f"  {line}" for line in safe_lines(text))


def _who(found: Evidence, paper: Paper) -> str:
    by = found.names.get(paper.entry.by or "", "")
    return f"{safe(by)}, {_when(paper.at_ms)}"


def _when(at_ms: int) -> str:
    return time_text(at_ms)[:16].replace("T", " ") + " UTC"


def _seconds(ms: int) -> str:
    return f"{ms // 1000}.{ms % 1000 // 100} s"
