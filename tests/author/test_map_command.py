"""`sixty map`: an outline, a picture in a file, and what is said where one cannot be drawn."""

from __future__ import annotations

import os
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.commands import CORNER, one_sentence, sixty
from tests.conftest import ROOT

GOLDEN = Path(__file__).parent.parent / "goldens" / "map" / "first-customer.txt"
FIRST = ROOT / "scenarios" / "first" / "first-customer.yaml"


def test_the_outline_reads_as_it_read() -> None:
    ended = sixty("map", "first/first-customer")
    assert ended.returncode == 0
    assert ended.stderr == ""
    if os.environ.get("SIXTY_GOLDENS") == "write":
        GOLDEN.parent.mkdir(parents=True, exist_ok=True)
        GOLDEN.write_text(ended.stdout, encoding="utf-8")
    assert ended.stdout == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", ["svg", "SVG", "dot", "mmd"])
def test_a_map_is_written_to_a_file_by_what_its_name_ends_in(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"map.{suffix}"
    ended = sixty("map", CORNER, "-o", file)
    assert ended.returncode == 0, ended.stderr
    begins = {"svg": "<?xml", "dot": "digraph", "mmd": "---"}
    assert file.read_text(encoding="utf-8").startswith(begins[suffix.lower()])
    assert ended.stdout.startswith(str(file))


@pytest.mark.parametrize(
    ("where", "told"),
    [("map.png", "let it end in .svg, .dot or .mmd"), ("no/such/map.svg", "could not be written")],
)
def test_a_file_that_cannot_be_drawn_to_is_a_wrong_call(
    where: str, told: str, tmp_path: Path
) -> None:
    ended = sixty("map", CORNER, "-o", tmp_path / where)
    assert ended.returncode == 2
    assert told in one_sentence(ended)


def broken(folder: Path, old: str, new: str) -> Path:
    text = FIRST.read_text(encoding="utf-8")
    assert old in text
    path = folder / "broken.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_a_name_that_leads_nowhere_is_drawn_as_missing_and_the_map_says_so(tmp_path: Path) -> None:
    path = broken(tmp_path, "to: hatchback", "to: hatchbck")
    ended = sixty("map", path)
    assert ended.returncode == 1
    assert "The best line is not shown: " in ended.stdout
    assert "hatchbck · nobody has written this scene" in ended.stdout
    assert "hatchback · conversation · nothing leads here" in " ".join(ended.stdout.split())
    assert sixty("map", path, "-o", tmp_path / "map.svg").returncode == 1
    root = ET.parse(tmp_path / "map.svg").getroot()
    texts = [part.text or "" for part in root.iter("{http://www.w3.org/2000/svg}text")]
    assert any(text.startswith("The best line is not shown: ") for text in texts)
    for name in ("map.dot", "map.mmd"):
        assert sixty("map", path, "-o", tmp_path / name).returncode == 1
        drawn = (tmp_path / name).read_text(encoding="utf-8")
        assert "The best line is not shown: " in drawn


def test_a_scenario_without_a_fair_way_on_is_drawn_without_a_best_line(tmp_path: Path) -> None:
    path = broken(tmp_path, "tone: confidence", "foul: false-urgency")
    path.write_text(
        path.read_text(encoding="utf-8")
        .replace("        id: take-your-time", "        foul: false-urgency")
        .replace("        tone: pressure", "        foul: false-urgency"),
        encoding="utf-8",
    )
    ended = sixty("map", path)
    assert "The best line is not shown: " in ended.stdout
    assert "*" not in ended.stdout.replace("*.", "")


def test_what_has_no_shape_cannot_be_drawn(tmp_path: Path) -> None:
    path = broken(tmp_path, "start: lot", "tart: lot")
    ended = sixty("map", path)
    assert ended.returncode == 2
    assert "cannot be drawn yet" in one_sentence(ended)


def test_a_scenario_that_is_not_there_is_a_wrong_call() -> None:
    ended = sixty("map", "first/first-custmer")
    assert ended.returncode == 2
    assert "did you mean “first/first-customer”?" in one_sentence(ended)
