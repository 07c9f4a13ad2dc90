"""A scene's values set as blocks: what was said, what is said now, the choices, the panels.

Values in, blocks out. Shows no meter and no truth: the view it is given has none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.content import Content

from game.app.costs import cost
from game.app.page import Block
from game.app.text import plain, written
from game.session.words import (
    DEBATABLE,
    FROM_MEMORY,
    LABELS,
    UNGRADED,
    left_in_words,
    span,
)

if TYPE_CHECKING:
    from game.app.sitting import BinderPages, Sitting, Word
    from game.session.card import Card
    from game.session.review import Judged
    from game.session.view import Exchange, Heard, Option, SceneView

INDENT: Final = "   "
LOOK_BACK: Final = 40
"""How many past exchanges the page goes back; those before are counted in a line."""
ON: Final = "go on"
"""The key of the one choice after an ending."""


class Talk(NamedTuple):
    """A scene as it is set: each exchange that is over, the mentor's word, what is said now, and
    the choices."""

    past: tuple[tuple[Block, ...], ...] = ()
    word: tuple[Block, ...] = ()
    now: tuple[Block, ...] = ()
    choices: tuple[Block, ...] = ()

    @property
    def before(self) -> tuple[Block, ...]:
        """What is over, as far as it is shown."""
        hidden = max(0, len(self.past) - LOOK_BACK)
        shown = (block for blocks in self.past[hidden:] for block in blocks)
        return ((earlier(hidden),) if hidden else ()) + tuple(shown)


def talk(sitting: Sitting, known: tuple[tuple[Block, ...], ...] = ()) -> Talk:
    """The scene of a sitting. `known` are the exchanges of the same run that are set already."""
    view = sitting.view
    if len(view.past) < len(known):  # somebody took over, or it is played from memory
        known = ()
    return Talk(
        (*known, *(exchange_blocks(past) for past in view.past[len(known) :])),
        word_blocks(sitting.word, None, thinking=True) if sitting.word else (),
        now_blocks(view),
        choice_blocks(view),
    )


def quoted(text: str, style: str = "") -> Content:
    """Somebody's words between quotation marks."""
    return Content.assemble("“", written(text), "”").stylize_before(style)


def exchange_blocks(past: Exchange) -> tuple[Block, ...]:
    """Something that is over, dimmed."""
    return (*_heard(past.heard, dim=True), _answer(past))


def _answer(past: Exchange) -> Block:
    text = quoted(past.answer, ".soft") if past.spoken else written(past.answer, ".soft")
    return Block(text, lead=plain(f"{INDENT}You  ", ".soft"), above=1)


def earlier(count: int) -> Block:
    """The line that stands for exchanges too far back to be shown."""
    words = "1 exchange" if count == 1 else f"{count} exchanges"
    return Block(plain(f"… {words} before this.", ".soft"), lead=INDENT)


def now_blocks(view: SceneView) -> tuple[Block, ...]:
    """What the open scene says, set apart from what was said before."""
    first = not view.past and not view.from_memory
    blocks: list[Block] = []
    if first:
        blocks.append(Block(plain(view.customer, ".title"), lead=INDENT, above=1))
        if view.seen:
            blocks.append(Block(written(view.seen, ".soft"), lead=INDENT))
    blocks += _heard(view.heard, dim=False, named=not first or view.heard.who != view.customer)
    told = [FROM_MEMORY] if view.from_memory else []
    told += [] if view.minutes_left is None else [left_in_words(view.minutes_left)]
    for line in told:
        blocks.append(Block(plain(line, ".soft"), lead=INDENT, above=1))
    return tuple(blocks)


def _heard(heard: Heard, *, dim: bool, named: bool = True) -> Iterator[Block]:
    soft = ".soft" if dim else ""
    above = 1
    if heard.you_are:
        lead = plain("From here on you are  ", ".soft")
        yield Block(plain(heard.you_are, soft or ".title"), lead=Content(INDENT) + lead, above=1)
    if heard.tells:
        yield Block(written(heard.tells, soft), lead=INDENT, above=above)
    if heard.says:
        if named:
            yield Block(plain(heard.who, soft or ".title"), lead=INDENT, above=above)
            above = 0
        yield Block(quoted(heard.says, soft or ".voice"), lead=INDENT, above=above)
        above = 0
    if heard.cue:
        yield Block(written(heard.cue, ".cue"), lead=INDENT, above=above)
    for number, fact in enumerate(heard.learnt):
        known = plain("You now know  ", ".soft")
        yield Block(written(fact, soft), lead=Content(INDENT) + known, above=0 if number else 1)


def word_blocks(word: Word, judged: Judged | None, *, thinking: bool) -> tuple[Block, ...]:
    """The mentor's word on what has just been decided: its label and what it cost, and why. The
    line for the label is there before it is known, so that nothing moves when it is."""
    lead = plain(f"{INDENT}Mentor  ", ".soft")
    blocks: list[Block] = []
    if judged is not None:
        blocks.append(Block(_verdict(judged), lead=lead, above=1))
    elif thinking:
        blocks.append(Block(Content.styled("is thinking …", ".soft"), lead=lead, above=1))
    if word.coach:
        beside = " " * len(lead) if blocks else lead
        blocks.append(Block(written(word.coach, ".soft"), lead=beside, above=0 if blocks else 1))
    return tuple(blocks)


