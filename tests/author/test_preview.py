"""A preview through changes of its scenario: what holds, where it stops, and how it is told."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.author import preview
from game.author.preview import Preview
from game.engine.explore import states
from game.engine.program import Program
from game.engine.run import NotOfferedError, replay
from tests.engine.tale import tale
from tests.generate import Pair, pairs, pick, picks

SEEDS = st.integers(0, 2**53 - 1)

STORY = """
    door:
      says: Hello.
      choices:
        - {say: Good morning., id: morning, to: desk}
        - {say: Nice weather., to: desk}
    desk:
      says: What does it cost?
      choices:
        - {say: It depends., id: depends, to: [{odds: 30, go: home}, {go: sold}]}
        - {say: Nothing., id: nothing, if: {trust: at least 9}, to: sold}
        - {say: And for you?, id: buyer-asks, to: [{if: {truth: buyer}, go: secret}, {go: home}]}
    secret: {tells: Well now., ending: follow-up}
    home: {tells: Gone., ending: lost}
    sold: {tells: Sold., ending: sold}
    attic: {tells: Nobody comes here., ending: lost}
"""
TRUTHS = """
    customer:
      name: Dana
      truth:
        shopper: {odds: 60, really: She is.}
        buyer: {odds: 40, really: She buys.}
"""


def story(old: str = "", new: str = "", *, head: str = TRUTHS) -> Program:
    """The story, with some of its words changed."""
    assert old in STORY
    return tale(STORY.replace(old, new), head=head)


def played(program: Program, *choices: str, truth: str | None = None, seed: int = 1) -> Preview:
    now = preview.begin(program, seed, truth)
    for choice in choices:
        now = preview.choose(now, choice)
    return now


def wander(program: Program, seed: int, numbers: list[int]) -> Preview:
    """A play of some choices, chance steered now and then."""
    now = preview.begin(program, seed)
    for number in numbers:
        if now.run.over:
            break
        row = pick(numbers, len(now.picks), now.run.offered())
        ways = preview.branches(now, row.id)
        went = ways[number % len(ways)][1] if number % 3 == 0 else None
        now = preview.choose(now, row.id, went)
    return now


def same(one: Preview, other: Preview) -> bool:
    """Whether two previews show the same, program aside."""
    return (
        (one.picks, one.lost, one.truth, one.seed)
        == (other.picks, other.lost, other.truth, other.seed)
        and one.run.state == other.run.state
        and one.run.truth == other.run.truth
    )


@given(pairs(), SEEDS, picks())
@settings(max_examples=25, deadline=None)
def test_reading_the_same_file_again_changes_nothing(
    pair: Pair, seed: int, numbers: list[int]
) -> None:
    now = wander(pair.program, seed, numbers)
    again, says = preview.reload(now, Pair(pair.scenario, pair.binder, pair.ids).program)
    assert same(again, now)
    assert not says


@given(pairs(), SEEDS, picks())
@settings(max_examples=25, deadline=None)
def test_new_words_keep_exactly_the_choices_that_have_ids_of_their_own(
    pair: Pair, seed: int, numbers: list[int]
) -> None:
    now = wander(pair.program, seed, numbers)
    changed = copy.deepcopy(pair.scenario)
    for scene in changed["scenes"].values():
        for choice in scene.get("choices", ()):
            words = "say" if "say" in choice else "do"
            choice[words] = f"{choice[words]} Better said."
    if any("said" in str(scene) for scene in pair.scenario["scenes"].values()):
        return  # a condition may name a choice by its words' own id, which is no longer there
    again, says = preview.reload(now, Pair(changed, pair.binder, pair.ids).program)
    held = next((n for n, one in enumerate(now.picks) if not one.named), len(now.picks))
    assert [one.choice for one in again.picks] == [one.choice for one in now.picks[:held]]
    assert bool(says) == (held < len(now.picks))


@given(pairs(), pairs(), SEEDS, picks())
@settings(max_examples=30, deadline=None)
def test_any_other_file_keeps_a_beginning_of_the_play_and_gives_it_back_with_the_first(
    pair: Pair, other: Pair, seed: int, numbers: list[int]
) -> None:
    now = wander(pair.program, seed, numbers)
    there, says = preview.reload(now, other.program)
    assert (*there.picks, *there.lost) == now.picks
    assert [turn.row.id for turn in there.run.taken] == [one.choice for one in there.picks]
    assert bool(says) == bool(there.lost)
    back, _ = preview.reload(there, pair.program)
    assert same(back, now)


@given(pairs(), SEEDS, picks())
@settings(max_examples=25, deadline=None)
def test_unsteered_choices_are_the_run_that_anyone_would_have(
    pair: Pair, seed: int, numbers: list[int]
) -> None:
    now = preview.begin(pair.program, seed)
    while not now.run.over:
        now = preview.choose(now, pick(numbers, len(now.picks), now.run.offered()).id)
    assert now.run == replay(pair.program, seed, [one.choice for one in now.picks])
    while now.picks:
        now = preview.undo(now)
        assert now.run == replay(pair.program, seed, [one.choice for one in now.picks])


@given(pairs(most_scenes=3, most_choices=2), SEEDS)
@settings(max_examples=25, deadline=None)
def test_a_jump_comes_to_every_scene_that_any_play_can_come_to_and_to_no_other(
    pair: Pair, seed: int
) -> None:
    program = pair.program
    reached = states(program)
    open_at = {program.scene(state).id for state in reached}
    now = preview.begin(program, seed)
    for scene in program.scenes:
        there, says = preview.jump(now, scene.id)
        if scene.id in open_at:
            assert there.run.scene.id == scene.id
            least = min(program.decisions(s) for s in reached if program.scene(s) is scene)
            # Under another truth only where none of this one's plays comes there.
            assert len(there.picks) >= least
            assert there.run.state in reached
            assert same(preview.reload(there, program).preview, there)
        else:
            assert there is now
            assert scene.id in says


@given(pairs(), SEEDS, picks())
@settings(max_examples=25, deadline=None)
def test_a_witness_is_followed_whatever_luck_it_needs(
    pair: Pair, seed: int, numbers: list[int]
) -> None:
    now = wander(pair.program, seed, numbers)
    ids = [one.choice for one in now.picks]
    there, _ = preview.follow(preview.begin(pair.program, seed + 1), ids)
    assert [one.choice for one in there.picks] == ids
    if ids:
        there, _ = preview.follow(there, [*ids, now.run.scene.id])
        assert there.run.scene.id == now.run.scene.id


def test_a_choice_whose_words_changed_and_that_has_no_id_stops_the_play_before_it() -> None:
    weather = story().scenes[0].choices[1].id
    again, says = preview.reload(played(story(), weather), story("Nice weather.", "Bad weather."))
    assert not again.picks
    assert says == (
        "It stops in scene door, after 0 of 1 choice: “Nice weather.” is not in the file as it was,"
        " and it has no id: of its own to be known by."
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "id: depends",
            "id: depend",
            "It stops in scene desk, after 1 of 2 choices: no choice “depends” is in the file.",
        ),
        (
            "id: depends,",
            "id: depends, if: {trust: at least 9},",
            "It stops in scene desk, after 1 of 2 choices: “It depends.” is not offered there.",
        ),
        (
            "id: morning, to: desk",
            "id: morning, to: sold",
            "It stops in scene sold, after 1 of 2 choices: the conversation ends there.",
        ),
    ],
)
def test_where_it_stops_is_said_in_one_sentence(old: str, new: str, says: str) -> None:
    now = played(story(), "morning", "depends")
    assert preview.reload(now, story(old, new)).says == says


def test_what_an_edit_took_away_comes_back_with_the_edit_taken_back() -> None:
    now = played(story(), "morning", "depends")
    broken = preview.reload(now, story("id: depends", "id: depend")).preview
    assert broken.run.scene.id == "desk"
    assert same(preview.reload(broken, story()).preview, now)


def test_a_choice_made_after_an_edit_gives_up_what_no_longer_held() -> None:
    now = played(story(), "morning", "depends")
    broken = preview.reload(now, story("id: depends", "id: depend")).preview
    onward = preview.choose(broken, "buyer-asks")
    assert not onward.lost
    assert [one.choice for one in preview.reload(onward, story()).preview.picks] == [
        "morning",
        "buyer-asks",
    ]


def test_chance_can_be_told_where_to_lead_and_stays_told() -> None:
    for scene in ("home", "sold"):
        now = preview.choose(played(story(), "morning"), "depends", scene)
        assert now.run.scene.id == scene
        assert preview.reload(now, story()).preview.run.scene.id == scene
        assert preview.with_seed(now, 99).preview.run.scene.id == scene


def test_a_branch_that_was_taken_out_stops_the_play_before_it() -> None:
    now = preview.choose(played(story(), "morning"), "depends", "home")
    says = preview.reload(now, story("[{odds: 30, go: home}, {go: sold}]", "sold")).says
    assert says == (
        "It stops in scene desk, after 1 of 2 choices: "
        "“It depends.” cannot lead to scene home here."
    )


def test_chance_cannot_be_told_what_cannot_be() -> None:
    with pytest.raises(ValueError, match="secret"):
        preview.choose(played(story(), "morning"), "depends", "secret")
    with pytest.raises(NotOfferedError):
        preview.choose(played(story(), "morning"), "nothing")


def test_where_a_choice_may_lead_is_told_with_its_odds_for_the_truth_at_hand() -> None:
    at_desk = played(story(), "morning", truth="shopper")
    assert preview.branches(at_desk, "depends") == ((30, "home"), (70, "sold"))
    assert preview.branches(at_desk, "buyer-asks") == ((100, "home"),)
    buyer = preview.with_truth(at_desk, "buyer").preview
    assert preview.branches(buyer, "buyer-asks") == ((100, "secret"),)
    assert preview.branches(buyer, "nothing") == ()


def test_a_scene_that_only_another_customer_opens_is_shown_with_that_customer() -> None:
    there, says = preview.jump(played(story(), truth="shopper"), "secret")
    assert (there.run.scene.id, there.truth) == ("secret", "buyer")
    assert says == "Only another customer comes there: the truth is buyer now."


def test_a_truth_that_was_taken_out_is_drawn_again_and_that_is_said() -> None:
    now = played(story(), "morning", truth="buyer")
    head = TRUTHS.replace("buyer", "saver")
    again, says = preview.reload(now, story("truth: buyer", "truth: saver", head=head))
    assert again.truth is None
    assert len(again.picks) == 1
    assert says == "The truth “buyer” is no longer in the file, so that it is drawn again."


def test_a_scene_that_no_play_comes_to_and_one_there_is_none_of_are_said_so() -> None:
    now = played(story(), "morning")
    there, says = preview.jump(now, "attic")
    assert there is now
    assert says == "No play comes to scene attic: nothing leads there that can be taken."
    assert preview.jump(now, "desc").says == "There is no scene “desc”. Did you mean “desk”?"


def test_at_takes_a_scene_a_witness_and_a_witness_with_its_scene() -> None:
    now = preview.begin(story(), 1)
    for asked, scene in (
        ("desk", "desk"),
        ("morning", "desk"),
        ("morning,depends,home", "home"),
        ("morning, depends, sold", "sold"),
        ("", "door"),
    ):
        moved = preview.at(now, asked)
        assert moved.preview.run.scene.id == scene
        assert not moved.says


def test_a_witness_that_cannot_be_taken_stops_at_the_last_scene_that_holds() -> None:
    now = preview.begin(story(), 1)
    there, says = preview.at(now, "morning,nothing")
    assert there.run.scene.id == "desk"
    assert says == "It stops in scene desk, after 1 of 2 choices: “Nothing.” is not offered there."
    assert preview.at(now, "morning,depends,secret").says == (
        "These choices cannot lead to scene secret."
    )
