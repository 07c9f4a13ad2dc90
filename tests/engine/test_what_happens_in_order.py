"""The format's section of that name, a test a sentence: the meaning of a scenario.

Sentences 1 to 4; the fifth, on `to`, is test_where_a_choice_leads.py.
"""

from __future__ import annotations

import pytest

from game.engine.run import NotOfferedError
from tests.engine.tale import DOOR, GREET, happened, knows, line, meters, offered, play, tale

FACTS = """
customer: {name: Dana}
facts: {seats: {says: Two seats., worth: 2}, lease: {says: Five weeks., worth: 3}}
"""

# ── 1. A run starts ─────────────────────────────────────────────────────────────────────────────


def test_a_run_starts_at_minute_0_with_the_customers_meters() -> None:
    run = play(
        tale(
            """
            lot: {says: Hi., choices: [{say: Bye., to: gone}]}
            gone: {tells: Gone., ending: lost}
            """,
            head="customer: {name: Dana, starts: {trust: 7, pressure: 0, value: 10}}",
        )
    )
    assert run.minute == 0
    assert meters(run) == (7, 0, 10)
    assert run.taken == ()


def test_where_truth_is_left_out_nothing_is_hidden() -> None:
    run = play(
        tale(
            """
            lot: {says: Hi., choices: [{say: Bye., to: gone}]}
            gone: {tells: Gone., ending: lost}
            """
        )
    )
    assert [truth.id for truth in run.program.truths] == [None]


def test_the_start_scene_opens_with_its_wait_its_moment_and_what_it_teaches() -> None:
    run = play(
        tale(
            """
            lot:
              says: Hi.
              wait: 5 min
              moment: arrival
              learn: seats
              choices: [{say: Bye., to: gone}]
            gone: {tells: Gone., ending: lost}
            """,
            binder="moments: arrival",
            head=FACTS,
        )
    )
    assert run.scene.id == "lot"
    assert run.minute == 5
    assert happened(run) == {"arrival"}
    assert knows(run) == {"seats"}


# ── 2. A scene opens ────────────────────────────────────────────────────────────────────────────


def test_a_scenes_wait_passes_before_its_moment_happens() -> None:
    program = tale(
        DOOR.replace("TAKES", "5 min"), covers="greet", steps=GREET, binder="moments: leaves"
    )
    assert play(program, "wait").minute == 13
    assert line(play(program, "wait", "greets"), "greet").earned == 10


def test_a_moment_happens_once_at_its_first_time() -> None:
    program = tale(
        """
        lot:
          says: Hi.
          moment: arrival
          choices:
            - {say: Round., id: round, takes: 20 min, to: lot}
            - {say: Greet., id: greets, does: greet, to: gone}
        gone: {tells: Gone., ending: lost}
        """,
        covers="greet",
        steps="greet: {label: Greet, points: 10, within: 5 min of arrival}",
        binder="moments: arrival",
    )
    assert line(play(program, "greets"), "greet").earned == 10
    assert line(play(program, "round", "greets"), "greet").earned == 5


def test_an_ending_ends_the_run_there() -> None:
    run = play(
        tale(
            """
            lot: {says: Hi., choices: [{say: Bye., id: bye, to: gone}]}
            gone: {tells: Gone., wait: 1 hour, ending: lost}
            """
        ),
        "bye",
    )
    assert run.over
    assert run.scene.kind == "lost"
    assert run.minute == 61
    assert offered(run) == []
    with pytest.raises(NotOfferedError, match="the conversation is over"):
        run.choose("bye")


def test_coming_back_to_a_scene_opens_it_again_and_its_wait_passes_again() -> None:
    program = tale(
        """
        lot:
          says: Hi.
          wait: 10 min
          choices: [{say: Round., id: round, to: lot}, {say: Bye., id: bye, to: gone}]
        gone: {tells: Gone., ending: lost}
        """
    )
    assert play(program).minute == 10
    assert play(program, "round").minute == 21


def test_an_endings_kind_is_not_a_moment() -> None:
    scenes = """
    lot:
      says: Hi.
      choices: [{say: Sign., id: sign, to: bought}, {say: Sign twice., id: says-so, to: told}]
    bought: {tells: Signed., ending: sold}
    told: {tells: Signed., moment: sold, ending: sold}
    """
    program = tale(
        scenes,
        covers="turn-over",
        steps="turn-over: {label: Manager, points: 20, unless: sold}",
        binder="moments: sold",
    )
    assert line(play(program, "sign"), "turn-over").earned == 0
    assert line(play(program, "says-so"), "turn-over").earned == 20


# ── 3. The trainee picks a choice that is offered ───────────────────────────────────────────────