def _verdict(judged: Judged) -> Content:
    sign, name = LABELS[judged.label]
    if judged.label is None:
        return plain(f"{name}: {UNGRADED}", ".soft")
    style = ".gain" if judged.was_best else ".loss" if judged.mattered else ".strong"
    more = f"   {' '.join(DEBATABLE)}" if judged.debatable else ""
    return Content.assemble(
        plain(f"{sign} {name}", style), "   ", cost(judged), plain(more, ".soft")
    )


def note_blocks(sentence: str) -> tuple[Block, ...]:
    """What was done, or why it could not be."""
    return (Block(plain(sentence, ".strong"), lead=INDENT, above=1),) if sentence else ()


def choice_blocks(view: SceneView) -> tuple[Block, ...]:
    """The choices with their numbers; a barred one has none, and says why."""
    if view.over:
        words = Content.styled("See what came of it.", ".strong")
        return (Block(words, lead=plain(f"{INDENT}⏎  ", ".key"), above=1, key=ON),)
    blocks: list[Block] = []
    number = 0
    for option in view.options:
        if option.barred is None:
            number += 1
            blocks.append(_open(option, number))
        else:
            blocks += _barred(option, option.barred)
    return tuple(blocks)


def _said(option: Option, style: str = "") -> Content:
    return quoted(option.text, style) if option.spoken else written(option.text, style)


def _open(option: Option, number: int) -> Block:
    lead = f"{INDENT}{number if number < 10 else '·'}  "
    takes = span(option.takes) if option.takes > 1 else ""
    return Block(
        _said(option),
        lead=plain(lead, ".key"),
        right=plain(takes, ".soft"),
        above=1,
        key=option.id,
    )


def _barred(option: Option, why: str) -> Iterator[Block]:
    yield Block(_said(option, ".soft"), lead=plain(f"{INDENT}–  ", ".soft"), above=1)
    yield Block(plain(f"Not now: {why}.", ".cue"), lead=" " * 6)


# A panel mostly says what it said a scene before, and a block keeps the lines it was set in.
@lru_cache(maxsize=16)
def card_blocks(card: Card) -> tuple[Block, ...]:
    """The CRM card: what was logged, and nothing where nothing was."""
    return tuple(_card(card))


@lru_cache(maxsize=4)
def binder_blocks(binder: BinderPages) -> tuple[Block, ...]:
    """The binder's lines in scope, as the store wrote them."""
    return tuple(_binder(binder))


def _card(card: Card) -> Iterator[Block]:
    yield Block(Content.styled("CRM card", ".title"))
    if card.closed:
        yield Block(plain(FROM_MEMORY, ".soft"), above=1)
        return
    if card.customer is None:
        yield Block(
            Content.styled("Blank. Nothing has been logged about this customer.", ".soft"), above=1
        )
        return
    yield Block(plain(card.customer, ".strong"), above=1)
    for entry in card.entries:
        yield Block(plain(entry.clock, ".soft"), above=1)
        yield Block(plain(entry.step))
        for fact in entry.facts:
            yield Block(written(fact), lead="· ")
        if not entry.facts:
            yield Block(Content.styled("No word about what they need.", ".soft"), lead="· ")


def _binder(binder: BinderPages) -> Iterator[Block]:
    yield Block(plain(binder.title, ".title"))
    for step in binder.steps:
        points = plain(f"{step.points}", ".soft")
        yield Block(plain(step.label), right=points, above=1)
        for line in (step.when, step.why):
            if line:
                yield Block(written(line, ".soft"), lead="  ")
    if binder.fouls:
        yield Block(Content.styled("No score hides one of these", ".title"), above=1)
        for foul in binder.fouls:
            yield Block(written(foul), lead="· ")
    marks = f"A pass is process {binder.pass_process} and sixty {binder.pass_sixty}, and no foul."
    yield Block(plain(marks, ".soft"), above=1)


def hint_blocks(view: SceneView) -> Iterator[Block]:
    """What a mentor would whisper."""
    yield Block(Content.styled("Hint", ".title"))
    if view.hint:
        yield Block(written(view.hint), above=1)
    else:
        yield Block(Content.styled("Nobody whispers anything here.", ".soft"), above=1)


def panel_blocks(
    panels: Collection[str], binder: BinderPages, card: Card, view: SceneView
) -> tuple[Block, ...]:
    """The panels that are open, the smallest first."""
    blocks: list[Block] = []
    for panel, told in (
        ("hint", hint_blocks(view)),
        ("card", card_blocks(card)),
        ("binder", binder_blocks(binder)),
    ):
        if panel in panels:
            blocks += [Block(above=1)] if blocks else [Block()]
            blocks += told
    return (*blocks, Block())


def trouble_blocks(sentence: str) -> tuple[Block, ...]:
    """What went wrong with keeping a choice, and what to do."""
    words = (
        "Your run stands where it was. Choose again to try again, or leave with q: what was kept "
        "before is safe."
    )
    return (
        Block(plain(sentence, ".alarm"), lead=INDENT, above=1),
        Block(plain(words, ".soft"), lead=INDENT),
    )
