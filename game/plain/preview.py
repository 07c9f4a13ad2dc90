"""A preview in plain lines: the scenario as it stands in its file, played and looked behind.

Nothing is logged. The file is read again when `r` is typed. Knows no log and opens no screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from game.author import preview
from game.author.bench import Bench, moved, read, take_up
from game.author.check.found import in_lines
from game.author.insight import Inside, inside
from game.author.preview import Moved, Preview
from game.author.preview_words import (
    leads_words,
    place_words,
    problem_count,
    proof_count,
    truth_words,
)
from game.author.report import PROOFS, look_into
from game.engine.draws import SEED_LIMIT
from game.engine.step import ScenarioFaultError
from game.plain.scene import answer_line, opening_lines, scene_lines, sentence
from game.plain.talk import LeftError, Talk
from game.script.problems import suggest
from game.session.safe import quoted_argument, safe
from game.session.view import scene_view
from game.session.words import ENDINGS, change

if TYPE_CHECKING:
    from game.session.view import Option

HELP = (
    "Type the number of what you say or do, and Enter. A scene after it says where chance leads.",
    "r: read the file again, and make the same choices in it",
    "u: take the last choice back",
    "a: from the start again",
    "g SCENE: go to a scene; g alone names them all",
    "t TRUTH: who the customer really is; t alone lets the seed draw it",
    "n NUMBER: other luck, by its seed; n alone takes the next",
    "m: meters, facts, moments and where each choice leads",
    "l: the ledger, as it stands",
    "p: what is wrong with the file, and its proofs",
    "s: this scene again",
    "?: this help",
    "q: leave; a preview is kept nowhere",
)
"""The commands of a preview, a line each."""


def play(bench: Bench, talk: Talk) -> int:
    """Preview a file until nobody answers; 1 where it never could be played, else 0."""
    desk = _Desk(bench, talk)
    try:
        desk.read_again()
        while True:
            desk.turn()
    except LeftError:
        talk.say([*desk.farewell()])
    return 1 if desk.bench.preview is None else 0


class _Desk:
    """The file, and the one who asks about it."""

    def __init__(self, bench: Bench, talk: Talk) -> None:
        self.bench = bench
        self._talk = talk
        self._met = False

    def turn(self) -> None:
        """One answer, and what it does. Raises LeftError."""
        numbers = self._numbers()
        asked = f"Your choice, {numbers}? (? for help)" if numbers else "What now? (? for help)"
        word, _, rest = self._talk.ask(asked).partition(" ")
        said, more = word.casefold(), rest.strip()
        if said.isdecimal() and len(said) <= 6:
            self._choose(int(said), more)
            return
        todo = self._commands().get(said)
        if todo is None:
            self._talk.say([f"Type {numbers + ', or ' if numbers else ''}? for help.", ""])
        else:
            todo(more)

    def _commands(self) -> dict[str, Callable[[str], None]]:
        return {
            "r": lambda _: self.read_again(),
            "u": lambda _: self._go(lambda now: Moved(preview.undo(now))),
            "a": lambda _: self._go(lambda now: Moved(preview.restart(now))),
            "g": self._jump,
            "t": self._truth,
            "n": self._seed,
            "m": lambda _: self._behind(_inside_lines),
            "l": lambda _: self._behind(_ledger_lines),
            "p": lambda _: self._talk.say([*_problem_lines(self.bench), ""]),
            "s": lambda _: self._scene(),
            "?": lambda _: self._talk.say([*HELP, ""]),
            "q": self._leave,
        }

    def read_again(self) -> None:
        """The file as it is now."""
        bench = self.bench
        self.bench = take_up(bench, read(bench.path, bench.shelves))
        if self.bench.problems:
            words = problem_count(self.bench.problems)
            self._talk.say([f"{words[0].upper()}{words[1:]} in the file; p tells them."])
        self._show()

    def farewell(self) -> Iterator[str]:
        """What one would type to come here again."""
        if self.bench.preview is not None:
            yield ""
            place = " ".join((quoted_argument(str(self.bench.path)), *place_words(self.bench)))
            yield f"To come here again: sixty preview {place}"

    def _leave(self, _: str) -> None:
        raise LeftError

    def _show(self) -> None:
        if self.bench.says:
            self._talk.say([safe(self.bench.says), ""])
        self._scene()

    def _scene(self) -> None:
        now = self.bench.preview
        if now is None:
            return
        view = scene_view(now.run)
        if not self._met:
            self._met = True
            self._talk.say(opening_lines(view, now.program.script.scenario.about))
        self._talk.say([f"Scene {view.scene}.", *scene_lines(view)])
        if view.over:
            behind = inside(now)
            self._talk.say([*_end_lines(behind), ""])

    def _options(self) -> list[Option]:
        now = self.bench.preview
        if now is None:
            return []
        return [option for option in scene_view(now.run).options if option.barred is None]

    def _numbers(self) -> str:
        last = len(self._options())
        return "" if not last else "1" if last == 1 else f"1 to {last}"

    def _choose(self, number: int, went: str) -> None:
        now, options = self.bench.preview, self._options()
        if now is None or not 1 <= number <= len(options):
            self._talk.say([f"There is no choice {number} here.", ""])
            return
        option = options[number - 1]
        try:
            after = preview.choose(now, option.id, went or None)
        except ValueError:
            leads = safe(leads_words(preview.branches(now, option.id)))
            self._talk.say([f"That choice cannot lead to {safe(went)}; it leads to: {leads}.", ""])
            return
        except ScenarioFaultError as fault:
            self._talk.say([f"The scenario breaks here: {sentence(str(fault))}", ""])
            return
        self._talk.say(["", answer_line(option.text, spoken=option.spoken), ""])
        self._go(lambda _: Moved(after))

    def _go(self, step: Callable[[Preview], Moved]) -> None:
        self.bench = moved(self.bench, step)
        self._show()

    def _jump(self, scene: str) -> None:
        now = self.bench.preview
        if now is not None and not scene:
            names = ", ".join(safe(row.id) for row in now.program.scenes)
            self._talk.say([f"The scenes: {names}.", ""])
        else:
            self._go(lambda here: preview.at(here, scene))

    def _truth(self, truth: str) -> None:
        now = self.bench.preview
        names = [] if now is None else [row.id for row in now.program.truths if row.id is not None]
        if truth and truth not in names:
            known = suggest(truth, names, "This customer hides nothing.")
            self._talk.say([f"There is no truth “{safe(truth)}”. {known}", ""])
        else:
            self._go(lambda here: preview.with_truth(here, truth or None))

    def _seed(self, number: str) -> None:
        if number and not (number.isdecimal() and len(number) <= 16 and int(number) < SEED_LIMIT):
            self._talk.say([f"A seed is a whole number from 0 to {SEED_LIMIT - 1}.", ""])
            return
        self._go(
            lambda here: preview.with_seed(
                here, int(number) if number else (here.seed + 1) % SEED_LIMIT
            )
        )

    def _behind(self, lines: Callable[[Inside], Iterator[str]]) -> None:
        if self.bench.preview is not None:
            self._talk.say([*lines(inside(self.bench.preview)), ""])


def _inside_lines(behind: Inside) -> Iterator[str]:
    yield f"Truth: {safe(truth_words(behind))}. Seed: {behind.seed}."
    for meter in behind.meters:
        by = f" ({change(meter.name, meter.moved)})" if meter.moved else ""
        yield f"{meter.name}: {meter.now} of 10{by}"
    for fact in behind.facts:
        yield f"{'known' if fact.known else 'not known'}: {safe(fact.name)}, {safe(fact.says)}"
    for entry in behind.ledger:
        if entry.line.score == "process":
            yield f"step {safe(entry.line.cites)}: {safe(entry.line.said)}"
    if behind.moments:
        yield f"happened: {', '.join(map(safe, behind.moments))}"
    for leads in behind.leads:
        yield f"choice {safe(leads.choice)} leads to: {safe(leads_words(leads.to))}"


def _ledger_lines(behind: Inside) -> Iterator[str]:
    for says in behind.fouls:
        yield f"foul: {safe(says)}"
    for name, score in (("process", behind.process), ("sixty", behind.sixty)):
        yield f"{name.capitalize()} {score.percent}: {score.earned} of {score.possible}."
        for entry in behind.ledger:
            line = entry.line
            if line.score == name:
                points = f"{line.earned} of {line.possible}"
                yield f"- {safe(entry.label)}: {points}, {safe(line.said)}"


def _end_lines(behind: Inside) -> Iterator[str]:
    passed = "a pass" if behind.passed else "no pass"
    yield f"It ends here: {ENDINGS[behind.ending or 'lost']}, {passed}."
    yield f"Process {behind.process.percent}, sixty {behind.sixty.percent}."


def _problem_lines(bench: Bench) -> Iterator[str]:
    found = look_into(bench.path, bench.shelves)
    yield from in_lines((*found.own, *found.shown, *found.advice))
    if not found.own:
        yield "No problems in the file."
    if found.proved:
        yield f"Proofs: {proof_count(found.failing_proofs, len(PROOFS))}."
