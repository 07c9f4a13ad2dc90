"""Whatever a file or a person says is shown, to the letter or by a sign, and never obeyed."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.strip import Strip

from game.app.debrief import setting as debrief
from game.app.debrief import verdict
from game.app.debrief.screen import DebriefScreen
from game.app.fields import Field
from game.app.lobby import setting as lobby
from game.app.page import Block, Page
from game.app.reader import Reader
from game.app.scene import setting as scene
from game.app.scene.screen import SceneScreen
from game.app.text import plain, visible, written
from game.app.values import Begun, Offer, Past, Result
from game.session.review import Review
from game.session.words import ENDINGS, LABELS
from tests.app.conftest import Open, Stage, open_stage
from tests.app.test_play import number_of

NASTY = (
    "[/]",
    "[bold red]loud[/bold red]",
    "price [20% off]",
    "[@click=app.quit]press[/]",
    "\\[b]",
    "{curly} $primary %s",
    "\x1b[2J\x1b]0;title\x07",
    "\x9b31m",
    "a\rb\x00c\x7f",
    "tab\there",
    "\u202egnirts\u202c \u2066x\u2069",
    "\ud800 lone",
    "zero\u200bwidth\ufeff",
    "e\u0301\u0301\u0301",
    "漢字かな交じり文" * 6,
    "👩‍👩‍👧‍👦🇩🇪",
    "w" * 300,
    "*star* _under_ **strong** __x__ * a * b _ c",
    "line\nline\u2028line\r\nline",
    " ",
    "",
)
TEXTS = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(), max_size=60),
    st.lists(st.sampled_from(NASTY), min_size=1, max_size=4).map(" ".join),
)
# Words of our own that a value may hold beside the words of people.
OURS = {"process", "sixty", "trust", "pressure", "value", "this-week", "later", "never", "lost"}
OURS.update(filter(None, LABELS))
OURS.update(ENDINGS, ("finished", "unfinished", "abandoned", "up", "down", "error", "warning"))


def poisoned(value: Any, text: str) -> Any:
    """A value with every string in it replaced."""
    if isinstance(value, str):
        return value if value in OURS else text
    if isinstance(value, tuple):
        parts = [poisoned(part, text) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    if isinstance(value, Mapping):
        return {poisoned(key, text): poisoned(inner, text) for key, inner in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(
            value,
            **{f.name: poisoned(getattr(value, f.name), text) for f in dataclasses.fields(value)},
        )
    return value


def check_strips(strips: Iterable[Strip], width: int) -> str:
    """Nothing in these lines moves a cursor or turns text round; each is as wide as it must be."""
    told = []
    for strip in strips:
        text = "".join(segment.text for segment in strip)
        assert strip.cell_length == width
        for character in text:
            assert unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}, text
            assert unicodedata.bidirectional(character) not in {
                "RLO",
                "LRO",
                "RLE",
                "LRE",
                "PDF",
                "RLI",
                "LRI",
                "FSI",
                "PDI",
            }, text
        told.append(text)
    return "\n".join(told)


def draw(page: Page, blocks: Iterable[Block]) -> str:
    """All of a page, line by line, whatever part of it is in sight."""
    page.set_blocks(blocks)
    if not isinstance(page, Reader):
        return check_strips(
            [page.render_line(y) for y in range(len(page.rows(page.measure)))], page.size.width
        )
    strips = []
    for y in range(page.lines):
        page.top = 0
        strips.append(page.render_line(y))
    return check_strips(strips, page.size.width)


def verdict_blocks(review: Review) -> Iterator[Iterable[Block]]:
    """All that is said of each decision."""
    for index, judged in enumerate(review.judged):
        for room in (None, 30):
            yield verdict.where(judged.decision, judged, len(review.judged), room)
        yield verdict.yours(judged.decision, judged)
        yield verdict.best(judged)
        yield verdict.best(dataclasses.replace(judged, chosen="another", debatable=True))
        yield verdict.luck(review, index)
        yield verdict.did(judged.decision)


async def over(at: Stage) -> tuple[Any, Any]:
    """The sitting of a scene with a barred choice, and that of the run once it is over."""
    await at.press(number_of(at, "hello"))
    screen = at.app.screen
    assert isinstance(screen, SceneScreen)
    first = screen.sitting
    await at.press(number_of(at, "tonight"))
    return first, screen.sitting


async def test_no_text_of_a_file_or_a_person_gets_through_any_page(stage: Open) -> None:
    async with stage(scenario="showroom/minivan") as at:
        open_, done = await over(at)
        screen = at.app.screen
        assert isinstance(screen, SceneScreen)
        talk = screen.talk
        review = at.app.desk.review(done.run, lambda: False)
        assert isinstance(review, Review)

        @given(TEXTS)
        @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
        def check(text: str) -> None:
            view, told = poisoned(open_.view, text), poisoned(done.debrief, text)
            reviewed = poisoned(review, text)
            card, binder = poisoned(done.card, text), poisoned(open_.binder, text)
            logged = dataclasses.replace(card, customer=text, entries=())
            past = Past(text, (Begun("r", text, 3),), (Result(text, 1, 99, True, 0),), ((text, 5),))
            offers = [
                Offer("a", text, text, text, text, 5),
                Offer("b", text, text, text, text, 5, text),
            ]
            sinks: list[Iterable[Block]] = [
                scene.now_blocks(view),
                [block for past_ in view.past for block in scene.exchange_blocks(past_)],
                scene.choice_blocks(view),
                scene.panel_blocks({"hint", "card", "binder"}, binder, logged, view),
                scene.panel_blocks({"card"}, binder, card, view),
                scene.trouble_blocks(text),
                debrief.story_blocks(told, reviewed),
                debrief.decision_blocks(told, reviewed, 1),
                debrief.ledger_blocks(told),
                *verdict_blocks(reviewed),
                lobby.lobby_blocks(offers, past, ""),
                lobby.lobby_blocks(offers, past, text),
            ]
            for blocks in sinks:
                draw(talk, blocks)
            screen.set_head(text, plain(text))
            head = screen.query_one("#head", Page)
            draw(head, head.blocks)

        check()


async def test_what_is_typed_or_pasted_into_a_line_is_shown_and_not_obeyed(stage: Open) -> None:
    async with stage(name=None) as at:
        field = at.app.screen.query_one("#name", Field)

        @given(TEXTS)
        @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
        def check(text: str) -> None:
            field.value = text
            assert field.value == visible(text)[: field.max_length]
            check_strips(field.render_lines(field.size.region), field.size.width)

        check()


@given(TEXTS)
def test_plain_text_is_shown_to_the_letter(text: str) -> None:
    shown = plain(text)
    assert shown.plain == visible(text)
    assert not shown.spans
    kept = [c for c in text if unicodedata.category(c) in {"Lu", "Ll", "Nd", "Po", "Ps", "Pe"}]
    assert [c for c in shown.plain if c in kept] == kept


@given(TEXTS)
def test_making_text_visible_twice_changes_nothing_more(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert visible(visible(text, lines=True), lines=True) == visible(text, lines=True)


def test_emphasis_is_the_only_markup_that_is_honoured() -> None:
    content = written("a *b* _c_ **d** [e] \\*f\\* 2*3*4 snake_case_name `g` <h>")
    assert content.plain == "a b c d [e] \\*f\\* 2*3*4 snake_case_name `g` <h>"
    told = {(content.plain[span.start : span.end], span.style) for span in content.spans}
    assert told == {("b", "italic"), ("c", "italic"), ("d", "bold")}


HOSTILE = r"""
title: "Just \e[31mlooking [/] [b]\u202Eon\u202C"
about: "[@click=app.quit]about[/] \x9B2J"
binder: floor
covers: [greet]
opens: Saturday 10:40
customer:
  name: "[/name] \x07"
  seen: "\e]0;owned\a [20% off]"
  truth:
    one: {odds: 100, really: "[/really] \e[2J", buys: later}
