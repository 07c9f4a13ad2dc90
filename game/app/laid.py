"""A run being played, laid out as the values that its screens are given.

Steps nothing and writes nothing; knows no screen and no store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.app.sitting import BinderPages, Rule, Sitting, Word
from game.session.card import card
from game.session.debrief import debrief
from game.session.view import scene_view
from game.session.words import span

if TYPE_CHECKING:
    from game.engine.program import Program
    from game.engine.run import Run
    from game.session.live import Live
    from scoring.binder import Step


def binder_pages(program: Program) -> BinderPages:
    """The binder's lines in scope of a scenario."""
    binder, scenario = program.script.binder, program.script.scenario
    steps = [step for step in binder.steps if step.id in scenario.covers]
    return BinderPages(
        binder.title,
        tuple(Rule(step.label, step.why, step.points, _when(step)) for step in steps),
        tuple(foul.says for foul in binder.fouls),
        binder.pass_process,
        binder.pass_sixty,
    )


def laid(live: Live, run: Run, binder: BinderPages, *, undone: bool = False) -> Sitting:
    """What there is to see where `run` stands, which is where `live` does or could in a moment.
    `undone` where the last decision was taken back just now: the mentor has said enough."""
    word = None
    if live.mode == "practice" and len(run.taken) > live.stands_at and not undone:
        word = Word(len(run.taken), run.taken[-1].row.source.coach)
    return Sitting(
        run=live.id,
        scenario=run.program.script.id,
        mode=live.mode,
        view=scene_view(run),
        card=card(run),
        binder=binder,
        debrief=debrief(run) if run.over else None,
        word=word,
    )


def _when(step: Step) -> str:
    """A step's rules in a line: `within 2 minutes of arrival · after greet`."""
    rules = [f"within {span(limit.minutes)} of {_named(limit.of)}" for limit in step.within]
    rules += [f"not sooner than {span(gap.minutes)} after {_named(gap.of)}" for gap in step.apart]
    rules += [f"after {_named(name)}" for name in step.after]
    rules += [f"before {_named(name)}" for name in step.before]
    rules += [f"not needed where {_named(name)}" for name in step.unless]
    return " · ".join(rules)


def _named(name: str) -> str:
    return name.replace("-", " ")
