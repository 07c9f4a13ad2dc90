"""What the plain mode writes: a scene, its choices, the debrief, the review, each in its order."""

from __future__ import annotations

import re

from tests.plain.kit import ASK, play, play_by_words


def test_a_scene_is_told_in_the_order_an_ear_wants_it() -> None:
    told = play().stdout
    parts = [
        "The corner",
        "Two minutes at a counter.",
        "Ada Byron",
        "Forties, a wet umbrella [20% off].",
        "Friday 23:50.",
        "Ada Byron: “Do you have it in blue?”",
        "She does not look up.",
        "1. ",
        "Your choice, 1 to 3? (? for help)",
    ]
    places = [told.index(part) for part in parts]
    assert places == sorted(places)


def test_what_takes_long_says_so_and_what_cannot_be_chosen_has_no_number() -> None:
    told = play_by_words("Let her look").stdout
    assert "Let her look. (15 minutes)" in told
    assert (
        "Not open to you: “For a present, I would take the small one.” "
        "(there is something you have not found out yet)"
    ) in told
    assert told.rpartition(ASK)[2].startswith("1 to 2?")


def test_the_debrief_tells_all_there_is_in_its_order() -> None:
    ended = play_by_words("Hello.", "For a present", "Write her card")
    assert ended.returncode == 0
    told = ended.stdout.partition("Debrief: The corner")[2]
    parts = [
        "It ended Saturday 00:01, with this: an appointment.",
        "She is coming back on Monday.",
        "Day 3: Bought the small one.",
        "Who that really was: Ada Byron (a buyer this week).",
        "Process 80 of 100 (a pass needs 70).",
        "Sixty 79 of 100 (a pass needs 60).",
        "This run is a pass.",
        "cost the store in advertising: 1,200.",
        "What today brought: 0.",
        "What the days after brought: 1,450.",
        "- Greet within two minutes: 10 of 10, done by the binder (decision 1).",
        "- Introduce somebody else before they leave: 0 of 10, not done.",
        "- They trust you: 7 of 15",
        "- What they left with: 24 of 30",
        "Decision 1, Friday 23:50.",
        "You say: “Hello. Who is it for, please?”",
        "Coach: One word of welcome and then her, not the shelf.",
        "Decision 3, Friday 23:58.",
    ]
    places = [told.index(part) for part in parts]
    assert places == sorted(places)


def test_the_review_tells_both_lines_in_figures_and_what_each_decision_cost() -> None:
    told = play_by_words("Hello.", "For a present", "Write her card").stdout
    review = told.partition("The review: value kept ")[2]
    assert re.match(r"\d+ of 100\.\n", review)
    for line in ("What the sixty score could still come to", "The chance of a sale by that line"):
        (figures,) = re.findall(rf"^{line}.*: ([0-9, ]+)\.$", review, re.MULTILINE)
        assert len(figures.split(", ")) == 4
    assert review.count("\nJudged: ") == 3
    assert review.index("Decision 1, Friday 23:50.") < review.index("Judged: ")
    assert told.index("Process, point by point") < told.index("The review: ")


def test_the_debrief_opens_with_a_foul() -> None:
    told = play_by_words("Only today", "Go back").stdout.partition("Debrief: The corner")[2]
    assert told.strip().startswith("No score hides this, and a run with it is not a pass:")
    assert "- Said something was so, knowing it was not (decision 1)." in told
    assert told.index("(decision 1)") < told.index("It ended")
    assert "This run is not a pass." in told
