"""`sixty run`: the document, the bots, the choices given."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from game.commands.run import EVERYONE
from tests.commands import CORNER, document, one_sentence, sixty, valid

WHOLE = "who-for,present,write"


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
