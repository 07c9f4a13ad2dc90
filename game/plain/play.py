"""One run played in plain lines: a number is a decision, a letter asks for something, `q` leaves.

Every decision is in the log before the next scene is written. Knows no file and opens no log.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from game.engine.step import ScenarioFaultError
from game.plain.debrief import debrief_lines
from game.plain.mentor import Mentor
from game.plain.review import review_lines
from game.plain.scene import (
    answer_line,
    binder_lines,
    card_lines,
    opening_lines,
    past_lines,
    scene_lines,
    sentence,
)
from game.plain.talk import LeftError, Talk
from game.session.card import card
from game.session.debrief import debrief
from game.session.live import CannotUndoError
from game.session.modes import MEANS
from game.session.view import SceneView, scene_view

if TYPE_CHECKING:
    from game.session.live import Live
    from game.session.view import Option

HELP = (
    "Type the number of what you say or do, and Enter.",
    "b: the binder, the store's written process",
    "c: the CRM card of this customer",
)
PRACTICE_HELP = (
    "h: a hint, where there is one; the log says that you asked",
    "u: take the last decision back; the log keeps it",
)
HELP_ALWAYS = (
    "s: this scene again",
    "?: this help",
    "q: leave; everything so far is kept",
)
"""The commands of a scene, a line each; on the floor the second part is left out."""


def play(live: Live, talk: Talk) -> bool:
    """Play a run from where it stands to its debrief; whether it came to an end.

    Raises KeyboardInterrupt, RecordsError and OSError as they come: what was answered is kept.
    """
    view = scene_view(live.run)
    if view.past:
        talk.say(_so_far(view))
    else:
        talk.say(opening_lines(view, live.run.program.script.scenario.about))
    talk.say([MEANS[live.mode], ""])
    with Mentor(live) as mentor:
        if not _conversation(live, talk, mentor):
            return False
        told = debrief(live.run)
        talk.say(debrief_lines(told))
        talk.flush()  # the scores need not wait for what takes a moment to work out
        talk.say(review_lines(told, mentor.review()))
    return True


def _conversation(live: Live, talk: Talk, mentor: Mentor) -> bool:
    """The run up to its ending; False where it was left before."""
    while not live.run.over:
        view = scene_view(live.run)
        talk.say(scene_lines(view))
        choices = [option for option in view.options if option.barred is None]
        if not choices:
            talk.say(["Nothing can be said or done here: the scenario needs mending."])
            return False
        shown = time.monotonic()
        try:
            choice = _answer(live, talk, view, choices)
        except LeftError:
            return False
        if choice is None:
            continue
        thought = round(1000 * (time.monotonic() - shown))
        try:
            live.decide(choice.id, thought)
        except ScenarioFaultError as fault:
            talk.say([f"The scenario broke here and needs mending: {sentence(str(fault))}"])
            return False
        talk.say(["", answer_line(choice.text, spoken=choice.spoken), ""])
        talk.say(mentor.word())
    return True


def how_to_resume(live: Live) -> str:
    """Said where a run was left: that it is kept, and the command that goes on with it."""
    return (
        "Your run is kept. To go on from here: "
        f"sixty play --plain --resume {live.id.partition('-')[0]}"
    )


def _answer(live: Live, talk: Talk, view: SceneView, choices: list[Option]) -> Option | None:
    """The choice that was picked, once one was; None where a decision was taken back instead.

    Raises LeftError, RecordsError.
    """
    run = live.run
    last = len(choices)
    numbers = "1" if last == 1 else f"1 to {last}"
    while True:
        said = talk.ask(f"Your choice, {numbers}? (? for help)").casefold()
        if said.isdecimal() and len(said) <= 6 and 1 <= int(said) <= last:
            return choices[int(said) - 1]
        script = run.program.script
        match said:
            case "q" | "quit":
                raise LeftError
            case "b" | "binder":
                talk.say([*binder_lines(script.binder, run.program.judge.scope), ""])
            case "c" | "card":
                talk.say([*card_lines(card(run)), ""])
            case "h" | "hint":
                talk.say([_hint(live), ""])
            case "u" | "undo":
                try:
                    live.undo()
                except CannotUndoError as error:
                    talk.say([str(error), ""])
                else:
                    talk.say(["Taken back. The log keeps what you had chosen.", ""])
                    return None
            case "s" | "scene":
                talk.say(scene_lines(view))
            case "?" | "help":
                more = PRACTICE_HELP if live.mode == "practice" else ()
                talk.say([*HELP, *more, *HELP_ALWAYS, ""])
            case _:
                talk.say([f"Type {numbers}, or ? for help.", ""])


def _hint(live: Live) -> str:
    if live.mode != "practice":
        return "There are no hints on the floor: those are for practice."
    hint = live.hint()
    return sentence(hint) if hint else "There is no hint for this scene."


def _so_far(view: SceneView) -> list[str]:
    lines = [f"{sentence(view.title)} This is what happened so far.", ""]
    for past in view.past:
        lines += past_lines(past, by_phone=view.by_phone)
    return lines
