"""A walk through every screen of the app, for tests that look at all of them."""

from __future__ import annotations

import asyncio
import functools
import itertools
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.color import Color

from game.app.themes import DARK, LIGHT
from tests.app.conftest import Stage, open_stage
from tests.app.test_play import number_of

SIZES = ((80, 24), (100, 30), (140, 40))
PICTURED = (100, 30)
PICTURES = ("studio-problems", "lobby-begun", "second-scene", "foul", "review-foul")
"""The screens of the size above of which there is a picture: each takes long to draw."""


@dataclass(frozen=True)
class Seen:
    """A screen as it was met: its text, and by look its pieces of text and its picture, if any."""

    text: str
    sent: dict[str, list[Segment]]
    svg: dict[str, str]


@functools.cache
def seen(size: tuple[int, int], no_color: bool = False) -> dict[str, Seen]:
    """Every screen of one walk. Walked once for all the tests that look."""
    return asyncio.run(_walked(size, no_color))


async def _walked(size: tuple[int, int], no_color: bool) -> dict[str, Seen]:
    met: dict[str, Seen] = {}
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        seeds = itertools.count(7)
        patch.setattr("game.session.live.fresh_seed", lambda: next(seeds))
        patch.setattr("game.app.foresight.PAUSE", 0.0)
        for name in ("NO_COLOR", "COLORFGBG", "TEXTUAL_THEME"):
            patch.delenv(name, raising=False)
        if no_color:
            patch.setenv("NO_COLOR", "1")
        async with open_stage(Path(folder) / "door", name=None, size=size) as at:
            met["first-visit"] = await _look(at, "first-visit", no_color)
            await at.type("Ana")
            await at.press("enter")
            met["first-customer"] = await _look(at, "first-customer", no_color)
        async with open_stage(Path(folder) / "home", size=size) as at:
            async for name in walk(at):
                met[name] = await _look(at, name, no_color)
        async with open_stage(Path(folder) / "study", size=size) as at:
            async for name in walk_studio(at):
                met[name] = await _look(at, name, no_color)
    return met


async def _look(at: Stage, name: str, no_color: bool) -> Seen:
    sent: dict[str, list[Segment]] = {}
    svg: dict[str, str] = {}
    for look, theme in (("no-color", DARK),) if no_color else (("light", LIGHT), ("dark", DARK)):
        at.app.theme = theme
        await at.settle()
        sent[look] = _sent(at)
        if name in PICTURES and tuple(at.app.size) == PICTURED:
            svg[look] = at.app.export_screenshot()
    return Seen(at.text, sent, svg)


def _sent(at: Stage) -> list[Segment]:
    """Every piece of text as the terminal gets it, after the app's filters."""
    pieces: list[Segment] = []
    filters = [line_filter for line_filter in at.app._filters if line_filter.enabled]
    for line in at.app.screen._compositor.render_strips():
        sent = list(line)
        for line_filter in filters:
            sent = line_filter.apply(sent, Color.parse("black"))
        pieces.extend(sent)
    return pieces


async def walk(at: Stage) -> AsyncIterator[str]:
    """From the lobby through a conversation and back; stops at each screen, with its name."""
    yield "lobby"
    await at.press("question_mark")
    yield "help"
    await at.press("q", "slash")
    await at.type("minivan")
    await at.press("enter")
    yield "found"
    await at.press("enter")
    yield "scene"
    for key, name in (("b", "binder"), ("c", "card")):
        await at.press(key)
        yield name
        await at.press("q" if at.app.size.width < 120 else key)
    await at.press(number_of(at, "hello"))
    yield "second-scene"
    await at.press("q")
    yield "lobby-begun"
    await at.press("enter")
    await at.press(number_of(at, "try"))
    await at.press(number_of(at, "log"))
    yield "ending"
    await at.press("enter")
    yield "debrief"
    await at.press("enter")
    yield "review"
    await at.press("right")
    yield "review-second"
    await at.press("l")
    yield "ledger"
    await at.press("p")
    await at.press(number_of(at, "hello"))
    await at.press(number_of(at, "tonight"), "enter")
    yield "foul"
    await at.press("right", "right")
    yield "review-foul"
    await at.press("q")
    yield "lobby-played"
    await at.press("p")
    yield "lobby-practice"
    await at.press("slash")
    await at.type("minivan")
    await at.press("enter", "enter")
    yield "practice"
    await at.press("h")
    yield "hint"
    await at.press("q" if at.app.size.width < 120 else "h", number_of(at, "hello"))
    yield "mentor"
    await at.press("u")
    yield "taken-back"
    await at.press("q")
    await at.press("n")
    yield "visit"


async def walk_studio(at: Stage) -> AsyncIterator[str]:
    """Through the panels of the studio; on a wide screen two of them stand there anyway."""
    await at.press("slash")
    await at.type("minivan")
    await at.press("enter", "t", "1")
    yield "studio"
    wide = at.app.size.width >= 120
    for key, name in (("p", "problems"), ("m", "meters"), ("g", "map"), ("b", "branches")):
        if not (wide and key in "pm"):
            await at.press(key)
            yield f"studio-{name}"
            await at.press(key)
