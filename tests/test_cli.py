"""The commands from outside: what each writes, its exit code, and its one sentence when it cannot.

Help texts are goldens (tests/goldens/help); `SIXTY_GOLDENS=write` writes them again.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import sys
import unicodedata
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import cli
from game.commands.run import EVERYONE
from game.commands.writing import json_text
from tests.commands import CORNER, SHELF, one_sentence, process, sixty
from tests.conftest import ROOT

GOLDENS = Path(__file__).parent / "goldens" / "help"
COMMANDS = tuple(re.findall(r"^    ([a-z]+) ", cli.parser().format_help(), re.MULTILINE))
WHOLE = "who-for,present,write"


def document(*arguments: str) -> Any:
    ended = sixty(*arguments)
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    return json.loads(ended.stdout)


def valid(instance: Any, name: str) -> None:
    schema = document("schema", name)
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(schema, format_checker=checker).validate(instance)


# -- help ------------------------------------------------------------------------------------------


def words(text: str) -> list[str]:
    """A help text without its line ends, which differ from one Python to the next."""
    return text.split()


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_help_says_what_it_said(command: str) -> None:
    ended = process(*filter(None, [command]), "--help")
    assert ended.returncode == 0
    golden = GOLDENS / f"{command or 'sixty'}.txt"
    if os.environ.get("SIXTY_GOLDENS") == "write":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(ended.stdout, encoding="utf-8")
    assert words(ended.stdout) == words(golden.read_text(encoding="utf-8"))


def test_the_commands_of_the_design_are_there() -> None:
    first = {"play", "run", "log", "replay", "verify", "check", "schema", "where", "doctor"}
    assert first <= set(COMMANDS)
    assert {golden.stem for golden in GOLDENS.glob("*.txt")} == {"sixty", *COMMANDS}


def examples(command: str) -> list[str]:
    text = (GOLDENS / f"{command}.txt").read_text(encoding="utf-8")
    return re.findall(r"^  sixty ?(.*)$", text.partition("example")[2], re.MULTILINE)


@pytest.mark.parametrize("command", ["sixty", *COMMANDS])
def test_every_example_in_a_help_text_works(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Some of them write a file where they are typed.
    monkeypatch.chdir(tmp_path)
    played = sixty("run", CORNER, "--choose", WHOLE, "--log")
    assert played.returncode == 0, played.stderr
    assert examples(command)
    for example in examples(command):
        # What is typed settles the questions of a play; the other commands read nothing.
        ended = sixty(*example.split(), typed="Ana\n" + "1\n" * 60)
        # 1 is an answer too: what was asked about is not right.
        assert ended.returncode in (0, 1), (example, ended.stderr)
        assert "Traceback" not in ended.stderr
        assert ended.stdout


def test_the_version_is_the_installed_one() -> None:
    from importlib.metadata import version

    assert sixty("--version").stdout == f"sixty {version('sixty')}\n"


@given(st.text())
def test_a_json_text_means_what_it_says_and_holds_no_control_character(text: str) -> None:
    written = json_text({"text": text})
    assert json.loads(written) == {"text": text}
    assert not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in written)


# -- run -------------------------------------------------------------------------------------------


def test_the_run_document_holds_to_its_published_shape() -> None:
    run = document("run", CORNER, "--choose", WHOLE, "--seed", "4", "--json")
    valid(run, "run")
    assert [decision["choice"] for decision in run["decisions"]] == WHOLE.split(",")
    assert run["ending"] == {"scene": "back", "kind": "appointment"}
    assert run["seed"] == 4
    assert run["process"]["earned"] == sum(
        line["earned"] for line in run["ledger"] if line["score"] == "process"
    )


def test_choices_that_run_out_give_the_document_so_far() -> None:
    run = document("run", CORNER, "--choose", "who-for", "--json")
    valid(run, "run")
    assert run["ending"] is None
    assert run["money"] == {"cost": 1200, "today": None, "later": None}
    assert not run["passed"]


def test_no_choice_at_all_is_a_document_too() -> None:
    run = document("run", CORNER, "--choose", "", "--json")
    valid(run, "run")
    assert run["decisions"] == []


def test_the_same_call_gives_the_same_document() -> None:
    call = ("run", CORNER, "--bot", "random", "--seed", "77", "--json")
    assert document(*call) == document(*call)


@pytest.mark.parametrize("bot", EVERYONE)
def test_every_bot_reaches_an_ending(bot: str) -> None:
    run = document("run", CORNER, "--bot", bot, "--seed", "1", "--json")
    valid(run, "run")
    assert run["ending"] is not None


def test_the_best_bot_loses_nothing_and_keeps_all_the_value() -> None:
    run = document("run", CORNER, "--bot", "best", "--seed", "3", "--json")
    nothing = {"exact": "0", "about": 0.0}
    assert [decision["loss"] for decision in run["decisions"]] == [nothing] * len(run["decisions"])
    assert all(decision["choice"] in decision["best"] for decision in run["decisions"])
    assert run["value_kept"] == {"exact": "100", "about": 100.0}


def test_a_run_tells_what_each_decision_lost_as_a_fraction_and_about() -> None:
    run = document("run", CORNER, "--bot", "worst", "--seed", "3", "--json")
    for decision in run["decisions"]:
        loss = decision["loss"]
        assert float(Fraction(loss["exact"])) == pytest.approx(loss["about"], abs=1e-6)
        assert set(decision["best"]) <= set(decision["offered"])
    assert Fraction(run["value_kept"]["exact"]) < 50


def test_a_scenario_without_a_fair_way_on_is_told_without_a_review(tmp_path: Path) -> None:
    scenario = tmp_path / "lies.yaml"
    scenario.write_text(
        """title: Lies
