"""The app: the lobby, the scene, the debrief, on a terminal.

`run_app` is all the command line knows of it. Imports Textual when it is called, not before.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

TYPE_CHECKING = False  # typing's own would cost the start
if TYPE_CHECKING:
    from game.app.app import SixtyApp
    from game.author.bench import Bench
    from game.office.desk import Desk as Office
    from game.office.wanted import Wanted
    from game.records.entries import Mode


def run_app(  # noqa: PLR0917 - called by the command line alone
    home: Path,
    url: str,
    shelves: Sequence[Path],
    name: str | None = None,
    scenario: str | None = None,
    seed: int | None = None,
    mode: Mode | None = None,
) -> int:
    """Play on this terminal until the person leaves; the exit code.

    `home` is the data folder, `url` the log's database, `shelves` the folders with scenarios. With
    `scenario` (an id or a path) it opens there, with `seed` on that seed; `mode` is how to play
    until the person says otherwise, None for what they chose last. What nobody foresaw is
    raised once the terminal is itself again.
    """
    _settle()
    from game.app.app import SixtyApp
    from game.app.desk import Desk

    desk = Desk(home, url, shelves, mode=mode)
    app = SixtyApp(desk, name=name, scenario=scenario, seed=seed)
    return _run(app)


def run_preview(home: Path, url: str, bench: Bench) -> int:
    """The studio on this terminal until the person leaves; the exit code, 1 where no version of the
    file could ever be played. Opens no log."""
    _settle()
    from game.app.studio.app import PreviewApp

    return _run(PreviewApp(home, url, bench))


def run_review(home: Path, url: str, who: Office, asked: Wanted) -> int:
    """The trainer's review on this terminal until they leave; the exit code."""
    _settle()
    from game.app.review.app import ReviewApp

    return _run(ReviewApp(home, url, who, asked))


def _settle() -> None:
    """What has to be so before anything is imported that draws."""
    import gc
    import os
    import sys

    # What is imported now stays; looking for garbage among it would cost a tenth of the start.
    gc.disable()
    # Textual draws at most this often a second; its own 60 would add up to 16 ms to every key.
    os.environ.setdefault("TEXTUAL_FPS", "250")
    # A thread at work gives the interpreter's lock up this long after another has asked for it. A
    # key asks three or four times on its way, and Python's own 5 ms would add up.
    sys.setswitchinterval(0.0005)
    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]  # no-color.org: an empty value asks for nothing


def _run(app: SixtyApp) -> int:
    code = app.run()
    if app.fault is not None:
        raise app.fault
    return app.return_code or code or 0
