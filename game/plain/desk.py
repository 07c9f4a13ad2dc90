"""The plain mode's front desk: who plays, which customer, or which run to go on with.

Knows the library's cards and the log; what a scene looks like is `scene`, playing it `play`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from game.library.cards import Card, catalogue
from game.library.shelves import NotFound, find
from game.plain.play import how_to_resume, play
from game.plain.scene import sentence
from game.plain.talk import LeftError, Talk
from game.records.errors import RecordsError
from game.session.live import Live, open_run, resume
from game.session.modes import FIRST_SHELF, chosen_mode, mode_for
from game.session.opening import CannotOpenError, open_scenario
from game.session.safe import quoted_argument, safe

if TYPE_CHECKING:
    from game.records.entries import Mode, Person, RunRecord
    from game.records.store import Store

LAST = "last"
"""The run to resume where none is named: the one left last."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the plain mode works: the log, the shelves, the library's index, the data folder."""

    store: Store
    shelves: Sequence[Path]
    index: Path | None
    home: Path


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for on the command line; None where nothing was."""

    scenario: str | None = None
    name: str | None = None
    seed: int | None = None
    resume: str | None = None
    mode: Mode | None = None


class CannotSitDownError(Exception):
    """What was wished for cannot be had; the text is one plain sentence."""


class _Item(NamedTuple):
    """One number on the desk: a run to go on with, or a scenario's card."""

    line: str
    run: RunRecord | None
    card: Card | None


def sit_down(desk: Desk, wish: Wish, talk: Talk) -> int:
    """Find out what is to be played, play it, and say how to go on; an exit code.

    Raises CannotSitDownError, CannotOpenError, CannotReplayError, RecordsError.
    """
    try:
        live = _live(desk, wish, talk)
    except LeftError:
        talk.say(["Nothing was played."])
        return 0
    try:
        finished = play(live, talk)
    except KeyboardInterrupt:
        talk.say(["", how_to_resume(live)])
        return 130
    if not finished:
        talk.say(["", how_to_resume(live)])
    else:
        talk.say(_again(live, desk.shelves, wish))
    return 0


def _again(live: Live, shelves: Sequence[Path], wish: Wish) -> list[str]:
    """How to play the same again; nothing where its file is not to be found any more."""
    name = wish.scenario or live.run.program.script.id
    try:
        find(name, shelves)
    except NotFound:
        return []
    return [f"Play it again: sixty play {quoted_argument(name)} --plain"]


def _live(desk: Desk, wish: Wish, talk: Talk) -> Live:
    store = desk.store
    if wish.resume is not None and wish.resume != LAST:
        return resume(store, _resumable(store, wish.resume))
    person = _person(store, wish.name, talk)
    if wish.resume is not None:
        begun = store.unfinished(person.pseudonym)
        if not begun:
            raise CannotSitDownError(f"{safe(person.name)} has left no run to go on with.")
        return resume(store, begun[0])
    if wish.scenario is not None:
        return _begin(desk, wish.scenario, person, wish)
    while True:
        item = _choose(desk, person, talk)
        if item.run is not None:
            return resume(store, item.run)
        if item.card is not None:
            try:
                return _begin(desk, item.card.id, person, wish)
            except CannotOpenError as error:
                talk.say([safe(error.sentence), ""])


def _begin(desk: Desk, scenario: str, person: Person, wish: Wish) -> Live:
    program = open_scenario(scenario, desk.shelves)
    chosen = wish.mode or chosen_mode(desk.home, person.pseudonym)
    mode = mode_for(program.script.id, chosen)
    who = person.pseudonym
    return open_run(desk.store, program, who, seed=wish.seed, front="plain", mode=mode)


def _resumable(store: Store, run: str) -> RunRecord:
    try:
        record = store.run(run)
    except RecordsError as error:
        raise CannotSitDownError(error.sentence) from error
    short = record.run.partition("-")[0]
    if record.state == "finished":
        raise CannotSitDownError(f"Run {short} is over: sixty replay {short} shows it.")
    if record.state == "abandoned":
        raise CannotSitDownError(f"Run {short} was given up and cannot be gone on with.")
    if record.started.front == "run":
        raise CannotSitDownError(f"Run {short} was played by nobody, so nobody can go on with it.")
    return record


def _person(store: Store, name: str | None, talk: Talk) -> Person:
    if name is not None:
        try:
            return store.person(name)
        except RecordsError as error:
            raise CannotSitDownError(error.sentence) from error
    known = store.last_person()
    if known is not None:
        return known
    while True:
        try:
            typed = talk.ask("What is your name? It stands beside your scores.")
        except LeftError:
            raise CannotSitDownError(
                "Nobody said who is playing: give a name with --as NAME."
            ) from None
        try:
            return store.person(typed)
        except RecordsError as error:
            talk.say([safe(error.sentence)])


def _choose(desk: Desk, person: Person, talk: Talk) -> _Item:
    """Everything that can be played, by number, until one is picked. Raises LeftError."""
    items, broken, suggested = _offers(desk, person)
    if not items:
        talk.say(broken)
        raise CannotSitDownError("The library has no scenario that can be played.")
    talk.say([f"{sentence(person.name)} Who will you meet?"])
    talk.say(f"{number}. {item.line}" for number, item in enumerate(items, 1))
    talk.say(broken)
    while True:
        said = talk.ask(
            f"Your choice, 1 to {len(items)}? (Enter alone: {suggested + 1}; q: leave)"
        ).casefold()
        if said in ("q", "quit"):
            raise LeftError
        if not said:
            return items[suggested]
        if said.isdecimal() and len(said) <= 6 and 1 <= int(said) <= len(items):
            return items[int(said) - 1]
        talk.say([f"Type a number from 1 to {len(items)}, or q to leave."])


def _offers(desk: Desk, person: Person) -> tuple[list[_Item], list[str], int]:
    """The items, lines on what is broken, and the place of the one that Enter alone plays."""
    store = desk.store
    cards = catalogue(desk.shelves, desk.index)
    played = store.last_played(person.pseudonym)
    titles = {card.id: card.title for card in cards}
    items = [_begun(record, titles) for record in store.unfinished(person.pseudonym)]
    begun = len(items)
    whole = [card for card in cards if card.broken is None]
    if not played:
        whole.sort(key=lambda card: not card.id.startswith(FIRST_SHELF))
    items += [_Item(_card_line(card), None, card) for card in whole]
    broken = [
        f"Cannot be played: {safe(card.id)}. {safe(card.broken)}"
        for card in cards
        if card.broken is not None
    ]
    if begun or not whole:
        return items, broken, 0

    def staleness(at: int) -> tuple[bool, int, int]:
        """The first customer is for the first time; then what was played longest ago."""
        id = whole[at].id
        return bool(played) and id.startswith(FIRST_SHELF), played.get(id, -1), at

    return items, broken, min(range(len(whole)), key=staleness)


def _begun(record: RunRecord, titles: dict[str, str]) -> _Item:
    made = len(record.decisions)
    title = safe(titles.get(record.started.scenario, record.started.scenario))
    line = f"Go on with {title}, after {made} decision{'' if made == 1 else 's'}"
    return _Item(line, record, None)


def _card_line(card: Card) -> str:
    about = f" {sentence(card.about)}" if card.about else ""
    return f"{sentence(card.title)}{about} About {card.minutes} minutes."
