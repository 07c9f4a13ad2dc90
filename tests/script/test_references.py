"""Every name leads somewhere, and one that does not is told with the nearest that does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.script.kit import changed, swap, the_one

WRONG_NAMES = {
    "start: lot": ("start: lott", "SX060", "lot"),
    "to: opens-up": ("to: open-up", "SX060", "opens-up"),
    "go: ready": ("go: redy", "SX060", "ready"),
    "learn: seats": ("learn: [lease, seat]", "SX061", "seats"),
    "knows: seats": ("knows: sets", "SX061", "seats"),
    "does: discover": ("does: dicover", "SX062", "discover"),
    "covers: [greet, discover": ("covers: [greet, discovers", "SX062", "discover"),
    "done: thank-you}": ("any: [{done: thank-yuo}]}", "SX062", "thank-you"),
    "moment: arrival": ("moment: [arrival, arival]", "SX063", "arrival"),
    "if: {truth: buyer}": ("if: {happened: sould}", "SX063", "sold"),
    "tone: pressure": ("foul: false-urgancy", "SX064", "false-urgency"),
    "truth: buyer": ("truth: [shopper, byer]", "SX065", "buyer"),
    "keeps: {shopper: 9": ("keeps: {shoppers: 9", "SX065", "shopper"),
    "at least 7, done: thank-you": ("at least 7, said: notes", "SX066", "note"),
}


@pytest.mark.parametrize("old", WRONG_NAMES)
def test_a_wrong_name_is_told_with_the_nearest_right_one(old: str, tmp_path: Path) -> None:
    new, code, right = WRONG_NAMES[old]
    problem = the_one(changed(tmp_path, swap(old, new)), code)
    assert problem.suggestion == f"Did you mean “{right}”?"
    assert problem.severity == "error"


@pytest.mark.parametrize("old", WRONG_NAMES)
def test_the_caret_stands_under_the_wrong_name(old: str, tmp_path: Path) -> None:
    new, code, _ = WRONG_NAMES[old]
    problem = the_one(changed(tmp_path, swap(old, new)), code)
    pointed = problem.excerpt[problem.column - 1 :]
    name = problem.message.split("“")[1].rstrip("”.")
    assert pointed.startswith(name)


def test_a_name_of_another_kind_is_told_for_what_it_is(tmp_path: Path) -> None:
    problem = the_one(changed(tmp_path, swap("learn: seats", "learn: greet")), "SX061")
    assert problem.suggestion == "“greet” is a step."


def test_one_name_may_stand_where_a_list_may(tmp_path: Path) -> None:
    loaded = changed(tmp_path, swap("learn: seats", "learn: [seats, lease]"))
    assert loaded.problems == ()


def test_a_choice_may_be_named_by_the_digest_of_its_scene_and_words(tmp_path: Path) -> None:
    from game.script.ids import text_id

    id = text_id("backs-off", "Get the next up.")
    loaded = changed(tmp_path, swap("knows: seats}", f"knows: seats, said: {id}}}"))
    assert loaded.problems == ()


def test_two_choices_of_a_scene_with_the_same_words_need_ids(tmp_path: Path) -> None:
    loaded = changed(tmp_path, swap("do: Go home.", "do: Write a thank-you note."))
    assert loaded.problems == ()
    change = swap("do: Get the next up.", "do: Log the visit.")
    problem = the_one(changed(tmp_path / "b", change), "SX067")
    assert "the same words" in problem.message


def test_the_same_words_in_two_scenes_are_two_choices(tmp_path: Path) -> None:
    loaded = changed(tmp_path, swap("do: Go home.", "do: Get the next up."))
    assert loaded.problems == ()


@pytest.mark.parametrize(
    "condition",
    [
        "{truth: buyer}",
        "{any: [{truth: buyer}]}",
        "{any: [{any: [{knows: seats, truth: [buyer]}]}]}",
    ],
)
def test_a_choice_never_asks_for_the_truth_however_deep(condition: str, tmp_path: Path) -> None:
    change = swap("if: {trust: at least 4, knows: seats}", f"if: {condition}")
    problem = the_one(changed(tmp_path, change), "SX071")
    assert problem.excerpt[problem.column - 1 :].startswith("truth")


def test_a_covered_steps_rule_needs_its_moment_somewhere(tmp_path: Path) -> None:
    problem = the_one(changed(tmp_path, swap("    moment: sold\n", "")), "SX070")
    assert "“turn-over”" in problem.message
    assert "“sold”" in problem.message
    assert problem.excerpt[problem.column - 1 :].startswith("turn-over")


def test_a_step_out_of_scope_may_wait_for_a_moment_that_never_comes(tmp_path: Path) -> None:
    def change(text: str) -> str:
        return text.replace("    moment: sold\n", "").replace(
            ", turn-over, thank-you]", ", thank-you]"
        )

    assert changed(tmp_path, change).script is not None


def test_a_moment_on_a_choice_is_as_good_as_one_on_a_scene(tmp_path: Path) -> None:
    def change(text: str) -> str:
        text = text.replace("    moment: sold\n", "")
        return text.replace("does: turn-over", "does: turn-over\n        moment: sold")

    assert changed(tmp_path, change).problems == ()


def test_a_covered_step_that_no_choice_does_is_a_warning(tmp_path: Path) -> None:
    loaded = changed(tmp_path, swap("        does: turn-over\n", ""))
    assert [(p.code, p.severity) for p in loaded.problems] == [("SX072", "warning")]
    assert loaded.script is not None


def test_a_scene_nothing_leads_to_is_a_warning(tmp_path: Path) -> None:
    loaded = changed(tmp_path, swap("to: bought", "to: ready"))
    assert [(p.code, p.severity) for p in loaded.problems] == [("SX073", "warning")]
    assert loaded.problems[0].excerpt.strip() == "bought:"


def test_a_ring_of_scenes_without_an_ending_is_one_error(tmp_path: Path) -> None:
    def change(text: str) -> str:
        return text.replace("to: comes-back", "to: thanks")

    problem = the_one(changed(tmp_path, change), "SX074")
    assert problem.excerpt.strip() == "thanks:"


@pytest.mark.parametrize(
    ("odds", "total"), [("50", 90), ("61", 101), ("0", 40)], ids=["short", "over", "nothing"]
)
def test_the_truths_odds_come_to_100(odds: str, total: int, tmp_path: Path) -> None:
    problem = the_one(changed(tmp_path, swap("odds: 60 ", f"odds: {odds} ")), "SX068")
    assert str(total) in problem.message


BINDER = "binders/showroom.yaml"


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("after: greet", "after: greeting", "SX077", "step or moment"),
        ("before: customer-leaves", "before: customer-left", "SX077", "“customer-left”"),
        ("unless: sold", "unless: [sold, solld]", "SX077", "“solld”"),
        ("1 hour of customer-leaves", "1 hour of customer-leave", "SX077", "“customer-leave”"),
        ("before: customer-leaves", "before: discover", "SX078", "is a step, and before: takes"),
        ("unless: sold", "unless: greet", "SX078", "is a step, and unless: takes"),
        ("2 min of arrival", "2 min of greet", "SX078", "is a step, and within: takes"),
        ("after: greet", "after: discover", "SX078", "after itself"),
        ("[arrival, ", "[discover, arrival, ", "SX069", "both a step and a moment"),
    ],
)
def test_a_binders_rule_with_a_wrong_name_is_told_in_the_binder(
    old: str, new: str, code: str, said: str, tmp_path: Path
) -> None:
    problem = the_one(changed(tmp_path, swap(old, new), BINDER), code)
    assert said in problem.message
    assert Path(problem.file).name == "showroom.yaml"


def test_after_may_name_moments_as_well_as_steps(tmp_path: Path) -> None:
    loaded = changed(tmp_path, swap("after: greet", "after: [greet, arrival]"), BINDER)
    assert loaded.problems == ()


def test_a_mistake_of_shape_hides_no_wrong_name(tmp_path: Path) -> None:
    def change(text: str) -> str:
        return text.replace("trust: +1", "trust: lots", 1).replace("to: gone", "to: goner")

    loaded = changed(tmp_path, change)
    assert {p.code for p in loaded.problems} == {"SX037", "SX060"}


def test_a_binder_that_cannot_be_read_leaves_its_names_unjudged(tmp_path: Path) -> None:
    loaded = changed(tmp_path, lambda text: f"x: {{\n{text}", BINDER)
    assert {Path(p.file).name for p in loaded.problems} == {"showroom.yaml"}