binder: b
customer: {name: Dana}
start: lot
scenes:
  lot: {choices: [{say: Lie., id: lie, foul: lied, to: end}]}
  end: {ending: lost}
""",
        encoding="utf-8",
    )
    binder = tmp_path / "binders" / "b.yaml"
    binder.parent.mkdir()
    binder.write_text(
        "title: B\nsteps: {greet: {label: Greet, points: 10}}\nfouls: {lied: Lied}\n",
        encoding="utf-8",
    )
    run = document("run", str(scenario), "--choose", "lie", "--json")
    valid(run, "run")
    (decision,) = run["decisions"]
    assert (decision["best"], decision["loss"], decision["label"]) == ([], None, None)
    assert run["value_kept"] is None
    told = sixty("run", scenario, "--choose", "lie").stdout
    assert "There is no review: this conversation came to where every way on ends" in told
    refused = sixty("run", scenario, "--bot", "best", "--json")
    assert refused.returncode == 2
    assert one_sentence(refused).startswith("Bot best does not go on from scene lot")


def test_a_given_truth_is_the_truth() -> None:
    for truth in ("shopper", "buyer"):
        call = ("run", CORNER, "--choose", "who-for", "--truth", truth, "--json")
        assert document(*call)["truth"] == truth


def test_the_transcript_tells_the_scenes_the_scores_and_how_to_play_it_again() -> None:
    ended = sixty("run", CORNER, "--choose", WHOLE, "--seed", "4")
    assert ended.returncode == 0
    assert "Ada Byron: “Do you have it in blue?”" in ended.stdout
    assert "Process 80 of 100 (a pass needs 70)." in ended.stdout
    again = ended.stdout.splitlines()[-1].removeprefix("The same again: sixty ").split()
    assert sixty(*again).stdout == ended.stdout


def test_a_run_that_is_logged_is_marked_as_nobodys() -> None:
    assert sixty("run", CORNER, "--bot", "first", "--log").returncode == 0
    (run,) = document("log", "--json")["runs"]
    assert run["front"] == "run"
    assert run["bot"] == "first"
    assert run["counts"] is False
    assert run["state"] == "finished"


def test_a_run_is_not_logged_unless_asked() -> None:
    assert sixty("run", CORNER, "--bot", "first").returncode == 0
    assert document("log", "--json")["runs"] == []


# -- calls that are wrong --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (("rnu",), "no command 'rnu'"),
        (("run",), "SCENARIO"),
        (("run", CORNER), "--choose --bot"),
        (("run", CORNER, "--bot", "first", "--choose", "a"), "not allowed with"),
        (("run", CORNER, "--bot", "best-of-all"), "the bots are “first”, “longest”"),
        (("run", CORNER, "--choose", "nope"), "offered there: who-for, only-today, wait."),
        (("run", CORNER, "--choose", f"{WHOLE},again"), "the conversation is over"),
        (("run", CORNER, "--choose", "", "--truth", "byer"), "Did you mean “buyer”?"),
        (("run", CORNER, "--choose", "", "--seed", "-1"), "--seed"),
        (("run", CORNER, "--choose", "", "--seed", str(2**53)), "a whole number from 0 to"),
        (("run", CORNER, "--choose", "", "--seed", "٣"), "a whole number from 0 to"),
        (("run", "corner/nowhere", "--bot", "first"), "no scenario “corner/nowhere”"),
        (("run", str(SHELF / "binders" / "corner.yaml"), "--bot", "first"), "cannot be played"),
        (("run", "/", "--bot", "first"), "no scenario"),
        (("run", "", "--bot", "first"), "no scenario"),
        (("run", "a\x1b[31m\nb", "--bot", "first"), "no scenario"),
        (("play", CORNER, "--plain"), "--as NAME"),
        (("play", CORNER, "--plain", "--as", " "), "name is empty"),
        (("play", CORNER, "--plain", "--as", "a" * 100), "80 characters"),
        (("play", "--plain", "--resume", "00000000"), "no run"),
        (("play", "--plain", "--resume", "--as", "Ana"), "no run to go on with"),
        (("replay", "last"), "no run yet"),
        (("replay", "00000000"), "no run"),
        (("replay", ""), "Which run?"),
        (("log", "--json", "--csv"), "not allowed with"),
        (("schema", "cake"), "invalid choice"),
        (("check", "nowhere.yaml"), "no scenario"),
        (("check", "--format", "xml"), "invalid choice"),
        (("verify", "--again"), "--again"),
        (("--colour",), "--colour"),
    ],
)
def test_a_wrong_call_ends_with_2_and_one_sentence(call: tuple[str, ...], told: str) -> None:
    ended = sixty(*call)
    assert ended.returncode == 2
    assert told in one_sentence(ended)
    assert "\x1b" not in ended.stderr


def test_an_odd_setting_ends_with_2_and_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    for env in ({"SIXTY_HOME": str(file / "below")}, {"SIXTY_DATABASE": "mongo://here"}):
        ended = sixty("log", env=env)
        assert ended.returncode == 2
        assert next(iter(env)) in one_sentence(ended)


def test_a_broken_scenario_says_how_many_problems_and_how_to_see_them(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shutil.copytree(SHELF, shelf)
    story = shelf / "corner.yaml"
    text = (
        story.read_text(encoding="utf-8")
        .replace("trust: +2", "trust: two")
        .replace("go: hurry}", "go: hury}", 1)
    )
    story.write_text(text, encoding="utf-8")
    ended = sixty("run", "corner", "--bot", "first", env={"SIXTY_SCENARIOS": str(shelf)})
    assert ended.returncode == 2
    said = one_sentence(ended)
    assert re.search(r"because \d problems keep it .*line \d+: .*sixty check corner$", said)
    # The others are played as if nothing had happened.
    assert sixty("run", CORNER, "--bot", "first").returncode == 0


# -- what only a play shows -----------------------------------------------------------------------

DEAD_END = """
title: A wall
binder: corner
customer: {name: Ada}
start: lot
scenes:
  lot:
    choices:
      - {id: kind, say: Hello., trust: +1, to: desk}
      - {id: curt, say: What?, trust: -1, to: desk}
  desk:
    choices:
      - {id: tell, say: Tell me., if: {trust: at least 4}, to: end}
  end: {ending: lost}
