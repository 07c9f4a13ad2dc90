"""What is written down, by whom, and what the next seat knows of it."""

from __future__ import annotations

from game.engine.run import Run
from game.session.card import card
from game.session.view import scene_view
from tests.engine.tale import knows, line, offered, play, tale

HEAD = """
customer: {name: Dana Reyes}
facts:
  lease: {says: Five weeks., worth: 3}
  seats: {says: Two seats., worth: 1}
notes:
  plan: {says: Call on Tuesday.}
  owner: {says: Owner Lou.}
"""
STEPS = "log: {label: Log the visit, points: 10, secures: next-step}"
STORY = """
lot:
  says: Hi.
  choices:
    - {say: Ask., id: ask, learn: [lease, seats], to: lot}
    - {do: Write the lease., id: lease, writes: lease, to: lot}
    - {do: Write the plan., id: plan, writes: plan, to: lot}
    - {do: Write all., id: all, writes: all, to: lot}
    - {do: Log., id: log, does: log, to: lot}
    - {do: Go home., id: home, to: monday}
monday:
  takes-over: Lou, on Monday
  tells: You never met her.
  choices:
    - {say: Five weeks left?, id: knows-lease, if: {knows: lease}, to: gone}
    - {say: I see a plan., id: noted, if: {noted: [plan, lease]}, to: gone}
    - {say: Who are you?, id: who, to: gone}
gone: {tells: Gone., ending: lost}
"""


def after(*choices: str, head: str = HEAD) -> Run:
    return play(tale(STORY, steps=STEPS, head=head), *choices)


def test_the_next_seat_knows_what_was_written_and_nothing_else() -> None:
    assert knows(after("ask")) == {"lease", "seats"}
    assert knows(after("ask", "home")) == set()
    assert knows(after("ask", "lease", "home")) == {"lease"}
    assert knows(after("ask", "all", "home")) == {"lease", "seats"}


def test_a_step_that_secures_the_next_step_writes_everything_known() -> None:
    assert knows(after("ask", "log", "home")) == {"lease", "seats"}
    assert knows(after("log", "ask", "home")) == set()


def test_a_fact_is_not_written_before_it_is_known() -> None:
    assert knows(after("lease", "all", "ask", "home")) == set()


def test_a_note_needs_no_learning_and_all_means_what_is_known() -> None:
    assert "noted" not in offered(after("ask", "lease", "home"))
    assert "noted" not in offered(after("ask", "all", "home"))
    assert "noted" in offered(after("ask", "lease", "plan", "home"))


def test_what_is_on_the_card_at_the_start_is_known_and_noted() -> None:
    run = after(head=HEAD + "card: [lease, plan]\n")
    assert knows(run) == {"lease"}
    run = run.choose("home")
    assert offered(run) == ["knows-lease", "noted", "who"]


def test_understanding_counts_what_is_known_at_the_end() -> None:
    run = after("ask", "lease", "home", "who")
    told = line(run, "understanding")
    assert told.said == "knew at the end 1 of 2 facts, worth 3 of 4"
    assert told.earned == 10 * 3 // 4


def test_an_ending_may_take_over_too() -> None:
    scenes = """
    lot:
      says: Hi.
      choices:
        - {say: Ask., id: ask, learn: [lease, seats], to: lot}
        - {do: Hand over., id: over, writes: seats, to: gone}
    gone: {tells: Lou has her now., ending: handed-over, takes-over: Lou}
    """
    run = play(tale(scenes, head=HEAD), "ask", "over")
    assert line(run, "understanding").said == "knew at the end 1 of 2 facts, worth 1 of 4"


def test_the_conversation_before_a_hand_over_is_out_of_sight_and_the_card_is_not() -> None:
    run = after("ask", "lease", "plan")
    assert len(scene_view(run).past) == 3
    run = run.choose("home")
    view = scene_view(run)
    assert (view.past, view.heard.you_are) == ((), "Lou, on Monday")
    assert [(entry.step, entry.facts) for entry in card(run).entries] == [
        ("Written down", ("Five weeks.",)),
        ("Written down", ("Call on Tuesday.",)),
    ]
    assert [past.answer for past in scene_view(run.choose("who")).past] == ["Who are you?"]


def test_a_scene_from_memory_closes_hint_card_and_conversation_while_it_is_open() -> None:
    scenes = """
    lot:
      says: Hi.
      choices: [{say: Ask., id: ask, learn: lease, writes: lease, to: phone}]
    phone:
      says: What did I say about the lease?
      hint: Five.
      from-memory: yes
      choices: [{say: Five weeks., id: five, to: then}]
    then:
      says: Right.
      hint: Go on.
      choices: [{say: Bye., id: bye, to: gone}]
    gone: {tells: Gone., ending: lost}
    """
    run = play(tale(scenes, head="customer: {name: Dana}\nfacts: {lease: {says: Five.}}"), "ask")
    view = scene_view(run)
    assert view.from_memory
    assert (view.past, view.hint, card(run).closed, card(run).customer) == ((), None, True, None)
    run = run.choose("five")
    view = scene_view(run)
    assert (len(view.past), view.hint, card(run).customer) == (2, "Go on.", "Dana")