def test_a_choice_is_offered_where_its_if_holds_and_gone_once_taken() -> None:
    program = tale(
        """
        lot:
          says: Hi.
          choices:
            - {say: One., id: one, trust: +2, to: lot}
            - {say: Two., id: two, if: {trust: at least 5}, to: lot}
            - {say: Bye., id: bye, to: gone}
        gone: {tells: Gone., ending: lost}
        """
    )
    assert offered(play(program)) == ["one", "bye"]
    assert offered(play(program, "one")) == ["two", "bye"]
    assert offered(play(program, "one", "two")) == ["bye"]
    with pytest.raises(NotOfferedError) as refused:
        play(program, "one", "one")
    assert refused.value.offered == ("two", "bye")
    assert (refused.value.decision, refused.value.scene) == (1, "lot")


def test_what_is_offered_is_settled_before_the_choices_own_time_passes() -> None:
    program = tale(
        """
        lot:
          says: Hi.
          choices:
            - {say: Late., id: late, if: {after: 20 min}, takes: 30 min, to: gone}
            - {say: Bye., id: bye, to: gone}
        gone: {tells: Gone., ending: lost}
        """
    )
    assert offered(play(program)) == ["bye"]


# ── 4. The choice takes hold ────────────────────────────────────────────────────────────────────


def test_a_choice_takes_one_minute_where_it_does_not_say() -> None:
    program = tale(
        """
        lot: {says: Hi., choices: [{say: Bye., id: bye, to: gone}]}
        gone: {tells: Gone., ending: lost}
        """
    )
    assert play(program, "bye").minute == 1


def test_its_time_passes_first_so_a_step_is_done_at_the_minute_after_it() -> None:
    scenes = """
    lot:
      says: Hi.
      moment: arrival
      choices:
        - {say: In time., id: in-time, does: greet, takes: 2 min, to: gone}
        - {say: Too long., id: too-long, does: greet, takes: 3 min, to: gone}
    gone: {tells: Gone., ending: lost}
    """
    program = tale(
        scenes,
        covers="greet",
        steps="greet: {label: Greet, points: 10, within: 2 min of arrival}",
        binder="moments: arrival",
    )
    assert line(play(program, "in-time"), "greet").earned == 10
    assert line(play(program, "too-long"), "greet").earned == 5


def test_each_meter_moves_and_stays_within_0_and_10() -> None:
    program = tale(
        """
        lot:
          says: Hi.
          choices:
            - {say: A., id: a, trust: +9, pressure: -5, value: -2, to: lot}
            - {say: B., id: b, trust: -1, pressure: +1, value: 3, to: lot}
            - {say: Bye., id: bye, to: gone}
        gone: {tells: Gone., ending: lost}
        """
    )
    assert meters(play(program, "a")) == (10, 0, 0)
    assert meters(play(program, "a", "b")) == (9, 1, 3)


def test_its_facts_are_learnt_before_the_branches_are_read() -> None:
    program = tale(
        """
        lot:
          says: Hi.
          choices:
            - say: Ask.
              id: ask
              learn: [seats, lease]
              to: [{if: {knows: [seats, lease]}, go: glad}, {go: gone}]
        glad: {tells: Glad., ending: sold}
        gone: {tells: Gone., ending: lost}
        """,
        head=FACTS,
    )
    run = play(program, "ask")
    assert knows(run) == {"seats", "lease"}
    assert run.scene.id == "glad"


ORDER = """
lot:
  says: Hi.
  choices:
    - {say: Right., id: right, does: [greet, discover], to: gone}
    - {say: Wrong., id: wrong, does: [discover, greet], to: gone}
gone: {tells: Gone., ending: lost}
"""


def test_steps_are_done_in_the_order_of_the_list_and_an_earlier_one_counts() -> None:
    program = tale(
        ORDER,
        covers="discover",
        steps="""
        greet: {label: Greet, points: 10}
        discover: {label: Discover, points: 20, after: greet}
        """,
    )
    assert line(play(program, "right"), "discover").earned == 20
    assert line(play(program, "wrong"), "discover").earned == 10


def test_a_choices_own_moment_happens_after_its_steps() -> None:
    scenes = """
    lot:
      says: Hi.
      choices: [{say: Go., id: go, does: [early, late], moment: leaves, to: gone}]
    gone: {tells: Gone., ending: lost}
    """
    program = tale(
        scenes,
        covers="early, late",
        steps="""
        early: {label: Before they leave, points: 10, before: leaves}
        late: {label: After they left, points: 10, after: leaves}
        """,
        binder="moments: leaves",
    )
    run = play(program, "go")
    assert line(run, "early").earned == 10
    assert line(run, "late").earned == 5


def test_a_foul_is_noted_costs_no_points_and_keeps_the_run_from_passing() -> None:
    scenes = """
    lot:
      says: Hi.
      choices:
        - {say: Lie., id: lie, foul: fib, to: bought}
        - {say: Sell., id: sell, to: bought}
    bought: {tells: Signed., ending: sold}
    """
    program = tale(
        scenes,
        binder="fouls: {fib: Told a fib.}\nsixty: {outcome: 100}\npass: {process: 0, sixty: 0}",
    )
    honest, liar = play(program, "sell").scorecard(), play(program, "lie").scorecard()
    assert liar.fouls == (("fib", 0),)
    assert (liar.process, liar.sixty) == (honest.process, honest.sixty)
    assert honest.passed
    assert not liar.passed