"""
ODD_ODDS = """
title: Odds
binder: corner
facts: {gift: {says: A present.}}
customer: {name: Ada}
start: lot
scenes:
  lot:
    choices:
      - {id: ask, say: Who is it for?, learn: gift, to: desk}
      - {id: nod, do: Nod., to: desk}
  desk:
    choices:
      - id: go
        say: Shall we?
        to:
          - {if: {knows: gift}, odds: 60, go: end}
          - {if: {not-done: greet}, odds: 40, go: end}
  end: {ending: lost}
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A copy of the small shelf with two stories more, each with a fault only a play comes to."""
    made = tmp_path / "shelf"
    shutil.copytree(SHELF, made)
    (made / "wall.yaml").write_text(DEAD_END, encoding="utf-8")
    (made / "odds.yaml").write_text(ODD_ODDS, encoding="utf-8")
    return made


def test_what_only_a_play_shows_keeps_a_suspected_scenario_from_being_played(shelf: Path) -> None:
    ended = sixty("run", shelf / "odds.yaml", "--bot", "first")
    assert ended.returncode == 2
    assert "cannot be played yet" in one_sentence(ended)


def test_a_play_that_comes_to_a_wall_ends_in_a_sentence(shelf: Path) -> None:
    call = ("play", shelf / "wall.yaml", "--plain", "--as", "Ana", "--seed", "1")
    for typed in ("1\n1\n1\n", "2\n1\n1\n"):
        ended = sixty(*call, typed=typed)
        assert ended.returncode == 0
        assert ended.stderr == ""
    ended = sixty("run", shelf / "wall.yaml", "--choose", "curt")
    assert ended.returncode == 0
    ended = sixty("run", shelf / "wall.yaml", "--choose", "curt,tell")
    assert ended.returncode == 2
    one_sentence(ended)


# -- the log ---------------------------------------------------------------------------------------


def play_some() -> None:
    for number, typed in enumerate(("1\n" * 20, "1\nq\n", "")):
        ended = sixty("play", CORNER, "--plain", "--as", "=Ana", typed=typed)
        assert ended.returncode == 0, (number, ended.stderr)
    assert sixty("run", CORNER, "--bot", "first", "--log").returncode == 0


def test_the_log_document_holds_to_its_published_shape() -> None:
    play_some()
    log = document("log", "--json")
    valid(log, "log")
    assert [run["front"] for run in log["runs"]] == ["plain", "plain", "plain", "run"]
    assert [run["state"] for run in log["runs"]] == [
        "finished",
        "unfinished",
        "unfinished",
        "finished",
    ]
    assert sixty("verify", "--against", log["head"]).returncode == 0


def test_an_empty_log_is_a_document_and_a_sentence() -> None:
    valid(document("log", "--json"), "log")
    assert sixty("log").stdout == "Nothing has been played yet: the score log is empty.\n"


def test_the_log_as_a_table_has_a_mark_and_no_formula() -> None:
    play_some()
    text = sixty("log", "--csv").stdout
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    runs = document("log", "--json")["runs"]
    assert len(rows) == sum(len(run["decisions"]) for run in runs)
    assert {row["name"] for row in rows} == {"'=Ana", "sixty run"}


def test_the_log_in_lines_has_a_line_a_run() -> None:
    play_some()
    head, *lines = sixty("log").stdout.splitlines()
    assert "UTC" in head
    assert len(lines) == 4
    assert "unfinished after 1 decision" in lines[1]
    assert "bot first" in lines[3]


def test_a_run_is_replayed_by_the_beginning_of_its_id_or_as_the_last() -> None:
    choose = ("run", CORNER, "--choose", WHOLE, "--seed", "4")
    played = document(*choose, "--json")
    assert sixty(*choose, "--log").returncode == 0
    (run,) = document("log", "--json")["runs"]
    for name in ("last", run["run"], run["run"][:6]):
        assert document("replay", name, "--json") == {**played, "scenario": run["scenario"]}
    told = sixty("replay", "last").stdout
    assert "Process 80 of 100" in told


def test_a_run_replays_after_its_files_were_edited_and_gone(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shutil.copytree(SHELF, shelf)
    story = shelf / "corner.yaml"
    assert sixty("run", story, "--choose", WHOLE, "--log").returncode == 0
    before = document("replay", "last", "--json")
    shutil.rmtree(shelf)
    assert document("replay", "last", "--json") == before


def test_verify_finds_a_log_that_was_changed(sixty_home: Path) -> None:
    import sqlite3

    play_some()
    whole = sixty("verify")
    assert whole.returncode == 0
    head = re.search(r"Head: ([0-9a-f]{64})", whole.stdout)
    assert head is not None
    assert sixty("verify", "--against", "0" * 64).returncode == 1
    with sqlite3.connect(sixty_home / "sixty.db") as database:
        database.execute("DROP TRIGGER event_not_changed")
        database.execute("UPDATE event SET at_ms = at_ms + 1 WHERE seq = 3")
    ended = sixty("verify")
    assert ended.returncode == 1
    assert "Event 3 was changed" in ended.stdout
    assert "Traceback" not in ended.stderr
    assert sixty("doctor").returncode == 1


# -- upkeep ----------------------------------------------------------------------------------------


def test_where_names_every_place_in_use(sixty_home: Path, tmp_path: Path) -> None:
    ended = sixty("where", env={"SIXTY_SCENARIOS": str(tmp_path / "ours")})
    assert ended.returncode == 0
    assert f"Data folder: {sixty_home}\n" in ended.stdout
    assert f"{sixty_home / 'sixty.db'}\n" in ended.stdout
    assert f"Scenarios: {tmp_path / 'ours'}\nScenarios: {ROOT / 'scenarios'}\n" in ended.stdout
    assert list(sixty_home.iterdir()) == []


def test_a_sound_installation_has_a_clean_bill(sixty_home: Path) -> None:
    ended = sixty("doctor")
    assert ended.returncode == 0, ended.stdout
    for part in ("Python", "Textual 8.2.8", "SQLite", "rollback journal", str(sixty_home)):
        assert part in ended.stdout
    assert ended.stdout.endswith("All is well.\n")


def test_the_doctor_names_what_is_wrong(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "broken.yaml").write_text("title: Broken\n")
    ended = sixty("doctor", env={"SIXTY_SCENARIOS": f"{shelf}{os.pathsep}{tmp_path / 'gone'}"})
    assert ended.returncode == 1
    assert "Not right: broken cannot be played" in ended.stdout
    assert f"Not right: the folder {tmp_path / 'gone'}" in ended.stdout
    broken = tmp_path / "home"
    broken.write_text("a file")
    ended = sixty("doctor", env={"SIXTY_HOME": str(broken)})
    assert ended.returncode == 1
    assert ended.stderr == ""


def test_the_doctor_expects_the_textual_that_is_pinned() -> None:
    import tomllib

    from game.commands.upkeep import TEXTUAL

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert f"textual=={TEXTUAL}" in project["project"]["dependencies"]


# -- the last resort -------------------------------------------------------------------------------


def test_what_nobody_expected_is_one_sentence_and_written_down(
    sixty_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(_call: object) -> int:
        raise ZeroDivisionError("a \x1b[31m slip")

    monkeypatch.setattr("game.commands.upkeep.where", fails)
    assert cli.main(["where"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert "\x1b" not in told.err
    (written,) = (sixty_home / "errors").iterdir()
    assert str(written) in told.err
    assert "ZeroDivisionError" in written.read_text(encoding="utf-8")


def test_an_error_nobody_expected_is_not_hidden_from_a_test(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(_call: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr("game.commands.upkeep.where", fails)
    with pytest.raises(ZeroDivisionError):
        cli.run(["where"])


def test_an_interrupt_is_no_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_call: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("game.commands.upkeep.where", interrupted)
    assert cli.main(["where"]) == 130
    assert capsys.readouterr().err == ""


def test_a_reader_that_goes_away_is_no_error() -> None:
    import subprocess

    for number in range(3):
        assert (
            sixty("run", CORNER, "--bot", "random", "--seed", str(number), "--log").returncode == 0
        )
    command = [sys.executable, "-m", "game", "log", "--json"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()
        assert running.wait(timeout=60) == 0
    assert said == b""


def test_a_terminal_of_another_alphabet_ends_nothing() -> None:
    ended = process(
        "run", CORNER, "--bot", "first", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    )
    assert ended.returncode == 0
    assert "“Do you have it in blue?”" in ended.stdout
