"""A run told whole in plain lines, from the first scene to the debrief.

For `sixty run` and `sixty replay`. Knows no stream.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.plain.debrief import debrief_lines
from game.plain.review import review_lines
from game.plain.scene import opening_lines, past_lines, scene_lines
from game.session.debrief import debrief
from game.session.view import exchanges, scene_view

if TYPE_CHECKING:
    from game.engine.run import Run
    from game.session.review import NoReview, Review


def transcript_lines(run: Run, review: Review | NoReview) -> Iterator[str]:
    """Everything said and done, the scene that stands open where one does, debrief and review."""
    view = scene_view(run)
    yield from opening_lines(view, run.program.script.scenario.about)
    for past in exchanges(run):
        yield from past_lines(past, by_phone=view.by_phone)
    if not run.over:
        yield from scene_lines(view)
    told = debrief(run)
    yield from debrief_lines(told)
    yield from review_lines(told, review)
