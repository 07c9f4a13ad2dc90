"""The trainer's office on the command line: set up in a minute, refused where it must be."""

from __future__ import annotations

import io
import json
import re
import sqlite3
from pathlib import Path

import pytest

from game.commands.errors import CallError
from game.commands.signing import ask_new_pin
from game.records import Store
from tests.commands import CORNER, Ended, sixty

WHOLE = "who-for,present,write"
HOSTILE = "=cmd() [b]x[/b] \u202eabc \N{HEBREW LETTER SHIN}"


@pytest.fixture(autouse=True)
def hasty_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """PINs are hashed for speed here."""
    from game.office import pins

    for name, value in (("_PASSES", 1), ("_MEMORY_KIB", 8), ("_LANES", 1)):
        monkeypatch.setattr(pins, name, value)


OPEN = {"SIXTY_AS": "Tea", "SIXTY_PIN": "2580"}


def as_(name: str, pin: str) -> dict[str, str]:
    return {"SIXTY_AS": name, "SIXTY_PIN": pin}


def pin_in(ended: Ended) -> str:
    assert ended.returncode == 0, ended.stderr
    found = re.search(r"^PIN: (\d{6})$", ended.stdout, re.MULTILINE)
    assert found
    return found[1]


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Tea trains here, Mo mentors Ana; Ana and Ben have a run each. Names to run and PIN."""
    monkeypatch.delenv("SIXTY_AS", raising=False)
    monkeypatch.delenv("SIXTY_PIN", raising=False)
    made = sixty("people", "setup", "Tea", env={"SIXTY_NEW_PIN": "2580"})
    assert made.returncode == 0, made.stderr
    assert re.search(r"Recovery code: (\w{5}-){3}\w{5}", made.stdout)
    mo = pin_in(sixty("people", "add", "Mo", "--role", "mentor", env=OPEN))
    ana = pin_in(sixty("people", "add", "Ana", "--mentor", "Mo", env=OPEN))
    ben = pin_in(sixty("people", "add", "Ben", env=OPEN))
    return {"Mo.pin": mo, "Ana.pin": ana, "Ben.pin": ben}


def test_a_lone_user_is_never_asked_who_they_are() -> None:
    assert sixty("run", CORNER, "--choose", WHOLE, "--log").returncode == 0
    for command in ("log", "replay last", "verify", "people", "evidence last", "inspect"):
        ended = sixty(*command.split())
        assert ended.returncode == 0, ended.stderr
        assert ended.stdout
    assert sixty("export", "csv").returncode == 0
    assert "sixty run" not in sixty("people").stdout.partition("There are no roles")[0]
    assert sixty("comment", "last", "1", "Good.", "--as", "Ana").returncode == 0


def test_where_people_sign_in_nothing_is_told_to_who_does_not(runs: dict[str, str]) -> None:
    for command in (
        "log",
        "log --json",
        "log --csv",
        "replay last",
        "export csv",
        "people",
        "evidence last",
        "comment last 1 x",
        "sign last",
        "inspect",
        "inspect --draw 1",
    ):
        nameless = sixty(*command.split())
        assert (nameless.returncode, nameless.stdout) == (2, "")
        assert "say who you are" in nameless.stderr
        pinless = sixty(*command.split(), "--as", "Tea")
        assert (pinless.returncode, pinless.stdout) == (2, "")
        assert "SIXTY_PIN" in pinless.stderr
        wrong = sixty(*command.split(), env=as_("Eve", "1"))
        assert (wrong.returncode, wrong.stdout) == (1, "")
        assert "Nobody here is called Eve" in wrong.stderr
    assert sixty("verify").returncode == 0


def test_each_role_is_told_and_refused_what_is_right(runs: dict[str, str]) -> None:
    ana, ben = as_("Ana", runs["Ana.pin"]), as_("Ben", runs["Ben.pin"])
    mo = as_("Mo", runs["Mo.pin"])
    hers = play("Ana", ana)
    for command in ("log", "replay last"):  # there is one, and it is not Ben's to see
        told = sixty(*command.split(), env=ben)
        assert "holds no run yet that is yours to see" in told.stdout + told.stderr
    his = play("Ben", ben)

    for who, seen in ((ana, {"Ana"}), (ben, {"Ben"}), (mo, {"Ana"}), (OPEN, {"Ana", "Ben"})):
        document = json.loads(sixty("log", "--json", env=who).stdout)
        assert {run["name"] for run in document["runs"]} == seen
    for command in (f"replay {his}", f"evidence {his}", f"comment {his} 1 x", f"sign {his}"):
        for who in (ana, mo):
            ended = sixty(*command.split(), env=who)
            assert (ended.returncode, ended.stdout) == (1, "")
            assert "not for" in ended.stderr
    for command in ("export csv", "people add Eve", "people pin Tea", "inspect --draw 1"):
        for who in (ana, mo):
            ended = sixty(*command.split(), env=who)
            assert (ended.returncode, ended.stdout) == (1, "")
            assert "Only a trainer may" in ended.stderr
    assert "neither" in sixty("comment", hers, "1", "I was good", env=ana).stderr
    assert sixty("comment", hers, "1", "Well asked.", env=mo).returncode == 0
    assert sixty("inspect", env=ana).returncode == 1


def play(name: str, who: dict[str, str]) -> str:
    typed = "1\n" * 60
    ended = sixty(
        "play", CORNER, "--plain", "--floor", "--as", name, "--seed=4", typed=typed, env=who
    )
    assert ended.returncode == 0, ended.stderr
    return sixty("log", env=who).stdout.splitlines()[-1].split()[2]


def test_what_was_said_of_a_run_is_shown_and_leaves_the_machines_scores(
    runs: dict[str, str],
) -> None:
    run = play("Ana", as_("Ana", runs["Ana.pin"]))
    before = json.loads(sixty("log", "--json", env=OPEN).stdout)["runs"][-1]
    said = sixty("comment", run, "1", "-", "--adjust", "mistake", typed=HOSTILE, env=OPEN)
    assert said.returncode == 0, said.stderr
    assert sixty("comment", run, "run", "a\x1b[2Jb", env=OPEN).returncode == 1
    signed = sixty("sign", run, "Kinder than that.", "--process", "80", env=OPEN)
    assert signed.returncode == 0, signed.stderr
    head = re.search(r"[0-9a-f]{64}", signed.stdout)
    assert head
    assert sixty("verify", "--against", head[0]).returncode == 0

    shown = sixty("evidence", run, env=OPEN).stdout
    assert "=cmd() [b]x[/b]" in shown
    assert "\u202e" not in shown
    assert ", who would call it “mistake”:" in shown
    assert ", with scores of their own: process 80 of 100." in shown
    assert f"head {head[0]}" in shown
    after = json.loads(sixty("log", "--json", env=OPEN).stdout)["runs"][-1]
    assert {key: after[key] for key in ("process", "sixty", "passed")} == {
        key: before[key] for key in ("process", "sixty", "passed")
    }
    agreed = sixty("inspect", env=OPEN).stdout
    assert "on 0 of 1 decisions, too few to say more" in agreed


def test_two_runs_are_laid_side_by_side(runs: dict[str, str]) -> None:
    one = play("Ana", as_("Ana", runs["Ana.pin"]))
    two = play("Ben", as_("Ben", runs["Ben.pin"]))
    shown = sixty("evidence", one, "--beside", two, env=OPEN)
    assert shown.returncode == 0, shown.stderr
    assert "Ana beside Ben" in shown.stdout
    assert "Here they part" not in shown.stdout


def test_a_draw_is_written_down_and_shown_until_it_is_signed(runs: dict[str, str]) -> None:
    run = play("Ana", as_("Ana", runs["Ana.pin"]))
    drawn = sixty("inspect", "--draw", "3", env=OPEN)
    assert drawn.returncode == 0, drawn.stderr
    assert re.search(rf"{run}  Ana  .*  due \d{{4}}-\d\d-\d\d  open", drawn.stdout)
    assert "Only 1 was left to draw, of the 3 asked for" in drawn.stderr
    assert sixty("sign", run, env=as_("Mo", runs["Mo.pin"])).returncode == 0
    assert run not in sixty("inspect", env=OPEN).stdout
    assert "signed off" in sixty("inspect", "--all", env=OPEN).stdout
    assert sixty("verify").returncode == 0


def test_an_overdue_inspection_ends_the_command_with_1(
    runs: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = play("Ana", as_("Ana", runs["Ana.pin"]))
    assert sixty("inspect", "--draw", "1", "--due", "2", env=OPEN).returncode == 0
    now = Store.now
    monkeypatch.setattr(Store, "now", lambda store: now(store) + 3 * 86_400_000)
    late = sixty("inspect", env=OPEN)
    assert late.returncode == 1
    assert re.search(rf"{run}  Ana  .*  overdue\n", late.stdout)
    assert sixty("sign", run, env=OPEN).returncode == 0
    assert sixty("inspect", env=OPEN).returncode == 0


def test_a_forgotten_pin_is_given_anew_or_recovered_and_shows(runs: dict[str, str]) -> None:
    fresh = pin_in(sixty("people", "pin", "Ben", env=OPEN))
    own = {"SIXTY_NEW_PIN": "9182"}
    assert sixty("people", "pin", env=as_("Ben", runs["Ben.pin"]) | own).returncode == 1
    assert sixty("people", "pin", env=as_("Ben", fresh) | own).returncode == 0
    wrong = sixty("people", "recover", "Tea", env=own | {"SIXTY_CODE": "abcde"})
    assert wrong.returncode == 1
    listed = sixty("people", env=OPEN).stdout
    assert "Tea  trainer" in listed
    assert "recovery" not in listed


def test_a_trainer_is_shown_wrong_tries_and_every_way_round_a_pin(sixty_home: Path) -> None:
    made = sixty("people", "setup", "Tea", env={"SIXTY_NEW_PIN": "2580"})
    ben = pin_in(sixty("people", "add", "Ben", env=OPEN))
    for tries in ("1 wrong PIN since", "2 wrong PINs since"):
        assert sixty("log", env=as_("Ben", "1")).returncode == 1
        assert f"Ben  trainee  {tries}\n" in sixty("people", env=OPEN).stdout
    assert sixty("log", env=as_("Ben", ben)).returncode == 0
    assert "Ben  trainee\nTea  trainer\n" in sixty("people", env=OPEN).stdout

    code = re.search(r"Recovery code: (\S+)", made.stdout)
    assert code
    back = {"SIXTY_CODE": code[1], "SIXTY_NEW_PIN": "2580"}
    assert sixty("people", "recover", "Tea", env=back).returncode == 0
    listed = sixty("people", env=OPEN).stdout
    assert re.search(r"Tea  trainer  PIN set with the recovery code on 20\d\d-\d\d-\d\d\n", listed)
    with sqlite3.connect(sixty_home / "sixty.db") as database:
        database.execute("DELETE FROM pin")
    assert sixty("people", "recover", "Tea", env=back).returncode == 0
    listed = sixty("people", env=OPEN).stdout
    assert "Tea  trainer  PIN set by whoever owns the file, without PIN or code, on 20" in listed
    assert "Ben  trainee" in listed


class Terminal(io.StringIO):
    """A standard input that somebody types at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "said"),
    [(["2580", "2581"], "not the same PIN twice"), ([], "Nothing was typed")],
)
def test_a_new_pin_is_typed_twice_and_unseen(
    monkeypatch: pytest.MonkeyPatch, typed: list[str], said: str
) -> None:
    def unseen(_: str) -> str:
        if not typed:
            raise EOFError
        return typed.pop(0)

    monkeypatch.setattr("getpass.getpass", unseen)
    monkeypatch.setattr("sys.stdin", Terminal())
    with pytest.raises(CallError, match=said):
        ask_new_pin()
    typed += ["2580", "2580"]
    assert ask_new_pin() == "2580"


