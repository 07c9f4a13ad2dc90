"""The plain mode and the app leave the same log of the same play."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from game.library.shelves import built_in, files, shelves
from game.records.entries import Mode
from tests.commands import sixty
from tests.plain.line import PROMPT, Line, the_log

LIBRARY = [id for id, _ in files(built_in())]


APART = ("run", "started", "closed", "front", "person", "name")
"""What may differ between two runs that were played alike: ids, times, who and where."""


def alike(run: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in run.items() if key not in APART}
    kept["first"] = None  # the second of two alike is a repeat
    kept["decisions"] = [
        {key: value for key, value in decision.items() if key not in ("at", "thinking_ms")}
        for decision in run["decisions"]
    ]
    kept["taken_back"] = [decision["choice"] for decision in run["taken_back"]]
    kept["aids"] = [(aid["kind"], aid["index"]) for aid in run["aids"]]
    return kept


@pytest.mark.parametrize(("scenario", "seed"), [*zip(LIBRARY, cycle((1, 23)), strict=False)])
def test_the_app_and_the_plain_mode_leave_the_same_log(
    scenario: str, seed: int, sixty_home: Path
) -> None:
    desk = pytest.importorskip("game.app.desk")
    app = desk.Desk(sixty_home, f"sqlite:///{sixty_home / 'sixty.db'}", shelves({}))
    app.sit_down("Ana")
    sitting = app.open(scenario, seed)
    typed: list[int] = []
    while not sitting.view.over:
        choices = [option for option in sitting.view.options if option.barred is None]
        number = (seed + 7 * len(typed)) % len(choices)
        typed.append(number + 1)
        sitting = app.decide(choices[number].id, 1)
    app.close()

    ended = sixty(
        "play",
        scenario,
        "--plain",
        "--as",
        "Ana",
        "--seed",
        str(seed),
        typed="".join(f"{number}\n" for number in typed),
    )
    assert "Debrief: " in ended.stdout
    by_app, by_hand = the_log()
    assert (by_app["front"], by_hand["front"]) == ("app", "plain")
    assert alike(by_app) == alike(by_hand)


@pytest.mark.parametrize("mode", ["practice", "floor"])
def test_in_a_terminal_both_modes_leave_the_log_that_the_app_leaves(
    mode: Mode, sixty_home: Path
) -> None:
    desk = pytest.importorskip("game.app.desk")
    url = f"sqlite:///{sixty_home / 'sixty.db'}"
    app = desk.Desk(sixty_home, url, shelves({}), mode=mode)
    app.sit_down("Ana")
    sitting = app.open("first/first-customer", 3)
    keys = ["h", "1", "u", "2", "h", "1"] if mode == "practice" else ["1", "1"]
    for key in keys:
        options = [option for option in sitting.view.options if option.barred is None]
        if key == "h":
            app.hint()
        elif key == "u":
            sitting = app.undo()
        elif not sitting.view.over:
            sitting = app.decide(options[int(key) - 1].id, 1)
    app.close()
    line = Line(
        *("play", "first/first-customer", "--plain", "--as", "Ana", "--seed", "3", f"--{mode}")
    )
    try:
        for count, key in enumerate(keys, 1):
            line.read_until(lambda text: text.count(PROMPT) >= count)  # noqa: B023 - at once
            line.type(f"{key}\n")
        line.read_until(lambda text: text.count(PROMPT) > len(keys) or "Debrief: " in text)
    finally:
        line.close()
    by_app, by_hand = the_log()
    assert (by_app["mode"], by_hand["mode"]) == (mode, mode)
    assert [aid["kind"] for aid in by_hand["aids"]] == (
        ["hint", "undo", "hint"] if mode == "practice" else []
    )
    assert alike(by_app) == alike(by_hand)
