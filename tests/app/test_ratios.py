"""No ratio of the review is shown without its fraction: on no page, at no width, in no line."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import game
from game.app.review.setting import Set
from game.app.review.values import (
    PeopleSeen,
    PersonSeen,
    RunsSeen,
    ScenarioSeen,
    ScenariosSeen,
    Seen,
    StepSeen,
    StepsSeen,
    Stop,
    TalkSeen,
)
from game.office import review
from game.office.agreement import Agreement
from game.office.asking import ChoiceLine
from game.office.review import Line, Overview, Talk, Trend
from game.office.tallies import ScenarioLine, step_lines
from game.office.wanted import Wanted
from game.plain.trainer import inspection_line, overview_lines, scenario_lines
from game.records.progress import Improved
from game.records.queries import PersonFigures, Point, RunLine, StepFigures
from game.records.ratio import Ratio
from game.records.scenarios import ScenarioFigures

WIDTHS = st.sampled_from([74, 94, 134])
"""Cells of a page on terminals of 80, 100 and 140."""
NAMES = ("Ana", "Ben", "A name that is longer than any column")
STEPS = ("greet", "discover", "log-visit", "turn-over", "thank", "call-two")

# Percents here are 13 to 97 and whatever else is counted is outside of that, so that a number
# between the two that is left once the fractions are gone is a percent that stands alone.
RATIOS = st.builds(
    lambda whole, percent: Ratio(-(-whole * percent // 100), whole),
    st.integers(1_000, 90_000),
    st.integers(13, 96),
) | st.just(Ratio(0, 0))
COUNTS = st.integers(1_000, 5_000)


@st.composite
def people(draw: st.DrawFn) -> tuple[Line, ...]:
    """Everybody, with or without trends."""
    lines = []
    for name in NAMES:
        finished = draw(COUNTS)
        figures = PersonFigures(
            person=name,
            runs=finished + draw(COUNTS),
            finished=finished,
            fouled=draw(st.integers(0, 400)),
            firsts=draw(st.integers(100, 400)),
            passed=draw(st.integers(100, 400)),
            latest_ms=0,
            **{each: draw(RATIOS) for each in PersonFigures.__slots__ if each in _SCORES},
        )
        steps = {step: draw(RATIOS) for step in draw(st.sets(st.sampled_from(STEPS)))}
        pair = st.tuples(RATIOS, RATIOS)
        trends: list[Trend | None] = ["up", "down", "steady", None]
        trend = st.sampled_from(trends)
        better = draw(st.none() | st.builds(Improved, st.just(name), COUNTS, pair, pair))
        up, other, two = draw(trend), draw(trend), (draw(pair), draw(pair))
        lines.append(Line(figures, name, steps, up, other, better, *two))
    return tuple(lines)


_SCORES = {
    *("process", "sixty", "sixty_buyers", "sixty_shoppers"),
    *("first_process", "first_sixty"),
}
TALKS = st.lists(
    st.builds(
        Talk,
        scenario=st.just("lot/one"),
        scene=st.just("here"),
        choice=st.sampled_from("ab"),
        title=st.just("One"),
        words=st.just("Let us go on"),
        spoken=st.booleans(),
        taken=RATIOS,
        lost=st.just(0),
    ),
    max_size=2,
).map(tuple)


@st.composite
def overviews(draw: st.DrawFn) -> Overview:
    lines = draw(people())
    sides = draw(RATIOS), draw(RATIOS)
    return Overview(lines, review.columns(lines), draw(TALKS), *sides, runs=draw(COUNTS))


SCENARIOS = st.builds(
    ScenarioLine,
    st.builds(
        ScenarioFigures,
        scenario=st.just("lot/one"),
        runs=st.just(9_000),
        finished=COUNTS,
        fouled=st.integers(0, 400),
        passed=st.integers(100, 400),
        process=RATIOS,
        sixty=RATIOS,
        sixty_buyers=RATIOS,
        sixty_shoppers=RATIOS,
    ),
    st.just("One"),
    TALKS.map(lambda talks: talks[0] if talks else None),
)
RUNS = st.lists(
    st.builds(
        RunLine,
        run=st.just("r"),
        person=st.sampled_from(NAMES),
        scenario=st.just("lot/one"),
        binder=st.just("lot"),
        mode=st.just("floor"),
        started_ms=st.just(0),
        state=st.sampled_from(["finished", "unfinished"]),
        counts=st.booleans(),
        first=st.booleans(),
        process=RATIOS,
        sixty=RATIOS,
        fouls=st.sampled_from(["[]", '["pressure"]']),
        loss=st.sampled_from([None, 0]),
    ),
    max_size=3,
).map(tuple)
DONE = st.lists(
    st.builds(StepFigures, st.sampled_from(NAMES), st.sampled_from(STEPS), RATIOS), min_size=1
).map(lambda found: step_lines(found, {name: name for name in NAMES}))
POINTS = st.lists(st.builds(Point, st.just(0), RATIOS, RATIOS), max_size=12).map(tuple)
CHOICES = st.lists(
    st.builds(ChoiceLine, st.just("a"), st.just("Go on"), st.booleans(), RATIOS, st.just(0)),
    max_size=3,
).map(tuple)
WHO = {name: name for name in NAMES}
NEVER_SAID = Agreement(Ratio(0, 0), Ratio(0, 0), 0)
AGREED = st.builds(Agreement, RATIOS, RATIOS, COUNTS)


def somebody(found: Overview, points: tuple[Point, ...]) -> PersonSeen:
    """One of them, with these runs."""
    line = replace(
        found.lines[0],
        process_halves=review.halves([point.process for point in points]),
        sixty_halves=review.halves([point.sixty for point in points]),
    )
    return PersonSeen(replace(found, lines=(line,)), points)


PAGES: st.SearchStrategy[tuple[Stop, Seen]] = st.one_of(
    st.tuples(st.just(Stop("people")), st.builds(PeopleSeen, overviews(), st.none(), AGREED)),
    st.tuples(st.just(Stop("people")), st.builds(PeopleSeen, overviews(), st.just((1, 1)), AGREED)),
    st.tuples(
        st.just(Stop("person", ("Ana",))),
        st.builds(somebody, overviews(), POINTS),
    ),
    st.tuples(
        st.just(Stop("scenarios")), st.builds(ScenariosSeen, st.lists(SCENARIOS, max_size=3))
    ),
    st.tuples(
        st.just(Stop("scenario", ("lot/one",))),
        st.builds(ScenarioSeen, SCENARIOS, TALKS, RUNS, st.just(WHO)),
    ),
    st.tuples(st.just(Stop("steps")), st.builds(StepsSeen, DONE)),
    st.tuples(st.just(Stop("step", ("log-visit",))), DONE.map(lambda found: StepSeen(found[0]))),
    st.tuples(
        st.just(Stop("runs")), st.builds(RunsSeen, st.just("the latest first"), RUNS, st.just(WHO))
    ),
    st.tuples(
        st.just(Stop("talk", ("lot/one", "here", "a", ""))),
        st.builds(TalkSeen, st.just("a"), CHOICES, st.just(()), st.just(WHO)),
    ),
)

WITH_FRACTION = re.compile(r"(?<!\d)(\d+)/(\d+) (\d+)%|(\d+) of (\d+) \((\d+)%\)")
NO_RATIO = re.compile(
    r"\d+/\d+|\d+ of \d+"  # a fraction that says it all
    r"|Done: .*|^.*[┤│└].*$"  # what the shades mean, and a plot's own scale
    r"|\d+,\d+ (?:runs|scenarios)|The latest \d+ runs|\d\d-\d\d \d\d:\d\d",
    re.MULTILINE,
)


def bare(text: str) -> list[str]:
    """The percents of a text that have no fraction beside them; those that have, have theirs."""
    for found in WITH_FRACTION.finditer(text):
        part, whole, percent = (int(each) for each in found.groups() if each is not None)
        assert percent == part * 100 // whole
    left = NO_RATIO.sub("", WITH_FRACTION.sub("", text))
    return [each for each in re.findall(r"\d+", left) if 13 <= int(each) <= 97] + re.findall(
        r"\S*%", left
    )


@given(width=WIDTHS, page=PAGES)
def test_every_ratio_on_every_page_has_its_fraction(width: int, page: tuple[Stop, Seen]) -> None:
    stop, seen = page
    blocks = Set(width).blocks(stop, seen)
    text = "\n".join(line.content.plain for block in blocks for line in block.lines(width))
    assert bare(text) == [], text


@given(found=overviews(), scenarios=st.lists(SCENARIOS, max_size=2), agreed=AGREED)
def test_every_ratio_in_every_line_has_its_fraction(
    found: Overview, scenarios: list[ScenarioLine], agreed: Agreement
) -> None:
    lines = [
        *overview_lines(Wanted(days=None), found, 0, others=True),
        *scenario_lines(scenarios),
        inspection_line(1, 0, agreed),
    ]
    text = "\n".join(lines)
    assert bare(text) == [], text


@given(width=WIDTHS, found=overviews())
def test_what_a_narrow_page_has_room_for_is_there_whole(width: int, found: Overview) -> None:
    """Process, sixty, fouls and runs are on every page, whatever goes for want of room."""
    blocks = Set(width).blocks(Stop("people"), PeopleSeen(found, None, NEVER_SAID))
    text = "\n".join(line.content.plain for block in blocks for line in block.lines(width))
    for line in found.lines:
        for ratio in (line.figures.process, line.figures.sixty):
            assert str(ratio) in text
        for ratio in (line.fouls, line.entering):
            assert ratio.counted in text


@given(found=overviews(), points=POINTS)
def test_under_ten_runs_no_page_draws_a_trend(found: Overview, points: tuple[Point, ...]) -> None:
    blocks = Set(74).blocks(Stop("person", ("Ana",)), somebody(found, points))
    text = "\n".join(line.content.plain for block in blocks for line in block.lines(74))
    assert ("A trend takes 10 runs" in text) == (len(points) < 10)
    assert ("┤" in text) == ("Earlier to later" in text) == (len(points) >= 10)


def test_nothing_that_shows_a_review_reckons_a_percent_of_its_own() -> None:
    """A `Ratio` writes itself, with its fraction; whoever takes its percent would not."""
    root = Path(game.__file__).parent
    files = [
        *(root / "app" / "review").glob("*.py"),
        *(root / "plain" / name for name in ("trainer.py", "evidence.py")),
        *(root / "commands" / name for name in ("review.py", "office.py")),
    ]
    found = []
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Attribute(attr="percent") | ast.Name(id="percent_of"):
                    found.append(f"{file.name}:{node.lineno}")
                case ast.BinOp(op=ast.Mult(), right=ast.Constant(value=100)):
                    found.append(f"{file.name}:{node.lineno}")
    # How far an errand has come is no ratio of the log, and has its fraction, too.
    assert [each for each in found if not each.startswith("values.py")] == []
