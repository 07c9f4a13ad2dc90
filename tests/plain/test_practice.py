"""Practice and floor in plain lines: what each offers, what it writes down, and who remembers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.records.opening import open_store
from game.session.live import branch
from game.session.modes import choose_mode
from tests.commands import CORNER, sixty
from tests.plain.kit import play, runs

PRACTICE = ("--practice",)
ASKED = "? (? for help)\n"


def test_a_decision_taken_back_is_said_kept_in_the_log_and_decided_anew() -> None:
    told = play("1", "u", "2", "q", more=PRACTICE).stdout
    assert "Taken back. The log keeps what you had chosen." in told
    first, again = told.split(ASKED)[0], told.split(ASKED)[2]
    assert first.rpartition("\n\n1. ")[2] == again.rpartition("\n\n1. ")[2]
    (run,) = runs()
    assert run["mode"] == "practice"
    gone, stands = (
        [(decision["index"], decision["choice"]) for decision in run[kind]]  # type: ignore[attr-defined]
        for kind in ("taken_back", "decisions")
    )
    assert [index for index, _ in gone] == [index for index, _ in stands] == [0]
    assert gone != stands
    assert [aid["kind"] for aid in run["aids"]] == ["undo"]  # type: ignore[attr-defined]
    back = sixty("play", "--plain", "--resume", typed="q\n").stdout
    said = re.findall(r"^You (?:say|do): .*$", told, re.MULTILINE)
    assert said[1] in back
    assert said[0] not in back.partition(ASKED)[0].rpartition("You ")[0]
    assert sixty("verify").returncode == 0


def test_after_each_decision_the_mentor_says_what_it_cost_and_why() -> None:
    told = play(*"1" * 20, more=PRACTICE).stdout.partition("Debrief: ")[0]
    answers = re.findall(r"^You (?:say|do): .*\n\n(.*)$", told, re.MULTILINE)
    assert answers
    assert all(line.startswith(("Judged: ", "Coach: ")) for line in answers)
    assert any(re.search(r"Judged: \w+ \(\S+\)", line) for line in answers)


def test_the_floor_says_nothing_before_the_end_and_gives_no_help() -> None:
    told = play("h", "u", "?", *"1" * 20).stdout.partition("Debrief: ")[0]
    assert "There are no hints on the floor" in told
    assert "On the floor nothing is taken back" in told
    assert "u: take" not in told
    assert "Judged: " not in told
    assert "Coach: " not in told
    (run,) = runs()
    assert (run["mode"], run["aids"], run["taken_back"]) == ("floor", [], [])


def test_where_nothing_was_decided_there_is_nothing_to_take_back() -> None:
    told = play("u", "q", more=PRACTICE).stdout
    assert "Nothing has been said or done yet, so there is nothing to take back." in told
    assert runs()[0]["aids"] == []


def test_a_hint_is_written_down_once_a_scene() -> None:
    assert play("h", "hint", "H", "q", more=PRACTICE).stdout.count("Who is it for?\n") == 3
    assert [aid["kind"] for aid in runs()[0]["aids"]] == ["hint"]  # type: ignore[attr-defined]


def test_the_first_day_is_practice_and_the_rest_the_floor_until_somebody_chooses(
    sixty_home: Path,
) -> None:
    first, rest = "first/first-customer", "showroom/just-looking"
    assert [play(scenario=s).stdout.count("Practice: hints") for s in (first, rest)] == [1, 0]
    person = runs()[0]["person"]
    choose_mode(sixty_home, str(person), "practice")
    assert play(scenario=rest).stdout.count("Practice: hints") == 1
    assert play(scenario=rest, more=("--floor",)).stdout.count("The floor: no hints") == 1
    assert [run["mode"] for run in runs()] == ["practice", "floor", "practice", "floor"]


@pytest.mark.parametrize("mode", ["--practice", "--floor"])
def test_a_run_that_was_left_goes_on_as_it_began(mode: str) -> None:
    play("1", "q", more=PRACTICE)
    refused = sixty("play", "--plain", "--resume", mode)
    assert refused.returncode == 2
    assert f"goes on as it began: leave {mode} out" in refused.stderr
    back = sixty("play", "--plain", "--resume", typed="u\nq\n").stdout
    assert "Practice: hints" in back
    assert "Taken back." in back


def test_a_practice_run_is_never_a_first_finished_floor_run() -> None:
    for mode in ("--practice", "--floor"):
        sixty("play", CORNER, "--plain", "--as", "Ana", mode, typed="1\n" * 20)
    assert [(run["state"], run["first"]) for run in runs()] == [
        ("finished", False),
        ("finished", True),
    ]


def test_the_logs_lines_tell_practice_and_a_decision_tried_again_from_the_floor(
    sixty_home: Path,
) -> None:
    play(*"1" * 20, more=PRACTICE)
    play(*"1" * 20)
    with open_store(sixty_home) as store:
        branch(store, store.runs()[0], 1)
    practice, floor, tried = sixty("log").stdout.splitlines()[1:]
    assert practice.endswith("  practice")
    assert floor.endswith("pass")
    assert tried.endswith(f"  decision 2 of {str(runs()[1]['run'])[:8]} tried again")
    assert sixty("replay", str(runs()[2]["run"])).returncode == 0
