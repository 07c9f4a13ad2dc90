"""The app: the lobby, the scene, the debrief, on a terminal.

`run_app` is all the command line knows of it. Imports Textual when it is called, not before.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def run_app(  # noqa: PLR0917 - called by the command line alone
    home: Path,
    url: str,
    shelves: Sequence[Path],
    name: str | None = None,
    scenario: str | None = None,
    seed: int | None = None,
) -> int:
    """Play on this terminal until the person leaves; the exit code.

    `home` is the data folder, `url` the log's database, `shelves` the folders with scenarios. With
    `scenario` (an id or a path) it opens there, with `seed` on that seed. What nobody foresaw is
    raised once the terminal is itself again.
    """
    import gc
    import os

    # What is imported now stays; looking for garbage among it would cost a tenth of the start.
    gc.disable()
    # Textual draws at most this often a second; its own 60 would add up to 16 ms to every key.
    os.environ.setdefault("TEXTUAL_FPS", "250")
    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]  # no-color.org: an empty value asks for nothing
    from game.app.app import SixtyApp
    from game.app.desk import Desk

    app = SixtyApp(Desk(home, url, shelves), name=name, scenario=scenario, seed=seed)
    code = app.run()
    if app.fault is not None:
        raise app.fault
    return app.return_code or code or 0
