"""No text of a file or a person gets through any page of the review or the studio either."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from game.app.desk import Desk
from game.app.page import Block, Page
from game.app.review import beside
from game.app.review.room import Room
from game.app.review.run import RunScreen
from game.app.review.setting import Set
from game.app.review.values import PeopleSeen, Said, Seen, Stop
from game.app.studio import setting as studio
from game.app.studio.screen import StudioScreen
from game.app.studio.values import Showing
from game.app.visit import screen as visit
from game.office.beside import Beside
from game.office.evidence import Evidence
from game.office.judging import judge
from game.records.opening import open_store
from game.records.papers import new_paper
from game.session.live import open_run
from game.session.opening import open_scenario
from tests.app.conftest import NOON, SHELF, Open, open_stage
from tests.app.test_hostile_text import TEXTS, draw, poisoned

WAYS = (("hello", "try", "log"), ("hello", "tonight"), ("hello", "try", "bye"))
quick = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def room(sixty_home: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Room, list[str]]:
    """A review of judged runs of one customer by two people, with words said of the latest; and
    the runs, the latest first."""
    monkeypatch.setattr("game.session.live.fresh_seed", lambda: 7)
    ticks = itertools.count(NOON, 1000)
    url = f"sqlite:///{sixty_home / 'sixty.db'}"
    with open_store(sixty_home, url, clock=lambda: next(ticks)) as store:
        for name, way in itertools.product(("Ana", "Ben"), WAYS):
            program = open_scenario("showroom/minivan", (SHELF,))
            live = open_run(store, program, store.person(name).pseudonym, mode="floor")
            for choice in way:
                live.decide(choice, 2500)
        judge(store)
        runs = [record.run for record in store.runs()]
    desk = Desk(sixty_home, url, (SHELF,))
    desk.sit_down("Ana")
    opened = Room(desk)
    opened.open()
    opened.say(Said(new_paper(), runs[0], 0, "a word", "adjust", "best"))
    opened.say(Said(new_paper(), runs[0], None, "a word on all of it"))
    opened.say(Said(new_paper(), runs[0], None, "signed", "agree", signs=True))
    return opened, runs


def places(room: Room) -> list[tuple[Stop, Seen]]:
    """Every place of the review, with what is to be seen there."""

    def seen(stop: Stop) -> Seen:
        found = room.ask(room.turn(), stop)
        assert found is not None
        return found

    people = seen(Stop("people"))
    assert isinstance(people, PeopleSeen)
    talk = people.overview.talks[0]
    who, step = people.overview.lines[0].figures.person, people.overview.steps[0]
    stops = (
        *(Stop("people"), Stop("person", (who,)), Stop("skipped", (who, step))),
        *(Stop("scenarios"), Stop("scenario", (talk.scenario,)), Stop("steps")),
        *(Stop("step", (step,)), Stop("runs"), Stop("costly"), Stop("inspect")),
        Stop("talk", (talk.scenario, talk.scene, talk.choice, "")),
    )
    return [(stop, seen(stop)) for stop in stops]


def run_blocks(found: Evidence) -> Iterable[Block]:
    page = RunScreen(found, 0)
    for moment in found.moments:
        yield from page._moment(moment)
    yield from page._run()


async def test_no_text_gets_through_the_review(room: tuple[Room, list[str]], stage: Open) -> None:
    asked, runs = room
    seen = places(asked)
    of_one, both = asked.evidence(runs[0]), asked.beside(runs[0], runs[1])
    assert isinstance(of_one, Evidence)
    assert isinstance(both, Beside)
    assert of_one.signed
    async with stage() as at:
        page = at.app.screen.query_one("#head", Page)

        @given(TEXTS)
        @quick
        def check(text: str) -> None:
            for stop, found in seen:
                poison = poisoned(found, text)
                for width in (76, 136):
                    draw(page, Set(width).blocks(poisoned(stop, text), poison))
            draw(page, run_blocks(poisoned(of_one, text)))
            draw(page, beside._blocks(poisoned(both, text), 76))

        check()


async def test_no_text_gets_through_the_studio_or_the_door(sixty_home: Path) -> None:
    async with open_stage(sixty_home) as at:
        await at.press("slash")
        await at.type("minivan")
        await at.press("enter", "t", "1")
        screen = at.app.screen
        assert isinstance(screen, StudioScreen)
        showing = screen.showing
        assert showing is not None
        page = screen.query_one("#head", Page)

        @given(TEXTS)
        @quick
        def check(text: str) -> None:
            for blocks in studio_blocks(poisoned(showing, text)):
                draw(page, blocks)
            for words in (visit._first(text), visit._sign_in(text)):
                draw(page, words)

        check()


def studio_blocks(showing: Showing) -> Iterable[Iterable[Block]]:
    """Every panel but the map, whose words are the names of scenes: nothing else can be a name."""
    view, behind = showing.view, showing.inside
    assert view is not None
    assert behind is not None
    yield studio.state_blocks(showing)
    yield studio.talk_blocks(showing)[0]
    yield studio.problem_blocks(showing)
    yield studio.meter_blocks(behind)
    yield studio.ledger_blocks(behind)
    yield studio.branch_blocks(view, behind)
