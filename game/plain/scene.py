"""A scene, the binder and the card as plain lines, in the order an ear wants them.

Takes what `game.session` gathered; knows no run's state and no stream.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.session.safe import safe, safe_lines
from game.session.words import FROM_MEMORY, left_in_words, span

if TYPE_CHECKING:
    from game.session.card import Card
    from game.session.view import Exchange, Heard, Option, SceneView
    from scoring.binder import Binder, Step

LONG = 2
"""Minutes from which a choice says how long it takes, as in the app; most take one."""


def opening_lines(view: SceneView, about: str | None) -> Iterator[str]:
    """What is told once, before the first scene: which story this is, and whom you meet."""
    yield safe(view.title)
    if about:
        yield from safe_lines(about)
    yield ""
    yield safe(view.customer)
    if view.seen:
        yield from safe_lines(view.seen)
    yield ""


def scene_lines(view: SceneView) -> Iterator[str]:
    """The time, what is heard and seen, and the choices by number."""
    yield f"{view.clock}, {view.elapsed} in." if view.minute else f"{view.clock}."
    yield from heard_lines(view.heard, by_phone=view.by_phone)
    if view.from_memory:
        yield FROM_MEMORY
    if view.minutes_left is not None:
        yield left_in_words(view.minutes_left)
    yield ""
    number = 0
    for option in view.options:
        if option.barred is None:
            number += 1
            yield f"{number}. {_option(option)}"
        else:
            yield f"Not open to you: {_option(option)} ({safe(option.barred)})"
    if view.options:
        yield ""


def heard_lines(heard: Heard, *, by_phone: bool) -> Iterator[str]:
    """Who you are now, what somebody says, what is seen or heard of them, what is told, what you
    know by it."""
    if heard.you_are:
        yield f"From here on you are {sentence(heard.you_are)}"
    if heard.says:
        yield f"{safe(heard.who)}: {quoted(heard.says)}"
    if heard.cue:
        cue = safe(heard.cue)
        yield f"You hear: {cue}" if by_phone else cue
    if heard.tells:
        yield from safe_lines(heard.tells)
    for fact in heard.learnt:
        yield f"You now know: {safe(fact)}"


def past_lines(past: Exchange, *, by_phone: bool) -> Iterator[str]:
    """An exchange that is over: the time, what was heard, what was answered."""
    yield f"{past.heard.clock}."
    yield from heard_lines(past.heard, by_phone=by_phone)
    yield answer_line(past.answer, spoken=past.spoken)
    yield ""


def answer_line(text: str, *, spoken: bool) -> str:
    """What the trainee said or did."""
    return f"You say: {quoted(text)}" if spoken else f"You do: {safe(text)}"


def quoted(text: str) -> str:
    """Somebody's words, between quotation marks, on one line."""
    return f"“{safe(text)}”"


def sentence(text: str) -> str:
    """The text on one line with a full stop at its end, unless it has an end of its own."""
    shown = safe(text)
    return shown if shown.endswith((".", "!", "?", "…", "”")) else f"{shown}."


def binder_lines(binder: Binder, scope: tuple[Step, ...]) -> Iterator[str]:
    """The binder: the steps that count here with their rules and why, then the others by name."""
    yield f"The binder: {safe(binder.title)}"
    labels = {step.id: safe(step.label) for step in binder.steps}
    for step in scope:
        yield f"- {labels[step.id]} ({step.points} points)"
        for rule in _rules(step, labels):
            yield f"  {rule}"
        if step.why:
            yield f"  Why: {safe(step.why)}"
    others = [labels[step.id] for step in binder.steps if step not in scope]
    if others:
        yield "In the binder too, but not counted with this customer:"
        yield from (f"- {label}" for label in others)


def card_lines(card: Card) -> Iterator[str]:
    """The CRM card: only what was logged."""
    if card.closed:
        yield FROM_MEMORY
        return
    if card.customer is None:
        yield "The CRM card is blank: nothing has been logged yet."
        return
    yield f"The CRM card of {safe(card.customer)}"
    for entry in card.entries:
        yield f"- {entry.clock}: {safe(entry.step)}"
        yield from (f"  {safe(fact)}" for fact in entry.facts)
        if not entry.facts:
            yield "  Nothing was known by then."


def _option(option: Option) -> str:
    words = quoted(option.text) if option.spoken else safe(option.text)
    return f"{words} ({span(option.takes)})" if option.takes >= LONG else words


def _rules(step: Step, labels: dict[str, str]) -> Iterator[str]:
    def named(names: tuple[str, ...]) -> str:
        return "; ".join(labels.get(name, name) for name in names)

    if step.after:
        yield f"After: {named(step.after)}"
    if step.before:
        yield f"Before: {named(step.before)}"
    for deadline in step.within:
        yield f"Within {span(deadline.minutes)} of: {deadline.of}"
    for gap in step.apart:
        yield f"Not sooner than {span(gap.minutes)} after: {labels.get(gap.of, gap.of)}"
    if step.unless:
        yield f"Does not apply where this happened: {named(step.unless)}"
