"""Charts to draw, for the tests of the map: any shape a scenario can have, text to trip over, and
the library's, each solved once.

Not a test itself.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from hypothesis import settings
from hypothesis import strategies as st

from game.author.bestline import best_line
from game.author.chart import Chart, Choice, Kind, Scene, Tone, Way, chart
from game.library.shelves import built_in, files, shelves
from game.session.opening import open_scenario

FEW = settings(max_examples=15, deadline=None)
"""Charts are large, and a handful of them has every trap in it."""

LIBRARY = [id for id, _ in files(built_in())]

TRAPS = (
    *('"', "'", "`", "<script>alert(1)</script>", "]]>", "<!--", "-->", "&amp;", "&#34;", "&"),
    *("\\", '\\"', "\\N", "}", "{", "[x]", "(y)", "|", ";", "%%", "%%{init}%%", "#quot;", "#35;"),
    *("\n", "\r\n", "\x00", "\x1b[31m", "\x07", "\x85", "\u2028", "\u202e", "\ufffe", "\ufeff"),
    *("end", "1. one", "- a", "_b_", "**c**", "http://x.y", "->", "==>", "subgraph", "éß漢字🙂"),
)


def texts() -> st.SearchStrategy[str]:
    """Words as a hostile author might write them; never empty."""
    parts = st.one_of(st.sampled_from(TRAPS), st.text(min_size=1, max_size=12))
    return st.lists(parts, min_size=1, max_size=4).map(" ".join)


def moves_nothing(text: str) -> bool:
    """Whether there is nothing in it that a terminal or a browser would obey."""
    return not any(
        unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in text
    ) and not (set("\u200e\u200f\u061c\ufeff") | set(map(chr, range(0x202A, 0x202F)))) & set(text)


_ENDINGS: tuple[Kind, ...] = ("sold", "appointment", "follow-up", "handed-over", "referred", "lost")
_TONES: tuple[Tone, ...] = ("confidence", "neutral", "pressure", "foul")


@cache
def of_library(id: str) -> Chart:
    """A scenario's chart, its best line drawn."""
    program = open_scenario(id, shelves())
    return chart(program.script.scenario, best_line(program))


@st.composite
def charts(draw: st.DrawFn, words: st.SearchStrategy[str] | None = None, most: int = 7) -> Chart:
    """Scenes that lead to any other, themselves included; some that nothing leads to."""
    words = texts() if words is None else words
    ids = draw(st.lists(words, min_size=1, max_size=most, unique=True))
    scenes = []
    for number, id in enumerate(ids):
        kind: Kind = draw(st.sampled_from(("conversation", "missing", *_ENDINGS)))
        choices: list[Choice] = []
        if not number or kind == "conversation":
            kind = "conversation" if number else "start"
            choices = draw(st.lists(_choices(ids, words), min_size=1, max_size=4))
        depth = draw(st.one_of(st.none(), st.integers(1, most))) if number else 0
        who = draw(st.one_of(st.just(""), words))
        said = draw(st.one_of(st.just(""), words))
        scenes.append(Scene(id, kind, said, who, depth, tuple(choices), draw(st.booleans())))
    return Chart(draw(words), tuple(scenes), draw(st.booleans()))


def _choices(ids: list[str], words: st.SearchStrategy[str]) -> st.SearchStrategy[Choice]:
    ways = st.lists(
        st.builds(Way, st.sampled_from(ids), st.lists(words, max_size=2).map(tuple), st.booleans()),
        min_size=1,
        max_size=3,
        unique_by=lambda way: way.to,
    )
    return st.builds(
        Choice,
        words,
        words,
        st.booleans(),
        st.sampled_from(_TONES),
        st.one_of(st.just(""), words),
        ways.map(tuple),
        st.booleans(),
    )
