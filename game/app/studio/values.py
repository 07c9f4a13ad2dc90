"""What the studio's screen is given, as frozen values, and what it asks for.

Knows no screen, no file and no engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from game.author.chart import Chart
    from game.author.check.found import Found
    from game.author.insight import Inside
    from game.author.report import Report
    from game.session.view import SceneView


@dataclass(frozen=True, slots=True)
class Showing:
    """A file as it stands, and the preview of it; `view` and what goes with it are None until a
    version could be played. `stale` says that what is shown is an earlier version.

    `says` is one sentence on what was done last; `searching`, that it is still being done and can
    be stopped. `report` is what a look at every state found, None until then; `working` is how far
    that has come. `problems` are the file's own, with what the report has to add.
    """

    file: str
    title: str
    view: SceneView | None
    inside: Inside | None
    chart: Chart | None
    problems: tuple[Found, ...]
    stale: bool
    says: str
    report: Report | None
    working: str
    searching: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants of the preview: `choice` an id, with `scene` where chance is to lead;
    `at` a scene, or the ids of a play with commas between them."""

    what: Literal["choose", "undo", "restart", "truth", "luck", "at", "read", "stop"]
    choice: str = ""
    scene: str | None = None
    at: str = ""