def test_there_is_one_first_trainer(runs: dict[str, str]) -> None:
    again = sixty("people", "setup", "Eve", env={"SIXTY_NEW_PIN": "9182"})
    assert (again.returncode, again.stdout) == (2, "")
    assert "There is a trainer here already" in again.stderr


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("people list Ana", "takes no name"),
        ("people add", "Whom?"),
        ("people setup Tea --role mentor", "--role goes with"),
        ("people change Ana --as Tea", "Say what changes"),
        ("people pin", "Whose PIN?"),
        ("people pin --as Tea", "no PINs here"),
        ("people setup Tea", "SIXTY_NEW_PIN"),
        ("people setup", "people setup NAME"),
        ("comment last 0 x", "a whole number from 1"),
        ("sign last --process 101", "0 to 100"),
        ("sign last x --process 10 --retry", "sent back gets no scores"),
        ("inspect --within 3", "--draw"),
        ("inspect --draw 0", "whole number"),
    ],
)
def test_a_wrong_call_is_told_in_a_sentence(call: str, said: str) -> None:
    ended = sixty(*call.split())
    assert ended.returncode == 2, ended
    assert said in ended.stderr
    assert ended.stdout == ""


def test_nobody_plays_under_a_name_that_has_a_pin_or_goes_on_with_anothers_run(
    runs: dict[str, str],
) -> None:
    ana, ben = as_("Ana", runs["Ana.pin"]), as_("Ben", runs["Ben.pin"])
    for call, who, said in (
        (["--as", "Ana"], {}, "SIXTY_PIN"),
        (["--as", "Ana"], {"SIXTY_PIN": "1"}, "not Ana's PIN"),
        ([], {}, "say who plays"),
    ):
        ended = sixty("play", CORNER, "--plain", *call, typed="1\n" * 60, env=who)
        assert ended.returncode in (1, 2)
        assert said in ended.stderr
        assert ended.stdout == ""
    assert sixty("play", CORNER, "--plain", typed="1\n", env=ana).returncode == 0
    left = sixty("log", env=ana).stdout.splitlines()[-1].split()[2]
    theirs = sixty("play", "--plain", "--resume", left, typed="1\n" * 60, env=ben)
    assert (theirs.returncode, theirs.stdout) == (1, "")
    assert "not Ben's to go on with" in theirs.stderr
    on = sixty("play", "--plain", "--resume", left, typed="1\n" * 60, env=ana)
    assert on.returncode == 0, on.stderr
    guest = sixty("play", CORNER, "--plain", "--as", "Gus", typed="1\n" * 60)
    assert guest.returncode == 0, guest.stderr


@pytest.mark.parametrize(
    "name", ["[b]=cmd()", "\N{HEBREW LETTER SHIN}\N{HEBREW LETTER RESH}", "O'Neil; --"]
)
def test_any_name_is_shown_as_it_is(runs: dict[str, str], name: str) -> None:
    pin = pin_in(sixty("people", "add", name, env=OPEN))
    assert name in sixty("people", env=OPEN).stdout
    assert sixty("people", env=as_(name, pin)).stdout.startswith(name)


@pytest.mark.parametrize("name", ["a\x1b[2J", "a" * 10_000, " "])
def test_a_name_that_is_none_is_refused_in_a_sentence(runs: dict[str, str], name: str) -> None:
    ended = sixty("people", "add", name, env=OPEN)
    assert ended.returncode == 1
    assert "name" in ended.stderr
    assert len(ended.stderr) < 300
    assert "\x1b" not in ended.stderr
