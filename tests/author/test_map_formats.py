"""A map's text in each format: well formed whatever stands in the file, its words still there."""

from __future__ import annotations

import re
import shutil
import subprocess
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from game.author.cards import cards
from game.author.chart import Chart, Choice, Scene, Way
from game.author.colours import STROKES
from game.author.escape import dot_string, mermaid, plain, xml
from game.author.graphviz import dot_text
from game.author.layout import layered
from game.author.mermaid import mermaid_text
from game.author.outline import outline
from game.author.svg import svg
from tests.author.drawn import FEW, charts, moves_nothing, texts

SVG = "{http://www.w3.org/2000/svg}"
PARTS = {f"{SVG}{name}" for name in ("svg", "title", "desc", "style", "rect", "text", "path", "g")}


def one_scene(id: str) -> Chart:
    choice = Choice(id, id, False, "confidence", "", (Way(id, (), False),), False)
    return Chart(id, (Scene(id, "start", "", "", 0, (choice,), False),), False)


def ways(chart: Chart) -> int:
    return sum(len(choice.ways) for scene in chart.scenes for choice in scene.choices)


@given(charts(), texts())
@FEW
def test_an_svg_is_well_formed_and_made_of_drawing_alone(chart: Chart, note: str) -> None:
    root = ET.fromstring(svg(chart, layered(cards(chart)), note))
    assert {part.tag for part in root.iter()} <= PARTS
    assert not any(
        key.startswith("on") or "href" in key for part in root.iter() for key in part.attrib
    )


@given(charts())
@FEW
def test_an_svg_names_itself_and_tells_every_scene_and_way_whole(chart: Chart) -> None:
    root = ET.fromstring(svg(chart, layered(cards(chart))))
    assert root.get("role") == "img"
    named = {part.get("id"): part for part in root if part.get("id")}
    assert [named[id].tag for id in str(root.get("aria-labelledby")).split()] == [
        f"{SVG}title",
        f"{SVG}desc",
    ]
    assert named["title"].text == plain(chart.title)
    told = [part.text or "" for part in root.iter(f"{SVG}title")]
    assert len(told) == 1 + ways(chart) + len(chart.scenes)
    for scene in chart.scenes:
        assert any(each.startswith(plain(f"{scene.id}, ")[:-1]) for each in told)
        for choice in scene.choices:
            assert any(plain(choice.text) in each for each in told)


@given(charts())
@FEW
def test_tones_and_kinds_stand_in_words_in_every_format(chart: Chart) -> None:
    drawn = (svg(chart, layered(cards(chart))), dot_text(chart), mermaid_text(chart))
    for text in (*drawn, "\n".join(outline(chart))):
        for scene in chart.scenes:
            assert scene.kind != "lost" or "lost" in text
            for choice in scene.choices:
                assert choice.tone in text


@given(texts())
def test_a_dot_string_is_closed_by_its_own_quote_alone(text: str) -> None:
    written = dot_string(text)
    assert re.fullmatch(r'"(?:[^"\\\n]|\\\\|\\")*"', written)
    undone = re.sub(r"\\(.)", r"\1", written[1:-1]).replace("&amp;", "&")
    assert undone == plain(text)


@given(charts())
@FEW
def test_a_dot_file_has_a_statement_a_line_and_no_sign_that_hides(chart: Chart) -> None:
    lines = dot_text(chart).splitlines()
    scene = re.compile(r"  s\d+ \[label=<<TABLE.*</TABLE>>\];")
    way = re.compile(
        r'  s\d+:p\d+:e -> s\d+:top:w \[color="#\w+", [^"]*tooltip="(?:[^"\\]|\\.)*"\];'
    )
    assert sum(bool(scene.fullmatch(line)) for line in lines) == len(chart.scenes)
    assert sum(bool(way.fullmatch(line)) for line in lines) == ways(chart)
    for line in lines:
        assert moves_nothing(line)
        if scene.fullmatch(line):
            ET.fromstring(line.partition("label=<")[2].removesuffix(">];"))


@given(texts())
def test_a_mermaid_label_holds_nothing_that_mermaid_reads(text: str) -> None:
    written = mermaid(text)
    inside = written[1:-1]
    assert not re.search(r"""["<>`|{}\[\]()\\%_*]""", inside)
    assert not re.search(r"#(?!\d+;)", inside)
    undone = re.sub(r"#(\d+);", lambda found: chr(int(found[1])), inside)
    assert undone == plain(text)


@given(charts())
@FEW
def test_a_mermaid_file_has_a_statement_a_line(chart: Chart) -> None:
    lines = mermaid_text(chart).splitlines()
    label = r'"(?:[^"<>|]|<br/>)*"'
    scene = re.compile(rf"  s\d+(?:\[{label}\]|\[\[{label}\]\]):::\w+")
    choice = re.compile(rf"  c\d+\(\[{label}\]\):::\w+")
    way = re.compile(rf"  c\d+ -->(?:\|{label}\|)? s\d+")
    choices = sum(len(each.choices) for each in chart.scenes)
    for shape, many in ((scene, len(chart.scenes)), (choice, choices), (way, ways(chart))):
        assert sum(bool(shape.fullmatch(line)) for line in lines) == many
    assert sum(bool(re.fullmatch(r"  s\d+ --- c\d+", line)) for line in lines) == choices
    styles = [line.split()[1] for line in lines if line.startswith("  linkStyle ")]
    assert styles == [str(number) for number in range(choices + ways(chart))]


@given(charts())
@FEW
def test_an_outline_has_every_scene_and_way_and_moves_no_terminal(chart: Chart) -> None:
    lines = list(outline(chart))
    assert all(moves_nothing(line) and len(line) <= 80 for line in lines)
    assert sum("→" in line for line in lines) >= ways(chart)


@given(st.text())
def test_escaped_text_reads_as_it_was_in_xml(text: str) -> None:
    assert (ET.fromstring(f'<a b="{xml(text)}">{xml(text)}</a>').text or "") == plain(text)
    assert ET.fromstring(f'<a b="{xml(text)}"/>').get("b") == plain(text)


def _light(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    line = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * line[0] + 0.7152 * line[1] + 0.0722 * line[2]


@pytest.mark.parametrize("tone", STROKES)
def test_the_words_of_a_tone_can_be_read_on_white(tone: str) -> None:
    assert 1.05 / (_light(STROKES[tone]) + 0.05) >= 5


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed: no dot to ask")
@given(charts())
@example(one_scene("]"))
@FEW
def test_graphviz_reads_what_is_written_and_draws_every_scene(chart: Chart) -> None:
    done = subprocess.run(
        ["dot", "-Tsvg"],
        input=dot_text(chart),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "syntax error" not in done.stderr
    drawn = ET.fromstring(done.stdout)
    kinds = [part.get("class") for part in drawn.iter(f"{SVG}g")]
    assert kinds.count("node") == len(chart.scenes)
    assert kinds.count("edge") == ways(chart)
