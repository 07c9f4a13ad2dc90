"""What the studio's screen is given, as frozen values, and what it asks for.

Knows no screen, no file and no engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from game.author.chart import Chart
    from game.author.insight import Inside
    from game.coach.proof import Proof
    from game.script.problems import Problem
    from game.session.view import SceneView


@dataclass(frozen=True, slots=True)
class Showing:
    """A file as it stands, and the preview of it; `view` and what goes with it are None until a
    version could be played. `stale` says that what is shown is an earlier version.

    `says` is one sentence on what was done last; `searching`, that it is still being done and can
    be stopped. `proofs` are None until they are known, `working` is how far that has come, and
    `unproved` why there are none. `fault` is the one problem that it takes a play to see, and
    `play` that play.
    """

    file: str
    title: str
    view: SceneView | None
    inside: Inside | None
    chart: Chart | None
    problems: tuple[Problem, ...]
    fault: Problem | None
    play: tuple[str, ...]
    stale: bool
    says: str
    proofs: tuple[Proof, ...] | None
    unproved: str
    working: str
    searching: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants of the preview: `choice` an id, with `scene` where chance is to lead;
    `at` a scene, or the ids of a play with commas between them."""

    what: Literal["choose", "undo", "restart", "truth", "luck", "at", "follow", "read", "stop"]
    choice: str = ""
    scene: str | None = None
    at: str = ""
