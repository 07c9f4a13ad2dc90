"""A scenario, its binder and its pieces come together, from files or from the log's bytes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from game.script.load import Loaded, load_binder, load_scenario, load_sources
from game.script.problems import as_text
from scoring.binder import Deadline
from tests.script.kit import FILES, LIBRARY, changed, example_in, swap, the_one

PIECE = """\
about: Her partner is on the phone.
facts:
  partner:
    says: Her partner decides on anything over four hundred a month.
scenes:
  on-the-phone:
    says: He says no.
    choices:
      - say: What would make it a yes?
        learn: partner
        to: shortlist
starts: {trust: 1}
"""


def with_piece(folder: Path, piece: str = PIECE, use: str = "partner") -> Loaded:
    path = example_in(folder)
    (folder / "pieces").mkdir()
    (folder / "pieces" / "partner.yaml").write_text(piece, encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    text = text.replace("start: lot", f"use: {use}\nstart: lot")
    text = text.replace("{trust: 3, pressure: 2, value: 2}", "{pressure: 2}")
    text = text.replace("go: shortlist", "go: on-the-phone")
    text = text.replace("says: Did you ask about the lease?", "says: And?")
    path.write_text(text, encoding="utf-8")
    return load_scenario(path, [folder])


def test_the_formats_own_example_loads_without_a_word() -> None:
    loaded = load_scenario(FILES / "just-looking.yaml", [FILES])
    assert [as_text(p) for p in loaded.problems] == []
    assert loaded.suspicions == ()
    script = loaded.script
    assert script is not None
    assert (script.id, script.binder_id) == ("just-looking", "showroom")
    scenario = script.scenario
    assert (scenario.opens.weekday, scenario.opens.minute) == (5, 640)
    assert scenario.customer.truth["shopper"].odds == 60
    assert scenario.scenes["ready"].wait == 120
    first = scenario.scenes["lot"].choices[0]
    assert (first.trust, first.takes, first.does, first.to[0].go) == (
        1,
        2,
        ("greet",),
        "opens-up",
    )
    asks = scenario.scenes["opens-up"].choices[0]
    assert asks.when is not None
    assert (asks.when.trust[0].low, asks.when.trust[0].high) == (4, 10)
    assert [(b.odds, b.go) for b in asks.to] == [
        (None, "ready"),
        (30, "partner-calls"),
        (None, "shortlist"),
    ]
    ending = scenario.scenes["comes-back"]
    assert ending.keeps == {"shopper": 9, "buyer": 4}
    assert [(a.day, a.brings) for a in ending.afterwards] == [(16, 450), (23, 0)]


def test_the_binder_of_the_example_is_what_the_judge_reads() -> None:
    loaded = load_binder(FILES / "binders" / "showroom.yaml")
    assert loaded.problems == ()
    binder = loaded.binder
    assert binder is not None
    assert [step.id for step in binder.steps] == [
        "greet",
        "discover",
        "turn-over",
        "log-visit",
        "thank-you",
    ]
    assert binder.step("greet").within == (Deadline(2, "arrival"),)
    assert binder.step("log-visit").secures_next_step
    assert binder.step("thank-you").after == ("log-visit", "customer-leaves")
    assert binder.weights["next-step"] == 25
    assert binder.outcomes["handed-over"] == 7
    assert (binder.pass_process, binder.pass_sixty, binder.yardstick) == (70, 60, (50, 50))
    assert binder.fouls[0].says.startswith("Told the customer")


def test_a_binder_may_leave_out_all_but_its_title_and_steps(tmp_path: Path) -> None:
    path = tmp_path / "plain.yaml"
    path.write_text("title: Plain\nsteps:\n  greet: {label: Greet, points: 10}\n", encoding="utf-8")
    binder = load_binder(path).binder
    assert binder is not None
    assert sum(binder.weights.values()) == 100
    assert binder.outcomes["appointment"] == 8


@pytest.mark.parametrize(
    "path",
    # A piece is no scenario: it loads with each scenario that brings it in.
    sorted(path for path in LIBRARY.glob("*/*.yaml") if path.parent.name != "pieces"),
    ids=lambda p: f"{p.parent.name}/{p.stem}",
)
def test_every_file_of_the_library_loads(path: Path) -> None:
    if path.parent.name == "binders":
        assert [as_text(p) for p in load_binder(path).problems] == []
        return
    loaded = load_scenario(path, [LIBRARY])
    assert [as_text(p) for p in loaded.problems] == []
    assert loaded.script is not None
    assert loaded.script.id == f"{path.parent.name}/{path.stem}"


def test_the_digests_are_those_of_the_files() -> None:
    script = load_scenario(FILES / "just-looking.yaml", [FILES]).script
    assert script is not None
    source = (FILES / "just-looking.yaml").read_bytes()
    assert script.scenario_source == source
    assert script.scenario_digest == hashlib.sha256(source).hexdigest()
    binder = (FILES / "binders" / "showroom.yaml").read_bytes()
    assert script.binder_digest == hashlib.sha256(binder).hexdigest()


def test_the_logs_bytes_give_the_same_script_again() -> None:
    script = load_scenario(FILES / "just-looking.yaml", [FILES]).script
    assert script is not None
    again = load_sources(script.id, script.scenario_source, script.binder_id, script.binder_source)
    assert again.script == script


def test_a_piece_brings_its_facts_scenes_and_starts(tmp_path: Path) -> None:
    loaded = with_piece(tmp_path)
    assert [as_text(p) for p in loaded.problems] == []
    assert loaded.script is not None
    scenario = loaded.script.scenario
    assert "partner" in scenario.facts
    assert scenario.scenes["on-the-phone"].choices[0].to[0].go == "shortlist"
    assert (scenario.customer.starts.trust, scenario.customer.starts.pressure) == (1, 2)


def test_a_bundle_of_pieces_comes_back_from_the_log_whole(tmp_path: Path) -> None:
    script = with_piece(tmp_path).script
    assert script is not None
    assert b"\n--- # piece: partner\n" in script.scenario_source
    assert script.scenario_digest == hashlib.sha256(script.scenario_source).hexdigest()
    again = load_sources(script.id, script.scenario_source, script.binder_id, script.binder_source)
    assert again.script == script


def test_what_is_wrong_in_a_piece_is_told_in_the_pieces_file(tmp_path: Path) -> None:
    loaded = with_piece(tmp_path, PIECE.replace("to: shortlist", "to: shortlst"))
    problem = the_one(loaded, "SX060")
    assert problem.file == str(tmp_path / "pieces" / "partner.yaml")
    assert (problem.line, problem.excerpt.strip()) == (11, "to: shortlst")
    assert "“shortlist”" in problem.suggestion


def test_a_name_that_a_piece_and_the_scenario_both_have_is_an_error(tmp_path: Path) -> None:
    loaded = with_piece(tmp_path, PIECE.replace("  partner:\n", "  seats:\n"))
    problem = the_one(loaded, "SX083")
    assert problem.file.endswith("partner.yaml")
    assert "just-looking.yaml" in problem.message


def test_a_meter_that_a_piece_and_the_scenario_both_set_is_an_error(tmp_path: Path) -> None:
    loaded = with_piece(tmp_path, PIECE.replace("{trust: 1}", "{pressure: 1}"))
    assert "“pressure”" in the_one(loaded, "SX083").message


def test_a_missing_piece_is_one_problem_and_not_one_for_each_of_its_scenes(tmp_path: Path) -> None:
    loaded = with_piece(tmp_path, use="partnr")
    assert [p.code for p in loaded.problems] == ["SX081"]
    assert loaded.problems[0].suggestion == "Did you mean “partner”?"


@pytest.mark.parametrize("name", ["../showroom", "/etc/passwd", "..", "a/../../b", ".hidden"])
def test_no_name_leads_out_of_the_folders(tmp_path: Path, name: str) -> None:
    (tmp_path / "showroom.yaml").write_text("title: Outside\n", encoding="utf-8")
    pack = tmp_path / "pack"
    loaded = changed(pack, swap("start: lot", f"use: '{name}'\nstart: lot"))
    assert loaded.script is None
    assert {p.code for p in loaded.problems} & {"SX044", "SX081"}
    loaded = changed(tmp_path / "other", swap("binder: showroom", f"binder: '{name}'"))
    assert loaded.script is None


def lay(folder: Path, *shelf: str, binder_in: str) -> Loaded:
    """The example deep in a shelf, its binder in one of the places it is looked for."""
    deep = folder.joinpath(*shelf)
    path = example_in(deep)
    home = folder / binder_in
    home.mkdir(parents=True, exist_ok=True)
    (deep / "binders").rename(home / "binders")
    return load_scenario(path, [folder / shelf[0], folder / "library"])


@pytest.mark.parametrize("binder_in", ["own/a/b", "own/a", "own", "library"])
def test_a_binder_is_found_beside_above_and_in_the_library(tmp_path: Path, binder_in: str) -> None:
    loaded = lay(tmp_path, "own", "a", "b", binder_in=binder_in)
    assert loaded.script is not None
    assert loaded.script.id == "a/b/just-looking"


def test_a_binder_is_not_looked_for_above_the_shelf(tmp_path: Path) -> None:
    loaded = lay(tmp_path, "own", "a", binder_in=".")
    assert the_one(loaded, "SX080").line == 4


def test_the_nearest_binder_is_the_one_that_counts(tmp_path: Path) -> None:
    path = example_in(tmp_path / "own" / "a")
    binders = tmp_path / "own" / "binders"
    binders.mkdir()
    near = tmp_path / "own" / "a" / "binders" / "showroom.yaml"
    (binders / "showroom.yaml").write_bytes(near.read_bytes().replace(b"10", b"11"))
    script = load_scenario(path, [tmp_path / "own"]).script
    assert script is not None
    assert script.binder_source == near.read_bytes()


def test_a_file_outside_every_shelf_goes_by_its_bare_name(tmp_path: Path) -> None:
    script = load_scenario(example_in(tmp_path / "a" / "b")).script
    assert script is not None
    assert script.id == "just-looking"


def test_a_file_that_is_not_there_or_a_folder_is_one_plain_problem(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.yaml", tmp_path):
        loaded = load_scenario(path)
        assert [p.code for p in loaded.problems] == ["SX001"]
        assert load_binder(path).problems == loaded.problems


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    loaded = load_scenario(tmp_path / "pipe.yaml")
    assert "is not an ordinary file" in the_one(loaded, "SX001").message


def test_every_problem_of_both_files_is_told_at_once(tmp_path: Path) -> None:
    path = example_in(tmp_path)
    scenario = path.read_text(encoding="utf-8")
    scenario = scenario.replace("trust: +1", "trust: plenty", 1)
    scenario = scenario.replace("to: opens-up", "to: open-up")
    scenario = scenario.replace("hint: What", "hnit: What")
    scenario = scenario.replace("says: The seats. We", "says: The seats: we")
    path.write_text(scenario, encoding="utf-8")
    binder = tmp_path / "binders" / "showroom.yaml"
    binder.write_text(
        binder.read_text(encoding="utf-8").replace("after: greet", "after: greeet"),
        encoding="utf-8",
    )
    loaded = load_scenario(path, [tmp_path])
    assert [(p.code, Path(p.file).stem) for p in loaded.problems] == [
        ("SX030", "just-looking"),
        ("SX037", "just-looking"),
        ("SX060", "just-looking"),
        ("SX015", "just-looking"),
        ("SX077", "showroom"),
    ]
    for problem in loaded.problems:
        assert problem.excerpt
        assert problem.suggestion


def test_a_warning_does_not_keep_a_scenario_from_being_played(tmp_path: Path) -> None:
    loaded = changed(tmp_path, swap("    hint: What has", "    cue:\n    hint: What has"))
    assert loaded.script is None
    loaded = changed(tmp_path / "b", swap("says: We'll come back.", "says: Bye.\n    cue:"))
    assert loaded.script is not None
    assert [p.code for p in loaded.problems] == ["SX032"]