facts:
  fact: {says: "[/fact] \0", worth: 1}
start: lot
scenes:
  lot:
    moment: arrival
    who: "[/who] \e[1m"
    says: "[/says] \r\n \e[2J"
    cue: "[/cue] \x7F"
    hint: "[/hint] \v"
    choices:
      - {say: "[/say] \e[5m", learn: fact, does: greet, coach: "[/coach] \e[0m", to: out}
      - {do: "[/do] \b", takes: 2 min, to: out}
      - {say: "[/barred] \f", if: {trust: at least 9}, otherwise: shown, to: out}
  out:
    ending: lost
    tells: "[/tells] \e[H"
    afterwards: [{day: 3, tells: "[/after] \e[K", brings: 5}]
"""


async def test_a_hostile_file_is_played_from_the_lobby_to_the_debrief(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    (shelf / "x").mkdir(parents=True)
    (shelf / "binders").mkdir()
    binder = (Path(__file__).parent / "shelf" / "binders" / "floor.yaml").read_text("utf-8")
    (shelf / "binders" / "floor.yaml").write_text(binder, "utf-8")
    (shelf / "x" / "hostile.yaml").write_text(HOSTILE, "utf-8")
    seen: list[str] = []

    def look(at: Stage) -> None:
        strips = at.app.screen._compositor.render_strips()
        seen.append(check_strips(strips, at.app.size.width))

    async with open_stage(tmp_path / "home", name="[/ana]", shelves=(shelf,)) as at:
        look(at)
        await at.press("p")  # practice, which has hints
        look(at)
        await at.press("enter")
        look(at)
        for key in "bch":
            await at.press(key)
            look(at)
            await at.press("q")
        screen = at.app.screen
        assert isinstance(screen, SceneScreen)
        spoken = next(o.id for o in screen.sitting.view.options if "say" in o.text)
        await at.press(number_of(at, spoken))
        look(at)
        await at.press("enter")
        look(at)
        assert isinstance(at.app.screen, DebriefScreen)
        await at.press("right")
        look(at)
        await at.press("l")
        look(at)
        await at.press("q", "n")
        look(at)
    whole = "\n".join(seen)
    parts = ("about", "name", "who", "says", "cue", "hint", "say", "do", "barred", "coach")
    for part in (*parts, "tells", "after", "really", "fact", "ana"):
        assert part in whole
        assert "[/name]" in whole
    assert "␛[31m" in whole


async def test_a_name_full_of_signs_is_refused_or_shown(stage: Open) -> None:
    async with stage(name=None) as at:
        at.app.screen.query_one("#name", Field).value = "[/] \x1b[31mAna\u202e"
        await at.press("enter")
        check_strips(at.app.screen._compositor.render_strips(), 80)
        assert "[/]" in at.text
