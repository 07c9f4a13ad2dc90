"""A conversation through the app, its keys pressed, and the same in a real terminal: one log."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest

from game.app.debrief.screen import DebriefScreen
from game.engine.run import Run
from game.library import find
from game.library.shelves import built_in
from game.records.opening import open_store
from game.script.load import load_scenario
from game.session.debrief import debrief
from game.session.live import replay_record
from game.session.view import scene_view
from tests.app.conftest import Open
from tests.app.test_play import play_to_the_end
from tests.plain.line import ForkedLine, prompted, the_log
from tests.plain.test_same_log import alike
from tests.plain.warm import Zygote

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks a warmed-up sixty")
OURS = (
    "first/first-customer",
    "phone/two-states-away",
    "showroom/just-looking",
    "showroom/price-first",
)
SEED = 11


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    started = Zygote()
    yield started
    started.close()


def numbers(run: Run) -> list[str]:
    """What was chosen, by the number it had on the page."""
    found = []
    for at, turn in enumerate(run.taken):
        view = scene_view(run._replace(taken=run.taken[:at]))
        ids = [option.id for option in view.options if option.barred is None]
        found.append(str(ids.index(turn.row.id) + 1))
    return found


def plays_in_a_terminal(
    zygote: Zygote, home: Path, scenario: str, mode: str, typed: list[str]
) -> None:
    call = ("play", scenario, "--plain", "--as", "Ana", "--seed", str(SEED), f"--{mode}")
    with contextlib.closing(ForkedLine(zygote, home, *call)) as terminal:
        for asked, number in enumerate(typed, 1):
            terminal.read_until(prompted(asked))
            terminal.type(f"{number}\r")
        assert terminal.end() == 0
        assert "Debrief: " in terminal.text


@pytest.mark.parametrize(("scenario", "keys"), [*zip(OURS, cycle(("1", "12")), strict=False)])
async def test_a_conversation_is_in_the_log_as_it_was_played_and_the_same_from_a_terminal(
    stage: Open, sixty_home: Path, zygote: Zygote, scenario: str, keys: str
) -> None:
    async with stage(shelves=(built_in(),), scenario=scenario, seed=SEED) as at:
        await play_to_the_end(at, keys)
        screen = at.app.screen
        assert isinstance(screen, DebriefScreen)
        shown = screen.told

    with open_store(sixty_home, f"sqlite:///{sixty_home / 'sixty.db'}") as store:
        (record,) = store.runs()
        run = replay_record(store, record)
    script = load_scenario(find(scenario, (built_in(),)), (built_in(),)).script
    assert script is not None
    assert record.name == "Ana"
    assert record.state == "finished"
    assert record.started.scenario == scenario
    assert record.started.scenario_digest == script.scenario_digest
    assert record.started.seed == SEED
    assert record.started.seed_given
    assert [d.choice for d in record.decisions] == [turn.row.id for turn in run.taken]
    assert debrief(run) == shown
    assert record.ended is not None
    assert record.ended.process_earned == shown.process.earned
    assert record.ended.sixty_earned == shown.sixty.earned

    plays_in_a_terminal(zygote, sixty_home, scenario, record.started.mode, numbers(run))
    by_app, by_hand = the_log()
    assert (by_app["front"], by_hand["front"]) == ("app", "plain")
    assert alike(by_app) == alike(by_hand)
